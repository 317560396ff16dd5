//! Making a type ready for use: inheritance of slots, methods into the namespace, the method
//! resolution order.
//!
//! **Invariant**: a ready type has a namespace, bases, an order and complete slots; its bases are
//! ready. (`PyType_Ready`.)

use pyston_abi::flags::*;
use pyston_abi::*;

use crate::cfunction::CFunction;
use crate::descr::{GetSetDescr, MemberDescr, MethodDescr, WrapperDescr};
use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::slots::{self, SLOTS, Wrapper};
use crate::statics::PyBaseObject_Type;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, name, raise, singletons};

/// Completes a type whose own slots are filled.
pub fn ready(ty: &Type) -> PyResult<()> {
    if ty.has_flag(Py_TPFLAGS_READY) {
        return Ok(());
    }
    if ty.has_flag(Py_TPFLAGS_READYING) {
        return Err(raise!(SystemError, "type '{}' is being made ready twice", ty.tp_name()));
    }
    // SAFETY: fields of a type that nobody uses yet.
    unsafe {
        let raw = ty.raw();
        (*raw).tp_flags |= Py_TPFLAGS_READYING;
        if (*raw).tp_base.is_null() && ty != &PyBaseObject_Type {
            (*raw).tp_base = PyBaseObject_Type.raw();
        }
        if let Some(base) = ty.base() {
            // A class that extends its base while that is being made gets its error from the order.
            if !base.has_flag(Py_TPFLAGS_READYING) {
                ready(base)?;
            }
            if (*raw).ob_base.ob_base.ob_type.is_null() {
                (*raw).ob_base.ob_base.ob_type = base.ty().raw();
            }
        }
        if (*raw).tp_bases.is_null() {
            let bases = match ty.base() {
                Some(base) => Tuple::from_slice(&[base])?,
                None => Tuple::empty(),
            };
            (*raw).tp_bases = bases.into_ptr();
        }
        if (*raw).tp_dict.is_null() {
            (*raw).tp_dict = Dict::new()?.into_ptr();
        }
    }
    fill_namespace(ty)?;
    crate::heap_type::set_mro(ty)?;
    inherit(ty);
    complete_hash(ty)?;
    finish(ty)
}

fn namespace(ty: &Type) -> Py<Dict> {
    ty.dict().expect("a type being made ready has a namespace").new_ref()
}

fn fill_namespace(ty: &Type) -> PyResult<()> {
    add_operators(ty)?;
    let dict = namespace(ty);
    add_new_method(ty, &dict)?;
    // SAFETY: tables of a static or spec type end with a null name and live as long as the type.
    unsafe {
        let tp = ty.tp();
        for def in table(tp.tp_methods, |def| def.ml_name.is_null()) {
            add_method(ty, &dict, def)?;
        }
        for def in table(tp.tp_members, |def| def.name.is_null()) {
            add_new(&dict, MemberDescr::create(ty, def)?)?;
        }
        for def in table(tp.tp_getset, |def| def.name.is_null()) {
            add_new(&dict, GetSetDescr::create(ty, def)?)?;
        }
    }
    if dict.get_str(name!("__doc__"))?.is_none() {
        // SAFETY: null or a C string.
        let doc = unsafe { (!ty.tp().tp_doc.is_null()).then(|| std::ffi::CStr::from_ptr(ty.tp().tp_doc)) };
        let doc = match doc.and_then(|doc| doc.to_str().ok()) {
            Some(doc) => Str::new(crate::cfunction::split_doc(&ty.tp_name(), doc).1)?.into_object(),
            None => singletons::py_none(),
        };
        dict.set_str(name!("__doc__"), doc)?;
    }
    Ok(())
}

/// A type without a hash function of any base, or with `__eq__` alone, has instances that cannot be
/// hashed.
fn complete_hash(ty: &Type) -> PyResult<()> {
    let dict = namespace(ty);
    if ty.tp().tp_hash.is_none() && dict.get_str(name!("__hash__"))?.is_none() {
        dict.set_str(name!("__hash__"), singletons::py_none())?;
        ty.fill_unready(|raw| raw.tp_hash = Some(crate::protocol::hash_not_implemented));
    }
    Ok(())
}

/// The entries of a C table up to its sentinel.
///
/// # Safety
/// `start` must be null or point to a table that has a sentinel.
unsafe fn table<T>(start: *mut T, is_end: impl Fn(&T) -> bool) -> Vec<*mut T> {
    let mut entries = Vec::new();
    let mut entry = start;
    // SAFETY: the caller's promise.
    unsafe {
        while !entry.is_null() && !is_end(&*entry) {
            entries.push(entry);
            entry = entry.add(1);
        }
    }
    entries
}

/// # Safety
/// `def` is an entry of the type's method table.
unsafe fn add_method(ty: &Type, dict: &Dict, def: *mut PyMethodDef) -> PyResult<()> {
    // SAFETY: the caller's promise.
    unsafe {
        let name = Str::intern(crate::cfunction::def_name(&*def));
        let flags = (*def).ml_flags;
        if flags & METH_COEXIST == 0 && dict.get_str(&name)?.is_some() {
            return Ok(());
        }
        let value = if flags & METH_STATIC != 0 {
            let function = CFunction::from_raw(def, Some(ty), None)?;
            (crate::hooks::get().static_method)(&function)?
        } else {
            MethodDescr::create(ty, def)?
        };
        dict.set_str(&name, value)
    }
}

/// Gives a class the methods and computed attributes of a static type's tables, as if it defined them: for
/// metatypes some of whose classes have more than their base.
pub fn lend_attributes(tables: &'static Type, class: &Type) -> PyResult<()> {
    assert!(tables.base().is_none_or(|base| class.is_subtype(base)), "functions get instances of their base");
    let dict = namespace(class);
    // SAFETY: tables of a static type end with a null name and live forever; the class has the layout that
    // their functions take.
    unsafe {
        for def in table(tables.tp().tp_methods, |def| def.ml_name.is_null()) {
            dict.set_str(&Str::intern(crate::cfunction::def_name(&*def)), MethodDescr::create(class, def)?)?;
        }
        for def in table(tables.tp().tp_getset, |def| def.name.is_null()) {
            let descr = GetSetDescr::create(class, def)?;
            let name = descr.cast_unchecked::<crate::descr::Descr>().name().new_ref();
            dict.set_str(&name, descr)?;
        }
    }
    crate::attr::type_modified(class);
    Ok(())
}

fn add_new(dict: &Dict, descr: Py) -> PyResult<()> {
    // SAFETY: every descriptor starts with the common fields.
    let name = unsafe { descr.cast_unchecked::<crate::descr::Descr>() }.name().new_ref();
    if dict.get_str(&name)?.is_none() {
        dict.set_str(&name, descr)?;
    }
    Ok(())
}

/// Shows each slot that the type itself fills as a method.
fn add_operators(ty: &Type) -> PyResult<()> {
    let dict = namespace(ty);
    for (index, slot) in SLOTS.iter().enumerate() {
        if slot.wrapper == Wrapper::None {
            continue;
        }
        let function = slot.get(ty);
        if function.is_null() {
            continue;
        }
        let name = slot.interned_name();
        if dict.get_str(name)?.is_some() {
            continue;
        }
        let value = if std::ptr::eq(function, crate::protocol::hash_not_implemented as *const std::ffi::c_void) {
            singletons::py_none()
        } else {
            WrapperDescr::create(ty, index, function)?
        };
        dict.set_str(name, value)?;
    }
    Ok(())
}

fn add_new_method(ty: &Type, dict: &Dict) -> PyResult<()> {
    if ty.tp().tp_new.is_none() || ty.is_heap_type() || dict.get_str(name!("__new__"))?.is_some() {
        return Ok(());
    }
    let function = CFunction::new(slots::new_wrapper_def(), Some(ty), None)?;
    dict.set_str(name!("__new__"), function.into_object())
}

/// The C3 linearisation of a type's bases.
///
/// # Errors
/// `TypeError` if there is none.
pub fn c3(ty: &Type) -> PyResult<Py<Tuple>> {
    if let Some(mro) = ty.bases().and_then(|bases| only_order(bases)) {
        // Most types have one base, and its order behind them.
        let mut order: Vec<&Object> = vec![ty];
        order.extend(mro.as_slice());
        return Tuple::from_slice(&order);
    }
    let bases: Vec<Py> =
        ty.bases().map(|bases| bases.as_slice().iter().map(|base| base.new_ref()).collect()).unwrap_or_default();
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|earlier| earlier.is(&**base)) {
            let name = crate::heap_type::class_name(base)?;
            return Err(raise!(TypeError, "duplicate base class {name:.400}"));
        }
    }
    let mut lists: Vec<Vec<Py>> = Vec::new();
    for base in &bases {
        let Some(base) = base.downcast::<Type>() else { return Err(raise!(TypeError, "bases must be types")) };
        let Some(mro) = base.mro() else {
            return Err(raise!(TypeError, "Cannot extend an incomplete type '{:.100}'", base.tp_name()));
        };
        lists.push(mro.as_slice().iter().map(|class| class.new_ref()).collect());
    }
    lists.push(bases);
    let mut result: Vec<Py> = vec![ty.new_ref().into_object()];
    let mut positions = vec![0; lists.len()];
    loop {
        let heads: Vec<usize> = (0..lists.len()).filter(|&list| positions[list] < lists[list].len()).collect();
        if heads.is_empty() {
            return Tuple::from_vec(result);
        }
        let in_tail = |candidate: &Object| {
            heads.iter().any(|&list| lists[list][positions[list] + 1..].iter().any(|class| class.is(candidate)))
        };
        let Some(next) = heads.iter().map(|&list| &lists[list][positions[list]]).find(|candidate| !in_tail(candidate))
        else {
            return Err(no_order(&lists, &positions));
        };
        let next = next.clone();
        for list in heads {
            if lists[list][positions[list]].is(&*next) {
                positions[list] += 1;
            }
        }
        result.push(next);
    }
}

/// The order of the base if there is one only.
fn only_order(bases: &Tuple) -> Option<&Tuple> {
    let [base] = bases.as_slice() else { return None };
    base.downcast::<Type>()?.mro()
}

fn no_order(lists: &[Vec<Py>], positions: &[usize]) -> crate::ptr::Raised {
    let mut seen: Vec<&Py> = Vec::new();
    for (list, &position) in lists.iter().zip(positions) {
        if let Some(head) = list.get(position)
            && !seen.iter().any(|class| class.is(&**head))
        {
            seen.push(head);
        }
    }
    let names: Vec<String> =
        seen.iter().filter_map(|class| class.downcast::<Type>()).map(|class| class.name().into_owned()).collect();
    raise!(TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases {}", names.join(", "))
}

/// Inherits what the type leaves open from its bases, in the method resolution order.
pub fn inherit(ty: &Type) {
    let Some(mro) = ty.mro().map(Layout::new_ref) else { return };
    if let Some(base) = ty.base() {
        inherit_special(ty, base);
    }
    for class in &mro.as_slice()[1..] {
        if let Some(class) = class.downcast::<Type>() {
            inherit_slots(ty, class);
        }
    }
}

/// Sizes, flags and the collector's slots, from the one base that decides the layout.
fn inherit_special(ty: &Type, base: &Type) {
    // SAFETY: fields of a type being made ready, on the GIL.
    unsafe {
        let (own, from) = (&mut *ty.raw(), &*base.raw());
        if own.tp_flags & Py_TPFLAGS_HAVE_GC == 0
            && from.tp_flags & Py_TPFLAGS_HAVE_GC != 0
            && own.tp_traverse.is_none()
            && own.tp_clear.is_none()
        {
            own.tp_flags |= Py_TPFLAGS_HAVE_GC;
            own.tp_traverse = from.tp_traverse;
            own.tp_clear = from.tp_clear;
        }
        let may_inherit_new = base != &PyBaseObject_Type || own.tp_flags & Py_TPFLAGS_HEAPTYPE != 0;
        if may_inherit_new && own.tp_new.is_none() {
            own.tp_new = from.tp_new;
        }
        if own.tp_basicsize == 0 {
            own.tp_basicsize = from.tp_basicsize;
        }
        macro_rules! copy {
            ($($field:ident),*) => { $(if own.$field == 0 { own.$field = from.$field; })* };
        }
        copy!(tp_itemsize, tp_weaklistoffset, tp_dictoffset);
        const INHERITED: std::ffi::c_ulong = Py_TPFLAGS_LONG_SUBCLASS
            | Py_TPFLAGS_LIST_SUBCLASS
            | Py_TPFLAGS_TUPLE_SUBCLASS
            | Py_TPFLAGS_BYTES_SUBCLASS
            | Py_TPFLAGS_UNICODE_SUBCLASS
            | Py_TPFLAGS_DICT_SUBCLASS
            | Py_TPFLAGS_BASE_EXC_SUBCLASS
            | Py_TPFLAGS_TYPE_SUBCLASS;
        own.tp_flags |= from.tp_flags & INHERITED;
    }
}

fn inherit_slots(ty: &Type, base: &Type) {
    // SAFETY: fields of a type being made ready; single fields are copied from a ready one.
    unsafe {
        let (own, from) = (&mut *ty.raw(), &*base.raw());
        let base_base = base.base().map(|base| &*base.raw());
        macro_rules! inherit_table {
            ($table:ident, $($field:ident),*) => {
                if !own.$table.is_null() && !from.$table.is_null() {
                    let theirs = base_base.map_or(std::ptr::null(), |base| base.$table.cast_const());
                    $({
                        // Only what `base` itself defines, not what it inherited: that comes later in the order.
                        let new = (*from.$table).$field;
                        let inherited = !theirs.is_null()
                            && (*theirs).$field.map(|f| f as usize) == new.map(|f| f as usize);
                        if (*own.$table).$field.is_none() && new.is_some() && !inherited {
                            (*own.$table).$field = new;
                        }
                    })*
                }
            };
        }
        inherit_table!(
            tp_as_number,
            nb_add,
            nb_subtract,
            nb_multiply,
            nb_remainder,
            nb_divmod,
            nb_power,
            nb_negative,
            nb_positive,
            nb_absolute,
            nb_bool,
            nb_invert,
            nb_lshift,
            nb_rshift,
            nb_and,
            nb_xor,
            nb_or,
            nb_int,
            nb_float,
            nb_inplace_add,
            nb_inplace_subtract,
            nb_inplace_multiply,
            nb_inplace_remainder,
            nb_inplace_power,
            nb_inplace_lshift,
            nb_inplace_rshift,
            nb_inplace_and,
            nb_inplace_xor,
            nb_inplace_or,
            nb_floor_divide,
            nb_true_divide,
            nb_inplace_floor_divide,
            nb_inplace_true_divide,
            nb_index,
            nb_matrix_multiply,
            nb_inplace_matrix_multiply
        );
        inherit_table!(tp_as_async, am_await, am_aiter, am_anext);
        inherit_table!(
            tp_as_sequence,
            sq_length,
            sq_concat,
            sq_repeat,
            sq_item,
            sq_ass_item,
            sq_contains,
            sq_inplace_concat,
            sq_inplace_repeat
        );
        inherit_table!(tp_as_mapping, mp_length, mp_subscript, mp_ass_subscript);
        inherit_table!(tp_as_buffer, bf_getbuffer, bf_releasebuffer);
        if own.tp_getattr.is_none() && own.tp_getattro.is_none() {
            (own.tp_getattr, own.tp_getattro) = (from.tp_getattr, from.tp_getattro);
        }
        if own.tp_setattr.is_none() && own.tp_setattro.is_none() {
            (own.tp_setattr, own.tp_setattro) = (from.tp_setattr, from.tp_setattro);
        }
        if own.tp_richcompare.is_none() && own.tp_hash.is_none() && !overrides_hash(ty) {
            (own.tp_richcompare, own.tp_hash) = (from.tp_richcompare, from.tp_hash);
        }
        if own.tp_vectorcall_offset == 0 {
            own.tp_vectorcall_offset = from.tp_vectorcall_offset;
        }
        if own.tp_flags & Py_TPFLAGS_HEAPTYPE == 0
            && own.tp_call.is_none()
            && from.tp_call.is_some()
            && from.tp_flags & Py_TPFLAGS_HAVE_VECTORCALL != 0
        {
            own.tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
        }
        if own.tp_flags & Py_TPFLAGS_HEAPTYPE == 0 && own.tp_descr_get.is_none() && from.tp_descr_get.is_some() {
            own.tp_flags |= from.tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR;
        }
        let theirs = base_base;
        macro_rules! inherit_fields {
            ($($field:ident),*) => {
                $({
                    let inherited = theirs.is_some_and(|base| base.$field.map(|f| f as usize) == from.$field.map(|f| f as usize));
                    if own.$field.is_none() && !inherited {
                        own.$field = from.$field;
                    }
                })*
            };
        }
        inherit_fields!(
            tp_dealloc,
            tp_repr,
            tp_call,
            tp_str,
            tp_iter,
            tp_iternext,
            tp_descr_get,
            tp_descr_set,
            tp_init,
            tp_alloc,
            tp_is_gc,
            tp_finalize
        );
        // `free` must match the collector's header.
        if (own.tp_flags ^ from.tp_flags) & Py_TPFLAGS_HAVE_GC == 0 {
            inherit_fields!(tp_free);
        } else if own.tp_flags & Py_TPFLAGS_HAVE_GC != 0 && own.tp_free.is_none() {
            own.tp_free = Some(alloc::gc_free);
        }
    }
}

fn overrides_hash(ty: &Type) -> bool {
    let Some(dict) = ty.dict() else { return false };
    [name!("__eq__"), name!("__hash__")].into_iter().any(|name| matches!(dict.get_str(name), Ok(Some(_))))
}

fn finish(ty: &Type) -> PyResult<()> {
    // SAFETY: fields of a type being made ready; the sub-tables of a static type without own ones are
    // those of its base.
    unsafe {
        let own = &mut *ty.raw();
        if let Some(base) = ty.base() {
            let from = &*base.raw();
            macro_rules! share {
                ($($table:ident),*) => { $(if own.$table.is_null() { own.$table = from.$table; })* };
            }
            share!(tp_as_async, tp_as_number, tp_as_sequence, tp_as_mapping, tp_as_buffer);
        }
        if own.tp_alloc.is_none() {
            own.tp_alloc = Some(alloc::generic_alloc);
        }
        if own.tp_free.is_none() {
            own.tp_free = Some(if own.tp_flags & Py_TPFLAGS_HAVE_GC != 0 { alloc::gc_free } else { alloc::plain_free });
        }
        own.tp_flags = (own.tp_flags & !Py_TPFLAGS_READYING) | Py_TPFLAGS_READY;
    }
    let bases = ty.bases().map(Layout::new_ref).unwrap_or_else(Tuple::empty);
    for base in bases.as_slice() {
        if let Some(base) = base.downcast::<Type>() {
            add_subclass(base, ty)?;
        }
    }
    Ok(())
}

/// Notes `subclass` in `base.__subclasses__()`.
pub fn add_subclass(base: &Type, subclass: &Type) -> PyResult<()> {
    let key = crate::int::Int::from_u64(subclass.as_ptr() as u64)?;
    let weak = crate::weakref::new_ref(subclass, None, &crate::statics::_PyWeakref_RefType)?.into_object();
    // SAFETY: the type keeps the dict.
    unsafe {
        if (*base.raw()).tp_subclasses.is_null() {
            (*base.raw()).tp_subclasses = Dict::new()?.into_ptr();
        }
        Object::from_ptr((*base.raw()).tp_subclasses).cast_unchecked::<Dict>().set(&key, weak)
    }
}

/// Forgets `subclass` in `base.__subclasses__()`.
pub fn remove_subclass(base: &Type, subclass: &Type) {
    // SAFETY: null or a dict kept by the type.
    let Some(dict) = (unsafe { base.tp().tp_subclasses.cast::<Dict>().as_ref() }) else { return };
    let removed = crate::int::Int::from_u64(subclass.as_ptr() as u64).and_then(|key| dict.remove(&key));
    if removed.is_err() {
        crate::errors::clear();
    }
}

impl Type {
    /// Changes fields of a type that is being made ready.
    fn fill_unready(&self, fill: impl FnOnce(&mut PyTypeObject)) {
        // SAFETY: nobody else uses the type yet.
        fill(unsafe { &mut *self.raw() });
    }
}

/// Points a fresh heap type's table pointers at the tables inside it.
///
/// # Safety
/// `heap` must point to a heap type that nobody else uses yet.
pub unsafe fn point_at_own_tables(heap: *mut PyHeapTypeObject) {
    // SAFETY: the caller's promise.
    unsafe {
        let ty = &mut (*heap).ht_type;
        ty.tp_as_async = &raw mut (*heap).as_async;
        ty.tp_as_number = &raw mut (*heap).as_number;
        ty.tp_as_sequence = &raw mut (*heap).as_sequence;
        ty.tp_as_mapping = &raw mut (*heap).as_mapping;
        ty.tp_as_buffer = &raw mut (*heap).as_buffer;
    }
}
