//! Struct formats: from text to places in memory.

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `x`: no item at all.
    Pad,
    Char,
    Bool,
    Signed,
    Unsigned,
    Pointer,
    Half,
    Float,
    Double,
    /// `s`: all of its bytes are one item.
    Text,
    /// `p`: likewise, the first byte is the length.
    Pascal,
}

/// A letter of the format.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub letter: u8,
    pub kind: Kind,
    native_size: usize,
    /// 0: not in standard formats.
    standard_size: usize,
}

const fn letter(letter: u8, kind: Kind, native_size: usize, standard_size: usize) -> Letter {
    Letter { letter, kind, native_size, standard_size }
}

/// Every letter. Native alignments are the sizes on all platforms that this runs on.
const LETTERS: &[Letter] = &[
    letter(b'x', Kind::Pad, 1, 1),
    letter(b'b', Kind::Signed, 1, 1),
    letter(b'B', Kind::Unsigned, 1, 1),
    letter(b'c', Kind::Char, 1, 1),
    letter(b's', Kind::Text, 1, 1),
    letter(b'p', Kind::Pascal, 1, 1),
    letter(b'h', Kind::Signed, 2, 2),
    letter(b'H', Kind::Unsigned, 2, 2),
    letter(b'i', Kind::Signed, 4, 4),
    letter(b'I', Kind::Unsigned, 4, 4),
    letter(b'l', Kind::Signed, size_of::<libc::c_long>(), 4),
    letter(b'L', Kind::Unsigned, size_of::<libc::c_long>(), 4),
    letter(b'q', Kind::Signed, 8, 8),
    letter(b'Q', Kind::Unsigned, 8, 8),
    letter(b'n', Kind::Signed, size_of::<isize>(), 0),
    letter(b'N', Kind::Unsigned, size_of::<usize>(), 0),
    letter(b'P', Kind::Pointer, size_of::<usize>(), 0),
    letter(b'?', Kind::Bool, 1, 1),
    letter(b'e', Kind::Half, 2, 2),
    letter(b'f', Kind::Float, 4, 4),
    letter(b'd', Kind::Double, 8, 8),
];

/// Items of one kind, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    pub letter: Letter,
    pub offset: usize,
    /// Bytes of an item.
    pub size: usize,
    pub repeat: usize,
}

/// A compiled format.
#[derive(Clone, Debug)]
pub struct Format {
    pub codes: Vec<Code>,
    /// Bytes in all.
    pub size: usize,
    /// Items in all.
    pub len: usize,
    pub little: bool,
    pub native: bool,
}

const TOO_LONG: &str = "total struct size too long";

impl Format {
    /// Compiles a format; the error is the message of `struct.error`.
    pub fn parse(text: &[u8]) -> Result<Format, &'static str> {
        if text.contains(&0) {
            return Err("embedded null character");
        }
        let host_little = cfg!(target_endian = "little");
        let (little, native, body) = match text.first() {
            Some(b'<') => (true, false, &text[1..]),
            Some(b'>' | b'!') => (false, false, &text[1..]),
            Some(b'=') => (host_little, false, &text[1..]),
            Some(b'@') => (host_little, true, &text[1..]),
            _ => (host_little, true, text),
        };
        let mut format = Format { codes: Vec::new(), size: 0, len: 0, little, native };
        let mut at = 0;
        while let Some(&byte) = body.get(at) {
            if is_space(byte) {
                at += 1;
                continue;
            }
            let digits = body[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let count = number(&body[at..at + digits])?;
            at += digits;
            let Some(&byte) = body.get(at) else { return Err("repeat count given without format specifier") };
            at += 1;
            format.push(byte, count)?;
        }
        Ok(format)
    }

    fn push(&mut self, byte: u8, count: usize) -> Result<(), &'static str> {
        let known = LETTERS.iter().find(|known| known.letter == byte && (self.native || known.standard_size > 0));
        let &letter = known.ok_or("bad char in struct format")?;
        let size = if self.native { letter.native_size } else { letter.standard_size };
        let mut offset = self.size;
        if self.native {
            offset = offset.checked_next_multiple_of(size).ok_or(TOO_LONG)?;
        }
        let total = size.checked_mul(count).and_then(|bytes| bytes.checked_add(offset));
        self.size = total.filter(|&total| total <= isize::MAX as usize).ok_or(TOO_LONG)?;
        match letter.kind {
            Kind::Pad => {}
            Kind::Text | Kind::Pascal => {
                self.len += 1;
                self.codes.push(Code { letter, offset, size: count, repeat: 1 });
            }
            _ if count > 0 => {
                self.len += count;
                self.codes.push(Code { letter, offset, size, repeat: count });
            }
            _ => {}
        }
        Ok(())
    }

    /// Every item with its offset.
    pub fn items(&self) -> impl Iterator<Item = (&Code, usize)> {
        self.codes.iter().flat_map(|code| (0..code.repeat).map(move |index| (code, code.offset + index * code.size)))
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// A repeat count; 1 without digits.
fn number(digits: &[u8]) -> Result<usize, &'static str> {
    if digits.is_empty() {
        return Ok(1);
    }
    let value =
        digits.iter().try_fold(0usize, |value, digit| value.checked_mul(10)?.checked_add(usize::from(digit - b'0')));
    value.filter(|&value| value <= isize::MAX as usize).ok_or(TOO_LONG)
}
