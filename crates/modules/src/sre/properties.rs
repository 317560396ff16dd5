//! Properties of characters for the engine: the Unicode database, and the C library for `re.LOCALE`.

use pyston_sre::CharProps;
use pyston_unicode as unicode;

/// What the engine is given with every program.
pub static PROPERTIES: CharProps = CharProps {
    is_alnum: unicode::is_alnum,
    is_decimal: unicode::is_decimal,
    is_space: unicode::is_space,
    to_lower: unicode::to_lower,
    to_upper: unicode::to_upper,
    // SAFETY: the C library's classification is defined for every byte, in any locale.
    locale_is_alnum: |byte| unsafe { libc::isalnum(byte.into()) != 0 },
    // SAFETY: as above; the answer for a byte is a byte.
    locale_lower: |byte| unsafe { libc::tolower(byte.into()) as u8 },
    // SAFETY: as above.
    locale_upper: |byte| unsafe { libc::toupper(byte.into()) as u8 },
};
