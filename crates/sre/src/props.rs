//! Character properties the engine needs, given by the caller.
//!
//! A table of functions rather than a generic parameter: it is consulted only
//! beyond Latin-1 (or under LOCALE), and this way programs have one type.

/// The properties: Unicode ones by code point, locale ones by byte.
#[derive(Clone, Copy, Debug)]
pub struct CharProps {
    /// `str.isalnum` for one character.
    pub is_alnum: fn(u32) -> bool,
    /// `str.isdecimal` for one character: what `\d` takes.
    pub is_decimal: fn(u32) -> bool,
    /// `str.isspace` for one character.
    pub is_space: fn(u32) -> bool,
    /// Simple (one to one) lower case.
    pub to_lower: fn(u32) -> u32,
    /// Simple (one to one) upper case.
    pub to_upper: fn(u32) -> u32,
    /// `isalnum` of the C library in the current locale.
    pub locale_is_alnum: fn(u8) -> bool,
    /// `tolower` of the C library in the current locale.
    pub locale_lower: fn(u8) -> u8,
    /// `toupper` of the C library in the current locale.
    pub locale_upper: fn(u8) -> u8,
}

impl CharProps {
    /// Lower case by locale; what is no byte stays.
    pub(crate) fn locale_lower_of(&self, ch: u32) -> u32 {
        u8::try_from(ch).map_or(ch, |byte| u32::from((self.locale_lower)(byte)))
    }

    /// Upper case by locale; what is no byte stays.
    pub(crate) fn locale_upper_of(&self, ch: u32) -> u32 {
        u8::try_from(ch).map_or(ch, |byte| u32::from((self.locale_upper)(byte)))
    }
}

/// `_sre.ascii_iscased`.
pub fn ascii_iscased(ch: u32) -> bool {
    u8::try_from(ch).is_ok_and(|byte| byte.is_ascii_alphabetic())
}

/// `_sre.ascii_tolower`.
pub fn ascii_tolower(ch: u32) -> u32 {
    u8::try_from(ch).map_or(ch, |byte| u32::from(byte.to_ascii_lowercase()))
}

/// `_sre.unicode_iscased`.
pub fn unicode_iscased(ch: u32, props: &CharProps) -> bool {
    (props.to_lower)(ch) != ch || (props.to_upper)(ch) != ch
}

/// `_sre.unicode_tolower`.
pub fn unicode_tolower(ch: u32, props: &CharProps) -> u32 {
    (props.to_lower)(ch)
}
