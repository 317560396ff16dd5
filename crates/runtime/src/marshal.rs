//! `marshal` over Python objects: the codec's view of the object model.

use std::borrow::Cow;
use std::vec::Drain;

use pyston_builtins::codecs::{self, Standard};
use pyston_marshal::read::{self, Input, ReadError, Sink};
use pyston_marshal::write::{self, CodeShape, Shape, Source, WriteError};
use pyston_object::prelude::*;
use pyston_object::statics;

use crate::code::{Code, CodeParts};

/// An exception of the codec or of building objects.
pub enum Failure {
    Read(ReadError),
    Write(WriteError),
    Raised(Raised),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}
impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure::Write(error)
    }
}
impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(raised)
    }
}
impl From<Failure> for Raised {
    fn from(failure: Failure) -> Raised {
        match failure {
            Failure::Raised(raised) => raised,
            Failure::Write(error) => raise!(ValueError, "{error}"),
            Failure::Read(error) => match error.exception() {
                read::Exception::Eof => raise!(EOFError, "{error}"),
                read::Exception::Value => raise!(ValueError, "{error}"),
                read::Exception::Type => raise!(TypeError, "{error}"),
            },
        }
    }
}

/// Reads one object (`marshal.loads`).
pub fn loads(mut data: &[u8]) -> PyResult {
    load(&mut data)
}

/// Reads one object from any input.
pub fn load<I: Input<Failure>>(input: &mut I) -> PyResult {
    let value = read::load(&mut Objects::default(), input)?;
    Ok(value.finish()?)
}

/// Reads a code object; it and those inside it get another file name than the data say.
pub fn load_code(mut data: &[u8], filename: Py<Str>) -> PyResult<Py<Code>> {
    let value = read::load(&mut Objects { filename: Some(filename) }, &mut data)?;
    let not_code = |_| raise!(ImportError, "the data are not those of a code object");
    value.finish().map_err(Raised::from)?.downcast_into().map_err(not_code)
}

/// Writes an object (`marshal.dumps`).
pub fn dumps(object: &Object, version: u32) -> PyResult<Vec<u8>> {
    write::dumps(&Objects::default(), &object.new_ref(), version).map_err(|failure: Failure| Raised::from(failure))
}

/// The object model; when reading, with the file name that code objects shall have.
#[derive(Default)]
struct Objects {
    filename: Option<Py<Str>>,
}

/// A value being built: tuples are filled before the object exists, because tuples do not change.
#[derive(Clone)]
pub enum Building {
    Done(Py),
    Tuple(std::rc::Rc<std::cell::RefCell<TupleParts>>),
}

pub struct TupleParts {
    items: Vec<Option<Building>>,
    made: Option<Py>,
}

impl Building {
    fn finish(&self) -> Result<Py, Failure> {
        match self {
            Building::Done(value) => Ok(value.clone()),
            Building::Tuple(parts) => {
                if let Some(made) = &parts.borrow().made {
                    return Ok(made.clone());
                }
                let items: Vec<Building> = match parts.try_borrow_mut() {
                    Ok(mut parts) => std::mem::take(&mut parts.items).into_iter().flatten().collect(),
                    Err(_) => return Err(ReadError::Bad("recursive tuple").into()),
                };
                let items: Result<Vec<Py>, Failure> = items.iter().map(Building::finish).collect();
                let tuple = Tuple::from_vec(items?)?.into_object();
                parts.borrow_mut().made = Some(tuple.clone());
                Ok(tuple)
            }
        }
    }

    /// As [`Building::finish`], without a reference more.
    fn into_py(self) -> Result<Py, Failure> {
        match self {
            Building::Done(value) => Ok(value),
            Building::Tuple(_) => self.finish(),
        }
    }

    fn into_of<T: Layout>(self, what: &'static str) -> Result<Py<T>, Failure> {
        self.into_py()?.downcast_into().map_err(|_| ReadError::Bad(what).into())
    }

    fn of<T: Layout>(&self, what: &'static str) -> Result<Py<T>, Failure> {
        self.finish()?.downcast_into().map_err(|_| ReadError::Bad(what).into())
    }
}

type Built = Result<Building, Failure>;

fn done<T: Layout>(value: PyResult<Py<T>>) -> Built {
    Ok(Building::Done(value?.into_object()))
}

impl Sink for Objects {
    type Object = Building;
    type Error = Failure;

    fn none(&mut self) -> Building {
        Building::Done(singletons::py_none())
    }
    fn bool(&mut self, value: bool) -> Building {
        Building::Done(singletons::py_bool(value))
    }
    fn ellipsis(&mut self) -> Building {
        Building::Done(singletons::ellipsis().new_ref())
    }
    fn stop_iteration(&mut self) -> Building {
        Building::Done(exc::StopIteration.new_ref().into_object())
    }
    fn small_int(&mut self, value: i64) -> Built {
        done(Int::from_i64(value))
    }
    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Built {
        // Pairs of 15-bit digits are 30-bit digits.
        let digits: Vec<u32> = digits
            .chunks(2)
            .map(|pair| u32::from(pair[0]) | pair.get(1).map_or(0, |high| u32::from(*high) << 15))
            .collect();
        done(Int::from_digits(negative, &digits))
    }
    fn float(&mut self, value: f64) -> Built {
        done(Float::new(value))
    }
    fn complex(&mut self, real: f64, imag: f64) -> Built {
        let parts = [Float::new(real)?.into_object(), Float::new(imag)?.into_object()];
        Ok(Building::Done(pyston_object::call::call(&statics::PyComplex_Type, &[&parts[0], &parts[1]])?))
    }
    fn parse_float(&mut self, text: &[u8]) -> Result<f64, Failure> {
        // As C reads a string: up to a NUL.
        let text = text.split(|&byte| byte == 0).next().unwrap_or_default();
        match pyston_numeric::float::parse_prefix(text) {
            Some((value, used)) if used == text.len() => Ok(value),
            _ => {
                let shown = String::from_utf8_lossy(&text[..text.len().min(200)]);
                Err(raise!(ValueError, "could not convert string to float: '{shown}'").into())
            }
        }
    }
    fn bytes(&mut self, value: &[u8]) -> Built {
        done(Bytes::new(value))
    }
    fn latin1(&mut self, value: &[u8], interned: bool) -> Built {
        if interned && value.is_ascii() {
            return Ok(Building::Done(Str::intern_ascii(value).into_object()));
        }
        let text = Str::from_data(StrData::Ucs1(value))?;
        Ok(Building::Done(if interned { Str::intern_object(text) } else { text }.into_object()))
    }
    fn utf8(&mut self, value: &[u8], interned: bool) -> Built {
        let text = match std::str::from_utf8(value) {
            Ok(text) => Str::new(text)?,
            Err(_) => codecs::decode(Standard::Utf8, value, Some("surrogatepass"))?,
        };
        Ok(Building::Done(if interned { Str::intern_object(text) } else { text }.into_object()))
    }
    fn new_tuple(&mut self, len: usize) -> Built {
        let parts = TupleParts { items: Vec::with_capacity(len.min(1 << 12)), made: None };
        Ok(Building::Tuple(std::rc::Rc::new(std::cell::RefCell::new(parts))))
    }
    fn tuple_set(&mut self, tuple: &Building, _at: usize, item: Building) -> Result<(), Failure> {
        if let Building::Tuple(parts) = tuple {
            parts.borrow_mut().items.push(Some(item));
        }
        Ok(())
    }
    fn tuple(&mut self, items: Drain<'_, Building>) -> Built {
        // A tuple being built inside of this one may still be referred to: then this one waits, too.
        if items.as_slice().iter().any(|item| matches!(item, Building::Tuple(_))) {
            let parts = TupleParts { items: items.map(Some).collect(), made: None };
            return Ok(Building::Tuple(std::rc::Rc::new(std::cell::RefCell::new(parts))));
        }
        let complete = |item| match item {
            Building::Done(value) => value,
            Building::Tuple(_) => unreachable!("looked for above"),
        };
        done(Tuple::from_exact_iter(items.map(complete)))
    }
    fn new_list(&mut self, _len: usize) -> Built {
        done(List::new())
    }
    fn list_set(&mut self, list: &Building, _at: usize, item: Building) -> Result<(), Failure> {
        Ok(list.of::<List>("list")?.append(item.finish()?)?)
    }
    fn new_dict(&mut self) -> Built {
        done(Dict::new())
    }
    fn dict_insert(&mut self, dict: &Building, key: Building, value: Building) -> Result<(), Failure> {
        Ok(dict.of::<Dict>("dict")?.set(&*key.finish()?, value.finish()?)?)
    }
    fn new_set(&mut self, frozen: bool) -> Built {
        done(if frozen { Set::new_frozen() } else { Set::new() })
    }
    fn empty_frozenset(&mut self) -> Built {
        done(Set::empty_frozen())
    }
    fn set_add(&mut self, set: &Building, item: Building) -> Result<(), Failure> {
        if let Building::Done(set) = set
            && let Some(set) = Set::any(set)
        {
            set.add(&*item.finish()?)?;
        }
        Ok(())
    }
    fn code(&mut self, parts: read::CodeParts<Building>) -> Built {
        const BAD: &str = "code object with bad parts";
        let parts = CodeParts {
            argcount: parts.argcount,
            posonlyargcount: parts.posonlyargcount,
            kwonlyargcount: parts.kwonlyargcount,
            nlocals: parts.nlocals,
            stacksize: parts.stacksize,
            flags: parts.flags,
            firstlineno: parts.firstlineno,
            code: parts.code.into_of(BAD)?,
            consts: parts.consts.into_of(BAD)?,
            names: parts.names.into_of(BAD)?,
            varnames: parts.varnames.into_of(BAD)?,
            freevars: parts.freevars.into_of(BAD)?,
            cellvars: parts.cellvars.into_of(BAD)?,
            filename: match &self.filename {
                Some(filename) => filename.clone(),
                None => parts.filename.into_of(BAD)?,
            },
            name: parts.name.into_of(BAD)?,
            lnotab: parts.lnotab.into_of(BAD)?,
        };
        parts.audit()?;
        done(Code::new(parts))
    }
}

impl Source for Objects {
    type Object = Py;
    type Error = Failure;

    fn shape<'a>(&'a self, object: &'a Py) -> Result<Shape<'a, Py>, Failure> {
        let items = |tuple: &Tuple| tuple.as_slice().iter().map(|item| item.new_ref()).collect();
        if object.is_none() {
            return Ok(Shape::None);
        }
        if object.is(singletons::bool(true)) {
            return Ok(Shape::True);
        }
        if object.is(singletons::bool(false)) {
            return Ok(Shape::False);
        }
        if object.is(singletons::ellipsis()) {
            return Ok(Shape::Ellipsis);
        }
        if object.is(&exc::StopIteration) {
            return Ok(Shape::StopIteration);
        }
        if let Some(int) = object.downcast_exact::<Int>() {
            return Ok(int_shape(int));
        }
        if let Some(float) = object.downcast_exact::<Float>() {
            return Ok(Shape::Float(float.value()));
        }
        if object.ty() == &statics::PyComplex_Type {
            let part =
                |name: &Str| -> PyResult<f64> { protocol::as_f64(&*pyston_object::attr::getattr_str(object, name)?) };
            return Ok(Shape::Complex { real: part(name!("real"))?, imag: part(name!("imag"))? });
        }
        if let Some(bytes) = object.downcast_exact::<Bytes>() {
            return Ok(Shape::Bytes(Cow::Borrowed(bytes.as_slice())));
        }
        if let Some(text) = object.downcast_exact::<Str>() {
            return Ok(Shape::Str { utf8: text.to_wtf8(), interned: text.is_interned() });
        }
        if let Some(tuple) = object.downcast_exact::<Tuple>() {
            return Ok(Shape::Tuple(items(tuple)));
        }
        if let Some(list) = object.downcast_exact::<List>() {
            return Ok(Shape::List(list.to_vec()));
        }
        if let Some(dict) = object.downcast_exact::<Dict>() {
            return Ok(Shape::Dict(dict.items()));
        }
        if let Some(set) = Set::from_exact(object) {
            let elements = set.to_vec();
            let frozen = object.ty() == &statics::PyFrozenSet_Type;
            return Ok(if frozen { Shape::FrozenSet(elements) } else { Shape::Set(elements) });
        }
        if let Some(code) = object.downcast_exact::<Code>() {
            return Ok(Shape::Code(Box::new(code_shape(code))));
        }
        match pyston_object::buffer::Buffer::new(object).map(|buffer| buffer.to_vec()) {
            Ok(bytes) => Ok(Shape::Bytes(Cow::Owned(bytes))),
            Err(raised) => {
                raised.clear();
                Ok(Shape::Unknown)
            }
        }
    }

    fn identity(&self, object: &Py) -> Option<usize> {
        // One reference is the one we were handed.
        (object.refcnt() > 2).then(|| object.as_ptr() as usize)
    }
}

fn int_shape(int: &Int) -> Shape<'static, Py> {
    let mut digits = Vec::with_capacity(int.digits().len() * 2);
    for &digit in int.digits() {
        digits.push((digit & 0x7FFF) as u16);
        digits.push((digit >> 15) as u16);
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    Shape::Int { negative: int.is_negative(), digits: Cow::Owned(digits) }
}

fn code_shape(code: &Code) -> CodeShape<Py> {
    CodeShape {
        argcount: code.argcount() as i32,
        posonlyargcount: code.posonlyargcount() as i32,
        kwonlyargcount: code.kwonlyargcount() as i32,
        nlocals: code.nlocals() as i32,
        stacksize: code.stacksize() as i32,
        flags: code.flags(),
        firstlineno: code.firstlineno(),
        code: code.bytecode().as_object().new_ref(),
        consts: code.consts().as_object().new_ref(),
        names: code.names().as_object().new_ref(),
        varnames: code.varnames().as_object().new_ref(),
        freevars: code.freevars().as_object().new_ref(),
        cellvars: code.cellvars().as_object().new_ref(),
        filename: code.filename().as_object().new_ref(),
        name: code.name().as_object().new_ref(),
        lnotab: code.lnotab().as_object().new_ref(),
    }
}
