//! `itemgetter` and `attrgetter`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::protocol::enter_repr;

use super::{at_least_one, no_keywords, only_argument};

/// `operator.itemgetter(1, 2)`; a getter inside itself shows as dots.
fn repr_with(this: &Object, items: &[Py]) -> PyResult<Py<Str>> {
    let mut text = StrBuilder::new();
    text.push_str(&this.ty().tp_name());
    text.push_str("(");
    match enter_repr(this)? {
        None => text.push_str("..."),
        Some(_guard) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_py(&*protocol::repr(item)?);
            }
        }
    }
    text.push_str(")");
    text.finish()
}

/// One result as it is, several as a tuple.
fn one_or_tuple<T>(items: &[T], mut get: impl FnMut(&T) -> PyResult) -> PyResult {
    match items {
        [item] => get(item),
        _ => Tuple::from_vec(items.iter().map(get).collect::<PyResult<_>>()?).map(Py::into_object),
    }
}

fn reduced(this: &Object, items: &[Py]) -> PyResult<(Py, Py<Tuple>)> {
    Ok((this.ty().as_object().new_ref(), Tuple::from_vec(items.to_vec())?))
}

/// The keys to look up; they never change.
#[pyclass(Itemgetter_Type = "operator.itemgetter")]
pub struct ItemGetter {
    items: Vec<Py>,
}

impl_trace!(ItemGetter { items });

/// itemgetter(item, ...) --> itemgetter object
///
/// A callable that fetches items of its argument: itemgetter(2)(r) is r[2],
/// itemgetter(2, 5)(r) is (r[2], r[5]).
#[pytype(Itemgetter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl ItemGetter {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_keywords(kwargs, "itemgetter")?;
        at_least_one(args, "itemgetter")?;
        let items = args.as_slice().iter().map(|item| item.new_ref()).collect();
        Instance::new_as(class, ItemGetter { items }).map(Py::into_object)
    }

    #[slot]
    fn tp_call(this: &Instance<ItemGetter>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let object = only_argument(args, kwargs, "itemgetter")?;
        one_or_tuple(&this.items, |item| protocol::getitem(object, item))
    }

    #[slot]
    fn tp_repr(this: &Instance<ItemGetter>) -> PyResult<Py<Str>> {
        repr_with(this.object(), &this.items)
    }

    /// How to pickle it.
    #[method]
    fn __reduce__(this: &Instance<ItemGetter>, args: Args) -> PyResult<(Py, Py<Tuple>)> {
        pyston_builtins::int::no_arguments(args, "__reduce__")?;
        reduced(this.object(), &this.items)
    }
}

/// The attributes to look up: as given, and split at the dots into interned names.
#[pyclass(Attrgetter_Type = "operator.attrgetter")]
pub struct AttrGetter {
    given: Vec<Py>,
    paths: Vec<Vec<Py<Str>>>,
}

impl_trace!(AttrGetter { given, paths });

/// `a.b.c` of an object.
fn follow(object: &Object, path: &[Py<Str>]) -> PyResult {
    let mut value = object.new_ref();
    for name in path {
        value = pyston_object::attr::getattr_str(&value, name)?;
    }
    Ok(value)
}

fn split_path(name: &Str) -> PyResult<Vec<Py<Str>>> {
    let points: Vec<u32> = name.data().iter().collect();
    let parts = points.split(|&point| point == u32::from(b'.'));
    parts.map(|part| Str::from_points(part).map(Str::intern_object)).collect()
}

/// attrgetter(attr, ...) --> attrgetter object
///
/// A callable that fetches attributes of its argument: attrgetter('name')(r)
/// is r.name, attrgetter('name', 'date')(r) is (r.name, r.date) and
/// attrgetter('name.first')(r) is r.name.first.
#[pytype(Attrgetter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl AttrGetter {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        no_keywords(kwargs, "attrgetter")?;
        at_least_one(args, "attrgetter")?;
        let mut paths = Vec::with_capacity(args.len());
        for name in args.as_slice() {
            let Some(name) = name.downcast::<Str>() else {
                return Err(raise!(TypeError, "attribute name must be a string"));
            };
            paths.push(split_path(name)?);
        }
        let given = args.as_slice().iter().map(|item| item.new_ref()).collect();
        Instance::new_as(class, AttrGetter { given, paths }).map(Py::into_object)
    }

    #[slot]
    fn tp_call(this: &Instance<AttrGetter>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let object = only_argument(args, kwargs, "attrgetter")?;
        one_or_tuple(&this.paths, |path| follow(object, path))
    }

    #[slot]
    fn tp_repr(this: &Instance<AttrGetter>) -> PyResult<Py<Str>> {
        repr_with(this.object(), &this.given)
    }

    /// How to pickle it.
    #[method]
    fn __reduce__(this: &Instance<AttrGetter>, args: Args) -> PyResult<(Py, Py<Tuple>)> {
        pyston_builtins::int::no_arguments(args, "__reduce__")?;
        reduced(this.object(), &this.given)
    }
}
