//! Macros that declare built-in types, functions and modules from plain safe functions.
//!
//! They are thin: each emits C tables and small `extern "C"` functions that convert arguments and
//! results by calls into `pyston_object::{glue, args, convert}`.
//!
//! # Types
//! ```ignore
//! pub struct ListType;
//!
//! /// Documentation of the type (`__doc__`).
//! #[pytype(PyList_Type, sig = "(iterable=(), /)", slots(tp_dealloc = list::dealloc))]
//! impl ListType {
//!     #[slot] fn tp_repr(this: &List) -> PyResult<Py<Str>> { .. }        // named as the C slot
//!     #[slot] fn nb_add(a: &Object, b: &Object) -> PyResult { .. }        // number slots: two `&Object`
//!     /// Documentation of the method.
//!     #[method("($self, object, /)")] fn append(this: &List, object: &Object) -> PyResult<()> { .. }
//!     #[method("($self, index=-1, /)")] fn pop(this: &List, index: isize) -> PyResult { .. }
//!     #[method] fn update(this: &Dict, args: Args) -> PyResult<()> { .. }   // no text signature: any arguments
//!     #[classmethod("($type, iterable, value=None, /)")] fn fromkeys(class: &Type, ..) -> PyResult { .. }
//!     #[staticmethod("(x, y=None, /)")] fn maketrans(x: &Object, ..) -> PyResult { .. }
//!     #[getter] fn real(this: &Int) -> PyResult { .. }    #[setter] fn set_real(this: &Int, value: Option<&Object>) -> PyResult<()>
//!     #[new("(x=0, /)")] fn new(class: &Type, x: Option<&Object>) -> PyResult { .. }
//!     #[init("(x=0, /)")] fn init(this: &T, ..) -> PyResult<()> { .. }
//! }
//! ```
//! `ListType::install()` then fills the static type; call it from the crate's table of types.
//! `#[method(name = "__exit__", sig = "..")]` sets another Python name; names ending in `_` lose it.
//! `args = "($self, key, /)"` instead of `sig` binds arguments so without showing a text signature;
//! `text = ".."` shows one for a function that takes `Args`. With `parsed`, arguments are converted one by one in the
//! order and with the messages of CPython's format strings (`object::args_parsed`); with `unnamed`, messages say only
//! "function".
//!
//! # Types with Rust state
//! ```ignore
//! #[pyclass(Chain_Type = "itertools.chain", flags(BASETYPE))]   // static Chain_Type, Instance<Chain>
//! #[derive(Default)] pub struct Chain { source: Field, active: Field }
//! impl_trace!(Chain { source, active });
//! // `untracked` in place of `flags(..)` or behind it: instances refer to no objects, the collector need not know them.
//! #[pytype(Chain_Type, payload)] impl Chain { #[slot] fn tp_iternext(this: &Instance<Chain>) -> PyResult<Option<Py>> { .. } }
//! ```
//!
//! # Modules
//! ```ignore
//! pub struct MathModule;
//! /// Documentation of the module.
//! #[pymodule("math")]
//! impl MathModule {
//!     #[function("(x, /)")] fn sqrt(x: f64) -> PyResult<f64> { .. }
//!     #[exec] fn exec(module: &Module) -> PyResult<()> { module.add("pi", 3.14) }
//! }
//! ```
//! `MathModule::create()` gives the module.

mod class;
mod function;
mod slot;
mod text;

use proc_macro::TokenStream;
use syn::{ItemImpl, ItemStruct, parse_macro_input};

/// Declares the slots, methods and attributes of a built-in type; see the crate documentation.
#[proc_macro_attribute]
pub fn pytype(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let attributes = parse_macro_input!(attributes as class::TypeAttributes);
    let item = parse_macro_input!(item as ItemImpl);
    class::expand_type(attributes, item).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Declares a static type whose instances carry a Rust struct; see the crate documentation.
#[proc_macro_attribute]
pub fn pyclass(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let attributes = parse_macro_input!(attributes as class::ClassAttributes);
    let item = parse_macro_input!(item as ItemStruct);
    class::expand_class(attributes, item).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Declares the functions of a built-in module; see the crate documentation.
#[proc_macro_attribute]
pub fn pymodule(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let name = parse_macro_input!(attributes as syn::LitStr);
    let item = parse_macro_input!(item as ItemImpl);
    class::expand_module(&name, item).unwrap_or_else(syn::Error::into_compile_error).into()
}
