//! `_bisect`: places in sorted sequences.

use pyston_object::args::{FunctionName, Signature};
use pyston_object::prelude::*;

/// On which side of equal items the place is.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn check_size(argument: &Object, context: ArgContext) -> PyResult<()> {
    isize::from_arg(argument, context).map(drop)
}

macro_rules! signature {
    ($name:literal) => {
        Signature {
            function: FunctionName::Text($name),
            parameters: &["a", "x", "lo", "hi"],
            n_posonly: 0,
            n_positional: 4,
            n_required: 2,
            required_keywords: &[],
            early: &[(2, check_size), (3, check_size)],
        }
    };
}

static BISECT_LEFT: Signature = signature!("bisect_left");
static BISECT_RIGHT: Signature = signature!("bisect_right");
static INSORT_LEFT: Signature = signature!("insort_left");
static INSORT_RIGHT: Signature = signature!("insort_right");

struct Search<'a> {
    list: &'a Object,
    value: &'a Object,
    index: usize,
}

/// Binds the arguments and finds the place.
fn search<'a>(args: Args<'a>, signature: &Signature, side: Side) -> PyResult<Search<'a>> {
    let mut bound = [None; 4];
    args.bind(signature, &mut bound)?;
    let (Some(list), Some(value)) = (bound[0], bound[1]) else { return Err(errors::bad_internal_call()) };
    let bounds = |index: usize, default: isize| {
        bound[index].map_or(Ok(default), |object| isize::from_arg(object, signature.context(index)))
    };
    let (low, high) = (bounds(2, 0)?, bounds(3, -1)?);
    let index = place(list, value, low, high, side)?;
    Ok(Search { list, value, index })
}

fn place(list: &Object, value: &Object, low: isize, high: isize, side: Side) -> PyResult<usize> {
    if low < 0 {
        return Err(raise!(ValueError, "lo must be non-negative"));
    }
    let mut low = low;
    let mut high = if high == -1 { protocol::len(list)? as isize } else { high };
    while low < high {
        let middle = low + (high - low) / 2;
        let item = protocol::sequence_item(list, middle)?;
        let to_the_right = match side {
            Side::Left => protocol::compare_bool(&item, value, CompareOp::Lt)?,
            Side::Right => !protocol::compare_bool(value, &item, CompareOp::Lt)?,
        };
        if to_the_right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low as usize)
}

fn insert(found: &Search) -> PyResult<()> {
    if let Some(list) = found.list.downcast_exact::<List>() {
        return list.insert(found.index, found.value.new_ref());
    }
    let index = Int::from_usize(found.index)?;
    pyston_object::call::call_method(found.list, name!("insert"), &[&index, found.value]).map(drop)
}

pub struct BisectModule;

/// Places in sorted sequences, found by halving.
#[pymodule("_bisect")]
impl BisectModule {
    /// bisect_right(a, x[, lo[, hi]]) -> index
    ///
    /// Where to insert x into the sorted list a so that it stays sorted, behind
    /// items equal to x. lo and hi bound the part of a to search.
    #[function]
    fn bisect_right(args: Args) -> PyResult<usize> {
        search(args, &BISECT_RIGHT, Side::Right).map(|found| found.index)
    }

    /// insort_right(a, x[, lo[, hi]])
    ///
    /// Inserts x into the sorted list a, behind items equal to it.
    #[function]
    fn insort_right(args: Args) -> PyResult<()> {
        insert(&search(args, &INSORT_RIGHT, Side::Right)?)
    }

    /// bisect_left(a, x[, lo[, hi]]) -> index
    ///
    /// Where to insert x into the sorted list a so that it stays sorted, in
    /// front of items equal to x. lo and hi bound the part of a to search.
    #[function]
    fn bisect_left(args: Args) -> PyResult<usize> {
        search(args, &BISECT_LEFT, Side::Left).map(|found| found.index)
    }

    /// insort_left(a, x[, lo[, hi]])
    ///
    /// Inserts x into the sorted list a, in front of items equal to it.
    #[function]
    fn insort_left(args: Args) -> PyResult<()> {
        insert(&search(args, &INSORT_LEFT, Side::Left)?)
    }
}
