//! Syntax trees as Python objects: the bridge between `ast` objects and the compiler's trees.

use pyston_compiler::parse::Mode;
use pyston_object::prelude::*;

use crate::compile::Request;

/// Services of the `_ast` module, which is above this crate.
#[derive(Clone, Copy)]
pub struct AstHooks {
    /// Compiles an `ast` object; `None` if the object is none.
    pub compile: fn(&Object, &Str, Mode, u32, i32) -> PyResult<Option<Py>>,
    /// Parses a source to an `ast` object.
    pub parse: fn(&[u8], &Request<'_>) -> PyResult,
}

static HOOKS: GilCell<AstHooks> = GilCell::new(AstHooks {
    compile: |_, _, _, _, _| Ok(None),
    parse: |_, _| Err(raise!(SystemError, "no _ast module")),
});

pub fn install(hooks: AstHooks) {
    HOOKS.set(hooks);
}

pub fn compile(source: &Object, filename: &Str, mode: Mode, flags: u32, optimize: i32) -> PyResult<Option<Py>> {
    (HOOKS.get().compile)(source, filename, mode, flags, optimize)
}

pub fn parse(source: &[u8], request: &Request<'_>) -> PyResult {
    (HOOKS.get().parse)(source, request)
}
