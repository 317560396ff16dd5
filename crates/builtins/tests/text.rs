//! Methods of str, bytes and bytearray against the answers of CPython 3.8 in `data/text.txt`, which
//! `generate_text.py` writes.

use pyston_abi::{PySliceObject, PyThreadState};
use pyston_builtins::codecs;
use pyston_object::attr::getattr_str;
use pyston_object::prelude::*;
use pyston_object::statics::{PyByteArray_Type, PyBytes_Type, PySlice_Type, PyUnicode_Type};
use pyston_object::tuple::Tuple;
use pyston_object::{alloc, call, hooks, tstate};

fn start() {
    // SAFETY: all fields of a thread state may be zero; the only test of this program, hence its only thread.
    unsafe {
        let state: &mut PyThreadState = Box::leak(Box::new(std::mem::zeroed()));
        state.exc_info = &raw mut state.exc_state;
        tstate::swap(state);
    }
    // A stand-in: functions do not bind, as static methods do not.
    hooks::install(hooks::Hooks {
        static_method: |function| Ok(function.new_ref()),
        import: |_| Ok(singletons::py_none()),
        ..hooks::get()
    });
    if let Err(raised) = pyston_builtins::install() {
        let pending = errors::take(raised);
        let text = pending.value.as_ref().and_then(|value| value.downcast::<Str>()).map(|text| text.to_string());
        panic!("the types do not install: {} {text:?}", pending.ty.name());
    }
}

fn slice(parts: Vec<Py>) -> Py {
    // SAFETY: all fields of the new slice are set.
    unsafe {
        let object = alloc::new_sized(&PySlice_Type, size_of::<PySliceObject>(), true).expect("memory");
        let raw = object.cast::<PySliceObject>();
        let mut parts = parts.into_iter().map(Py::into_ptr);
        [(*raw).start, (*raw).stop, (*raw).step] = std::array::from_fn(|_| parts.next().expect("three parts"));
        Py::from_owned(object)
    }
}

/// A reader of literals.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn accept(&mut self, text: &str) -> bool {
        let rest = self.0.strip_prefix(text);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn items(&mut self, end: &str) -> Vec<Py> {
        let mut items = Vec::new();
        while !self.accept(end) {
            items.push(self.value());
            self.accept(": ");
            self.accept(",");
            self.accept(" ");
        }
        items
    }

    fn quoted(&mut self) -> Vec<u32> {
        let text = self.0.as_bytes();
        let (quote, mut at, mut points) = (text[0], 1, Vec::new());
        while text[at] != quote {
            if text[at] != b'\\' {
                points.push(text[at].into());
                at += 1;
                continue;
            }
            let hex = |digits: usize| u32::from_str_radix(&self.0[at + 2..at + 2 + digits], 16).expect("digits");
            let (point, len) = match text[at + 1] {
                b'n' => (10, 2),
                b'r' => (13, 2),
                b't' => (9, 2),
                b'x' => (hex(2), 4),
                b'u' => (hex(4), 6),
                b'U' => (hex(8), 10),
                other => (other.into(), 2),
            };
            points.push(point);
            at += len;
        }
        self.0 = &self.0[at + 1..];
        points
    }

    fn value(&mut self) -> Py {
        if self.accept("None") {
            return singletons::py_none();
        }
        if self.accept("True") {
            return singletons::py_bool(true);
        }
        if self.accept("False") {
            return singletons::py_bool(false);
        }
        if self.accept("bytearray(b") {
            let content: Vec<u8> = self.quoted().into_iter().map(|point| point as u8).collect();
            assert!(self.accept(")"));
            return ByteArray::new(&content).expect("memory").into_object();
        }
        if self.accept("slice(") {
            return slice(self.items(")"));
        }
        if self.accept("(") {
            return Tuple::from_vec(self.items(")")).expect("memory").into_object();
        }
        if self.accept("[") {
            return List::from_vec(self.items("]")).expect("memory").into_object();
        }
        if self.accept("{") {
            let dict = Dict::new().expect("memory");
            let items = self.items("}");
            for pair in items.chunks(2) {
                dict.set(&pair[0], pair[1].clone()).expect("a key");
            }
            return dict.into_object();
        }
        if self.0.starts_with(['\'', '"']) {
            return Str::from_points(&self.quoted()).expect("memory").into_object();
        }
        if self.accept("b") {
            let content: Vec<u8> = self.quoted().into_iter().map(|point| point as u8).collect();
            return Bytes::new(&content).expect("memory").into_object();
        }
        let end = self.0.find([',', ')', ']', '}', ':']).unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        if number.contains('.') {
            return Float::new(number.parse().expect("a float")).expect("memory").into_object();
        }
        number.parse::<num_bigint::BigInt>().expect("an int").into_py().expect("memory")
    }
}

fn literal(text: &str) -> Py {
    let mut reader = Reader(text);
    let value = reader.value();
    assert!(reader.0.is_empty(), "rest {:?} of {text}", reader.0);
    value
}

fn show(object: &Object) -> String {
    let all = |items: &[Py]| items.iter().map(|item| show(item)).collect::<Vec<_>>().join(", ");
    if let Some(list) = object.downcast_exact::<List>() {
        return format!("[{}]", all(&list.to_vec()));
    }
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        let items: Vec<Py> = tuple.as_slice().iter().map(|item| item.new_ref()).collect();
        return format!("({}{})", all(&items), if items.len() == 1 { "," } else { "" });
    }
    protocol::ascii(object).map(|text| text.to_string()).unwrap_or_else(failure)
}

fn failure(raised: Raised) -> String {
    let instance = errors::take(raised).into_instance();
    let text = protocol::str(&instance).expect("a message");
    let text = protocol::ascii(&text).expect("a message").to_string();
    format!("!{}: {}", instance.type_name(), &text[1..text.len() - 1])
}

fn run(row: &str) -> (String, String) {
    let [kind, receiver, name, args, keywords, expected] =
        row.split('\t').collect::<Vec<_>>().try_into().expect("six fields");
    let args = literal(args).downcast_into::<Tuple>().expect("a tuple");
    let keywords = literal(keywords).downcast_into::<Dict>().expect("a dict");
    if kind == "c" {
        let class = match receiver {
            "str" => &PyUnicode_Type,
            "bytes" => &PyBytes_Type,
            _ => &PyByteArray_Type,
        };
        let made = call::call_tuple(class, &args, Some(&keywords));
        return (made.map_or_else(failure, |made| show(&made)), expected.to_owned());
    }
    let receiver = literal(receiver);
    let method = getattr_str(&receiver, &Str::intern(name));
    let result = method.and_then(|method| call::call_tuple(&method, &args, Some(&keywords)));
    let mut shown = result.map_or_else(failure, |result| show(&result));
    if let Some(array) = receiver.downcast::<ByteArray>() {
        shown += &format!(" | {} {}", show(&receiver), array.capacity());
    }
    (shown, expected.to_owned())
}

/// Handlers found in the registry under a name of a program's own.
fn registered_handlers() -> PyResult<()> {
    codecs::register_error("own", &*codecs::lookup_error(Some("backslashreplace"))?)?;
    let text = Str::from_points(&[0x61, 0xE9, 0x1234, 0x62])?;
    let shown = |result: PyResult| result.map_or_else(failure, |result| show(&result));
    let encode = |encoding: &str| shown(codecs::encode_text(&text, Some(encoding), Some("own")));
    assert_eq!(encode("ascii"), r"b'a\\xe9\\u1234b'");
    assert_eq!(encode("latin-1"), r"b'a\xe9\\u1234b'");
    let bytes = Bytes::new(b"a\xFFb\xFE")?;
    let decode = |encoding: &str, errors: &str| {
        shown(codecs::decode_bytes(&bytes, Some(encoding), Some(errors)).map(Py::into_object))
    };
    assert_eq!(decode("utf-8", "own"), r"'a\\xffb\\xfe'");
    assert_eq!(decode("ascii", "own"), r"'a\\xffb\\xfe'");
    assert_eq!(decode("ascii", "nobody"), "!LookupError: unknown error handler name \'nobody\'");
    // A handler that answers no tuple.
    codecs::register_error("odd", &PyUnicode_Type)?;
    assert_eq!(decode("ascii", "odd"), "!TypeError: decoding error handler must return (str, int) tuple");
    assert_eq!(
        shown(codecs::encode_text(&text, Some("ascii"), Some("odd"))),
        "!TypeError: encoding error handler must return (str/bytes, int) tuple"
    );
    Ok(())
}

#[test]
fn methods_answer_as_cpython() {
    start();
    assert!(registered_handlers().is_ok());
    let rows = include_str!("data/text.txt").lines();
    let mut wrong = Vec::new();
    let mut total = 0;
    for row in rows {
        total += 1;
        let (shown, expected) = run(row);
        if shown != expected {
            wrong.push(format!("{row}\n    got {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {total} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
