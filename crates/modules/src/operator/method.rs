//! `methodcaller`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::protocol::enter_repr;

use super::only_argument;

/// The method's interned name and its arguments; none of them changes.
#[pyclass(Methodcaller_Type = "operator.methodcaller")]
pub struct MethodCaller {
    name: Py<Str>,
    args: Py<Tuple>,
    kwargs: Option<Py<Dict>>,
}

impl_trace!(MethodCaller { name, args, kwargs });

impl MethodCaller {
    fn repr_of(&self, this: &Object) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str(&this.ty().tp_name());
        text.push_str("(");
        match enter_repr(this)? {
            None => text.push_str("..."),
            Some(_guard) => {
                text.push_py(&*protocol::repr(&self.name)?);
                for argument in self.args.as_slice() {
                    text.push_str(", ");
                    text.push_py(&*protocol::repr(argument)?);
                }
                for (name, value) in self.kwargs.as_deref().map(Dict::items).unwrap_or_default() {
                    text.push_str(", ");
                    text.push_py(&*protocol::str(&name)?);
                    text.push_str("=");
                    text.push_py(&*protocol::repr(&value)?);
                }
            }
        }
        text.push_str(")");
        text.finish()
    }
}

/// methodcaller(name, ...) --> methodcaller object
///
/// A callable that calls a method of its argument: methodcaller('name')(r) is
/// r.name(), methodcaller('name', 'date', foo=1)(r) is r.name('date', foo=1).
#[pytype(Methodcaller_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl MethodCaller {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let Some(name) = args.get(0) else {
            return Err(raise!(TypeError, "methodcaller needs at least one argument, the method name"));
        };
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "method name must be a string"));
        };
        let name = Str::intern_object(name.new_ref());
        let args = args.slice(1, args.len())?;
        // A copy: the caller's dictionary may change.
        let mut own = None;
        if let Some(kwargs) = kwargs.filter(|kwargs| !kwargs.is_empty()) {
            let copy = Dict::new()?;
            for (name, value) in kwargs.items() {
                copy.set(&name, value)?;
            }
            own = Some(copy);
        }
        Instance::new_as(class, MethodCaller { name, args, kwargs: own }).map(Py::into_object)
    }

    #[slot]
    fn tp_call(this: &Instance<MethodCaller>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let object = only_argument(args, kwargs, "methodcaller")?;
        let method = pyston_object::attr::getattr_str(object, &this.name)?;
        pyston_object::call::call_tuple(&method, &this.args, this.kwargs.as_deref())
    }

    #[slot]
    fn tp_repr(this: &Instance<MethodCaller>) -> PyResult<Py<Str>> {
        this.repr_of(this.object())
    }

    /// How to pickle it.
    #[method]
    fn __reduce__(this: &Instance<MethodCaller>, args: Args) -> PyResult {
        pyston_builtins::int::no_arguments(args, "__reduce__")?;
        let class = this.object().ty();
        if let Some(kwargs) = &this.kwargs {
            let functools = pyston_object::hooks::import("functools")?;
            let partial = pyston_object::attr::getattr_str(&functools, name!("partial"))?;
            let first = Tuple::from_slice(&[class, &this.name])?;
            let constructor = pyston_object::call::call_tuple(&partial, &first, Some(kwargs))?;
            return (constructor, this.args.clone()).into_py();
        }
        let mut all = vec![this.name.clone().into_object()];
        all.extend(this.args.as_slice().iter().map(|argument| argument.new_ref()));
        (class.as_object(), Tuple::from_vec(all)?).into_py()
    }
}
