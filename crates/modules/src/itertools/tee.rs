//! `tee`: several iterators over one.
//!
//! The elements stand in a chain of blocks ([`TeeData`]); each iterator has a place in a block, and blocks
//! that no iterator can reach any more die. The last block reads on when asked for more.

use std::cell::{Cell, RefCell};

use pyston_object::attr::{find_attr, generic_getattr, getattr_str};
use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{check_count, parse_tuple, positional, state_tuple};

/// Elements of a block, as in CPython, whose pickles show it.
const BLOCK: usize = 57;

#[pyclass(TeeData_Type = "itertools._tee_dataobject")]
pub struct TeeData {
    source: Field,
    values: RefCell<Vec<Py>>,
    next: Field<Instance<TeeData>>,
    /// Is an element being asked of the source?
    is_reading: Cell<bool>,
}
impl_trace!(TeeData { source, values, next });

type Block = Py<Instance<TeeData>>;

/// Elements that several iterators of one tee share.
#[pytype(TeeData_Type, payload, slots(tp_getattro = generic_getattr))]
impl TeeData {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if class.is(&TeeData_Type) && kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "teedataobject() takes no keyword arguments"));
        }
        check_count("teedataobject", args.len(), 3, 3)?;
        let args = args.as_slice();
        let Some(values) = args[1].downcast::<List>() else {
            let given = args[1].type_name();
            return Err(raise!(TypeError, "teedataobject() argument 2 must be list, not {given:.50}"));
        };
        let next = args[2].downcast_exact::<Instance<TeeData>>();
        let values = values.to_vec();
        let fits = match values.len() {
            BLOCK => next.is_some() || args[2].is_none(),
            len => len < BLOCK && args[2].is_none(),
        };
        if !fits {
            return Err(raise!(ValueError, "Invalid arguments"));
        }
        let block = TeeData::over(args[0])?;
        block.values.replace(values);
        block.next.replace(next.map(|next| next.new_ref()));
        Ok(block.into_object())
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<TeeData>) -> (Py<Type>, (Option<Py>, Vec<Py>, Option<Block>)) {
        let values = this.values.borrow().clone();
        (this.object().ty().new_ref(), (this.source.get(), values, this.next.get()))
    }
}

impl TeeData {
    fn over(source: &Object) -> PyResult<Block> {
        let source = Field::new(source.new_ref());
        Instance::new(TeeData {
            source,
            values: RefCell::default(),
            next: Field::empty(),
            is_reading: Cell::new(false),
        })
    }

    /// The element at a place, read from the source if it is the next one.
    fn get(&self, index: usize) -> PyResult<Option<Py>> {
        if let Some(value) = self.values.borrow().get(index) {
            return Ok(Some(value.clone()));
        }
        let Some(source) = self.source.get() else { return Ok(None) };
        // The source may lead back here, or another thread may come meanwhile.
        if self.is_reading.replace(true) {
            return Err(raise!(RuntimeError, "cannot re-enter the tee iterator"));
        }
        let read = protocol::next(&source);
        self.is_reading.set(false);
        let Some(value) = read? else { return Ok(None) };
        self.values.borrow_mut().push(value.clone());
        Ok(Some(value))
    }

    /// The block after this one, made if missing.
    fn following(&self) -> PyResult<Option<Block>> {
        if let Some(next) = self.next.get() {
            return Ok(Some(next));
        }
        let Some(source) = self.source.get() else { return Ok(None) };
        let next = TeeData::over(&source)?;
        self.next.set(next.clone());
        Ok(Some(next))
    }
}

#[pyclass(Tee_Type = "itertools._tee", weaklist = weaklist)]
pub struct Tee {
    block: Field<Instance<TeeData>>,
    index: Cell<usize>,
    weaklist: WeakList,
}
impl_trace!(Tee { block });

/// An iterator that shares the elements of its source with its copies.
#[pytype(Tee_Type, payload, sig = "(iterable, /)")]
impl Tee {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&Tee_Type, class, args, kwargs, 1, 1)?;
        Ok(Tee::over(args[0])?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Tee>) -> PyResult<Option<Py>> {
        let Some(mut block) = this.block.get() else { return Ok(None) };
        if this.index.get() >= BLOCK {
            let Some(next) = block.following()? else { return Ok(None) };
            this.block.set(next.clone());
            this.index.set(0);
            block = next;
        }
        let index = this.index.get();
        let value = block.get(index)?;
        if value.is_some() {
            this.index.set(index + 1);
        }
        Ok(value)
    }

    /// An independent iterator over the same elements.
    #[method(args = "($self, /)")]
    fn __copy__(this: &Instance<Tee>) -> PyResult<Py<Instance<Tee>>> {
        this.duplicate()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Tee>) -> (Py<Type>, (Py<Tuple>,), (Option<Block>, usize)) {
        (this.object().ty().new_ref(), (Tuple::empty(),), (this.block.get(), this.index.get()))
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Tee>, state: &Object) -> PyResult<()> {
        let parts = parse_tuple(state_tuple(state)?, 2, 2)?;
        let Some(block) = parts[0].downcast::<Instance<TeeData>>() else {
            let given = parts[0].type_name();
            return Err(raise!(TypeError, "argument 1 must be itertools._tee_dataobject, not {given:.50}"));
        };
        let index = usize::try_from(protocol::as_c_long(parts[1])?).ok().filter(|&index| index <= BLOCK);
        let Some(index) = index else { return Err(raise!(ValueError, "Index out of range")) };
        this.block.set(block.new_ref());
        this.index.set(index);
        Ok(())
    }
}

impl Tee {
    /// A tee over an iterable; of a tee, a copy.
    fn over(iterable: &Object) -> PyResult<Py<Instance<Tee>>> {
        let source = protocol::iter(iterable)?;
        if let Some(tee) = source.downcast_exact::<Instance<Tee>>() {
            return tee.duplicate();
        }
        let block = Field::new(TeeData::over(&source)?);
        Instance::new(Tee { block, index: Cell::new(0), weaklist: WeakList::new() })
    }

    fn duplicate(&self) -> PyResult<Py<Instance<Tee>>> {
        let block = self.block.get().map_or_else(Field::empty, Field::new);
        Instance::new(Tee { block, index: self.index.clone(), weaklist: WeakList::new() })
    }
}

/// `tee(iterable, n)`: copies of an iterator that can be copied, otherwise of a tee over it.
pub fn tee(iterable: &Object, n: isize) -> PyResult<Py<Tuple>> {
    let Ok(n) = usize::try_from(n) else { return Err(raise!(ValueError, "n must be >= 0")) };
    if n == 0 {
        return Ok(Tuple::empty());
    }
    let mut first = protocol::iter(iterable)?;
    let copy = match find_attr(&first, name!("__copy__"))? {
        Some(copy) => copy,
        None => {
            first = Tee::over(&first)?.into_object();
            getattr_str(&first, name!("__copy__"))?
        }
    };
    let mut all = Vec::new();
    all.try_reserve_exact(n).map_err(|_| errors::no_memory())?;
    all.push(first);
    while all.len() < n {
        all.push(call(&copy, &[])?);
    }
    Tuple::from_vec(all)
}
