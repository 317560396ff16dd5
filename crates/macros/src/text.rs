//! Text signatures (`($self, index=-1, /)`) and documentation comments.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// A parameter of a text signature.
pub struct Parameter {
    pub name: String,
    pub default: Option<String>,
}

/// A parsed text signature, without its `$self`.
#[derive(Default)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    pub n_posonly: usize,
    /// How many may be given by position.
    pub n_positional: usize,
}

/// Splits at the commas that are not inside brackets or quotes.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quote, mut current) = (Vec::new(), 0, None, String::new());
    for char in text.chars() {
        match (char, quote) {
            (_, Some(open)) if char == open => quote = None,
            (_, Some(_)) => (),
            ('\'' | '"', None) => quote = Some(char),
            ('(' | '[' | '{', None) => depth += 1,
            (')' | ']' | '}', None) => depth -= 1,
            (',', None) if depth == 0 => {
                parts.push(std::mem::take(&mut current));
                continue;
            }
            _ => (),
        }
        current.push(char);
    }
    if !current.trim().is_empty() {
        parts.push(current);
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

impl Signature {
    pub fn parse(text: &str) -> Result<Signature, String> {
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let inner = inner.ok_or_else(|| format!("signature `{text}` is not in parentheses"))?;
        let mut signature = Signature::default();
        let mut keyword_only = false;
        for part in split(inner) {
            match part.as_str() {
                "/" => signature.n_posonly = signature.parameters.len(),
                "*" => keyword_only = true,
                _ if part.starts_with('$') => (),
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((name, default)) => (name.trim(), Some(default.trim().to_owned())),
                        None => (part.as_str(), None),
                    };
                    signature.parameters.push(Parameter { name: name.to_owned(), default });
                    if !keyword_only {
                        signature.n_positional = signature.parameters.len();
                    }
                }
            }
        }
        Ok(signature)
    }

    /// Parameters by position without default.
    pub fn n_required(&self) -> usize {
        self.parameters[..self.n_positional].iter().take_while(|parameter| parameter.default.is_none()).count()
    }

    /// Keyword-only parameters without default.
    pub fn required_keywords(&self) -> Vec<usize> {
        (self.n_positional..self.parameters.len()).filter(|&index| self.parameters[index].default.is_none()).collect()
    }
}

/// The text of the documentation comments, one leading space a line removed.
pub fn documentation(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// `name(sig)\n--\n\ndoc`, what `__text_signature__` and `__doc__` are read from.
pub fn clinic_doc(name: &str, signature: Option<&str>, documentation: &str) -> String {
    match signature {
        Some(signature) => format!("{name}{signature}\n--\n\n{documentation}"),
        None => documentation.to_owned(),
    }
}

/// The signature of a module's function as shown: with the module as its first, positional-only
/// parameter.
pub fn with_module(signature: &str) -> String {
    if signature.starts_with("($") {
        return signature.to_owned();
    }
    let inner = signature.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or_default();
    let has_posonly = split(inner).iter().any(|part| part == "/");
    match (inner.is_empty(), has_posonly) {
        (true, _) => "($module, /)".to_owned(),
        (false, true) => format!("($module, {inner})"),
        (false, false) => format!("($module, /, {inner})"),
    }
}
