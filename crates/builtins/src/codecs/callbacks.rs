//! The built-in error handlers as functions, which `codecs.lookup_error` gives.

use pyston_codec::{ByteOrder, Codec, DecodeHandler, EncodeHandler, Failure, Fault, Policy, Replacement};
use pyston_object::cfunction::CFunction;
use pyston_object::prelude::*;
use pyston_object::unicode_error::{self, Kind, UnicodeError};

/// What a handler answers: the replacement and where to go on.
type Answer = PyResult<(Py, usize)>;

fn wrong_type(exception: &Object) -> Raised {
    raise!(TypeError, "don't know how to handle {:.200} in error callback", exception.type_name())
}

/// The codec that an exception names, among those whose surrogates can be passed on.
fn codec_of(encoding: &str) -> Option<Codec> {
    let name = encoding.to_ascii_lowercase().replace('_', "-");
    let rest = name.strip_prefix("utf").map(|rest| rest.strip_prefix('-').unwrap_or(rest));
    let order = |rest: &str| match rest.strip_prefix('-').unwrap_or(rest) {
        "" => Some(ByteOrder::NATIVE),
        "le" => Some(ByteOrder::Little),
        "be" => Some(ByteOrder::Big),
        _ => None,
    };
    match rest {
        Some("8") => Some(Codec::Utf8),
        Some(rest) if rest.starts_with("16") => order(&rest[2..]).map(|order| Codec::Utf16(Some(order))),
        Some(rest) if rest.starts_with("32") => order(&rest[2..]).map(|order| Codec::Utf32(Some(order))),
        _ if name == "cp-utf8" => Some(Codec::Utf8),
        _ => None,
    }
}

/// Which codec a policy is to see. All but `surrogatepass` treat every codec alike; the charmap codec's
/// surrogates are escaped all or none, as the function does.
fn policy_codec(policy: Policy, fields: &UnicodeError) -> PyResult<Option<Codec>> {
    if policy != Policy::SurrogatePass {
        return Ok(Some(Codec::Charmap));
    }
    Ok(codec_of(&fields.encoding()?.to_string_lossy()))
}

fn fault(codec: Codec, (start, end): (usize, usize)) -> Fault {
    Fault { codec, start, end: end.max(start), reason: "" }
}

fn reraise(exception: &Object, failure: Failure) -> Raised {
    match failure {
        Failure::Fault(_) => errors::raise_instance(exception.new_ref()),
        Failure::EncodeOnly => wrong_type(exception),
    }
}

/// Answers as `policy` does; `kinds` are the exceptions it takes.
fn answer(exception: &Object, mut policy: Policy, kinds: &[Kind]) -> Answer {
    let Some((fields, kind)) = unicode_error::of(exception).filter(|(_, kind)| kinds.contains(kind)) else {
        return Err(wrong_type(exception));
    };
    let Some(codec) = policy_codec(policy, fields)? else { return Err(errors::raise_instance(exception.new_ref())) };
    if kind == Kind::Decode {
        let bytes = fields.bytes()?;
        let mut out = StrBuilder::new();
        let fault = fault(codec, fields.range(bytes.len()));
        let resume = DecodeHandler::error(&mut policy, &fault, bytes.as_slice(), &mut out)
            .map_err(|failure| reraise(exception, failure))?;
        return Ok((out.finish()?.into_object(), resume.position));
    }
    let text = fields.text()?;
    let fault = fault(codec, fields.range(text.len()));
    if kind == Kind::Translate && policy == Policy::Replace {
        let replacement = vec![0xFFFD; fault.end - fault.start];
        return Ok((Str::from_points(&replacement)?.into_object(), fault.end));
    }
    let (replacement, position) =
        EncodeHandler::error(&mut policy, &fault, text.data().into()).map_err(|failure| reraise(exception, failure))?;
    let replacement = match replacement {
        Replacement::Bytes(bytes) => Bytes::new(&bytes)?.into_object(),
        Replacement::Text(points) => Str::from_points(&points)?.into_object(),
    };
    Ok((replacement, position))
}

const ALL: &[Kind] = &[Kind::Encode, Kind::Decode, Kind::Translate];
const CONVERSIONS: &[Kind] = &[Kind::Encode, Kind::Decode];

struct Handlers;

#[pymodule("_codecs")]
impl Handlers {
    /// Raises the exception.
    #[function(name = "strict_errors")]
    fn strict(args: Args) -> PyResult<()> {
        let exception = crate::text::args::one(args, "strict_errors")?;
        if pyston_object::exception::Exception::check(exception) {
            return Err(errors::raise_instance(exception.new_ref()));
        }
        Err(raise!(TypeError, "codec must pass exception instance"))
    }

    /// Leaves out what cannot be converted.
    #[function(name = "ignore_errors")]
    fn ignore(args: Args) -> Answer {
        let exception = crate::text::args::one(args, "ignore_errors")?;
        answer(exception, Policy::Ignore, ALL)
    }

    /// Puts a replacement mark for what cannot be converted.
    #[function(name = "replace_errors")]
    fn replace(args: Args) -> Answer {
        answer(crate::text::args::one(args, "replace_errors")?, Policy::Replace, ALL)
    }

    /// Puts XML character references for what cannot be encoded.
    #[function(name = "xmlcharrefreplace_errors")]
    fn xmlcharrefreplace(args: Args) -> Answer {
        answer(crate::text::args::one(args, "xmlcharrefreplace_errors")?, Policy::XmlCharRefReplace, &[Kind::Encode])
    }

    /// Puts backslash escapes for what cannot be converted.
    #[function(name = "backslashreplace_errors")]
    fn backslashreplace(args: Args) -> Answer {
        answer(crate::text::args::one(args, "backslashreplace_errors")?, Policy::BackslashReplace, ALL)
    }

    /// Puts \N{...} escapes for what cannot be encoded.
    #[function(name = "namereplace_errors")]
    fn namereplace(args: Args) -> Answer {
        answer(crate::text::args::one(args, "namereplace_errors")?, Policy::NameReplace, &[Kind::Encode])
    }

    /// Lets surrogates through.
    #[function(name = "surrogatepass")]
    fn surrogatepass(args: Args) -> Answer {
        answer(crate::text::args::one(args, "surrogatepass")?, Policy::SurrogatePass, CONVERSIONS)
    }

    /// Keeps undecodable bytes as surrogates, and makes them bytes again.
    #[function(name = "surrogateescape")]
    fn surrogateescape(args: Args) -> Answer {
        answer(crate::text::args::one(args, "surrogateescape")?, Policy::SurrogateEscape, CONVERSIONS)
    }
}

/// Handlers and the functions that do their work.
const NAMES: [(&str, &str); 8] = [
    ("strict", "strict_errors"),
    ("ignore", "ignore_errors"),
    ("replace", "replace_errors"),
    ("xmlcharrefreplace", "xmlcharrefreplace_errors"),
    ("backslashreplace", "backslashreplace_errors"),
    ("namereplace", "namereplace_errors"),
    ("surrogatepass", "surrogatepass"),
    ("surrogateescape", "surrogateescape"),
];

/// The handlers by name, for a new registry.
pub fn table() -> PyResult<Py<Dict>> {
    let functions = Handlers::create()?;
    let table = Dict::new()?;
    for (name, function) in NAMES {
        table.set_str(&Str::intern(name), functions.get(function)?)?;
    }
    Ok(table)
}

/// Is `function` one of the functions here?
pub fn is_builtin(function: &Object) -> bool {
    function
        .downcast_exact::<CFunction>()
        .is_some_and(|function| NAMES.iter().any(|(_, name)| function.name() == *name))
}
