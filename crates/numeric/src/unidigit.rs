//! Decimal digits of Unicode 12.1, which the format languages accept wherever they take a number.
//!
//! Every run of decimal digits is ten code points from zero to nine, so the zeros say it all.

/// The zeros, in order.
const ZEROS: [u32; 63] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0,
    0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950,
];

/// The value of a decimal digit, whatever its script.
pub fn decimal_digit(cp: u32) -> Option<u32> {
    if cp < 0x80 {
        return (u32::from(b'0')..=u32::from(b'9')).contains(&cp).then(|| cp - u32::from(b'0'));
    }
    let below = ZEROS.partition_point(|&zero| zero <= cp);
    let value = cp - ZEROS[below.checked_sub(1)?];
    (value < 10).then_some(value)
}

/// Why a number in a template is none.
pub(crate) struct TooManyDigits;

/// Reads the digits at the start of `text`: their value (None when there are none) and how many they are.
pub(crate) fn leading_number<C: Copy + Into<u32>>(text: &[C]) -> Result<(Option<usize>, usize), TooManyDigits> {
    let mut value = 0usize;
    let mut count = 0;
    for digit in text.iter().map_while(|&cp| decimal_digit(cp.into())) {
        let digit = digit as usize;
        if value > (isize::MAX as usize - digit) / 10 {
            return Err(TooManyDigits);
        }
        value = value * 10 + digit;
        count += 1;
    }
    Ok(((count > 0).then_some(value), count))
}
