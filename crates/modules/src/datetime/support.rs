//! What the types of dates and times share: arguments, fields, and calls of time zones.

use pyston_object::args::Signature;
use pyston_object::call;
use pyston_object::prelude::*;

use super::delta::{Span, span_of};
use super::moment::Moment;
use super::zone::Zone;

/// The arguments of a constructor. Those given by position are looked at one after the other: a wrong one is
/// an error before one that is missing.
pub fn bind<'a, const N: usize>(
    signature: &Signature,
    args: &'a Tuple,
    kwargs: Option<&'a Dict>,
) -> PyResult<[Option<&'a Object>; N]> {
    let mut bound = [None; N];
    if args.len() < signature.n_required {
        args.as_slice().iter().try_for_each(|arg| number(arg).map(drop))?;
    }
    signature.bind_tuple(args, kwargs, &mut bound)?;
    Ok(bound)
}

/// An argument that is a C int; `default` if it is absent.
pub fn int(bound: &[Option<&Object>], index: usize, default: i32) -> PyResult<i32> {
    bound[index].map_or(Ok(default), number)
}

/// A C int.
pub fn number(value: &Object) -> PyResult<i32> {
    if Float::check(value) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    let value = protocol::as_c_long(value)?;
    i32::try_from(value).map_err(|_| {
        let (than, bound) = if value > 0 { ("greater", "maximum") } else { ("less", "minimum") };
        raise!(OverflowError, "signed integer is {than} than {bound}")
    })
}

/// A text argument.
pub fn string<'a>(function: &str, place: u32, value: &'a Object) -> PyResult<&'a Str> {
    value.downcast().ok_or_else(|| {
        let got = if value.is_none() { "None".into() } else { value.type_name() };
        raise!(TypeError, "{function}() argument {place} must be str, not {got:.50}")
    })
}

/// An int argument of a `replace`.
pub struct Part(pub i32);

impl FromArg<'_> for Part {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        number(object).map(Part)
    }
}

/// A fold: 0 or 1.
pub fn check_fold(fold: i32) -> PyResult<bool> {
    match fold {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(raise!(ValueError, "fold must be either 0 or 1")),
    }
}

/// A time zone argument: `None` for None.
///
/// # Errors
/// `TypeError` for anything else.
pub fn zone(value: Option<&Object>) -> PyResult<Option<Py>> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(None),
        Some(zone) if zone.downcast::<Instance<Zone>>().is_some() => Ok(Some(zone.new_ref())),
        Some(other) => Err(raise!(
            TypeError,
            "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
            other.type_name()
        )),
    }
}

/// What `utcoffset` or `dst` of a zone says about `argument`; `None` without zone.
pub fn offset(zone: Option<&Object>, method: &str, argument: &Object) -> PyResult<Option<Span>> {
    let Some(zone) = zone else { return Ok(None) };
    let offset = call::call_method(zone, &Str::intern(method), &[argument])?;
    if offset.is_none() {
        return Ok(None);
    }
    let Some(span) = span_of(&offset) else {
        let got = offset.type_name();
        return Err(raise!(TypeError, "tzinfo.{method}() must return None or timedelta, not '{got:.200}'"));
    };
    if span.0.abs() >= Span::new(1, 0, 0).0 {
        return Err(raise!(
            ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)."
        ));
    }
    Ok(Some(span))
}

/// As [`offset`], as an object.
pub fn offset_object(zone: Option<&Object>, method: &str, argument: &Object) -> PyResult {
    offset(zone, method, argument)?.map_or_else(|| Ok(singletons::py_none()), Span::object)
}

/// The name that a zone has for `argument`: a str or None.
pub fn zone_name(zone: Option<&Object>, argument: &Object) -> PyResult {
    let Some(zone) = zone else { return Ok(singletons::py_none()) };
    let name = call::call_method(zone, name!("tzname"), &[argument])?;
    if name.is_none() || Str::check(&name) {
        return Ok(name);
    }
    Err(raise!(TypeError, "tzinfo.tzname() must return None or a string, not '{}'", name.type_name()))
}

/// The state of a pickled object, bytes or (from Python 2) text, if the first argument is one of `N` bytes of
/// which that at `place` is sane.
///
/// # Errors
/// `ValueError` for text that is no bytes.
pub fn pickled<const N: usize>(
    args: &Tuple,
    noun: &str,
    place: usize,
    is_sane: fn(u32) -> bool,
) -> PyResult<Option<[u8; N]>> {
    let Some(state) = args.get(0) else { return Ok(None) };
    if let Some(state) = state.downcast::<Bytes>() {
        let state = <[u8; N]>::try_from(state.as_slice()).ok();
        return Ok(state.filter(|state| is_sane(state[place].into())));
    }
    let Some(text) = state.downcast::<Str>().filter(|text| text.len() == N) else { return Ok(None) };
    let points: Vec<u32> = text.data().iter().collect();
    if !is_sane(points[place]) {
        return Ok(None);
    }
    let bytes: Result<Vec<u8>, _> = points.into_iter().map(u8::try_from).collect();
    match bytes.ok().and_then(|bytes| <[u8; N]>::try_from(bytes).ok()) {
        Some(state) => Ok(Some(state)),
        None => Err(raise!(
            ValueError,
            "Failed to encode latin1 string when unpickling a {noun} object. pickle.load(data, encoding='latin1') is assumed."
        )),
    }
}

/// Is the object a datetime?
pub fn is_moment(object: &Object) -> bool {
    object.downcast::<Instance<Moment>>().is_some()
}
