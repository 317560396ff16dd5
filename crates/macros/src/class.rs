//! `#[pytype]`, `#[pyclass]` and `#[pymodule]`: whole types and modules.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, ImplItem, ImplItemFn, ItemImpl, ItemStruct, LitStr, Path, Token, parenthesized};

use crate::function::{self, FunctionAttributes, Receiver, c_string};
use crate::slot;
use crate::text::documentation;

/// `#[pytype(STATIC, sig = "..", base = PATH, payload, slots(tp_dealloc = path, ..))]`
pub struct TypeAttributes {
    target: Path,
    signature: Option<String>,
    base: Option<Path>,
    payload: bool,
    slots: Vec<(Ident, Path)>,
}

impl Parse for TypeAttributes {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut result =
            TypeAttributes { target: input.parse()?, signature: None, base: None, payload: false, slots: Vec::new() };
        while input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let key: Ident = input.parse()?;
            match key.to_string().as_str() {
                "payload" => result.payload = true,
                "sig" => {
                    input.parse::<Token![=]>()?;
                    result.signature = Some(input.parse::<LitStr>()?.value());
                }
                "base" => {
                    input.parse::<Token![=]>()?;
                    result.base = Some(input.parse()?);
                }
                "slots" => {
                    let inner;
                    parenthesized!(inner in input);
                    while !inner.is_empty() {
                        let slot: Ident = inner.parse()?;
                        inner.parse::<Token![=]>()?;
                        result.slots.push((slot, inner.parse()?));
                        if inner.peek(Token![,]) {
                            inner.parse::<Token![,]>()?;
                        }
                    }
                }
                other => return Err(syn::Error::new(key.span(), format!("unknown key `{other}`"))),
            }
        }
        Ok(result)
    }
}

const MARKS: &[&str] =
    &["slot", "method", "classmethod", "staticmethod", "getter", "setter", "new", "init", "function", "exec"];

/// Takes the attribute of ours off a function.
fn take_mark(function: &mut ImplItemFn) -> Option<(String, Attribute)> {
    let index = function.attrs.iter().position(|attribute| MARKS.iter().any(|mark| attribute.path().is_ident(mark)))?;
    let attribute = function.attrs.remove(index);
    Some((attribute.path().get_ident()?.to_string(), attribute))
}

#[derive(Default)]
struct Members {
    code: Vec<TokenStream>,
    fill: Vec<TokenStream>,
    methods: Vec<TokenStream>,
    /// Name, documentation, getter, setter.
    getset: Vec<(String, String, TokenStream, TokenStream)>,
}

/// The Python name an accessor is for: given, or the function's without `get_`/`set_`.
fn accessor_name(function: &ImplItemFn, attribute: &Attribute, prefix: &str) -> syn::Result<String> {
    if !matches!(attribute.meta, syn::Meta::Path(_)) {
        if let Ok(name) = attribute.parse_args::<LitStr>() {
            return Ok(name.value());
        }
        return Ok(attribute.parse_args::<Ident>()?.to_string());
    }
    let attributes = FunctionAttributes::default();
    let name = function::python_name(function, &attributes);
    Ok(name.strip_prefix(prefix).unwrap_or(&name).to_owned())
}

impl Members {
    fn accessor(&mut self, name: String) -> &mut (String, String, TokenStream, TokenStream) {
        let index = self.getset.iter().position(|entry| entry.0 == name).unwrap_or_else(|| {
            self.getset.push((name, String::new(), quote!(None), quote!(None)));
            self.getset.len() - 1
        });
        &mut self.getset[index]
    }

    fn add_getter(&mut self, path: &Path, function: &ImplItemFn, attribute: &Attribute) -> syn::Result<()> {
        let name = accessor_name(function, attribute, "get_")?;
        let wrapper = format_ident!("get_{}", function.sig.ident.to_string().trim_start_matches("r#"));
        self.code.push(quote! {
            unsafe extern "C" fn #wrapper(this: *mut ::pyston_object::abi::PyObject, _: *mut ::std::ffi::c_void)
                -> *mut ::pyston_object::abi::PyObject
            {
                // SAFETY: the descriptor checked the instance.
                unsafe { ::pyston_object::glue::ret_into(#path(::pyston_object::Object::from_ptr(this).cast_unchecked())) }
            }
        });
        let entry = self.accessor(name);
        entry.1 = documentation(&function.attrs);
        entry.2 = quote!(Some(#wrapper));
        Ok(())
    }

    fn add_setter(&mut self, path: &Path, function: &ImplItemFn, attribute: &Attribute) -> syn::Result<()> {
        let name = accessor_name(function, attribute, "set_")?;
        let wrapper = format_ident!("setter_{}", function.sig.ident.to_string().trim_start_matches("r#"));
        self.code.push(quote! {
            unsafe extern "C" fn #wrapper(
                this: *mut ::pyston_object::abi::PyObject,
                value: *mut ::pyston_object::abi::PyObject,
                _: *mut ::std::ffi::c_void,
            ) -> ::std::ffi::c_int {
                // SAFETY: the descriptor checked the instance; a null value means deletion.
                unsafe {
                    ::pyston_object::glue::ret_status(#path(
                        ::pyston_object::Object::from_ptr(this).cast_unchecked(),
                        ::pyston_object::Object::from_nullable(value),
                    ))
                }
            }
        });
        self.accessor(name).3 = quote!(Some(#wrapper));
        Ok(())
    }

    fn add(
        &mut self,
        own: &syn::Type,
        function: &mut ImplItemFn,
        type_name: &TokenStream,
        in_module: bool,
    ) -> syn::Result<Option<Ident>> {
        let Some((mark, attribute)) = take_mark(function) else { return Ok(None) };
        let ident = &function.sig.ident;
        let path: Path = syn::parse_quote!(#own::#ident);
        match mark.as_str() {
            "slot" => {
                let (code, fill) = slot::expand(ident, &path)?;
                self.code.push(code);
                self.fill.push(fill);
            }
            "getter" => self.add_getter(&path, function, &attribute)?,
            "setter" => self.add_setter(&path, function, &attribute)?,
            "new" | "init" => {
                let attributes = FunctionAttributes::parse(&attribute)?;
                let (code, fill) =
                    function::expand_constructor(&path, function, &attributes, type_name, mark == "new")?;
                self.code.push(code);
                self.fill.push(fill);
            }
            "exec" if in_module => return Ok(Some(ident.clone())),
            _ => {
                let attributes = FunctionAttributes::parse(&attribute)?;
                let receiver = match mark.as_str() {
                    "classmethod" => Receiver::Class,
                    "staticmethod" => Receiver::Static,
                    "function" => Receiver::Module,
                    _ => Receiver::Instance,
                };
                let (code, def) = function::expand(&path, function, &attributes, receiver)?;
                self.code.push(code);
                self.methods.push(def);
            }
        }
        Ok(None)
    }

    fn method_table(&self) -> TokenStream {
        let (methods, n) = (&self.methods, self.methods.len() + 1);
        quote! {
            static METHODS: ::pyston_object::glue::Table<[::pyston_object::abi::PyMethodDef; #n]> =
                ::pyston_object::glue::Table([
                    #(#methods,)*
                    ::pyston_object::abi::PyMethodDef {
                        ml_name: ::std::ptr::null(), ml_meth: None, ml_flags: 0, ml_doc: ::std::ptr::null(),
                    },
                ]);
        }
    }

    fn getset_table(&self) -> TokenStream {
        let n = self.getset.len() + 1;
        let entries = self.getset.iter().map(|(name, doc, get, set)| {
            let name = c_string(name);
            let doc = if doc.is_empty() {
                quote!(::std::ptr::null())
            } else {
                let doc = c_string(doc);
                quote!(#doc.as_ptr())
            };
            quote! {
                ::pyston_object::abi::PyGetSetDef {
                    name: #name.as_ptr(), get: #get, set: #set, doc: #doc, closure: ::std::ptr::null_mut(),
                }
            }
        });
        quote! {
            static GETSET: ::pyston_object::glue::Table<[::pyston_object::abi::PyGetSetDef; #n]> =
                ::pyston_object::glue::Table([
                    #(#entries,)*
                    ::pyston_object::abi::PyGetSetDef {
                        name: ::std::ptr::null(), get: None, set: None, doc: ::std::ptr::null(),
                        closure: ::std::ptr::null_mut(),
                    },
                ]);
        }
    }
}

pub fn expand_type(attributes: TypeAttributes, mut item: ItemImpl) -> syn::Result<TokenStream> {
    let own = (*item.self_ty).clone();
    let target = &attributes.target;
    let type_name = quote!(::pyston_object::args::FunctionName::Type(&#target));
    let mut members = Members::default();
    for inner in &mut item.items {
        if let ImplItem::Fn(function) = inner {
            members.add(&own, function, &type_name, false)?;
        }
    }
    let doc = documentation(&item.attrs);
    item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let (code, fill) = (&members.code, &members.fill);
    let (methods, getset) = (members.method_table(), members.getset_table());
    let set_methods = (!members.methods.is_empty())
        .then(|| quote!(raw.tp_methods = ::std::ptr::from_ref(&METHODS.0).cast_mut().cast();));
    let set_getset = (!members.getset.is_empty())
        .then(|| quote!(raw.tp_getset = ::std::ptr::from_ref(&GETSET.0).cast_mut().cast();));
    let base = attributes.base.map(|base| quote!(raw.tp_base = #base.as_type_ptr();));
    let extra = attributes.slots.iter().map(|(slot, path)| slot::assign(&slot.to_string(), quote!(#path)));
    let payload = attributes.payload.then(|| quote!(::pyston_object::payload::install::<#own>(raw);));
    let set_doc = if doc.is_empty() && attributes.signature.is_none() {
        quote!()
    } else {
        let signature = attributes.signature.as_deref().map(|text| format!("{text}\n--\n\n")).unwrap_or_default();
        let has_signature = attributes.signature.is_some();
        let text = format!("{signature}{doc}");
        quote!(::pyston_object::install::document(raw, #has_signature, #text);)
    };
    Ok(quote! {
        #item
        const _: () = {
            #(#code)*
            #methods
            #getset
            impl #own {
                /// Fills the static type's slots and tables. Once, at start-up.
                pub fn install() {
                    #target.fill(|raw| {
                        let _ = (&METHODS, &GETSET);
                        #payload
                        #base
                        #set_methods
                        #set_getset
                        #(#fill)*
                        #(#extra)*
                        #set_doc
                    });
                }
            }
        };
    })
}

/// `#[pyclass(STATIC = "module.name", flags(BASETYPE), dict = field, weaklist = field)]`
pub struct ClassAttributes {
    target: Ident,
    name: LitStr,
    flags: Vec<Ident>,
    dict: Option<Ident>,
    weaklist: Option<Ident>,
    untracked: bool,
}

impl Parse for ClassAttributes {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let target = input.parse()?;
        input.parse::<Token![=]>()?;
        let mut result = ClassAttributes {
            target,
            name: input.parse()?,
            flags: Vec::new(),
            dict: None,
            weaklist: None,
            untracked: false,
        };
        while input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let key: Ident = input.parse()?;
            match key.to_string().as_str() {
                "flags" => {
                    let inner;
                    parenthesized!(inner in input);
                    while !inner.is_empty() {
                        result.flags.push(inner.parse()?);
                        if inner.peek(Token![,]) {
                            inner.parse::<Token![,]>()?;
                        }
                    }
                }
                "untracked" => result.untracked = true,
                "dict" => {
                    input.parse::<Token![=]>()?;
                    result.dict = Some(input.parse()?);
                }
                "weaklist" => {
                    input.parse::<Token![=]>()?;
                    result.weaklist = Some(input.parse()?);
                }
                other => return Err(syn::Error::new(key.span(), format!("unknown key `{other}`"))),
            }
        }
        Ok(result)
    }
}

pub fn expand_class(attributes: ClassAttributes, item: ItemStruct) -> syn::Result<TokenStream> {
    let (target, own, visibility) = (&attributes.target, &item.ident, &item.vis);
    let name = c_string(&attributes.name.value());
    let flags = attributes.flags.iter().map(|flag| {
        let flag = format_ident!("Py_TPFLAGS_{flag}");
        quote!(| ::pyston_object::abi::flags::#flag)
    });
    let offset = |field: &Option<Ident>| match field {
        Some(field) => quote!(Some(::std::mem::offset_of!(#own, #field))),
        None => quote!(None),
    };
    let (dict, weaklist) = (offset(&attributes.dict), offset(&attributes.weaklist));
    let collected =
        if attributes.untracked { quote!(0) } else { quote!(::pyston_object::abi::flags::Py_TPFLAGS_HAVE_GC) };
    Ok(quote! {
        #item

        #[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        #visibility static #target: ::pyston_object::Type = ::pyston_object::Type::declare(
            #name,
            ::std::mem::size_of::<::pyston_object::payload::Instance<#own>>(),
            0,
            #collected #(#flags)*,
        );

        impl ::pyston_object::payload::Payload for #own {
            const DICT: Option<usize> = #dict;
            const WEAKLIST: Option<usize> = #weaklist;
            fn static_type() -> &'static ::pyston_object::Type {
                &#target
            }
        }
    })
}

pub fn expand_module(name: &LitStr, mut item: ItemImpl) -> syn::Result<TokenStream> {
    let own = (*item.self_ty).clone();
    let mut members = Members::default();
    let mut exec = None;
    for inner in &mut item.items {
        if let ImplItem::Fn(function) = inner
            && let Some(ident) = members.add(&own, function, &quote!(""), true)?
        {
            exec = Some(ident);
        }
    }
    let doc = documentation(&item.attrs);
    item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let (code, methods) = (&members.code, members.method_table());
    let run_exec = exec.map(|exec| quote!(<#own>::#exec(module)?;));
    Ok(quote! {
        #item
        const _: () = {
            #(#code)*
            #methods
            impl #own {
                /// The module's name.
                pub const NAME: &'static str = #name;
                /// Makes the module, filled.
                pub fn create() -> ::pyston_object::PyResult<::pyston_object::Py<::pyston_object::module::Module>> {
                    let module = ::pyston_object::module::Module::new(#name)?;
                    module.set_doc(#doc)?;
                    #own::fill(&module)?;
                    Ok(module)
                }
                /// Adds what the module contains to `module`, which may have more.
                pub fn fill(module: &::pyston_object::module::Module) -> ::pyston_object::PyResult<()> {
                    module.add_functions(#name, &METHODS.0)?;
                    #run_exec
                    Ok(())
                }
            }
        };
    })
}
