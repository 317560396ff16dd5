//! What fields hold: how each kind of value is read from an attribute and written to one.

use pyston_compiler::ast::{Expr, Span, TypeIgnore};
use pyston_compiler::wstr::WStr;
use pyston_object::attr::find_attr;
use pyston_object::prelude::*;

use super::classes::{Class, Classes, Made, POSITION, plain};
use super::node::Ast;
use crate::arguments::CInt;

/// How deep a tree of objects may nest; a cycle would be endless.
const DEPTH_LIMIT: u32 = 50_000;

/// The state of a conversion from objects.
pub struct Reader {
    pub classes: &'static Classes,
    depth: u32,
}

/// A node type.
pub trait Tree: Sized + 'static {
    /// Does `None` stand for an absent node, so that its place decides whether it may be absent?
    const NULLABLE: bool;
    fn write(&self, classes: &Classes) -> PyResult;
    fn read(object: &Object, reader: &mut Reader) -> PyResult<Self>;
}

/// What a field holds: a node, nodes, or a leaf.
pub trait Value: Sized {
    fn to_attribute(&self, classes: &Classes) -> PyResult;
    /// From the attribute's value, if the node has the attribute.
    fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self>;
}

/// A field of a class.
#[derive(Clone, Copy)]
pub struct Place {
    owner: &'static str,
    field: &'static str,
}

impl Place {
    #[cold]
    fn missing(self) -> Raised {
        raise!(TypeError, "required field \"{}\" missing from {}", self.field, self.owner)
    }
    #[cold]
    fn is_none(self) -> Raised {
        raise!(ValueError, "field {} is required for {}", self.field, self.owner)
    }
}

impl Reader {
    pub fn new(classes: &'static Classes) -> Reader {
        Reader { classes, depth: 0 }
    }

    /// One level of the tree, on fresh stack if need be.
    pub fn level<T>(&mut self, read: impl FnOnce(&mut Reader) -> PyResult<T>) -> PyResult<T> {
        if self.depth == DEPTH_LIMIT {
            return Err(raise!(RecursionError, "maximum recursion depth exceeded during compilation"));
        }
        self.depth += 1;
        let result = with_room(|| read(self));
        self.depth -= 1;
        result
    }

    /// The attributes with the place of a node.
    pub fn span(&mut self, object: &Object, owner: &'static str) -> PyResult<Span> {
        let mut numbers = [0; 4];
        for (index, number) in numbers.iter_mut().enumerate() {
            let value = find_attr(object, &self.classes.position[index])?;
            *number = match value {
                None if index < 2 => return Err(Place { owner, field: POSITION[index] }.missing()),
                Some(value) if index < 2 || !value.is_none() => int(&value)?.max(0) as u32,
                _ => 0,
            };
        }
        let [lineno, col_offset, end_lineno, end_col_offset] = numbers;
        Ok(Span { lineno, col_offset, end_lineno, end_col_offset })
    }
}

/// Runs one level of a recursion, on fresh stack if need be.
pub fn with_room<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(128 << 10, 2 << 20, level)
}

/// The fields of a node, read in the order of the table.
pub struct Fields<'a> {
    object: &'a Object,
    class: Class,
    made: &'static Made,
    next: usize,
}

impl<'a> Fields<'a> {
    pub fn of(object: &'a Object, class: Class, reader: &Reader) -> Fields<'a> {
        Fields { object, class, made: reader.classes.get(class), next: 0 }
    }

    pub fn take<T: Value>(&mut self, reader: &mut Reader) -> PyResult<T> {
        let index = self.next;
        self.next += 1;
        let value = find_attr(self.object, &self.made.fields[index])?;
        let place = Place { owner: self.class.name(), field: plain(self.class.row().fields[index]) };
        T::from_attribute(place, value, reader)
    }
}

/// A node of a class with the values of its fields.
pub fn node(classes: &Classes, class: Class, values: Vec<Py>, span: Option<&Span>) -> PyResult {
    let made = classes.get(class);
    let attributes = Dict::new()?;
    for (name, value) in made.fields.iter().zip(values) {
        attributes.set_str(name, value)?;
    }
    if let Some(span) = span {
        let places = [span.lineno, span.col_offset, span.end_lineno, span.end_col_offset];
        for (name, place) in classes.position.iter().zip(places) {
            attributes.set_str(name, place.into_py()?)?;
        }
    }
    Ast::with_attributes(&made.ty, attributes)
}

/// `expected some sort of expr, but got 3`.
#[cold]
pub fn unexpected(base: Class, object: &Object, reader: &Reader) -> Raised {
    let no_tree = [Class::AugLoad, Class::AugStore, Class::Param];
    if base == Class::expr_context
        && let Ok(Some(class)) = reader.classes.classify(object, &no_tree)
    {
        return raise!(ValueError, "expression must have Load context but has {} instead", class.name());
    }
    match protocol::repr(object) {
        Ok(shown) => raise!(TypeError, "expected some sort of {}, but got {shown:.400}", base.name()),
        Err(raised) => raised,
    }
}

/// An int within C's range.
fn int(value: &Object) -> PyResult<i32> {
    if !Int::check(value) {
        return Err(raise!(ValueError, "invalid integer value: {}", protocol::repr(value)?));
    }
    let function = pyston_object::args::FunctionName::Text("compile");
    let context = ArgContext::new(function, pyston_object::convert::ArgPlace::Only);
    CInt::from_arg(value, context).map(|value| value.0)
}

/// A node where one must be.
pub fn required<T: Tree>(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<T> {
    let value = value.ok_or_else(|| place.missing())?;
    if T::NULLABLE && value.is_none() {
        return Err(place.is_none());
    }
    T::read(&value, reader)
}

impl<T: Tree> Value for Box<T> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        (**self).write(classes)
    }
    fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
        required(place, value, reader).map(Box::new)
    }
}

impl<T: Tree> Value for Option<Box<T>> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        self.as_ref().map_or_else(|| Ok(singletons::py_none()), |node| node.write(classes))
    }
    fn from_attribute(_: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
        match value.filter(|value| !value.is_none()) {
            None => Ok(None),
            Some(value) => T::read(&value, reader).map(|node| Some(Box::new(node))),
        }
    }
}

/// The items of a list, each read by `item`.
fn items<T>(
    place: Place,
    value: Option<Py>,
    reader: &mut Reader,
    mut item: impl FnMut(&Object, &mut Reader) -> PyResult<Option<T>>,
) -> PyResult<Vec<T>> {
    let value = value.ok_or_else(|| place.missing())?;
    let Place { owner, field } = place;
    let Some(list) = value.downcast::<List>() else {
        let got = value.type_name();
        return Err(raise!(TypeError, "{owner} field \"{field}\" must be a list, not a {got:.200}"));
    };
    let len = list.len();
    let mut result = Vec::with_capacity(len);
    for index in 0..len {
        // The list may have become shorter.
        let object = list.get(index).unwrap_or_else(singletons::py_none);
        result.extend(item(&object, reader)?);
        if list.len() != len {
            return Err(raise!(RuntimeError, "{owner} field \"{field}\" changed size during iteration"));
        }
    }
    Ok(result)
}

impl<T: Tree> Value for Vec<T> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        let nodes: PyResult<Vec<Py>> = self.iter().map(|node| node.write(classes)).collect();
        Ok(List::from_vec(nodes?)?.into_object())
    }
    fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
        items(place, value, reader, |object, reader| {
            if T::NULLABLE && object.is_none() {
                if std::any::TypeId::of::<T>() == std::any::TypeId::of::<TypeIgnore>() {
                    return Ok(None);
                }
                let is_body = matches!(place.field, "body" | "orelse" | "finalbody" | "handlers");
                let what = if is_body { "statement" } else { "expression" };
                return Err(raise!(ValueError, "None disallowed in {what} list"));
            }
            T::read(object, reader).map(Some)
        })
    }
}

/// Expressions some of which may be absent: keys of a dict display, defaults of keyword-only arguments.
impl Value for Vec<Option<Expr>> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        let write = |node: &Option<Expr>| node.as_ref().map_or(Ok(singletons::py_none()), |node| node.write(classes));
        let nodes: PyResult<Vec<Py>> = self.iter().map(write).collect();
        Ok(List::from_vec(nodes?)?.into_object())
    }
    fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
        items(place, value, reader, |object, reader| {
            if object.is_none() { Ok(Some(None)) } else { Expr::read(object, reader).map(|node| Some(Some(node))) }
        })
    }
}

/// A name or, in some fields, a text.
fn text(place: Place, value: &Object) -> PyResult<WStr> {
    let is_text = matches!(place.field, "type_comment" | "kind" | "tag");
    if let Some(text) = value.downcast_exact::<Str>() {
        return Ok(WStr::from_wtf8(&text.to_wtf8()));
    }
    match value.downcast_exact::<Bytes>() {
        Some(bytes) if is_text => Ok(WStr::from(&*String::from_utf8_lossy(bytes.as_slice()))),
        _ if is_text => Err(raise!(TypeError, "AST string must be of type str")),
        _ => Err(raise!(TypeError, "AST identifier must be of type str")),
    }
}

impl Value for WStr {
    fn to_attribute(&self, _: &Classes) -> PyResult {
        Ok(Str::intern_object(Str::from_wtf8(self.as_bytes())?).into_object())
    }
    fn from_attribute(place: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        let value = value.ok_or_else(|| place.missing())?;
        if value.is_none() { Err(place.is_none()) } else { text(place, &value) }
    }
}

impl Value for Option<WStr> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        self.as_ref().map_or_else(|| Ok(singletons::py_none()), |text| text.to_attribute(classes))
    }
    fn from_attribute(place: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        value.filter(|value| !value.is_none()).map(|value| text(place, &value)).transpose()
    }
}

impl Value for Vec<WStr> {
    fn to_attribute(&self, classes: &Classes) -> PyResult {
        let names: PyResult<Vec<Py>> = self.iter().map(|name| name.to_attribute(classes)).collect();
        Ok(List::from_vec(names?)?.into_object())
    }
    fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
        items(place, value, reader, |object, _| text(place, object).map(Some))
    }
}

impl Value for bool {
    fn to_attribute(&self, _: &Classes) -> PyResult {
        i32::from(*self).into_py()
    }
    fn from_attribute(place: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        Ok(int(&*value.ok_or_else(|| place.missing())?)? != 0)
    }
}

/// `conversion`: absent is 0.
impl Value for i32 {
    fn to_attribute(&self, _: &Classes) -> PyResult {
        self.into_py()
    }
    fn from_attribute(_: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        value.filter(|value| !value.is_none()).map_or(Ok(0), |value| int(&value))
    }
}

/// `level`, where absent is 0, and the line of a `TypeIgnore`.
impl Value for u32 {
    fn to_attribute(&self, _: &Classes) -> PyResult {
        self.into_py()
    }
    fn from_attribute(place: Place, value: Option<Py>, _: &mut Reader) -> PyResult<Self> {
        if place.field != "level" {
            return int(&*value.ok_or_else(|| place.missing())?).map(|line| line.max(0) as u32);
        }
        let level = value.filter(|value| !value.is_none()).map_or(Ok(0), |value| int(&value))?;
        u32::try_from(level).map_err(|_| raise!(ValueError, "Negative ImportFrom level"))
    }
}

/// The place of a value that is not a node, for [`super::constant`].
pub fn present(place: Place, value: Option<Py>) -> PyResult {
    value.ok_or_else(|| place.missing())
}
