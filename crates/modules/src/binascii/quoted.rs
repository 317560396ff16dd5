//! Quoted-printable text.

use super::digit_value;

/// No encoded line is longer than this, its soft break included.
const LINE: usize = 76;

/// What is quoted beside what must be.
#[derive(Clone, Copy)]
pub struct Style {
    pub quotes_tabs: bool,
    /// Line ends stay line ends.
    pub is_text: bool,
    /// Spaces become underscores.
    pub is_header: bool,
}

pub fn decode(text: &[u8], is_header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&character, after)) = rest.split_first() {
        rest = after;
        match character {
            b'=' => rest = decode_quoted(after, &mut out),
            b'_' if is_header => out.push(b' '),
            _ => out.push(character),
        }
    }
    out
}

/// Decodes what follows an equals sign; gives what is left.
fn decode_quoted<'a>(text: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    match text {
        [] => text,
        // A soft line break.
        [b'\n', rest @ ..] => rest,
        [b'\r', ..] => match memchr::memchr(b'\n', text) {
            Some(end) => &text[end + 1..],
            None => &[],
        },
        // Some encoders write an equals sign so.
        [b'=', rest @ ..] => {
            out.push(b'=');
            rest
        }
        [high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            out.extend(digit_value(*high).zip(digit_value(*low)).map(|(high, low)| high << 4 | low));
            rest
        }
        _ => {
            out.push(b'=');
            text
        }
    }
}

pub fn encode(data: &[u8], style: Style) -> Vec<u8> {
    // The first line end decides what kind all of them get.
    let has_crlf = memchr::memchr(b'\n', data).is_some_and(|end| end > 0 && data[end - 1] == b'\r');
    let line_end: &[u8] = if has_crlf { b"\r\n" } else { b"\n" };
    let mut encoder = Encoder { out: Vec::with_capacity(data.len()), column: 0, line_end, style };
    let mut rest = data;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if encoder.must_quote(byte, after) {
            encoder.quote(byte);
        } else if style.is_text && (byte == b'\n' || (byte == b'\r' && after.first() == Some(&b'\n'))) {
            encoder.end_line();
            rest = if byte == b'\r' { &after[1..] } else { after };
        } else {
            encoder.plain(byte, after);
        }
    }
    encoder.out
}

struct Encoder {
    out: Vec<u8>,
    column: usize,
    line_end: &'static [u8],
    style: Style,
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

fn digits(byte: u8) -> [u8; 2] {
    [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]
}

impl Encoder {
    fn must_quote(&self, byte: u8, after: &[u8]) -> bool {
        match byte {
            b'=' | 127.. => true,
            b'_' => self.style.is_header,
            // A dot alone in a line ends a mail.
            b'.' => self.column == 0 && matches!(after.first(), None | Some(b'\n' | b'\r' | 0)),
            b'\r' | b'\n' => !self.style.is_text,
            b'\t' | b' ' => after.is_empty() || self.style.quotes_tabs,
            0..b' ' => true,
            _ => false,
        }
    }

    fn soft_break(&mut self) {
        self.out.push(b'=');
        self.out.extend(self.line_end);
        self.column = 0;
    }

    fn quote(&mut self, byte: u8) {
        if self.column + 3 >= LINE {
            self.soft_break();
        }
        self.out.push(b'=');
        self.out.extend(digits(byte));
        self.column += 3;
    }

    fn end_line(&mut self) {
        // White space before a line end would get lost.
        if let Some(&last @ (b' ' | b'\t')) = self.out.last() {
            self.out.pop();
            self.out.push(b'=');
            self.out.extend(digits(last));
        }
        self.out.extend(self.line_end);
        self.column = 0;
    }

    fn plain(&mut self, byte: u8, after: &[u8]) {
        if self.column + 1 >= LINE && after.first().is_some_and(|&next| next != b'\n') {
            self.soft_break();
        }
        self.column += 1;
        self.out.push(if byte == b' ' && self.style.is_header { b'_' } else { byte });
    }
}
