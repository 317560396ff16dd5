//! The slots that `#[slot]` functions fill: where each is and how its arguments and result convert.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path};

/// Conversion of a slot's result.
#[derive(Clone, Copy)]
enum Result {
    Object,
    Size,
    Bool,
    Status,
    Next,
    Nothing,
}

/// An argument as C passes it.
#[derive(Clone, Copy)]
enum Arg {
    /// The instance, cast to the declared type.
    This,
    /// Any object.
    Object,
    /// An object or null.
    Nullable,
    Index,
    Tuple,
    /// A dict or null.
    Kwargs,
    Type,
    Op,
}

fn shape(name: &str) -> Option<(&'static [Arg], Result)> {
    use Arg::*;
    Some(match name {
        "tp_repr" | "tp_str" | "tp_iter" | "nb_negative" | "nb_positive" | "nb_absolute" | "nb_invert" | "nb_int"
        | "nb_float" | "nb_index" | "am_await" | "am_aiter" | "am_anext" => (&[This], Result::Object),
        "tp_hash" | "sq_length" | "mp_length" => (&[This], Result::Size),
        "nb_bool" => (&[This], Result::Bool),
        "tp_iternext" => (&[This], Result::Next),
        "tp_finalize" => (&[This], Result::Nothing),
        "mp_subscript" | "sq_concat" | "sq_inplace_concat" | "tp_getattro" => (&[This, Object], Result::Object),
        "sq_contains" => (&[This, Object], Result::Bool),
        "nb_power" | "nb_inplace_power" => (&[Object, Object, Object], Result::Object),
        _ if name.starts_with("nb_") => (&[Object, Object], Result::Object),
        "sq_item" | "sq_repeat" | "sq_inplace_repeat" => (&[This, Index], Result::Object),
        "sq_ass_item" => (&[This, Index, Nullable], Result::Status),
        "mp_ass_subscript" | "tp_descr_set" | "tp_setattro" => (&[This, Object, Nullable], Result::Status),
        "tp_richcompare" => (&[This, Object, Op], Result::Object),
        "tp_descr_get" => (&[This, Nullable, Nullable], Result::Object),
        "tp_call" => (&[This, Tuple, Kwargs], Result::Object),
        "tp_init" => (&[This, Tuple, Kwargs], Result::Status),
        "tp_new" => (&[Type, Tuple, Kwargs], Result::Object),
        _ => return None,
    })
}

/// The statement that assigns `function` to the slot.
pub fn assign(slot: &str, function: TokenStream) -> TokenStream {
    let field = format_ident!("{slot}");
    let target = match &slot[..3] {
        "nb_" => quote!(::pyston_object::install::number(raw).#field),
        "sq_" => quote!(::pyston_object::install::sequence(raw).#field),
        "mp_" => quote!(::pyston_object::install::mapping(raw).#field),
        "am_" => quote!(::pyston_object::install::asynchronous(raw).#field),
        "bf_" => quote!(::pyston_object::install::buffer(raw).#field),
        _ => quote!(raw.#field),
    };
    quote!(#target = Some(#function);)
}

/// The `extern "C"` function of a slot and the statement that assigns it.
pub fn expand(slot: &Ident, function: &Path) -> syn::Result<(TokenStream, TokenStream)> {
    let name = slot.to_string();
    let Some((args, result)) = shape(&name) else {
        return Err(syn::Error::new(slot.span(), format!("`{name}` is not a slot that #[slot] knows")));
    };
    let (mut parameters, mut values) = (Vec::new(), Vec::new());
    for (index, arg) in args.iter().enumerate() {
        let ident = format_ident!("a{index}");
        let object = quote!(*mut ::pyston_object::abi::PyObject);
        let (ty, value) = match arg {
            Arg::This => (object, quote!(::pyston_object::Object::from_ptr(#ident).cast_unchecked())),
            Arg::Object => (object, quote!(::pyston_object::Object::from_ptr(#ident))),
            Arg::Nullable => (object, quote!(::pyston_object::Object::from_nullable(#ident))),
            Arg::Index => (quote!(isize), quote!(#ident)),
            Arg::Tuple => (
                object,
                quote!(::pyston_object::Object::from_ptr(#ident).cast_unchecked::<::pyston_object::tuple::Tuple>()),
            ),
            Arg::Kwargs => (
                object,
                quote!(::pyston_object::Object::from_nullable(#ident)
                    .map(|kwargs| kwargs.cast_unchecked::<::pyston_object::dict::Dict>())),
            ),
            Arg::Type => {
                (quote!(*mut ::pyston_object::abi::PyTypeObject), quote!(::pyston_object::ptr::type_from_ptr(#ident)))
            }
            Arg::Op => (
                quote!(::std::ffi::c_int),
                quote!(::pyston_object::protocol::CompareOp::from_c(#ident)
                    .unwrap_or(::pyston_object::protocol::CompareOp::Eq)),
            ),
        };
        parameters.push(quote!(#ident: #ty));
        values.push(value);
    }
    let call = quote!(#function(#(#values),*));
    let object = quote!(*mut ::pyston_object::abi::PyObject);
    let (output, body) = match result {
        Result::Object => (quote!(-> #object), quote!(::pyston_object::glue::ret_into(#call))),
        Result::Size => (
            quote!(-> isize),
            quote!(::pyston_object::glue::ret_size(::pyston_object::glue::IntoSize::into_size(#call))),
        ),
        Result::Bool => (
            quote!(-> ::std::ffi::c_int),
            quote!(::pyston_object::glue::ret_bool(::pyston_object::glue::IntoBool::into_bool(#call))),
        ),
        Result::Status => (
            quote!(-> ::std::ffi::c_int),
            quote!(::pyston_object::glue::ret_status(::pyston_object::glue::IntoStatus::into_status(#call))),
        ),
        Result::Next => (quote!(-> #object), quote!(::pyston_object::glue::IntoNext::into_next(#call))),
        Result::Nothing => (quote!(), quote!(#call)),
    };
    let wrapper = format_ident!("slot_{slot}");
    let tokens = quote! {
        unsafe extern "C" fn #wrapper(#(#parameters),*) #output {
            // SAFETY: CPython's contract for this slot: live objects of the slot's type.
            unsafe { #body }
        }
    };
    Ok((tokens, assign(&name, quote!(#wrapper))))
}
