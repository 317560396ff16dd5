//! `_ast.AST`: what all node classes derive from.

use pyston_object::attr::{find_attr, setattr};
use pyston_object::prelude::*;
use pyston_object::{heap_type, impl_trace};

use crate::arguments::install_once;

/// A node is a dictionary of attributes, most of them named by `_fields`.
#[pyclass(AST_Type = "_ast.AST", flags(BASETYPE), dict = dict)]
#[derive(Default)]
pub struct Ast {
    dict: Field<Dict>,
}
impl_trace!(Ast { dict });

#[pytype(AST_Type, payload,
    slots(tp_getattro = pyston_object::attr::generic_getattr, tp_setattro = pyston_object::attr::generic_setattr)
)]
impl Ast {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<Ast>>> {
        Instance::new_as(class, Ast::default())
    }

    /// Arguments by position are the fields in their order; keyword arguments any attributes.
    #[slot]
    fn tp_init(this: &Instance<Ast>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        let this = this.object();
        let class = this.ty().new_ref();
        let fields = find_attr(&class, name!("_fields"))?;
        let n_fields = fields.as_ref().map_or(Ok(0), |fields| protocol::len(fields))?;
        if args.len() > n_fields {
            let plural = if n_fields == 1 { "" } else { "s" };
            return Err(raise!(
                TypeError,
                "{:.400} constructor takes at most {n_fields} positional argument{plural}",
                class.tp_name()
            ));
        }
        for (index, value) in args.as_slice().iter().enumerate() {
            let Some(fields) = &fields else { break };
            let name = protocol::sequence_item(fields, index as isize)?;
            setattr(this, &name, Some(value))?;
        }
        for (key, value) in kwargs.map(Dict::items).unwrap_or_default() {
            if let Some(fields) = &fields
                && let Some(place) = position(fields, &key)?
                && place < args.len()
            {
                return Err(raise!(
                    TypeError,
                    "{:.400} got multiple values for argument '{}'",
                    class.tp_name(),
                    protocol::str(&key)?
                ));
            }
            setattr(this, &key, Some(&value))?;
        }
        Ok(())
    }

    /// The node's own attributes.
    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }

    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }

    /// State for pickling.
    #[method]
    fn __reduce__(this: &Instance<Ast>, args: Args) -> PyResult {
        args.no_keywords("__reduce__")?;
        if !args.positional.is_empty() {
            return Err(raise!(TypeError, "__reduce__() takes no arguments ({} given)", args.positional.len()));
        }
        let class = this.object().ty().new_ref();
        match find_attr(this.object(), name!("__dict__"))? {
            Some(dict) => (class, Tuple::empty(), dict).into_py(),
            None => (class, Tuple::empty()).into_py(),
        }
    }
}

/// Where the key is among the fields.
fn position(fields: &Object, key: &Object) -> PyResult<Option<usize>> {
    for (index, field) in protocol::collect(fields)?.iter().enumerate() {
        if protocol::compare_eq(field, key)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

impl Ast {
    /// A node with these attributes.
    pub fn with_attributes(class: &Type, attributes: Py<Dict>) -> PyResult {
        Ok(Instance::new_as(class, Ast { dict: Field::new(attributes) })?.into_object())
    }

    pub fn install_type() -> PyResult<()> {
        install_once(&AST_Type, || {
            Ast::install();
            pyston_object::ready::ready(&AST_Type)?;
            let Some(dict) = AST_Type.dict() else { return Err(errors::bad_internal_call()) };
            dict.set_str(name!("_fields"), Tuple::empty().into_object())?;
            dict.set_str(name!("_attributes"), Tuple::empty().into_object())
        })
    }
}
