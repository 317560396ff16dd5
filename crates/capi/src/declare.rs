//! `capi!`: the one declaration of a function of the C API.
//!
//! A function is written with Rust's types, which say who owns what: `&Object` is a borrowed reference that is
//! never null, `Option<&Object>` one that may be, `Option<Py>` one that the function takes over ("steals"),
//! [`PyResult`](pyston_object::PyResult) a new one or null with an exception set. The macro makes of it the exported
//! function with C's calling convention, and [`Answer`](crate::answer::Answer) turns the result into C's.
//!
//! **Invariant**: what stands in a `capi!` is exported under its name, and nothing else of that form is: every name
//! begins with `Py` or `_Py`, which is what the executable's linker exports.

/// Defines functions of the C API and the list `SYMBOLS` of their names.
///
/// - `fn Name(arg: Type, ..) -> Answer { .. }`: a function.
/// - `variadic fn Name(arg: Type, ..; rest) -> Answer { .. }`: one with `...`; `rest` is a `&mut VaList`.
#[macro_export]
macro_rules! capi {
    ($($items:tt)*) => { $crate::capi_items! { [] $($items)* } };
}

/// One function after the other; the names gather in the brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! capi_items {
    ([$($name:ident)*]) => {
        /// What this file exports.
        pub static SYMBOLS: &[&str] = &[$(stringify!($name)),*];
    };
    ([$($done:ident)*]
        $(#[$meta:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $answer:ty $body:block $($rest:tt)*
    ) => {
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($arg: $type),*) -> <$answer as $crate::answer::Answer>::C {
            $crate::answer::run(|| -> $answer { $body })
        }
        $crate::capi_items! { [$($done)* $name] $($rest)* }
    };
    ([$($done:ident)*]
        $(#[$meta:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) $body:block $($rest:tt)*
    ) => {
        $crate::capi_items! { [$($done)*] $(#[$meta])* fn $name($($arg: $type),*) -> () $body $($rest)* }
    };
    ([$($done:ident)*]
        $(#[$meta:meta])* variadic fn $name:ident($($arg:ident: $type:ty),*; $va:ident) -> $answer:ty $body:block
        $($rest:tt)*
    ) => {
        const _: () = {
            unsafe extern "C" fn with_list(
                $($arg: $type,)* $va: &mut $crate::va::VaList
            ) -> <$answer as $crate::answer::Answer>::C {
                $crate::answer::run(|| -> $answer { $body })
            }
            $crate::trampoline!($(#[$meta])* $name, with_list, $($arg)*);
        };
        $crate::capi_items! { [$($done)* $name] $($rest)* }
    };
}
