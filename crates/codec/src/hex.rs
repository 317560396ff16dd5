//! Hexadecimal digits of the escape codecs.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The last `width` hexadecimal digits of `value`, in lower case.
pub(crate) fn digits(value: u32, width: u32) -> impl Iterator<Item = u8> {
    (0..width).rev().map(move |place| DIGITS[(value >> (4 * place) & 15) as usize])
}

/// Value of one digit of either case.
pub(crate) fn value(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(16)
}

/// Up to `width` digits from `start` on: their value, and where they end.
pub(crate) fn read(input: &[u8], start: usize, width: usize) -> (u32, usize) {
    let mut result = 0;
    let mut at = start;
    while at < start + width
        && let Some(digit) = input.get(at).copied().and_then(value)
    {
        result = result << 4 | digit;
        at += 1;
    }
    (result, at)
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN`, whichever is the shortest for `cp`.
pub(crate) fn escape(cp: u32) -> impl Iterator<Item = u8> {
    let (letter, width) = match cp {
        0..=0xFF => (b'x', 2),
        0x100..=0xFFFF => (b'u', 4),
        _ => (b'U', 8),
    };
    [b'\\', letter].into_iter().chain(digits(cp, width))
}
