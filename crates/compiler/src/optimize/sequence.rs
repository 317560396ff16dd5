//! Strings, bytes, tuples and sets in folding.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::arith::Number;
use crate::ast::Constant;
use crate::wstr::WStr;

/// The longest repeated string or bytes.
const MAX_STR_SIZE: usize = 4096;
/// The longest repeated tuple.
const MAX_COLLECTION_SIZE: usize = 256;
/// The most items in a repeated tuple and the tuples in it.
const MAX_TOTAL_ITEMS: i64 = 1024;

pub(super) fn concat(left: &Constant, right: &Constant) -> Option<Constant> {
    Some(match (left, right) {
        (Constant::Str(left), Constant::Str(right)) => {
            Constant::Str(WStr::from_wtf8(&[left.as_bytes(), right.as_bytes()].concat()))
        }
        (Constant::Bytes(left), Constant::Bytes(right)) => Constant::Bytes([left.as_slice(), right].concat()),
        (Constant::Tuple(left), Constant::Tuple(right)) => Constant::Tuple([left.as_slice(), right].concat()),
        _ => return None,
    })
}

fn length(constant: &Constant) -> Option<usize> {
    match constant {
        Constant::Str(text) => Some(text.code_points().count()),
        Constant::Bytes(bytes) => Some(bytes.len()),
        Constant::Tuple(items) => Some(items.len()),
        _ => None,
    }
}

/// How much of `limit` is left after counting all items, also of inner collections.
fn remaining_items(constant: &Constant, limit: i64) -> i64 {
    match constant {
        Constant::Tuple(items) | Constant::FrozenSet(items) => items.iter().fold(
            limit - items.len() as i64,
            |limit, item| {
                if limit < 0 { limit } else { remaining_items(item, limit) }
            },
        ),
        _ => limit,
    }
}

/// `sequence * count`, if not too large.
pub(super) fn repeat(sequence: &Constant, count: &BigInt) -> Option<Constant> {
    let size = length(sequence)?;
    if size == 0 {
        return count.to_i64().map(|_| sequence.clone());
    }
    if count.is_negative() {
        return None;
    }
    let count = count.to_usize()?;
    let max = if matches!(sequence, Constant::Tuple(_)) { MAX_COLLECTION_SIZE } else { MAX_STR_SIZE };
    if count > max / size {
        return None;
    }
    if count > 0 && remaining_items(sequence, MAX_TOTAL_ITEMS / count as i64) < 0 {
        return None;
    }
    Some(match sequence {
        Constant::Str(text) => Constant::Str(WStr::from_wtf8(&text.as_bytes().repeat(count))),
        Constant::Bytes(bytes) => Constant::Bytes(bytes.repeat(count)),
        Constant::Tuple(items) => {
            Constant::Tuple(std::iter::repeat_n(items.as_slice(), count).flatten().cloned().collect())
        }
        _ => return None,
    })
}

/// `sequence[index]`; `None` where Python raises.
pub(super) fn item(sequence: &Constant, index: &Constant) -> Option<Constant> {
    let Number::Int(index) = Number::of(index)? else { return None };
    let size = length(sequence)? as i64;
    let index = index.to_i64()?;
    let at = if index < 0 { index.checked_add(size)? } else { index };
    let at = usize::try_from(at).ok()?;
    Some(match sequence {
        Constant::Str(text) => Constant::Str(WStr::from_code_points([text.code_points().nth(at)?])),
        Constant::Bytes(bytes) => Constant::Int((*bytes.get(at)?).into()),
        Constant::Tuple(items) => items.get(at)?.clone(),
        _ => return None,
    })
}

/// The members of a set of these items: of equal ones the first stays.
pub(super) fn distinct(items: Vec<Constant>) -> Vec<Constant> {
    let mut members: Vec<Constant> = Vec::new();
    for item in items {
        if !members.iter().any(|member| equal(member, &item)) {
            members.push(item);
        }
    }
    members
}

/// Python's `==` of constants.
fn equal(left: &Constant, right: &Constant) -> bool {
    match (left, right) {
        (Constant::Tuple(left), Constant::Tuple(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Constant::FrozenSet(left), Constant::FrozenSet(right)) => {
            left.len() == right.len() && left.iter().all(|item| right.iter().any(|other| equal(item, other)))
        }
        _ => match (Number::of(left), Number::of(right)) {
            (Some(left), Some(right)) => left.equals(&right),
            _ => left == right,
        },
    }
}
