//! The node classes and their names, made once from the table.
//!
//! **Invariant**: the classes live forever, so that trees can be converted whether or not a program has
//! imported `_ast`.

use std::collections::HashMap;

use pyston_object::call::call;
use pyston_object::prelude::*;
use pyston_object::statics::PyType_Type;

use super::node::{AST_Type, Ast};
use super::table::with_nodes;

/// A row of the table of classes.
pub struct Row {
    pub name: &'static str,
    /// The abstract class it derives from; without, it derives from `AST`.
    base: Option<Class>,
    pub fields: &'static [&'static str],
    /// Do its nodes have positions?
    spanned: bool,
}

/// The attributes of nodes with positions.
pub const POSITION: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

macro_rules! is_spanned {
    (spanned $($rest:tt)*) => {
        true
    };
    (single [$own:ident spanned]) => {
        true
    };
    ($($rest:tt)*) => {
        false
    };
}

macro_rules! class_table {
    (
        $($shape:ident $base:ident $rust:tt {
            $($class:ident $(($inner:ident))? { $($field:ident)* })*
        } also { $($extra:ident { $($extra_field:ident)* })* })*
        ;
        $($product:ident [$own:ident $span:ident] { $($part:ident)* })*
    ) => {
        /// The classes by their Python names.
        #[expect(non_camel_case_types, reason = "named as in Python")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Class {
            $($base, $($class,)* $($extra,)*)*
            $($product,)*
        }

        /// The table, abstract classes before those that derive from them.
        static ROWS: &[Row] = &[
            $(
                Row {
                    name: stringify!($base),
                    base: None,
                    fields: &[],
                    spanned: is_spanned!($shape $rust),
                },
                $(Row {
                    name: stringify!($class),
                    base: Some(Class::$base),
                    fields: &[$(stringify!($field)),*],
                    spanned: is_spanned!($shape $rust),
                },)*
                $(Row {
                    name: stringify!($extra),
                    base: Some(Class::$base),
                    fields: &[$(stringify!($extra_field)),*],
                    spanned: false,
                },)*
            )*
            $(Row {
                name: stringify!($product),
                base: None,
                fields: &[$(stringify!($part)),*],
                spanned: is_spanned!($span),
            },)*
        ];

        const ALL: &[Class] = &[$(Class::$base, $(Class::$class,)* $(Class::$extra,)*)* $(Class::$product,)*];
    };
}
with_nodes!(class_table);

/// The Python name of a Rust identifier.
pub fn plain(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A class as it is at run time.
pub struct Made {
    pub ty: Py<Type>,
    pub fields: Vec<Py<Str>>,
    /// The node that stands for an operator or context in every tree.
    instance: Option<Py>,
}

/// All classes, and the names of the position attributes.
pub struct Classes {
    made: Vec<Made>,
    by_address: HashMap<usize, Class>,
    pub position: [Py<Str>; 4],
}

static CLASSES: GilCell<Option<&'static Classes>> = GilCell::new(None);

/// The classes, made when first asked for.
pub fn classes() -> PyResult<&'static Classes> {
    if CLASSES.get().is_none() {
        let made = Box::leak(Box::new(Classes::make()?));
        CLASSES.set(Some(made));
    }
    Ok(CLASSES.get().expect("just made"))
}

fn text_tuple(texts: &[&'static str]) -> PyResult<Py<Tuple>> {
    Tuple::from_vec(texts.iter().map(|text| Str::intern(plain(text)).into_object()).collect())
}

impl Class {
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
    pub fn name(self) -> &'static str {
        plain(self.row().name)
    }
}

impl Classes {
    fn make() -> PyResult<Classes> {
        Ast::install_type()?;
        let mut all = Classes { made: Vec::new(), by_address: HashMap::new(), position: POSITION.map(Str::intern) };
        for &class in ALL {
            let row = class.row();
            let namespace = Dict::new()?;
            namespace.set_str(name!("_fields"), text_tuple(row.fields)?.into_object())?;
            namespace.set_str(name!("__module__"), Str::intern("_ast").into_object())?;
            namespace.set_str(name!("__doc__"), singletons::py_none())?;
            if row.base.is_none() {
                let attributes: &[&'static str] = if row.spanned { &POSITION } else { &[] };
                namespace.set_str(name!("_attributes"), text_tuple(attributes)?.into_object())?;
            }
            let base: &Type = match row.base {
                Some(base) => all.ty(base),
                None => &AST_Type,
            };
            let bases = Tuple::from_slice(&[base])?;
            let ty = call(&PyType_Type, &[&*Str::intern(class.name()), &bases, &namespace])?
                .downcast_into::<Type>()
                .map_err(|_| errors::bad_internal_call())?;
            all.by_address.insert(address(&ty), class);
            let instance = match row.base {
                Some(_) if row.fields.is_empty() && !row.spanned => Some(call(&ty, &[])?),
                _ => None,
            };
            let fields = row.fields.iter().map(|field| Str::intern(plain(field))).collect();
            all.made.push(Made { ty, fields, instance });
        }
        Ok(all)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Class, &Made)> {
        ALL.iter().copied().zip(&self.made)
    }

    pub fn get(&self, class: Class) -> &Made {
        &self.made[class as usize]
    }

    pub fn ty(&self, class: Class) -> &Type {
        &self.get(class).ty
    }

    /// The shared instance of a class without fields.
    pub fn instance(&self, class: Class) -> PyResult {
        match &self.get(class).instance {
            Some(instance) => Ok(instance.clone()),
            None => call(self.ty(class), &[]),
        }
    }

    /// Which of the candidates the object is an instance of.
    pub fn classify(&self, object: &Object, candidates: &[Class]) -> PyResult<Option<Class>> {
        if let Some(class) = self.by_address.get(&address(object.ty())).filter(|class| candidates.contains(class)) {
            return Ok(Some(*class));
        }
        for &class in candidates {
            if protocol::is_instance(object, self.ty(class))? {
                return Ok(Some(class));
            }
        }
        Ok(None)
    }
}

fn address(ty: &Type) -> usize {
    ty.as_ptr() as usize
}
