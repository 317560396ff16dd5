//! `make_encoder`: writing values.
//!
//! **Invariant**: the containers being written are in `markers`, by address, as long as they are.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::cfunction::CFunction;
use pyston_object::convert::ArgPlace;
use pyston_object::prelude::*;
use pyston_object::{call, impl_trace, payload_members, tstate};

use super::escape::{self, Alphabet};

/// Writes JSON values with the parts of a `JSONEncoder`.
#[pyclass(Encoder_Type = "_json.Encoder", flags(BASETYPE))]
#[derive(Default)]
pub(super) struct Encoder {
    markers: Field,
    default: Field,
    encoder: Field,
    indent: Field,
    key_separator: Field<Str>,
    item_separator: Field<Str>,
    sort_keys: Cell<bool>,
    skipkeys: Cell<bool>,
    allow_nan: Cell<bool>,
    /// What `encoder` does, if it is a function of this module.
    alphabet: Cell<Option<Alphabet>>,
}
impl_trace!(Encoder { markers, default, encoder, indent, key_separator, item_separator });

static NEW: Signature = Signature {
    function: FunctionName::Text("make_encoder"),
    parameters: &[
        "markers",
        "default",
        "encoder",
        "indent",
        "key_separator",
        "item_separator",
        "sort_keys",
        "skipkeys",
        "allow_nan",
    ],
    n_posonly: 0,
    n_positional: 9,
    n_required: 9,
    required_keywords: &[],
    early: &[],
};

static CALL: Signature = Signature {
    function: FunctionName::Text("_iterencode"),
    parameters: &["obj", "_current_indent_level"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 2,
    required_keywords: &[],
    early: &[],
};

/// The addresses of this module's string functions, by which they are known again.
static OWN: GilCell<[(usize, Alphabet); 2]> = GilCell::new([(0, Alphabet::Ascii), (0, Alphabet::Unicode)]);

pub(super) fn note_own_functions(module: &Module) -> PyResult<()> {
    let address =
        |name: &str| -> PyResult<usize> { Ok(module.get(name)?.downcast::<CFunction>().map_or(0, CFunction::address)) };
    OWN.set([
        (address("encode_basestring_ascii")?, Alphabet::Ascii),
        (address("encode_basestring")?, Alphabet::Unicode),
    ]);
    Ok(())
}

fn own_alphabet(encoder: &Object) -> Option<Alphabet> {
    let address = encoder.downcast_exact::<CFunction>()?.address();
    OWN.get().into_iter().find(|&(own, _)| own == address).map(|(_, alphabet)| alphabet)
}

/// _iterencode(obj, _current_indent_level) -> iterable
#[pytype(Encoder_Type, payload)]
impl Encoder {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut bound = [None; 9];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let get = |index: usize| bound[index].ok_or_else(errors::bad_internal_call);
        let text = |index: usize| {
            let context = ArgContext::new(NEW.function, ArgPlace::Index(index + 1));
            <&Str>::from_arg(get(index)?, context)
        };
        let (key_separator, item_separator) = (text(4)?, text(5)?);
        let flag = |index: usize| protocol::is_true(get(index)?);
        let (sort_keys, skipkeys, allow_nan) = (flag(6)?, flag(7)?, flag(8)?);
        let markers = get(0)?;
        if !markers.is_none() && !Dict::check(markers) {
            let got = markers.type_name();
            return Err(raise!(TypeError, "make_encoder() argument 1 must be dict or None, not {got:.200}"));
        }
        let payload = Encoder {
            markers: Field::new(markers.new_ref()),
            default: Field::new(get(1)?.new_ref()),
            encoder: Field::new(get(2)?.new_ref()),
            indent: Field::new(get(3)?.new_ref()),
            key_separator: Field::new(key_separator.new_ref()),
            item_separator: Field::new(item_separator.new_ref()),
            sort_keys: Cell::new(sort_keys),
            skipkeys: Cell::new(skipkeys),
            allow_nan: Cell::new(allow_nan),
            alphabet: Cell::new(own_alphabet(get(2)?)),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    /// Gives the whole text as the one item of a list.
    #[slot]
    fn tp_call(this: &Instance<Encoder>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Vec<Py>> {
        let mut bound = [None; 2];
        CALL.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(object), Some(level)] = bound else { return Err(errors::bad_internal_call()) };
        isize::from_arg(level, CALL.context(1))?;
        let mut writer = Writer::new(this)?;
        writer.value(object)?;
        Ok(vec![writer.out.finish()?.into_object()])
    }
}

pub(super) fn install() {
    payload_members!(Encoder_Type, Encoder {
        "markers" = markers [readonly],
        "default" = default [readonly],
        "encoder" = encoder [readonly],
        "indent" = indent [readonly],
        "key_separator" = key_separator [readonly],
        "item_separator" = item_separator [readonly],
        "sort_keys" = sort_keys [readonly],
        "skipkeys" = skipkeys [readonly],
    });
    Encoder::install();
}

const TOO_DEEP: &str = " while encoding a JSON object";

/// One call's state.
struct Writer<'a> {
    encoder: &'a Encoder,
    out: StrBuilder,
    markers: Option<Py<Dict>>,
    key_separator: Py<Str>,
    item_separator: Py<Str>,
}

impl<'a> Writer<'a> {
    fn new(encoder: &'a Encoder) -> PyResult<Self> {
        let separator = |field: &Field<Str>| field.get().ok_or_else(errors::bad_internal_call);
        Ok(Writer {
            encoder,
            out: StrBuilder::new(),
            markers: encoder.markers.get().and_then(|markers| markers.downcast_into().ok()),
            key_separator: separator(&encoder.key_separator)?,
            item_separator: separator(&encoder.item_separator)?,
        })
    }

    fn value(&mut self, object: &Object) -> PyResult<()> {
        if object.is_none() {
            self.out.push_str("null");
        } else if let Some(word) = truth_word(object) {
            self.out.push_str(word);
        } else if let Some(text) = object.downcast::<Str>() {
            self.string(text)?;
        } else if let Some(value) = object.downcast::<Int>() {
            self.int(value)?;
        } else if let Some(value) = object.downcast::<Float>() {
            let text = self.float_text(value)?;
            self.out.push_str(&text);
        } else if List::check(object) || Tuple::check(object) {
            let _level = tstate::enter_recursive(TOO_DEEP)?;
            self.array(object)?;
        } else if let Some(dict) = object.downcast::<Dict>() {
            let _level = tstate::enter_recursive(TOO_DEEP)?;
            self.object(dict)?;
        } else {
            self.other(object)?;
        }
        Ok(())
    }

    /// What `default` makes of an object that has no form of its own.
    fn other(&mut self, object: &Object) -> PyResult<()> {
        let mark = self.mark(object)?;
        let default = self.encoder.default.get().ok_or_else(errors::bad_internal_call)?;
        let replacement = call::call(&default, &[object])?;
        let _level = tstate::enter_recursive(TOO_DEEP)?;
        self.value(&replacement)?;
        self.unmark(mark)
    }

    /// Notes that `object` is being written.
    fn mark(&self, object: &Object) -> PyResult<Option<Py>> {
        let Some(markers) = &self.markers else { return Ok(None) };
        let mark = (object.as_ptr() as usize).into_py()?;
        if markers.contains(&mark)? {
            return Err(raise!(ValueError, "Circular reference detected"));
        }
        markers.set(&mark, object.new_ref())?;
        Ok(Some(mark))
    }

    fn unmark(&self, mark: Option<Py>) -> PyResult<()> {
        let (Some(markers), Some(mark)) = (&self.markers, mark) else { return Ok(()) };
        match markers.remove(&mark)? {
            Some(_) => Ok(()),
            None => Err(errors::key_error(&mark)),
        }
    }

    fn string(&mut self, text: &Str) -> PyResult<()> {
        if let Some(alphabet) = self.encoder.alphabet.get() {
            escape::push(&mut self.out, text, alphabet);
            return Ok(());
        }
        let encoder = self.encoder.encoder.get().ok_or_else(errors::bad_internal_call)?;
        let encoded = call::call(&encoder, &[text])?;
        let Some(encoded) = encoded.downcast::<Str>() else {
            return Err(raise!(TypeError, "encoder() must return a string, not {:.80}", encoded.type_name()));
        };
        self.out.push_py(encoded);
        Ok(())
    }

    fn int(&mut self, value: &Int) -> PyResult<()> {
        let Some(small) = value.as_small() else {
            self.out.push_py(&*pyston_builtins::int::text::int_repr(value)?);
            return Ok(());
        };
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = small.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if small < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.out.push_data(StrData::Ascii(&digits[at..]));
        Ok(())
    }

    fn float_text(&self, value: &Float) -> PyResult<String> {
        let value = value.value();
        if value.is_finite() {
            return Ok(pyston_numeric::float::repr(value));
        }
        if !self.encoder.allow_nan.get() {
            return Err(raise!(ValueError, "Out of range float values are not JSON compliant"));
        }
        let word = if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        Ok(word.to_owned())
    }

    fn array(&mut self, object: &Object) -> PyResult<()> {
        let listed;
        let sequence = if List::check_exact(object) || Tuple::check_exact(object) {
            object
        } else {
            // A subclass may iterate differently.
            listed = List::from_vec(protocol::fast_items(object, "_iterencode_list needs a sequence")?)?;
            listed.as_object()
        };
        if length(sequence) == 0 {
            self.out.push_str("[]");
            return Ok(());
        }
        let mark = self.mark(object)?;
        self.out.push(b'['.into());
        let mut index = 0;
        while let Some(item) = item(sequence, index) {
            if index > 0 {
                self.out.push_py(&self.item_separator);
            }
            self.value(&item)?;
            index += 1;
        }
        self.unmark(mark)?;
        self.out.push(b']'.into());
        Ok(())
    }

    fn object(&mut self, dict: &Dict) -> PyResult<()> {
        if dict.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        let mark = self.mark(dict)?;
        self.out.push(b'{'.into());
        let mut is_first = true;
        if Dict::check_exact(dict) && !self.encoder.sort_keys.get() {
            for (key, value) in dict.items() {
                self.member(&key, &value, &mut is_first)?;
            }
        } else {
            let items = protocol::mapping_list(dict, name!("items"))?;
            if self.encoder.sort_keys.get() {
                call::call_method(&items, name!("sort"), &[])?;
            }
            let mut index = 0;
            while let Some(item) = items.get(index) {
                let Some(&[key, value]) = item.downcast::<Tuple>().map(|pair| pair.as_slice()) else {
                    return Err(raise!(ValueError, "items must return 2-tuples"));
                };
                self.member(key, value, &mut is_first)?;
                index += 1;
            }
        }
        self.unmark(mark)?;
        self.out.push(b'}'.into());
        Ok(())
    }

    /// Writes a key and its value, unless the key has no form and is to be skipped.
    fn member(&mut self, key: &Object, value: &Object, is_first: &mut bool) -> PyResult<()> {
        let Some(text) = self.key_text(key)? else { return Ok(()) };
        if !std::mem::take(is_first) {
            self.out.push_py(&self.item_separator);
        }
        self.string(&text)?;
        self.out.push_py(&self.key_separator);
        self.value(value)
    }

    fn key_text(&self, key: &Object) -> PyResult<Option<Py<Str>>> {
        if let Some(text) = key.downcast::<Str>() {
            return Ok(Some(text.new_ref()));
        }
        if let Some(value) = key.downcast::<Float>() {
            return Str::new(&self.float_text(value)?).map(Some);
        }
        if key.is_none() {
            return Ok(Some(Str::intern("null")));
        }
        if let Some(word) = truth_word(key) {
            return Ok(Some(Str::intern(word)));
        }
        if let Some(value) = key.downcast::<Int>() {
            return pyston_builtins::int::text::int_repr(value).map(Some);
        }
        if self.encoder.skipkeys.get() {
            return Ok(None);
        }
        let got = key.type_name();
        Err(raise!(TypeError, "keys must be str, int, float, bool or None, not {got:.100}"))
    }
}

fn truth_word(object: &Object) -> Option<&'static str> {
    if object.is(singletons::bool(true)) {
        Some("true")
    } else if object.is(singletons::bool(false)) {
        Some("false")
    } else {
        None
    }
}

fn length(sequence: &Object) -> usize {
    match sequence.downcast::<List>() {
        Some(list) => list.len(),
        None => sequence.downcast::<Tuple>().map_or(0, Tuple::len),
    }
}

fn item(sequence: &Object, index: usize) -> Option<Py> {
    match sequence.downcast::<List>() {
        Some(list) => list.get(index),
        None => sequence.downcast::<Tuple>()?.get(index).map(Layout::new_ref),
    }
}
