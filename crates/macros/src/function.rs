//! Methods and functions: from a Rust function and a text signature to a `PyMethodDef`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, GenericArgument, ImplItemFn, LitCStr, Path, PathArguments, Type};

use crate::text::{Parameter, Signature, clinic_doc, documentation, with_module};

/// What the function is called on.
#[derive(Clone, Copy, PartialEq)]
pub enum Receiver {
    /// An instance: the first parameter is the object.
    Instance,
    /// A class method: the first parameter is the class.
    Class,
    /// A static method.
    Static,
    /// A module's function: takes the module if its first parameter is named `module`.
    Module,
}

/// Name and signature given in the attribute.
#[derive(Default)]
pub struct FunctionAttributes {
    pub name: Option<String>,
    pub signature: Option<String>,
    /// Is the signature only for binding, not shown as the text signature?
    pub is_hidden: bool,
    /// A text signature that is only shown: the function takes its arguments as they come.
    pub text: Option<String>,
    /// The names of parameters that must be `str` (`Signature::text`), for constructors.
    pub texts: Option<String>,
    /// Are the arguments converted in the order of a format string (`args_parsed`)?
    pub is_parsed: bool,
    /// Do messages name the function only "function"?
    pub is_unnamed: bool,
}

impl FunctionAttributes {
    pub fn parse(attribute: &syn::Attribute) -> syn::Result<FunctionAttributes> {
        let mut result = FunctionAttributes::default();
        if matches!(attribute.meta, syn::Meta::Path(_)) {
            return Ok(result);
        }
        if let Ok(text) = attribute.parse_args::<syn::LitStr>() {
            result.signature = Some(text.value());
            return Ok(result);
        }
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("parsed") {
                result.is_parsed = true;
                return Ok(());
            }
            if meta.path.is_ident("unnamed") {
                result.is_unnamed = true;
                return Ok(());
            }
            let value: syn::LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("name") {
                result.name = Some(value.value());
            } else if meta.path.is_ident("sig") || meta.path.is_ident("args") {
                result.signature = Some(value.value());
                result.is_hidden = meta.path.is_ident("args");
            } else if meta.path.is_ident("text") {
                result.text = Some(value.value());
            } else if meta.path.is_ident("texts") {
                result.texts = Some(value.value());
            } else {
                return Err(meta.error("expected `name`, `sig`, `args`, `text`, `texts`, `parsed` or `unnamed`"));
            }
            Ok(())
        })?;
        Ok(result)
    }
}

fn is_option(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|segment| {
        segment.ident == "Option"
            && matches!(&segment.arguments, PathArguments::AngleBracketed(args)
                if args.args.iter().any(|arg| matches!(arg, GenericArgument::Type(_))))
    })
}

/// Is it an `Option` of a reference or a `String`: of an object that C code gets as such, whose absence is not `None`?
fn is_reference_or_none(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|segment| {
        matches!(&segment.arguments, PathArguments::AngleBracketed(args)
        if args.args.iter().any(|arg| match arg {
            GenericArgument::Type(Type::Path(path)) => path.path.is_ident("String"),
            arg => matches!(arg, GenericArgument::Type(Type::Reference(_))),
        }))
    })
}

fn is_object_ref(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference)
        if matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("Object")))
}

/// The value of one parameter from `bound[index]`.
fn parameter_value(parameter: &Parameter, index: usize, ty: &Type, is_parsed: bool) -> syn::Result<TokenStream> {
    let whole = if is_parsed { quote!(parsing) } else { quote!(SIGNATURE) };
    let context = match parameter.default.as_deref() {
        Some("None") if is_option(ty) && !is_reference_or_none(ty) => quote!(#whole.context(#index).or_none()),
        _ => quote!(#whole.context(#index)),
    };
    let convert = quote!(::pyston_object::convert::FromArg::from_arg(object, #context)?);
    let absent = match parameter.default.as_deref() {
        None if is_parsed => quote!(return Err(parsing.missing(#index))),
        None => quote!(return Err(::pyston_object::errors::bad_internal_call())),
        Some("None") if is_option(ty) => {
            return Ok(quote! {
                match bound[#index] { Some(object) if !object.is_none() => #convert, _ => None }
            });
        }
        Some(_) if is_option(ty) => quote!(None),
        Some("None") if is_object_ref(ty) => quote!(::pyston_object::singletons::none()),
        Some("True") => quote!(true),
        Some("False") => quote!(false),
        Some(text) => {
            let literal: syn::Expr = syn::parse_str(text).map_err(|_| {
                syn::Error::new_spanned(ty, format!("default `{text}` of `{}` needs an Option", parameter.name))
            })?;
            quote!(#literal)
        }
    };
    Ok(quote! { match bound[#index] { Some(object) => #convert, None => #absent } })
}

/// The parameter types after the receiver.
fn parameter_types(function: &ImplItemFn, skip: usize) -> Vec<&Type> {
    let typed = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    typed.skip(skip).collect()
}

fn takes_module(function: &ImplItemFn) -> bool {
    matches!(function.sig.inputs.first(), Some(FnArg::Typed(typed))
        if matches!(&*typed.pat, syn::Pat::Ident(ident) if ident.ident == "module"))
}

/// `static SIGNATURE: Signature = ..` for the bound forms.
pub fn signature_static(name: &TokenStream, signature: &Signature) -> TokenStream {
    let names = signature.parameters.iter().map(|parameter| &parameter.name);
    let (n_posonly, n_positional, n_required) = (signature.n_posonly, signature.n_positional, signature.n_required());
    let required_keywords = signature.required_keywords();
    quote! {
        static SIGNATURE: ::pyston_object::args::Signature = ::pyston_object::args::Signature {
            function: #name,
            parameters: &[#(#names),*],
            n_posonly: #n_posonly,
            n_positional: #n_positional,
            n_required: #n_required,
            required_keywords: &[#(#required_keywords),*],
            early: &[],
        };
    }
}

/// The values of all parameters.
pub fn parameter_values(
    function: &ImplItemFn,
    signature: &Signature,
    skip: usize,
    is_parsed: bool,
) -> syn::Result<Vec<TokenStream>> {
    let types = parameter_types(function, skip);
    if types.len() != signature.parameters.len() {
        return Err(syn::Error::new_spanned(
            &function.sig,
            format!("the signature has {} parameters, the function {}", signature.parameters.len(), types.len()),
        ));
    }
    let parameters = signature.parameters.iter().zip(types).enumerate();
    parameters.map(|(index, (parameter, ty))| parameter_value(parameter, index, ty, is_parsed)).collect()
}

/// The Python name of a function: given, or the Rust name without a trailing underscore.
pub fn python_name(function: &ImplItemFn, attributes: &FunctionAttributes) -> String {
    attributes.name.clone().unwrap_or_else(|| {
        let name = function.sig.ident.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        if name.ends_with('_') && !name.ends_with("__") {
            name.trim_end_matches('_').to_owned()
        } else {
            name.to_owned()
        }
    })
}

/// The `extern "C"` function and its `PyMethodDef`.
pub fn expand(
    path: &Path,
    function: &ImplItemFn,
    attributes: &FunctionAttributes,
    receiver: Receiver,
) -> syn::Result<(TokenStream, TokenStream)> {
    let name = python_name(function, attributes);
    let wrapper = format_ident!("method_{}", function.sig.ident.to_string().trim_start_matches("r#"));
    let object = quote!(*mut ::pyston_object::abi::PyObject);
    let receiver_value = match receiver {
        Receiver::Instance => Some(quote!(::pyston_object::Object::from_ptr(this).cast_unchecked())),
        Receiver::Class => Some(quote!(::pyston_object::ptr::type_from_ptr(this.cast()))),
        Receiver::Module if takes_module(function) => {
            Some(quote!(::pyston_object::Object::from_ptr(this).cast_unchecked()))
        }
        Receiver::Module | Receiver::Static => None,
    };
    let skip = usize::from(receiver_value.is_some());
    let first = receiver_value.map(|value| quote!(#value,));
    let flags_of_receiver = match receiver {
        Receiver::Class => quote!(| ::pyston_object::abi::flags::METH_CLASS),
        Receiver::Static => quote!(| ::pyston_object::abi::flags::METH_STATIC),
        // A special method declared as a method stands in the place of its slot's wrapper.
        Receiver::Instance if name.starts_with("__") => quote!(| ::pyston_object::abi::flags::METH_COEXIST),
        _ => quote!(),
    };
    let signature = match &attributes.signature {
        None => None,
        Some(text) => {
            Some(Signature::parse(text).map_err(|message| syn::Error::new_spanned(&function.sig.ident, message))?)
        }
    };
    let safety = quote!();
    let shown_name = if attributes.is_unnamed {
        quote!(::pyston_object::args::FunctionName::Unnamed)
    } else {
        quote!(::pyston_object::args::FunctionName::Text(#name))
    };
    let (flags, code) = match &signature {
        None => (
            quote!(METH_FASTCALL | ::pyston_object::abi::flags::METH_KEYWORDS),
            quote! {
                unsafe extern "C" fn #wrapper(this: #object, args: *const #object, n_args: isize, kwnames: #object) -> #object {
                    let _ = this;
                    // SAFETY: PEP 590 arguments; the receiver was checked by the caller.
                    unsafe {
                        let args = ::pyston_object::args::Args::from_raw(args, n_args, kwnames);
                        ::pyston_object::glue::ret_into(#path(#first args))
                    }
                }
            },
        ),
        Some(signature) if signature.parameters.is_empty() => (
            quote!(METH_NOARGS),
            quote! {
                unsafe extern "C" fn #wrapper(this: #object, _: #object) -> #object {
                    let _ = this;
                    #safety
                    // SAFETY: the receiver was checked by the caller.
                    unsafe { ::pyston_object::glue::ret_into(#path(#first)) }
                }
            },
        ),
        Some(signature)
            if !attributes.is_parsed
                && signature.parameters.len() == 1
                && signature.n_posonly == 1
                && signature.n_required() == 1 =>
        {
            let static_signature = signature_static(&shown_name, signature);
            quote_one(path, &wrapper, &static_signature, first.as_ref())
        }
        Some(signature) => {
            let static_signature = signature_static(&shown_name, signature);
            let values = parameter_values(function, signature, skip, attributes.is_parsed)?;
            let n = signature.parameters.len();
            let positional_only = signature.n_posonly == n;
            let names_parameter = if positional_only { quote!() } else { quote!(, kwnames: #object) };
            let names = if positional_only { quote!(::std::ptr::null_mut()) } else { quote!(kwnames) };
            let bind_and_call = if attributes.is_parsed {
                let places: Vec<_> = (0..n).map(|index| format_ident!("value_{index}")).collect();
                quote! {
                    let parsing = SIGNATURE.parse(args, n_args, #names, &mut bound)?;
                    #(let #places = #values;)*
                    parsing.finish()?;
                    ::pyston_object::convert::IntoPy::into_py(#path(#first #(#places),*))
                }
            } else {
                quote! {
                    SIGNATURE.bind(args, n_args, #names, &mut bound)?;
                    ::pyston_object::convert::IntoPy::into_py(#path(#first #(#values),*))
                }
            };
            let flags = if positional_only {
                quote!(METH_FASTCALL)
            } else {
                quote!(METH_FASTCALL | ::pyston_object::abi::flags::METH_KEYWORDS)
            };
            (
                flags,
                quote! {
                    unsafe extern "C" fn #wrapper(this: #object, args: *const #object, n_args: isize #names_parameter) -> #object {
                        #static_signature
                        let _ = this;
                        let call = || -> ::pyston_object::PyResult {
                            let mut bound: [Option<&::pyston_object::Object>; #n] = [None; #n];
                            // SAFETY: PEP 590 arguments; the receiver was checked by the caller.
                            unsafe { #bind_and_call }
                        };
                        ::pyston_object::glue::ret(call())
                    }
                },
            )
        }
    };
    let shown = attributes.signature.as_deref().filter(|_| !attributes.is_hidden).or(attributes.text.as_deref());
    let shown = shown.map(|text| if receiver == Receiver::Module { with_module(text) } else { text.to_owned() });
    let doc = clinic_doc(&name, shown.as_deref(), &documentation(&function.attrs));
    let (name, doc) = (c_string(&name), c_string(&doc));
    let def = quote! {
        ::pyston_object::abi::PyMethodDef {
            ml_name: #name.as_ptr(),
            // SAFETY: the flags tell callers what the function takes.
            ml_meth: Some(unsafe {
                ::std::mem::transmute::<*const (), ::pyston_object::abi::PyCFunction>(#wrapper as *const ())
            }),
            ml_flags: ::pyston_object::abi::flags::#flags #flags_of_receiver,
            ml_doc: #doc.as_ptr(),
        }
    };
    Ok((code, def))
}

fn quote_one(
    path: &Path,
    wrapper: &syn::Ident,
    static_signature: &TokenStream,
    first: Option<&TokenStream>,
) -> (TokenStream, TokenStream) {
    let object = quote!(*mut ::pyston_object::abi::PyObject);
    (
        quote!(METH_O),
        quote! {
            unsafe extern "C" fn #wrapper(this: #object, value: #object) -> #object {
                #static_signature
                let _ = this;
                let call = || -> ::pyston_object::PyResult {
                    // SAFETY: live objects; the receiver was checked by the caller.
                    unsafe {
                        let object = ::pyston_object::Object::from_ptr(value);
                        ::pyston_object::convert::IntoPy::into_py(#path(
                            #first ::pyston_object::convert::FromArg::from_arg(object, SIGNATURE.context(0))?
                        ))
                    }
                };
                ::pyston_object::glue::ret(call())
            }
        },
    )
}

/// `tp_new` or `tp_init` with a signature.
pub fn expand_constructor(
    path: &Path,
    function: &ImplItemFn,
    attributes: &FunctionAttributes,
    type_name: &TokenStream,
    is_new: bool,
) -> syn::Result<(TokenStream, TokenStream)> {
    let text = attributes.signature.as_deref().unwrap_or("()");
    let signature = Signature::parse(text).map_err(|message| syn::Error::new_spanned(&function.sig.ident, message))?;
    let values = parameter_values(function, &signature, 1, attributes.is_parsed)?;
    let n = signature.parameters.len();
    let names = signature.parameters.iter().map(|parameter| &parameter.name);
    let (n_posonly, n_positional, n_required) = (signature.n_posonly, signature.n_positional, signature.n_required());
    let required_keywords = signature.required_keywords();
    let texts = attributes.texts.as_deref().unwrap_or_default().split_whitespace();
    let position = |name: &str| signature.parameters.iter().position(|parameter| parameter.name == name);
    let texts: Vec<usize> = texts.filter_map(position).collect();
    let object = quote!(*mut ::pyston_object::abi::PyObject);
    let unnamed = quote!(::pyston_object::args::FunctionName::Unnamed);
    let type_name = if attributes.is_unnamed { &unnamed } else { type_name };
    let (slot, wrapper, receiver_type, receiver, output, finish) = if is_new {
        (
            "tp_new",
            format_ident!("slot_tp_new"),
            quote!(*mut ::pyston_object::abi::PyTypeObject),
            quote!(::pyston_object::ptr::type_from_ptr(this)),
            object.clone(),
            quote!(::pyston_object::glue::ret(call())),
        )
    } else {
        (
            "tp_init",
            format_ident!("slot_tp_init"),
            object.clone(),
            quote!(::pyston_object::Object::from_ptr(this).cast_unchecked()),
            quote!(::std::ffi::c_int),
            quote!(::pyston_object::glue::ret_status(call().map(drop))),
        )
    };
    let bind_and_call = if attributes.is_parsed {
        let places: Vec<_> = (0..n).map(|index| format_ident!("value_{index}")).collect();
        quote! {
            let parsing = SIGNATURE.parse_tuple(args, kwargs, &mut bound)?;
            #(let #places = #values;)*
            parsing.finish()?;
            ::pyston_object::convert::IntoPy::into_py(#path(#receiver, #(#places),*))
        }
    } else {
        quote! {
            SIGNATURE.bind_tuple(args, kwargs, &mut bound)?;
            ::pyston_object::convert::IntoPy::into_py(#path(#receiver, #(#values),*))
        }
    };
    let code = quote! {
        unsafe extern "C" fn #wrapper(this: #receiver_type, args: #object, kwargs: #object) -> #output {
            static SIGNATURE: ::pyston_object::args::Signature = ::pyston_object::args::Signature {
                function: #type_name,
                parameters: &[#(#names),*],
                n_posonly: #n_posonly,
                n_positional: #n_positional,
                n_required: #n_required,
                required_keywords: &[#(#required_keywords),*],
                early: &[#((#texts, ::pyston_object::args::check_str)),*],
            };
            let call = || -> ::pyston_object::PyResult {
                let mut bound: [Option<&::pyston_object::Object>; #n] = [None; #n];
                // SAFETY: the slot's contract: a type or instance, a tuple, a dict or null.
                unsafe {
                    let args = ::pyston_object::Object::from_ptr(args).cast_unchecked::<::pyston_object::tuple::Tuple>();
                    let kwargs = ::pyston_object::Object::from_nullable(kwargs)
                        .map(|kwargs| kwargs.cast_unchecked::<::pyston_object::dict::Dict>());
                    #bind_and_call
                }
            };
            #finish
        }
    };
    Ok((code, crate::slot::assign(slot, quote!(#wrapper))))
}

pub fn c_string(text: &str) -> LitCStr {
    let text = std::ffi::CString::new(text).unwrap_or_default();
    LitCStr::new(&text, proc_macro2::Span::call_site())
}
