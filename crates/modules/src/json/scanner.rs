//! `make_scanner`: reading values.
//!
//! **Invariant**: equal keys within one call are one object.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::prelude::*;
use pyston_object::{attr, call, impl_trace, payload_members, statics, tstate};

use super::text::{Source, with_source};
use crate::units::Unit;

/// Reads JSON values with the parts of a `JSONDecoder`.
#[pyclass(Scanner_Type = "_json.Scanner", flags(BASETYPE))]
#[derive(Default)]
pub(super) struct Scanner {
    strict: Cell<bool>,
    object_hook: Field,
    object_pairs_hook: Field,
    parse_float: Field,
    parse_int: Field,
    parse_constant: Field,
}
impl_trace!(Scanner { object_hook, object_pairs_hook, parse_float, parse_int, parse_constant });

static NEW: Signature = Signature {
    function: FunctionName::Text("make_scanner"),
    parameters: &["context"],
    n_posonly: 0,
    n_positional: 1,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

static CALL: Signature = Signature {
    function: FunctionName::Text("scan_once"),
    parameters: &["string", "idx"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 2,
    required_keywords: &[],
    early: &[],
};

/// JSON scanner object
#[pytype(Scanner_Type, payload)]
impl Scanner {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut bound = [None];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let context = bound[0].ok_or_else(errors::bad_internal_call)?;
        let get = |name: &Str| attr::getattr_str(context, name);
        let scanner = Scanner { strict: Cell::new(protocol::is_true(&*get(name!("strict"))?)?), ..Scanner::default() };
        for (field, name) in [
            (&scanner.object_hook, name!("object_hook")),
            (&scanner.object_pairs_hook, name!("object_pairs_hook")),
            (&scanner.parse_float, name!("parse_float")),
            (&scanner.parse_int, name!("parse_int")),
            (&scanner.parse_constant, name!("parse_constant")),
        ] {
            field.set(get(name)?);
        }
        Ok(Instance::new_as(class, scanner)?.into_object())
    }

    #[slot]
    fn tp_call(this: &Instance<Scanner>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut bound = [None; 2];
        CALL.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(text), Some(index)] = bound else { return Err(errors::bad_internal_call()) };
        if Float::check(index) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        let index = protocol::index_as_ssize(index)?;
        let text = super::text_of(text)?;
        let Ok(index) = usize::try_from(index) else { return Err(raise!(ValueError, "idx cannot be negative")) };
        let (value, end) = with_source!(text, source => Reader::new(this, source).value(index))?;
        (value, end).into_py()
    }
}

pub(super) fn install() {
    payload_members!(Scanner_Type, Scanner {
        "strict" = strict [readonly],
        "object_hook" = object_hook [readonly],
        "object_pairs_hook" = object_pairs_hook [readonly],
        "parse_float" = parse_float [readonly],
        "parse_int" = parse_int [readonly],
        "parse_constant" = parse_constant [readonly],
    });
    Scanner::install();
}

/// How many recent keys are found without making a string first.
const RECENT: usize = 64;

/// The keys met during a call.
struct Keys {
    /// Short keys by a hash of their bytes; a newer one takes the place of an older.
    recent: [Option<Py<Str>>; RECENT],
    all: Option<Py<Dict>>,
}

impl Keys {
    fn slot(bytes: &[u8]) -> usize {
        let hash = bytes.iter().fold(bytes.len() as u32, |hash, &byte| hash.wrapping_mul(31) ^ u32::from(byte));
        (hash ^ hash >> 6) as usize % RECENT
    }

    fn shared(&mut self, key: Py<Str>) -> PyResult<Py<Str>> {
        let all = match &self.all {
            Some(all) => all.clone(),
            None => self.all.insert(Dict::new()?).clone(),
        };
        let shared = all.setdefault(&key, &key)?;
        Ok(shared.downcast_into().unwrap_or(key))
    }

    /// The key of bytes that are ASCII or Latin-1.
    fn of_bytes(&mut self, bytes: &[u8], data: StrData<'_>) -> PyResult<Py<Str>> {
        let slot = Keys::slot(bytes);
        if let Some(StrData::Ascii(known) | StrData::Ucs1(known)) = self.recent[slot].as_ref().map(|key| key.data())
            && known == bytes
            && let Some(key) = &self.recent[slot]
        {
            return Ok(key.clone());
        }
        let key = self.shared(Str::from_data(data)?)?;
        self.recent[slot] = Some(key.clone());
        Ok(key)
    }
}

/// One call's state.
struct Reader<'a, U> {
    source: Source<'a, U>,
    strict: bool,
    /// `None` if there is no hook.
    object_hook: Option<Py>,
    object_pairs_hook: Option<Py>,
    /// `None` for `float` and `int` themselves.
    parse_float: Option<Py>,
    parse_int: Option<Py>,
    parse_constant: Option<Py>,
    keys: Keys,
}

fn stop_iteration(at: usize) -> Raised {
    match at.into_py() {
        Ok(at) => errors::raise_object(&exc::StopIteration, at),
        Err(raised) => raised,
    }
}

impl<'a, U: Unit> Reader<'a, U> {
    fn new(scanner: &Scanner, source: Source<'a, U>) -> Self {
        let unless = |field: &Field, default: &Object| field.get().filter(|value| !value.is(default));
        let none = singletons::none();
        Reader {
            source,
            strict: scanner.strict.get(),
            object_hook: unless(&scanner.object_hook, none),
            object_pairs_hook: unless(&scanner.object_pairs_hook, none),
            parse_float: unless(&scanner.parse_float, &statics::PyFloat_Type),
            parse_int: unless(&scanner.parse_int, &statics::PyLong_Type),
            parse_constant: scanner.parse_constant.get(),
            keys: Keys { recent: [const { None }; RECENT], all: None },
        }
    }

    /// The value at `at` and the place behind it.
    fn value(&mut self, at: usize) -> PyResult<(Py, usize)> {
        let source = self.source;
        let Some(point) = source.at(at) else { return Err(stop_iteration(at)) };
        match u8::try_from(point).unwrap_or(0) {
            b'"' => {
                let (text, end) = source.string(at + 1, self.strict)?;
                Ok((text.into_object(), end))
            }
            b'{' => {
                let _level = tstate::enter_recursive(" while decoding a JSON object from a unicode string")?;
                self.object(at + 1)
            }
            b'[' => {
                let _level = tstate::enter_recursive(" while decoding a JSON array from a unicode string")?;
                self.array(at + 1)
            }
            b'n' if source.has(at, "null") => Ok((singletons::py_none(), at + 4)),
            b't' if source.has(at, "true") => Ok((singletons::py_bool(true), at + 4)),
            b'f' if source.has(at, "false") => Ok((singletons::py_bool(false), at + 5)),
            b'N' if source.has(at, "NaN") => self.constant("NaN", at),
            b'I' if source.has(at, "Infinity") => self.constant("Infinity", at),
            b'-' if source.has(at, "-Infinity") => self.constant("-Infinity", at),
            b'-' | b'0'..=b'9' => self.number(at),
            _ => Err(stop_iteration(at)),
        }
    }

    fn constant(&mut self, word: &str, at: usize) -> PyResult<(Py, usize)> {
        let function = self.parse_constant.clone().unwrap_or_else(singletons::py_none);
        Ok((call::call(&function, &[&*Str::intern(word)])?, at + word.len()))
    }

    fn array(&mut self, at: usize) -> PyResult<(Py, usize)> {
        let list = List::new()?;
        let mut at = self.source.skip_space(at);
        if self.source.is(at, b']') {
            return Ok((list.into_object(), at + 1));
        }
        loop {
            let (value, end) = self.value(at)?;
            list.append(value)?;
            at = self.source.skip_space(end);
            match self.source.at(at) {
                Some(0x2C) => at = self.source.skip_space(at + 1),
                Some(0x5D) => return Ok((list.into_object(), at + 1)),
                _ => return Err(self.source.error("Expecting ',' delimiter", at)),
            }
        }
    }

    fn object(&mut self, at: usize) -> PyResult<(Py, usize)> {
        if let Some(hook) = self.object_pairs_hook.clone() {
            let pairs = List::new()?;
            let end = self.members(at, |key, value| pairs.append((key, value).into_py()?))?;
            return Ok((call::call(&hook, &[&pairs])?, end));
        }
        let dict = Dict::new()?;
        let end = self.members(at, |key, value| dict.set_str(&key, value))?;
        let value = match &self.object_hook {
            Some(hook) => call::call(hook, &[&dict])?,
            None => dict.into_object(),
        };
        Ok((value, end))
    }

    /// Reads the members of an object up to its closing brace; gives the place behind that.
    fn members(&mut self, at: usize, mut add: impl FnMut(Py<Str>, Py) -> PyResult<()>) -> PyResult<usize> {
        let source = self.source;
        let mut at = source.skip_space(at);
        if source.is(at, b'}') {
            return Ok(at + 1);
        }
        loop {
            if !source.is(at, b'"') {
                return Err(source.error("Expecting property name enclosed in double quotes", at));
            }
            let (key, end) = self.key(at + 1)?;
            at = source.skip_space(end);
            if !source.is(at, b':') {
                return Err(source.error("Expecting ':' delimiter", at));
            }
            let (value, end) = self.value(source.skip_space(at + 1))?;
            add(key, value)?;
            at = source.skip_space(end);
            match source.at(at) {
                Some(0x2C) => at = source.skip_space(at + 1),
                Some(0x7D) => return Ok(at + 1),
                _ => return Err(source.error("Expecting ',' delimiter", at)),
            }
        }
    }

    fn key(&mut self, at: usize) -> PyResult<(Py<Str>, usize)> {
        let end = self.source.plain_end(at, self.strict)?;
        if let Some(bytes) = U::bytes(&self.source.units[at..end])
            && self.source.is(end, b'"')
        {
            return Ok((self.keys.of_bytes(bytes, self.source.data(at, end))?, end + 1));
        }
        let (key, end) = self.source.string(at, self.strict)?;
        Ok((self.keys.shared(key)?, end))
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.source.is_digit(at) {
            at += 1;
        }
        at
    }

    /// Where the number at `start` ends, and whether it is a float; `None` if there is none.
    fn number_end(&self, start: usize) -> Option<(usize, bool)> {
        let source = &self.source;
        let first = start + usize::from(source.is(start, b'-'));
        if !source.is_digit(first) {
            return None;
        }
        let mut at = if source.is(first, b'0') { first + 1 } else { self.digits(first) };
        let mut is_float = false;
        if source.is(at, b'.') && source.is_digit(at + 1) {
            is_float = true;
            at = self.digits(at + 1);
        }
        if source.is(at, b'e') || source.is(at, b'E') {
            let sign = source.is(at + 1, b'-') || source.is(at + 1, b'+');
            let exponent = at + 1 + usize::from(sign);
            if source.is_digit(exponent) {
                is_float = true;
                at = self.digits(exponent);
            }
        }
        Some((at, is_float))
    }

    fn number(&mut self, start: usize) -> PyResult<(Py, usize)> {
        let Some((end, is_float)) = self.number_end(start) else { return Err(stop_iteration(start)) };
        let function = if is_float { &self.parse_float } else { &self.parse_int };
        if let Some(function) = function {
            let text = Str::from_data(self.source.data(start, end))?;
            return Ok((call::call(function, &[&text])?, end));
        }
        if !is_float && let Some(value) = self.small_int(start, end) {
            return Ok((value.into_py()?, end));
        }
        let text: Vec<u8> = self.source.units[start..end].iter().map(|unit| unit.point() as u8).collect();
        if is_float {
            let value = pyston_numeric::float::parse(&text).ok_or_else(errors::bad_internal_call)?;
            return Ok((value.into_py()?, end));
        }
        let original = Str::from_ascii(&text)?;
        Ok((pyston_builtins::int::text::parse_int(&text, 10, &original)?.into_object(), end))
    }

    /// The value of an integer that is sure to fit.
    fn small_int(&self, start: usize, end: usize) -> Option<i64> {
        if end - start > 18 {
            return None;
        }
        let negative = self.source.is(start, b'-');
        let digits = &self.source.units[start + usize::from(negative)..end];
        let magnitude = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit.point() - u32::from(b'0')));
        Some(if negative { -magnitude } else { magnitude })
    }
}
