//! Trees to objects and back, generated from the table of node types.

use pyston_compiler::ast::{
    Alias, Arg, Arguments, BoolOp, CmpOp, Comprehension, ExceptHandler, Expr, ExprContext, ExprKind, FunctionDef,
    Keyword, Mod, Operator, Slice, Stmt, StmtKind, TypeIgnore, UnaryOp, WithItem,
};
use pyston_object::prelude::*;

use super::classes::{Class, Classes};
use super::table::with_nodes;
use super::value::{Fields, Place, Reader, Tree, Value, node, required, unexpected, with_room};

/// A constructor with its fields, as a pattern or an expression.
macro_rules! construct {
    ([$kind:ident $class:ident] {$($fields:tt)*}) => { $kind::$class { $($fields)* } };
    ([$kind:ident $class:ident $inner:ident] {$($fields:tt)*}) => { $kind::$class($inner { $($fields)* }) };
}

macro_rules! as_value {
    ($own:ident) => {
        impl Value for $own {
            fn to_attribute(&self, classes: &Classes) -> PyResult {
                self.write(classes)
            }
            fn from_attribute(place: Place, value: Option<Py>, reader: &mut Reader) -> PyResult<Self> {
                required(place, value, reader)
            }
        }
    };
}

macro_rules! sum {
    (plain $base:ident [$own:ident] { $($class:ident { $($field:ident)* })* }) => {
        impl Tree for $own {
            const NULLABLE: bool = true;
            fn write(&self, classes: &Classes) -> PyResult {
                match self {
                    $($own::$class { $($field),* } => {
                        node(classes, Class::$class, vec![$($field.to_attribute(classes)?),*], None)
                    })*
                }
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                match reader.classes.classify(object, &[$(Class::$class),*])? {
                    $(Some(Class::$class) => reader.level(|reader| {
                        let mut fields = Fields::of(object, Class::$class, reader);
                        Ok($own::$class { $($field: fields.take(reader)?),* })
                    }),)*
                    _ => Err(unexpected(Class::$base, object, reader)),
                }
            }
        }
        as_value!($own);
    };
    (spanned $base:ident [$own:ident $kind:ident] { $($class:ident $(($inner:ident))? { $($field:ident)* })* }) => {
        impl Tree for $own {
            const NULLABLE: bool = true;
            fn write(&self, classes: &Classes) -> PyResult {
                with_room(|| match &self.kind {
                    $(construct!([$kind $class $($inner)?] { $($field),* }) => {
                        node(classes, Class::$class, vec![$($field.to_attribute(classes)?),*], Some(&self.span))
                    })*
                })
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                let span = reader.span(object, stringify!($base))?;
                match reader.classes.classify(object, &[$(Class::$class),*])? {
                    $(Some(Class::$class) => reader.level(|reader| {
                        let mut fields = Fields::of(object, Class::$class, reader);
                        let _ = &mut fields;
                        let kind = construct!([$kind $class $($inner)?] { $($field: fields.take(reader)?),* });
                        Ok($own { kind, span })
                    }),)*
                    _ => Err(unexpected(Class::$base, object, reader)),
                }
            }
        }
        as_value!($own);
    };
    (unit $base:ident [$own:ident] { $($class:ident {})* }) => {
        impl Tree for $own {
            const NULLABLE: bool = false;
            fn write(&self, classes: &Classes) -> PyResult {
                match self {
                    $($own::$class => classes.instance(Class::$class),)*
                }
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                match reader.classes.classify(object, &[$(Class::$class),*])? {
                    $(Some(Class::$class) => Ok($own::$class),)*
                    _ => Err(unexpected(Class::$base, object, reader)),
                }
            }
        }
        as_value!($own);
    };
    (single $base:ident [$own:ident spanned] { $class:ident { $($field:ident)* } }) => {
        impl Tree for $own {
            const NULLABLE: bool = true;
            fn write(&self, classes: &Classes) -> PyResult {
                node(classes, Class::$class, vec![$(self.$field.to_attribute(classes)?),*], Some(&self.span))
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                let span = reader.span(object, stringify!($base))?;
                if reader.classes.classify(object, &[Class::$class])?.is_none() {
                    return Err(unexpected(Class::$base, object, reader));
                }
                let mut fields = Fields::of(object, Class::$class, reader);
                Ok($own { $($field: fields.take(reader)?,)* span })
            }
        }
    };
    (single $base:ident [$own:ident plain] { $class:ident { $($field:ident)* } }) => {
        impl Tree for $own {
            const NULLABLE: bool = true;
            fn write(&self, classes: &Classes) -> PyResult {
                node(classes, Class::$class, vec![$(self.$field.to_attribute(classes)?),*], None)
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                if reader.classes.classify(object, &[Class::$class])?.is_none() {
                    return Err(unexpected(Class::$base, object, reader));
                }
                let mut fields = Fields::of(object, Class::$class, reader);
                Ok($own { $($field: fields.take(reader)?),* })
            }
        }
    };
}

macro_rules! product {
    ($class:ident [$own:ident plain] { $($field:ident)* }) => {
        impl Tree for $own {
            const NULLABLE: bool = false;
            fn write(&self, classes: &Classes) -> PyResult {
                node(classes, Class::$class, vec![$(self.$field.to_attribute(classes)?),*], None)
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                let mut fields = Fields::of(object, Class::$class, reader);
                Ok($own { $($field: fields.take(reader)?),* })
            }
        }
    };
    ($class:ident [$own:ident spanned] { $($field:ident)* }) => {
        impl Tree for $own {
            const NULLABLE: bool = false;
            fn write(&self, classes: &Classes) -> PyResult {
                node(classes, Class::$class, vec![$(self.$field.to_attribute(classes)?),*], Some(&self.span))
            }
            fn read(object: &Object, reader: &mut Reader) -> PyResult<Self> {
                let mut fields = Fields::of(object, Class::$class, reader);
                Ok($own { $($field: fields.take(reader)?,)* span: reader.span(object, stringify!($class))? })
            }
        }
    };
}

macro_rules! conversions {
    (
        $($shape:ident $base:ident $rust:tt $classes:tt also $extra:tt)*
        ;
        $($product:ident $own:tt $fields:tt)*
    ) => {
        $(sum!($shape $base $rust $classes);)*
        $(product!($product $own $fields);)*
    };
}
with_nodes!(conversions);
