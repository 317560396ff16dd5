//! `unicodedata`: the Unicode character database, and its version 3.2 as `ucd_3_2_0`.
//!
//! **Invariant**: the module's functions and the methods of `UCD` are one list (`answers!`); they
//! differ in the version that answers.

mod database;

use pyston_object::prelude::*;
use pyston_object::{impl_trace, payload_members};

use database::{Character, Database, Utf8};

/// Declares the questions as functions of the module or methods of the type.
macro_rules! answers {
    (
        $(#[$block:meta])* $owner:ident, $mark:ident, ($($receiver:tt)*), $database:expr, { $($own:tt)* }
    ) => {
        $(#[$block])*
        impl $owner {
            /// The value of a decimal digit as an int; default, or else ValueError, if it is none.
            #[$mark("($self, chr, default=<unrepresentable>, /)")]
            fn decimal($($receiver)* chr: Character, default: Option<&Object>) -> PyResult {
                $database.decimal(chr, default)
            }

            /// The value of a digit, positional or not, as an int; default, or else ValueError, if it is none.
            #[$mark("($self, chr, default=<unrepresentable>, /)")]
            fn digit($($receiver)* chr: Character, default: Option<&Object>) -> PyResult {
                $database.digit(chr, default)
            }

            /// The numeric value as a float; default, or else ValueError, if there is none.
            #[$mark("($self, chr, default=<unrepresentable>, /)")]
            fn numeric($($receiver)* chr: Character, default: Option<&Object>) -> PyResult {
                $database.numeric(chr, default)
            }

            /// The general category, as 'Lu'.
            #[$mark("($self, chr, /)")]
            fn category($($receiver)* chr: Character) -> &'static str {
                $database.category(chr)
            }

            /// The bidirectional class, as 'AL'; empty if the database has none.
            #[$mark("($self, chr, /)")]
            fn bidirectional($($receiver)* chr: Character) -> &'static str {
                $database.bidirectional(chr)
            }

            /// The canonical combining class as an int; 0 if there is none.
            #[$mark("($self, chr, /)")]
            fn combining($($receiver)* chr: Character) -> u8 {
                $database.combining(chr)
            }

            /// 1 if the character is mirrored in bidirectional text, else 0.
            #[$mark("($self, chr, /)")]
            fn mirrored($($receiver)* chr: Character) -> u8 {
                $database.mirrored(chr)
            }

            /// The East Asian width, as 'W'.
            #[$mark("($self, chr, /)")]
            fn east_asian_width($($receiver)* chr: Character) -> &'static str {
                $database.east_asian_width(chr)
            }

            /// The decomposition mapping, as '<super> 0032'; empty if there is none.
            #[$mark("($self, chr, /)")]
            fn decomposition($($receiver)* chr: Character) -> String {
                $database.decomposition(chr)
            }

            /// Is the string in the normal form: 'NFC', 'NFKC', 'NFD' or 'NFKD'?
            #[$mark("($self, form, unistr, /)")]
            fn is_normalized($($receiver)* form: &Str, unistr: &Str) -> PyResult<bool> {
                $database.is_normalized(form, unistr)
            }

            /// The string in a normal form: 'NFC', 'NFKC', 'NFD' or 'NFKD'.
            #[$mark("($self, form, unistr, /)")]
            fn normalize($($receiver)* form: &Str, unistr: &Str) -> PyResult<Py<Str>> {
                $database.normalize(form, unistr)
            }

            /// The name of the character; default, or else ValueError, if it has none.
            #[$mark("($self, chr, default=<unrepresentable>, /)")]
            fn name($($receiver)* chr: Character, default: Option<&Object>) -> PyResult {
                $database.name(chr, default)
            }

            /// The character of that name, or the characters of a named sequence; KeyError if there is none.
            #[$mark("($self, name, /)")]
            fn lookup($($receiver)* name: Utf8) -> PyResult<Py<Str>> {
                $database.lookup(&name)
            }

            $($own)*
        }
    };
}

/// An older version of the database.
#[pyclass(UCD_Type = "unicodedata.UCD")]
pub struct Ucd {
    database: Database,
    version: Field,
}
impl_trace!(Ucd { version });

answers! {
    #[pytype(UCD_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
    Ucd, method, (this: &Instance<Ucd>,), this.database, {}
}

pub struct UnicodedataModule;

answers! {
    /// The character database of Unicode 12.1.0, with names and symbols as in its file UnicodeData.txt.
    #[pymodule("unicodedata")]
    UnicodedataModule, function, (), Database::Current, {
        #[exec]
        fn exec(module: &Module) -> PyResult<()> {
            if !UCD_Type.has_flag(pyston_abi::flags::Py_TPFLAGS_READY) {
                payload_members!(UCD_Type, Ucd { "unidata_version" = version [readonly] });
                Ucd::install();
            }
            module.add_type(&UCD_Type)?;
            let version = Field::new(pyston_unicode::ucd_3_2::UNICODE_VERSION.into_py()?);
            module.add("ucd_3_2_0", Instance::new(Ucd { database: Database::Old, version })?)?;
            module.add("unidata_version", pyston_unicode::UNICODE_VERSION)
        }
    }
}
