//! The compiler's questions about characters, asked of the module `unicodedata`.
//!
//! **Invariant**: what a program sees is CPython's way: identifiers are normalised by the module's function
//! as it is now, and names are known once the module could be imported. The answers about names then come
//! from the tables that the module has them from.

use pyston_compiler::parse::unicode::{Database, Unanswered, character};
use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};

pub const DATABASE: Database = Database {
    nfkc: |text| normalized(text).map_err(|Raised| Unanswered),
    character: |name| if has_names() { Ok(character(name)) } else { Err(Unanswered) },
    field: |text| tell_of(text).map_err(|Raised| Unanswered),
};

/// Expressions in f-strings are sources of their own for audit hooks.
fn tell_of(text: &[u8]) -> PyResult<()> {
    hooks::audit("compile", || Ok([Bytes::new(text)?.into_object(), Str::new("<fstring>")?.into_object()]))
}

fn normalized(text: &str) -> PyResult<String> {
    let module = hooks::import("unicodedata")?;
    let normalize = attr::getattr_str(&module, name!("normalize"))?;
    let result = call::call(&normalize, &[&*"NFKC".into_py()?, &*text.into_py()?])?;
    let Some(text) = result.downcast::<Str>() else {
        let class = result.type_name();
        return Err(raise!(TypeError, "unicodedata.normalize() must return a string, not {class:.200}"));
    };
    Ok(text.to_utf8()?.into_owned())
}

static HAS_NAMES: GilCell<bool> = GilCell::new(false);

/// Could the module be imported at some time?
pub fn has_names() -> bool {
    if !HAS_NAMES.get() {
        match hooks::import("unicodedata") {
            Ok(_) => HAS_NAMES.set(true),
            Err(raised) => raised.clear(),
        }
    }
    HAS_NAMES.get()
}
