//! `_thread._local`: attributes that each thread has for itself.
//!
//! **Invariant**: a thread's dictionaries go when it ends, before anybody who joins it goes on; a later
//! thread of the same number finds none of them.

use std::cell::RefCell;

use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;
use pyston_object::weakref::{self, WeakRef};
use pyston_object::{attr, call, impl_trace};

/// By thread: the objects that have a dictionary for it, if they are still there.
static USED: GilRefCell<Vec<(u64, Py<WeakRef>)>> = GilRefCell::new(Vec::new());

/// Takes the dictionaries of a thread, which has ended, from all objects.
pub fn forget_thread(thread: u64) {
    let (of_thread, others) = USED.borrow_mut().drain(..).partition(|entry| entry.0 == thread);
    *USED.borrow_mut() = others;
    let of_thread: Vec<(u64, Py<WeakRef>)> = of_thread;
    for (_, reference) in of_thread {
        let Some(object) = reference.referent() else { continue };
        if let Some(local) = object.downcast::<Instance<Local>>() {
            local.forget(thread);
        }
    }
}

/// What `__init__` is called with in each thread, and the dictionaries by thread.
#[pyclass(ThreadLocal_Type = "_thread._local", flags(BASETYPE), weaklist = weaklist)]
#[derive(Default)]
pub struct Local {
    args: Field<Tuple>,
    kwargs: Field<Dict>,
    dicts: RefCell<Vec<(u64, Py<Dict>)>>,
    weaklist: WeakList,
}

impl_trace!(Local { args, kwargs, dicts });

impl Local {
    /// Notes a dictionary of this thread.
    fn remember(this: &Instance<Local>, dict: &Py<Dict>) -> PyResult<()> {
        let me = super::ident();
        let reference = weakref::new_ref(this.object(), None, &pyston_object::statics::_PyWeakref_RefType)?;
        let mut used = USED.borrow_mut();
        // Now and then, those whose objects are gone leave: a thread may use many.
        if used.len() == used.capacity() {
            used.retain(|entry| entry.1.referent().is_some());
            let room = used.len();
            used.reserve(room + 8);
        }
        used.push((me, reference));
        drop(used);
        this.dicts.borrow_mut().push((me, dict.clone()));
        Ok(())
    }

    fn forget(&self, thread: u64) {
        let at = self.dicts.borrow().iter().position(|entry| entry.0 == thread);
        // The dictionary dies when nothing is borrowed any more: that may run Python code.
        let dict = at.map(|at| self.dicts.borrow_mut().swap_remove(at));
        drop(dict);
    }

    /// This thread's dictionary, made and initialised at its first use.
    fn dict(this: &Instance<Local>) -> PyResult<Py<Dict>> {
        let me = super::ident();
        let known = this.dicts.borrow().iter().find(|entry| entry.0 == me).map(|entry| entry.1.clone());
        if let Some(dict) = known {
            return Ok(dict);
        }
        let dict = Dict::new()?;
        Local::remember(this, &dict)?;
        let class = this.object().ty();
        let own_init = class.tp().tp_init.map(|init| init as usize);
        let object_init = pyston_object::statics::PyBaseObject_Type.tp().tp_init.map(|init| init as usize);
        if own_init != object_init
            && let Some(init) = attr::lookup_special(this.object(), name!("__init__"))?
        {
            let args = this.args.get().unwrap_or_else(Tuple::empty);
            if let Err(raised) = call::call_tuple(&init, &args, this.kwargs.get().as_deref()) {
                this.forget(me);
                return Err(raised);
            }
        }
        Ok(dict)
    }
}

/// Thread-local data.
#[pytype(ThreadLocal_Type, payload)]
impl Local {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Local>>> {
        let has_arguments = !args.is_empty() || kwargs.is_some_and(|kwargs| !kwargs.is_empty());
        let own_init = class.tp().tp_init.map(|init| init as usize);
        let object_init = pyston_object::statics::PyBaseObject_Type.tp().tp_init.map(|init| init as usize);
        if has_arguments && own_init == object_init {
            return Err(raise!(TypeError, "Initialization arguments are not supported"));
        }
        let local = Local { args: Field::new(args.new_ref()), ..Local::default() };
        if let Some(kwargs) = kwargs {
            local.kwargs.set(kwargs.new_ref());
        }
        // The creating thread's __init__ is called by the constructor itself.
        let this = Instance::new_as(class, local)?;
        Local::remember(&this, &Dict::new()?)?;
        Ok(this)
    }

    #[slot]
    fn tp_getattro(this: &Instance<Local>, name: &Object) -> PyResult {
        let dict = Local::dict(this)?;
        let Some(text) = name.downcast::<Str>() else {
            // What is no name is looked up, all the same, before that is said.
            let exact: &Type = &ThreadLocal_Type;
            if this.object().ty() == exact {
                protocol::hash(name)?;
            }
            return attr::generic_getattr_of(this.object(), name);
        };
        if text.eq_str("__dict__") {
            return Ok(dict.into_object());
        }
        let class = this.object().ty();
        let descr = attr::type_lookup(class, text);
        if let Some(descr) = &descr
            && attr::is_data_descriptor(descr)
        {
            return attr::bind(descr, Some(this.object()), class);
        }
        if let Some(value) = dict.get_str(text)? {
            return Ok(value);
        }
        match descr {
            Some(descr) => attr::bind(&descr, Some(this.object()), class),
            None => Err(attr::no_attribute(this.object(), text)),
        }
    }

    #[slot]
    fn tp_setattro(this: &Instance<Local>, name: &Object, value: Option<&Object>) -> PyResult<()> {
        let dict = Local::dict(this)?;
        let Some(text) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
        };
        let class = this.object().ty();
        if text.eq_str("__dict__") {
            return Err(raise!(AttributeError, "'{:.50}' object attribute '__dict__' is read-only", class.tp_name()));
        }
        if let Some(descr) = attr::type_lookup(class, text)
            && attr::is_data_descriptor(&descr)
        {
            return attr::set_descriptor(&descr, this.object(), value);
        }
        match value {
            Some(value) => dict.set_str(text, value.new_ref()),
            None => match dict.remove(text)? {
                Some(_) => Ok(()),
                None => Err(errors::raise_object(&exc::AttributeError, name.new_ref())),
            },
        }
    }
}
