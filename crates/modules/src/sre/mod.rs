//! `_sre`: compiled regular expressions, over the engine of `pyston-sre`.
//!
//! The pattern compiler is Python's own `sre_compile`; this module takes its code words, validates them
//! once and runs them over str and over anything that exports bytes.

mod matched;
mod pattern;
mod properties;
mod scanner;
mod subject;
mod substitute;

use pyston_object::prelude::*;

use self::matched::Match;
use self::pattern::Pattern;
use self::properties::PROPERTIES;
use self::scanner::Scanner;
use crate::arguments::{CInt, install_once};

pub struct SreModule;

/// A character code as the engine sees it: C's conversion of an int.
fn code(character: CInt) -> u32 {
    character.0 as u32
}

#[pymodule("_sre")]
impl SreModule {
    /// The size of a code word, in bytes.
    #[function("($module, /)")]
    fn getcodesize() -> u32 {
        pyston_sre::CODESIZE
    }

    /// Is the character an ASCII letter?
    #[function("($module, character, /)")]
    fn ascii_iscased(character: CInt) -> bool {
        pyston_sre::ascii_iscased(code(character))
    }

    /// Does the character have an upper and a lower case?
    #[function("($module, character, /)")]
    fn unicode_iscased(character: CInt) -> bool {
        pyston_sre::unicode_iscased(code(character), &PROPERTIES)
    }

    /// The lower case of an ASCII letter; any other character itself.
    #[function("($module, character, /)")]
    fn ascii_tolower(character: CInt) -> i32 {
        pyston_sre::ascii_tolower(code(character)) as i32
    }

    /// The lower case of a character.
    #[function("($module, character, /)")]
    fn unicode_tolower(character: CInt) -> i32 {
        pyston_sre::unicode_tolower(code(character), &PROPERTIES) as i32
    }

    /// A pattern from the code that `sre_compile` made for it.
    #[function("($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)")]
    fn compile(
        pattern: &Object,
        flags: CInt,
        code: &List,
        groups: isize,
        groupindex: &Dict,
        indexgroup: &Tuple,
    ) -> PyResult<Py<Instance<Pattern>>> {
        Pattern::compile(pattern, flags.0, code, groups, groupindex, indexgroup)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&pattern::Pattern_Type, || {
            Pattern::install_type();
            Match::install_type();
            Scanner::install_type();
            pyston_object::ready::ready(&pattern::Pattern_Type)?;
            pyston_object::ready::ready(&matched::Match_Type)?;
            pyston_object::ready::ready(&scanner::Scanner_Type)
        })?;
        module.add("__doc__", ())?;
        module.add("MAGIC", pyston_sre::MAGIC)?;
        module.add("CODESIZE", pyston_sre::CODESIZE)?;
        module.add("MAXREPEAT", pyston_sre::MAXREPEAT)?;
        module.add("MAXGROUPS", pyston_sre::MAXGROUPS)?;
        module.add("copyright", " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ")
    }
}
