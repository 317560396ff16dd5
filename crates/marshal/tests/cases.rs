//! The codec against CPython 3.8's answers, recorded by `data/bless.py`.

use std::borrow::Cow;
use std::path::Path;

use pyston_marshal::read::{CodeParts, Exception, ReadError, Sink, load};
use pyston_marshal::write::{CodeShape, Shape, Source, WriteError, dumps};

/// An object of the tests' model; objects are indices into a [`Heap`].
#[derive(Clone)]
enum Node {
    None,
    Bool(bool),
    Ellipsis,
    StopIteration,
    Int(bool, Vec<u16>),
    Float(f64),
    Complex(f64, f64),
    Bytes(Vec<u8>),
    Str(Vec<u8>, bool),
    Tuple(Vec<usize>),
    List(Vec<usize>),
    Dict(Vec<(usize, usize)>),
    Set(Vec<usize>, bool),
    Code([i32; 7], Vec<usize>),
}

#[derive(Default)]
struct Heap {
    nodes: Vec<Node>,
    /// Objects that something may refer to once more: how often the reader made a copy is not
    /// known, so the recorded flags decide.
    shared: Vec<bool>,
}

#[derive(Debug, PartialEq)]
struct Failure(String);

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        let kind = match error.exception() {
            Exception::Eof => "EOFError",
            Exception::Value => "ValueError",
            Exception::Type => "TypeError",
        };
        Failure(format!("{kind}: {error}"))
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure(error.to_string())
    }
}

type Made = Result<usize, Failure>;

impl Heap {
    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.shared.push(true);
        self.nodes.len() - 1
    }

    fn put(&mut self, object: usize, item: usize) -> Result<(), Failure> {
        match &mut self.nodes[object] {
            Node::Tuple(items) | Node::List(items) | Node::Set(items, _) => items.push(item),
            _ => return Err(Failure("not a container".to_string())),
        }
        Ok(())
    }
}

fn digits(mut magnitude: u128) -> Vec<u16> {
    let mut digits = Vec::new();
    while magnitude > 0 {
        digits.push((magnitude & 0x7FFF) as u16);
        magnitude >>= 15;
    }
    digits
}

impl Sink for Heap {
    type Object = usize;
    type Error = Failure;

    fn none(&mut self) -> usize {
        self.add(Node::None)
    }
    fn bool(&mut self, value: bool) -> usize {
        self.add(Node::Bool(value))
    }
    fn ellipsis(&mut self) -> usize {
        self.add(Node::Ellipsis)
    }
    fn stop_iteration(&mut self) -> usize {
        self.add(Node::StopIteration)
    }
    fn small_int(&mut self, value: i64) -> Made {
        Ok(self.add(Node::Int(value < 0, digits(value.unsigned_abs().into()))))
    }
    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Made {
        Ok(self.add(Node::Int(negative, digits.to_vec())))
    }
    fn float(&mut self, value: f64) -> Made {
        Ok(self.add(Node::Float(value)))
    }
    fn complex(&mut self, real: f64, imag: f64) -> Made {
        Ok(self.add(Node::Complex(real, imag)))
    }
    fn parse_float(&mut self, text: &[u8]) -> Result<f64, Failure> {
        let text = std::str::from_utf8(text).map_err(|error| Failure(error.to_string()))?;
        text.parse().map_err(|_| Failure(format!("could not convert string to float: {text}")))
    }
    fn bytes(&mut self, value: &[u8]) -> Made {
        Ok(self.add(Node::Bytes(value.to_vec())))
    }
    fn latin1(&mut self, value: &[u8], interned: bool) -> Made {
        let text: String = value.iter().map(|&byte| char::from(byte)).collect();
        Ok(self.add(Node::Str(text.into_bytes(), interned)))
    }
    fn utf8(&mut self, value: &[u8], interned: bool) -> Made {
        Ok(self.add(Node::Str(value.to_vec(), interned)))
    }
    fn new_tuple(&mut self, _: usize) -> Made {
        Ok(self.add(Node::Tuple(Vec::new())))
    }
    fn tuple_set(&mut self, tuple: &usize, _: usize, item: usize) -> Result<(), Failure> {
        self.put(*tuple, item)
    }
    fn new_list(&mut self, _: usize) -> Made {
        Ok(self.add(Node::List(Vec::new())))
    }
    fn list_set(&mut self, list: &usize, _: usize, item: usize) -> Result<(), Failure> {
        self.put(*list, item)
    }
    fn new_dict(&mut self) -> Made {
        Ok(self.add(Node::Dict(Vec::new())))
    }
    fn dict_insert(&mut self, dict: &usize, key: usize, value: usize) -> Result<(), Failure> {
        let (wanted, mut at) = (describe(self, key), None);
        if let Node::Dict(items) = &self.nodes[*dict] {
            at = items.iter().position(|(key, _)| describe(self, *key) == wanted);
        }
        if let Node::Dict(items) = &mut self.nodes[*dict] {
            match at {
                Some(at) => items[at].1 = value,
                None => items.push((key, value)),
            }
        }
        Ok(())
    }
    fn new_set(&mut self, frozen: bool) -> Made {
        Ok(self.add(Node::Set(Vec::new(), frozen)))
    }
    fn set_add(&mut self, set: &usize, item: usize) -> Result<(), Failure> {
        let wanted = describe(self, item);
        let Node::Set(items, _) = &self.nodes[*set] else { return Err(Failure("not a set".to_string())) };
        if items.iter().any(|&item| describe(self, item) == wanted) {
            return Ok(());
        }
        self.put(*set, item)
    }
    fn code(&mut self, parts: CodeParts<usize>) -> Made {
        let numbers = [
            parts.argcount,
            parts.posonlyargcount,
            parts.kwonlyargcount,
            parts.nlocals,
            parts.stacksize,
            parts.flags,
            parts.firstlineno,
        ];
        let objects = vec![
            parts.code,
            parts.consts,
            parts.names,
            parts.varnames,
            parts.freevars,
            parts.cellvars,
            parts.filename,
            parts.name,
            parts.lnotab,
        ];
        Ok(self.add(Node::Code(numbers, objects)))
    }
}

impl Source for Heap {
    type Object = usize;
    type Error = Failure;

    fn shape<'a>(&'a self, object: &'a usize) -> Result<Shape<'a, usize>, Failure> {
        Ok(match &self.nodes[*object] {
            Node::None => Shape::None,
            Node::Bool(false) => Shape::False,
            Node::Bool(true) => Shape::True,
            Node::Ellipsis => Shape::Ellipsis,
            Node::StopIteration => Shape::StopIteration,
            Node::Int(negative, digits) => Shape::Int { negative: *negative, digits: Cow::Borrowed(digits) },
            Node::Float(value) => Shape::Float(*value),
            Node::Complex(real, imag) => Shape::Complex { real: *real, imag: *imag },
            Node::Bytes(bytes) => Shape::Bytes(Cow::Borrowed(bytes)),
            Node::Str(utf8, interned) => Shape::Str { utf8: Cow::Borrowed(utf8), interned: *interned },
            Node::Tuple(items) => Shape::Tuple(items.clone()),
            Node::List(items) => Shape::List(items.clone()),
            Node::Dict(items) => Shape::Dict(items.clone()),
            Node::Set(items, false) => Shape::Set(items.clone()),
            Node::Set(items, true) => Shape::FrozenSet(items.clone()),
            Node::Code(numbers, objects) => Shape::Code(Box::new(CodeShape {
                argcount: numbers[0],
                posonlyargcount: numbers[1],
                kwonlyargcount: numbers[2],
                nlocals: numbers[3],
                stacksize: numbers[4],
                flags: numbers[5],
                firstlineno: numbers[6],
                code: objects[0],
                consts: objects[1],
                names: objects[2],
                varnames: objects[3],
                freevars: objects[4],
                cellvars: objects[5],
                filename: objects[6],
                name: objects[7],
                lnotab: objects[8],
            })),
        })
    }

    fn identity(&self, object: &usize) -> Option<usize> {
        self.shared[*object].then_some(*object)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn decimal(negative: bool, digits: &[u16]) -> String {
    // Schoolbook: the numbers are short.
    let mut decimal = vec![0u8];
    for &digit in digits.iter().rev() {
        let mut carry = u32::from(digit);
        for place in &mut decimal {
            let value = u32::from(*place) * 0x8000 + carry;
            *place = (value % 10) as u8;
            carry = value / 10;
        }
        while carry > 0 {
            decimal.push((carry % 10) as u8);
            carry /= 10;
        }
    }
    let text: String = decimal.iter().rev().map(|place| char::from(b'0' + place)).collect();
    let text = text.trim_start_matches('0');
    format!("{}{}", if negative { "-" } else { "" }, if text.is_empty() { "0" } else { text })
}

fn list(heap: &Heap, items: &[usize]) -> Vec<String> {
    items.iter().map(|&item| describe(heap, item)).collect()
}

fn describe(heap: &Heap, object: usize) -> String {
    let bits = |value: f64| format!("{:016x}", value.to_bits());
    match &heap.nodes[object] {
        Node::None => "None".to_string(),
        Node::Bool(value) => if *value { "True" } else { "False" }.to_string(),
        Node::Ellipsis => "Ellipsis".to_string(),
        Node::StopIteration => "StopIteration".to_string(),
        Node::Int(negative, digits) => format!("int {}", decimal(*negative, digits)),
        Node::Float(value) => format!("float {}", bits(*value)),
        Node::Complex(real, imag) => format!("complex {} {}", bits(*real), bits(*imag)),
        Node::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        Node::Str(utf8, _) => format!("str {}", hex(utf8)),
        Node::Tuple(items) => format!("({})", list(heap, items).join(", ")),
        Node::List(items) => format!("[{}]", list(heap, items).join(", ")),
        Node::Dict(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|&(key, value)| format!("{}: {}", describe(heap, key), describe(heap, value)))
                .collect();
            format!("{{{}}}", items.join(", "))
        }
        Node::Set(items, frozen) => {
            let mut items = list(heap, items);
            items.sort();
            format!("{}{{{}}}", if *frozen { "frozenset" } else { "set" }, items.join(", "))
        }
        Node::Code(numbers, objects) => {
            let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
            format!("code {} {}", numbers.join(" "), list(heap, objects).join(" "))
        }
    }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("hex")).collect()
}

fn cases() -> Vec<(Option<u32>, Vec<u8>, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases.tsv");
    let text = std::fs::read_to_string(path).expect("the recorded answers are there");
    let rows: Vec<_> = text
        .lines()
        .map(|row| {
            let mut columns = row.split('\t');
            let mut next = || columns.next().expect("rows have three columns");
            (next().parse().ok(), unhex(next()), next().to_string())
        })
        .collect();
    assert!(rows.len() > 1000, "the recorded answers are gone");
    rows
}

fn read(bytes: &[u8]) -> (Heap, Made) {
    let mut heap = Heap::default();
    let made = load(&mut heap, &mut &bytes[..]);
    (heap, made)
}

/// Data as CPython wrote it, and damaged data.
#[test]
fn reading() {
    for (_, bytes, expected) in cases() {
        let (heap, made) = read(&bytes);
        let found = match made {
            Ok(object) => describe(&heap, object),
            Err(Failure(text)) => text,
        };
        assert_eq!(found, expected, "{}", hex(&bytes));
    }
}

/// What was read is written as the same bytes. Which objects CPython flagged as shared depended on
/// its reference counts: those that carry the flag in the data are shared here.
#[test]
fn writing() {
    for (version, bytes, _) in cases() {
        let Some(version) = version else { continue };
        let (mut heap, made) = read(&bytes);
        let object = made.expect("sound data");
        if version >= 3 {
            heap.shared = flags(&heap, object, &bytes, version);
        }
        assert_eq!(hex(&dumps(&heap, &object, version).expect("sound objects")), hex(&bytes), "version {version}");
    }
}

/// Objects in the order of writing.
fn order(heap: &Heap, object: usize, found: &mut Vec<usize>) {
    if found.contains(&object) {
        return;
    }
    found.push(object);
    let parts = match &heap.nodes[object] {
        Node::Tuple(items) | Node::List(items) | Node::Set(items, _) | Node::Code(_, items) => items.clone(),
        Node::Dict(items) => items.iter().flat_map(|&(key, value)| [key, value]).collect(),
        _ => Vec::new(),
    };
    parts.into_iter().for_each(|part| order(heap, part, found));
}

/// Finds out which objects were flagged: object by object, the choice that agrees with more of the
/// recorded data.
fn flags(heap: &Heap, object: usize, bytes: &[u8], version: u32) -> Vec<bool> {
    let mut trial = Heap { nodes: heap.nodes.clone(), shared: vec![false; heap.nodes.len()] };
    let agreement = |heap: &Heap| {
        let written = dumps(heap, &object, version).expect("sound objects");
        written.iter().zip(bytes).take_while(|(a, b)| a == b).count()
    };
    let mut objects = Vec::new();
    order(heap, object, &mut objects);
    for at in objects {
        let without = agreement(&trial);
        trial.shared[at] = true;
        if agreement(&trial) <= without {
            trial.shared[at] = false;
        }
    }
    trial.shared
}

#[test]
fn depth_is_limited() {
    let mut heap = Heap::default();
    let mut object = heap.add(Node::Tuple(Vec::new()));
    for _ in 0..1999 {
        object = heap.add(Node::Tuple(vec![object]));
    }
    assert!(dumps(&heap, &object, 4).is_ok());
    object = heap.add(Node::Tuple(vec![object]));
    assert_eq!(dumps(&heap, &object, 4), Err(Failure("object too deeply nested to marshal".to_string())));
}
