//! `min`, `max`, `sum`: what reduces an iterable to one value.

use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;
use pyston_object::statics::{PyBool_Type, PyByteArray_Type};

use super::streams::keywords;

/// `min(..)` or `max(..)`: the first item that none is better than.
pub fn extreme(args: Args<'_>, function: &str, better: CompareOp) -> PyResult {
    let _level = pyston_object::tstate::enter_varargs()?;
    if args.positional.is_empty() {
        return Err(raise!(TypeError, "{function} expected 1 argument, got 0"));
    }
    let [key, default] = keywords(args, function, ["key", "default"])?;
    let key = key.filter(|key| !key.is_none());
    let mut best: Option<(Py, Py)> = None;
    let mut consider = |item: Py| -> PyResult<()> {
        let value = match key {
            Some(key) => pyston_object::call::call(key, &[&item])?,
            None => item.clone(),
        };
        let is_better = match &best {
            None => true,
            Some((_, reigning)) => protocol::compare_bool(&value, reigning, better)?,
        };
        if is_better {
            best = Some((item, value));
        }
        Ok(())
    };
    match args.positional {
        [iterable] => protocol::for_each(iterable, &mut consider)?,
        _ if default.is_some() => {
            return Err(raise!(
                TypeError,
                "Cannot specify a default for {function}() with multiple positional arguments"
            ));
        }
        items => items.iter().try_for_each(|item| consider(item.new_ref()))?,
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.new_ref()),
        (None, None) => Err(raise!(ValueError, "{function}() arg is an empty sequence")),
    }
}

/// The sum so far: in machine numbers as long as all items are plain ints, then plain numbers.
enum Sum {
    Int(i64),
    Float(f64),
    Object(Py),
}

impl Sum {
    fn of(start: &Object) -> Sum {
        if let Some(value) = start.downcast_exact::<Int>().and_then(Int::to_i64) {
            return Sum::Int(value);
        }
        match start.downcast_exact::<Float>() {
            Some(float) => Sum::Float(float.value()),
            None => Sum::Object(start.new_ref()),
        }
    }

    fn into_object(self) -> PyResult {
        match self {
            Sum::Int(value) => value.into_py(),
            Sum::Float(value) => value.into_py(),
            Sum::Object(object) => Ok(object),
        }
    }

    fn add(self, item: &Object) -> PyResult<Sum> {
        match &self {
            Sum::Int(sum) => {
                let plain = Int::check_exact(item) || item.ty() == &PyBool_Type;
                let value = item.downcast::<Int>().filter(|_| plain).and_then(Int::to_i64);
                if let Some(total) = value.and_then(|value| sum.checked_add(value)) {
                    return Ok(Sum::Int(total));
                }
            }
            Sum::Float(sum) => {
                if let Some(float) = item.downcast_exact::<Float>() {
                    return Ok(Sum::Float(sum + float.value()));
                }
                if let Some(value) = item.downcast_exact::<Int>().and_then(Int::to_i64) {
                    return Ok(Sum::Float(sum + value as f64));
                }
            }
            Sum::Object(_) => {
                let Sum::Object(sum) = self else { return Ok(self) };
                return protocol::binary_op(&sum, item, BinaryOp::Add).map(Sum::Object);
            }
        }
        let was_int = matches!(self, Sum::Int(_));
        let total = protocol::binary_op(&*self.into_object()?, item, BinaryOp::Add)?;
        // A float after ints goes on as a machine number; everything else as an object.
        Ok(match total.downcast_exact::<Float>() {
            Some(float) if was_int => Sum::Float(float.value()),
            _ => Sum::Object(total),
        })
    }
}

pub fn sum(iterable: &Object, start: Option<&Object>) -> PyResult {
    let iterator = protocol::iter(iterable)?;
    let mut total = match start {
        Some(start) => {
            let refused = if Str::check(start) {
                Some(("strings", "''"))
            } else if Bytes::check(start) {
                Some(("bytes", "b''"))
            } else if start.is_instance_of(&PyByteArray_Type) {
                Some(("bytearray", "b''"))
            } else {
                None
            };
            if let Some((what, join)) = refused {
                return Err(raise!(TypeError, "sum() can't sum {what} [use {join}.join(seq) instead]"));
            }
            Sum::of(start)
        }
        None => Sum::Int(0),
    };
    while let Some(item) = protocol::next(&iterator)? {
        total = total.add(&item)?;
    }
    total.into_object()
}
