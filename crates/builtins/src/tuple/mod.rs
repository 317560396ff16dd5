//! `tuple` and its iterator.

pub mod iterator;

use pyston_numeric::hash::TupleHasher;
use pyston_object::prelude::*;
use pyston_object::slice::{bound_not_none, from_end, slice_indices};
use pyston_object::statics::PyTuple_Type;
use pyston_object::tuple;

use crate::arguments::{check_count, no_keywords_unless_subtype};

pub struct TupleType;

/// `tuple.__new__`, for types with tuples' layout.
fn new_tuple(class: &Type, iterable: Option<&Object>) -> PyResult<Py<Tuple>> {
    if class == &PyTuple_Type {
        return iterable.map_or_else(|| Ok(Tuple::empty()), protocol::to_tuple);
    }
    let items = match iterable {
        Some(iterable) => protocol::collect(iterable)?,
        None => Vec::new(),
    };
    Tuple::from_vec_as(class, items)
}

fn item_at(this: &Tuple, index: isize) -> PyResult {
    let item = usize::try_from(index).ok().and_then(|index| this.get(index));
    item.map(|item| item.new_ref()).ok_or_else(|| raise!(IndexError, "tuple index out of range"))
}

fn sliced(this: &Tuple, slice: &Slice) -> PyResult<Py<Tuple>> {
    let indices = slice_indices(slice, this.len())?;
    if indices.step != 1 {
        return Tuple::from_vec(indices.iter().map(|index| this.as_slice()[index].new_ref()).collect());
    }
    if indices.len == this.len() && Tuple::check_exact(this) {
        return Ok(this.new_ref());
    }
    let range = indices.range();
    this.slice(range.start, range.end)
}

#[pytype(PyTuple_Type, sig = "(iterable=(), /)", slots(
    tp_dealloc = tuple::dealloc,
    tp_traverse = tuple::traverse,
    tp_getattro = pyston_object::attr::generic_getattr,
))]
/// An immutable sequence of objects.
///
/// Without argument an empty tuple, else the items of the iterable; a tuple gives itself.
impl TupleType {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Tuple>> {
        no_keywords_unless_subtype(class, &PyTuple_Type, "tuple", kwargs)?;
        check_count(args.len(), "tuple", 0, 1)?;
        new_tuple(class, args.get(0))
    }

    #[slot]
    fn tp_repr(this: &Tuple) -> PyResult<Py<Str>> {
        if this.is_empty() {
            return Str::new("()");
        }
        let Some(_guard) = protocol::enter_repr(this)? else { return Str::new("(...)") };
        let mut out = StrBuilder::new();
        out.push_str("(");
        for (index, item) in this.as_slice().iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            out.push_py(&*protocol::repr(item)?);
        }
        out.push_str(if this.len() == 1 { ",)" } else { ")" });
        out.finish()
    }

    #[slot]
    fn tp_hash(this: &Tuple) -> PyResult<isize> {
        let mut hasher = TupleHasher::new();
        for item in this.as_slice() {
            hasher.push(protocol::hash(item)? as i64);
        }
        Ok(hasher.finish() as isize)
    }

    #[slot]
    fn tp_iter(this: &Tuple) -> PyResult {
        iterator::TupleIterator::over(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        let (Some(a), Some(b)) = (this.downcast::<Tuple>(), other.downcast::<Tuple>()) else {
            return Ok(singletons::py_not_implemented());
        };
        for (x, y) in a.as_slice().iter().zip(b.as_slice()) {
            if !protocol::compare_eq(x, y)? {
                return match op {
                    CompareOp::Eq => Ok(singletons::py_bool(false)),
                    CompareOp::Ne => Ok(singletons::py_bool(true)),
                    _ => protocol::compare(x, y, op),
                };
            }
        }
        Ok(protocol::order_result(a.len().cmp(&b.len()), op))
    }

    #[slot]
    fn sq_length(this: &Tuple) -> usize {
        this.len()
    }

    #[slot]
    fn sq_concat(this: &Tuple, other: &Object) -> PyResult<Py<Tuple>> {
        let Some(other) = other.downcast::<Tuple>() else {
            let got = other.type_name();
            return Err(raise!(TypeError, "can only concatenate tuple (not \"{got:.200}\") to tuple"));
        };
        if this.is_empty() && Tuple::check_exact(other) {
            return Ok(other.new_ref());
        }
        if other.is_empty() && Tuple::check_exact(this) {
            return Ok(this.new_ref());
        }
        this.concat(other)
    }

    #[slot]
    fn sq_repeat(this: &Tuple, count: isize) -> PyResult<Py<Tuple>> {
        if (this.is_empty() || count == 1) && Tuple::check_exact(this) {
            return Ok(this.new_ref());
        }
        this.repeat(count.max(0) as usize)
    }

    #[slot]
    fn sq_item(this: &Tuple, index: isize) -> PyResult {
        item_at(this, index)
    }

    #[slot]
    fn sq_contains(this: &Tuple, value: &Object) -> PyResult<bool> {
        for item in this.as_slice() {
            // 3.8 asks the value first here, unlike `index` and `count`.
            if protocol::compare_eq(value, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[slot]
    fn mp_length(this: &Tuple) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &Tuple, key: &Object) -> PyResult {
        if protocol::has_index(key) {
            let index = protocol::index_as_ssize_for(key, Some(&exc::IndexError))?;
            return item_at(this, if index < 0 { index + this.len() as isize } else { index });
        }
        match key.downcast::<Slice>() {
            Some(slice) => sliced(this, slice).map(Py::into_object),
            None => Err(raise!(TypeError, "tuple indices must be integers or slices, not {:.200}", key.type_name())),
        }
    }

    #[method("($self, /)")]
    fn __getnewargs__(this: &Tuple) -> PyResult {
        (this.slice(0, this.len())?,).into_py()
    }

    /// Return how often value occurs.
    #[method("($self, value, /)")]
    fn count(this: &Tuple, value: &Object) -> PyResult<usize> {
        let mut count = 0;
        for item in this.as_slice() {
            count += usize::from(protocol::compare_eq(item, value)?);
        }
        Ok(count)
    }

    /// Return the first index of value.
    ///
    /// Raises ValueError if the value is not present.
    #[method("($self, value, start=0, stop=sys.maxsize, /)")]
    fn index(this: &Tuple, value: &Object, start: Option<&Object>, stop: Option<&Object>) -> PyResult<usize> {
        let start = from_end(bound_not_none(start, 0)?, this.len());
        let stop = from_end(bound_not_none(stop, isize::MAX)?, this.len()).min(this.len());
        for index in start..stop {
            if protocol::compare_eq(this.as_slice()[index], value)? {
                return Ok(index);
            }
        }
        Err(raise!(ValueError, "tuple.index(x): x not in tuple"))
    }
}

/// The types declared here, to be made ready.
pub const TYPES: &[&Type] = &[&iterator::PyTupleIter_Type];

pub fn install() {
    TupleType::install();
    iterator::TupleIterator::install();
}
