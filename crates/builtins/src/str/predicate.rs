//! The `is...` methods.

use pyston_object::str::StrData;
use pyston_unicode as unicode;

/// Do all code points satisfy `test`, and is there one?
pub fn all(text: StrData<'_>, test: impl Fn(u32) -> bool) -> bool {
    !text.is_empty() && text.iter().all(test)
}

/// Is a cased code point there, and none that `refused` refuses?
pub fn is_case(text: StrData<'_>, wanted: impl Fn(u32) -> bool, refused: impl Fn(u32) -> bool) -> bool {
    let mut found = false;
    for point in text.iter() {
        if refused(point) {
            return false;
        }
        found |= wanted(point);
    }
    found
}

pub fn is_lower(text: StrData<'_>) -> bool {
    is_case(text, unicode::is_lower, |point| unicode::is_upper(point) || unicode::is_title(point))
}

pub fn is_upper(text: StrData<'_>) -> bool {
    is_case(text, unicode::is_upper, |point| unicode::is_lower(point) || unicode::is_title(point))
}

/// Does each word start with a capital and go on in lower case?
pub fn is_title(text: StrData<'_>) -> bool {
    let (mut found, mut in_word) = (false, false);
    for point in text.iter() {
        let is_capital = unicode::is_upper(point) || unicode::is_title(point);
        let is_lower = unicode::is_lower(point);
        if (is_capital && in_word) || (is_lower && !in_word) {
            return false;
        }
        in_word = is_capital || is_lower;
        found |= in_word;
    }
    found
}

pub fn is_identifier(text: StrData<'_>) -> bool {
    let mut points = text.iter();
    points.next().is_some_and(unicode::is_identifier_start) && points.all(unicode::is_identifier_continue)
}
