//! The body of a class statement: a function run in the namespace that becomes the class.

use pyston_object::prelude::*;

use crate::eval;
use crate::frame::Frame;
use crate::function::{self, Function};

/// Runs the body; gives its `__class__` cell, or `None`.
pub fn run(body: &Object, namespace: &Object) -> PyResult {
    let Some(body) = body.downcast::<Function>() else { return Err(errors::bad_internal_call()) };
    let code = body.code();
    let builtins = function::builtins_for(body.globals())?;
    let frame = Frame::new(code, body.globals(), &builtins, Some(namespace))?;
    function::make_cells(&frame, code, body.closure())?;
    let _level = pyston_object::tstate::enter_recursive("")?;
    (eval::hooks().run)(&frame)
}
