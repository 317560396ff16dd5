//! `_json`: the native half of `json`, which reads and writes whole texts.
//!
//! **Invariant**: strings never change, so their units are read in place; what runs Python code (hooks,
//! `default`, keys of subclasses) gets and gives owned references.

mod encoder;
mod escape;
mod scanner;
mod string;
mod text;

use pyston_object::call;
use pyston_object::prelude::*;

use crate::arguments::{parse_count, parse_int};

fn text_of(object: &Object) -> PyResult<&Str> {
    object
        .downcast()
        .ok_or_else(|| raise!(TypeError, "first argument must be a string, not {:.80}", object.type_name()))
}

/// Raises `json.JSONDecodeError` for a place in `text`.
#[cold]
fn decode_error(message: &str, text: &Str, place: isize) -> Raised {
    let build = || -> PyResult {
        let module = pyston_object::hooks::import("json.decoder")?;
        let class = pyston_object::attr::getattr_str(&module, name!("JSONDecodeError"))?;
        call::call(&class, &[&*message.into_py()?, text, &*place.into_py()?])
    };
    match build() {
        Ok(error) => errors::raise_instance(error),
        Err(raised) => raised,
    }
}

pub struct JsonModule;

/// The fast parts of json.
#[pymodule("_json")]
impl JsonModule {
    /// encode_basestring_ascii(string) -> string
    ///
    /// A string as JSON, in ASCII.
    #[function(args = "(string, /)")]
    fn encode_basestring_ascii(string: &Object) -> PyResult<Py<Str>> {
        escape::encode(text_of(string)?, escape::Alphabet::Ascii)
    }

    /// encode_basestring(string) -> string
    ///
    /// A string as JSON.
    #[function(args = "(string, /)")]
    fn encode_basestring(string: &Object) -> PyResult<Py<Str>> {
        escape::encode(text_of(string)?, escape::Alphabet::Unicode)
    }

    /// scanstring(string, end, strict=True) -> (string, end)
    ///
    /// Reads a JSON string whose opening quote is before end, and gives it with the place behind its closing
    /// quote. Without strict, control characters stand for themselves.
    #[function]
    fn scanstring(args: Args) -> PyResult<(Py<Str>, usize)> {
        args.no_keywords("scanstring")?;
        parse_count("scanstring()", args.positional.len(), 2, 3)?;
        let (text, end) = (args.positional[0], args.positional[1]);
        if Float::check(end) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        let end = protocol::index_as_ssize(end)?;
        let strict = args.positional.get(2).map_or(Ok(1), |strict| parse_int(strict))? != 0;
        string::scan(text_of(text)?, end, strict)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        encoder::note_own_functions(module)?;
        let install: [(&'static Type, fn(), &str); 2] = [
            (&scanner::Scanner_Type, scanner::install, "make_scanner"),
            (&encoder::Encoder_Type, encoder::install, "make_encoder"),
        ];
        for (ty, install, name) in install {
            crate::arguments::install_once(ty, || {
                install();
                pyston_object::ready::ready(ty)
            })?;
            module.add(name, ty.new_ref())?;
        }
        Ok(())
    }
}
