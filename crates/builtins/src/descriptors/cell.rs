//! `cell`: a variable shared between scopes.

use pyston_object::cell::Cell;
use pyston_object::prelude::*;
use pyston_object::statics::PyCell_Type;
use pyston_object::{attr, fields};

pub struct CellType;

/// A variable that functions share: cell(contents), or cell() for one that has no value yet.
///
/// The value is in cell_contents; reading that of an empty cell is a ValueError, deleting it empties the cell.
#[pytype(PyCell_Type, slots(
    tp_dealloc = fields::dealloc::<Cell, 1>,
    tp_traverse = fields::traverse::<Cell, 1>,
    tp_clear = fields::clear::<Cell, 1>,
    tp_getattro = attr::generic_getattr,
))]
impl CellType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Cell>> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "cell() takes no keyword arguments"));
        }
        if args.len() > 1 {
            return Err(raise!(TypeError, "cell expected at most 1 argument, got {}", args.len()));
        }
        Cell::new(args.get(0).map(|value| value.new_ref()))
    }
    #[slot]
    fn tp_repr(this: &Cell) -> PyResult<Py<Str>> {
        let address = this.as_ptr() as usize;
        match this.get() {
            None => Str::new(&format!("<cell at {address:#x}: empty>")),
            Some(value) => {
                let (ty, at) = (value.ty().tp_name(), value.as_ptr() as usize);
                Str::new(&format!("<cell at {address:#x}: {ty:.80} object at {at:#x}>"))
            }
        }
    }
    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        let (Some(this), Some(other)) = (this.downcast::<Cell>(), other.downcast::<Cell>()) else {
            return Ok(singletons::py_not_implemented());
        };
        match (this.get(), other.get()) {
            (Some(a), Some(b)) => protocol::compare(&a, &b, op),
            // An empty cell is less than any other.
            (a, b) => Ok(protocol::order_result(a.is_some().cmp(&b.is_some()), op)),
        }
    }
    #[getter("cell_contents")]
    fn get_contents(this: &Cell) -> PyResult {
        this.get().ok_or_else(|| raise!(ValueError, "Cell is empty"))
    }
    #[setter("cell_contents")]
    fn set_contents(this: &Cell, value: Option<&Object>) -> PyResult<()> {
        this.set(value.map(|value| value.new_ref()));
        Ok(())
    }
}

pub(super) fn install() {
    CellType::install();
}
