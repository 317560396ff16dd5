//! Numbers of the code word format, as `sre_constants` of Python 3.8 has them.
//!
//! They are the interface to `sre_compile` and hence fixed by [`MAGIC`].

/// The version of the code format.
pub const MAGIC: u32 = 20171005;
/// Bytes in a code word.
pub const CODESIZE: u32 = 4;
/// The repeat count that stands for "no limit".
pub const MAXREPEAT: u32 = u32::MAX;
/// The largest number of groups a program may have.
pub const MAXGROUPS: u32 = u32::MAX / 2;

macro_rules! numbered {
    ($($name:ident)*) => { numbered!(@ 0u32; $($name)*); };
    (@ $n:expr; $name:ident $($rest:ident)*) => {
        pub(crate) const $name: u32 = $n;
        numbered!(@ $n + 1; $($rest)*);
    };
    (@ $n:expr;) => {};
}

/// Operators.
pub(crate) mod op {
    numbered! {
        FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH _CALL CATEGORY
        CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS IN INFO JUMP LITERAL MARK
        MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE
        _SUBPATTERN MIN_REPEAT_ONE
        GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE
        GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE
        GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE
        RANGE_UNI_IGNORE
    }
}

/// Flags of the INFO block.
pub(crate) mod info {
    pub(crate) const PREFIX: u32 = 1;
    pub(crate) const LITERAL: u32 = 2;
    pub(crate) const CHARSET: u32 = 4;
}
