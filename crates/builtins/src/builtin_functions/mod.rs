//! The functions of the `builtins` module.
use pyston_object::prelude::*;

pub struct BuiltinFunctions;

/// Built-in functions.
#[pymodule("builtins")]
impl BuiltinFunctions {
    /// Prints.
    #[function]
    fn print(args: Args<'_>) -> PyResult<()> {
        let texts: PyResult<Vec<String>> = args.positional.iter().map(|value| Ok(protocol::str(value)?.to_string())).collect();
        println!("{}", texts?.join(" "));
        Ok(())
    }
    /// Length.
    #[function("(obj, /)")]
    fn len(obj: &Object) -> PyResult<usize> {
        protocol::len(obj)
    }
    /// Repr.
    #[function("(obj, /)")]
    fn repr(obj: &Object) -> PyResult<Py<Str>> {
        protocol::repr(obj)
    }
}

/// Adds the functions to the module.
pub fn fill(module: &Module) -> PyResult<()> {
    let own = BuiltinFunctions::create()?;
    for (name, value) in own.dict().items() {
        if !name.downcast::<Str>().is_some_and(|name| name.to_string_lossy().starts_with("__")) {
            module.dict().set(&name, value)?;
        }
    }
    Ok(())
}
