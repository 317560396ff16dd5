//! From rustpython-parser's tree to ours.
//!
//! **Invariant**: places come from our tokens; literals from the check, numbers and names from the
//! tokens. Where 3.8 gives a node another extent than the parser does, the token positions say so.

mod expr;
mod parameters;
mod stmt;

use hashbrown::HashMap;

use rustpython_parser::{Mode as ParserMode, ast as rp, text_size::TextRange};

use crate::{
    ast::{Expr, Mod, Span, Stmt, StmtKind, TypeIgnore},
    check::{Checked, Hole},
    grammar::{symbol, token},
    syntax_error::{SyntaxError, SyntaxErrorKind},
    wstr::WStr,
};

use super::{
    Mode, Unit,
    feed::{self, Range},
    names::Names,
    tree::Id,
    unicode::{Database, Unanswered},
};

/// The state of a lowering.
struct Lower<'a> {
    unit: &'a Unit<'a>,
    strings: HashMap<usize, Expr>,
    holes: Vec<Hole>,
    names: Names<'a>,
    /// A failure inside a hole, reported when the tree is complete.
    failure: Option<SyntaxError>,
}

/// Lowers a whole source.
pub fn module(unit: &Unit, checked: Checked, root: Id, mode: Mode) -> Result<Mod, SyntaxError> {
    let mut lower = Lower::new(unit, checked);
    let whole = Range { first: 0, last: unit.tree.tokens.len() - 1, hole: None };
    let result = match mode {
        Mode::Exec => {
            let rp::Mod::Module(module) = lower.parse(whole, ParserMode::Module)? else { return lower.refuse(0) };
            Mod::Module { body: lower.body(module.body), type_ignores: type_ignores(unit) }
        }
        Mode::Single if unit.tree.tokens[0].kind == token::NEWLINE => {
            Mod::Interactive { body: vec![Stmt { kind: StmtKind::Pass, span: unit.span(0, 0) }] }
        }
        Mode::Single => {
            let rp::Mod::Module(module) = lower.parse(whole, ParserMode::Module)? else { return lower.refuse(0) };
            Mod::Interactive { body: lower.body(module.body) }
        }
        Mode::Eval => Mod::Expression { body: Box::new(lower.whole_expression(whole)?) },
        Mode::FuncType => lower.function_type(root)?,
    };
    lower.failure.map_or(Ok(result), Err)
}

/// Lowers a source that is one expression.
pub fn expression(unit: &Unit, checked: Checked) -> Result<Expr, SyntaxError> {
    let mut lower = Lower::new(unit, checked);
    let whole = Range { first: 0, last: unit.tree.tokens.len() - 1, hole: None };
    let result = lower.whole_expression(whole)?;
    lower.failure.map_or(Ok(result), Err)
}

fn type_ignores(unit: &Unit) -> Vec<TypeIgnore> {
    let ignores = unit.type_ignores.iter();
    ignores.map(|&(lineno, from, to)| TypeIgnore { lineno, tag: text(&unit.text[from..to]) }).collect()
}

fn text(bytes: &[u8]) -> WStr {
    WStr::from(&*String::from_utf8_lossy(bytes))
}

impl<'a> Lower<'a> {
    fn new(unit: &'a Unit<'a>, checked: Checked) -> Lower<'a> {
        Lower { unit, strings: checked.strings, holes: checked.holes, names: Names::default(), failure: None }
    }

    fn parse(&self, range: Range, mode: ParserMode) -> Result<rp::Mod, SyntaxError> {
        feed::parse(self.unit, &self.holes, range, mode)
            .or_else(|error| self.refuse(u32::from(error.offset) as usize / 2))
    }

    /// The parser did not take what 3.8's grammar takes; not known to happen.
    fn refuse<T>(&self, at: usize) -> Result<T, SyntaxError> {
        let at = at.min(self.unit.tree.tokens.len() - 1);
        let span = self.unit.span(at, at);
        Err(SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: "invalid syntax".to_string(),
            filename: self.unit.filename.clone(),
            lineno: span.lineno,
            offset: Some(span.col_offset + 1),
            text: None,
        })
    }

    fn whole_expression(&mut self, range: Range) -> Result<Expr, SyntaxError> {
        match self.parse(range, ParserMode::Expression)? {
            rp::Mod::Expression(module) => Ok(self.expr(*module.body)),
            _ => self.refuse(range.first),
        }
    }

    /// `(types) -> type`: the parser has no such mode, so each type is read by itself.
    fn function_type(&mut self, root: Id) -> Result<Mod, SyntaxError> {
        let tree = &self.unit.tree;
        let parts = tree.children(tree.children(root)[0]);
        let is_type =
            |id: Id| ![token::COMMA, token::STAR, token::DOUBLESTAR].iter().any(|&kind| tree.is_token(id, kind));
        let mut argtypes = Vec::new();
        if parts.len() > 4 {
            let single = [parts[1]];
            let list = if tree.is_node(parts[1], symbol::TYPELIST) { tree.children(parts[1]) } else { &single };
            for &member in list.iter().filter(|&&member| is_type(member)) {
                argtypes.push(self.subtree(member)?);
            }
        }
        let returns = Box::new(self.subtree(parts[parts.len() - 1])?);
        Ok(Mod::FunctionType { argtypes, returns })
    }

    fn subtree(&mut self, id: Id) -> Result<Expr, SyntaxError> {
        let tree = &self.unit.tree;
        self.whole_expression(Range { first: tree.first_token(id), last: tree.last_token(id), hole: None })
    }

    fn hole(&mut self, number: usize) -> Expr {
        let (first, last) = self.holes[number].inner;
        match self.whole_expression(Range { first, last, hole: Some(number) }) {
            Ok(expr) => expr,
            Err(error) => {
                self.failure.get_or_insert(error);
                Expr {
                    kind: crate::ast::ExprKind::Constant { value: crate::ast::Constant::None, kind: None },
                    span: Span::default(),
                }
            }
        }
    }

    fn span(&self, range: TextRange) -> Span {
        let (first, last) = feed::token_range(range);
        self.unit.span(first, last)
    }

    fn name(&mut self, word: &'a [u8]) -> WStr {
        // After a failure nobody is asked any more: its exception is pending.
        let database = if self.failure.is_some() { Database::default() } else { self.unit.database };
        self.names.get(word, &database).unwrap_or_else(|Unanswered| {
            self.failure.get_or_insert(self.unit.unanswered());
            text(word)
        })
    }

    /// An identifier: token indices between dots, or the `*` of an import.
    fn ident(&mut self, name: &str) -> WStr {
        if let Ok(index) = name.parse::<usize>() {
            return self.name(self.unit.token_text(index));
        }
        if name == "*" {
            return WStr::from(name);
        }
        // 3.8 does not normalise dotted names.
        let index = |part: &str| part.parse::<usize>().unwrap_or_default();
        let parts: Vec<&[u8]> = name.split('.').map(|part| self.unit.token_text(index(part))).collect();
        WStr::from_wtf8(&parts.join(&b'.'))
    }

    /// The type comment at a token, if that is one.
    fn type_comment(&self, index: usize) -> Option<WStr> {
        let token = self.unit.tree.tokens.get(index)?;
        (token.kind == token::TYPE_COMMENT).then(|| text(self.unit.token_text(index)))
    }

    fn is_token(&self, index: usize, kind: token::Kind) -> bool {
        self.unit.tree.tokens.get(index).is_some_and(|token| token.kind == kind)
    }

    /// The first token of an expression, parentheses around it included that close at `ceiling` or
    /// earlier.
    fn open_brackets(&self, mut first: usize, ceiling: usize) -> usize {
        while first > 0
            && self.is_token(first - 1, token::LPAR)
            && self.unit.tree.tokens[first - 1].pair as usize <= ceiling
        {
            first -= 1;
        }
        first
    }

    /// The last token of an expression, parentheses around it included that open at `floor` or
    /// later.
    fn close_brackets(&self, mut last: usize, floor: usize) -> usize {
        while self.is_token(last + 1, token::RPAR) && self.unit.tree.tokens[last + 1].pair as usize >= floor {
            last += 1;
        }
        last
    }
}
