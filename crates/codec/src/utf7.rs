//! UTF-7: ASCII with runs of base64-coded UTF-16 between `+` and `-`.
//!
//! Characters of a run are held back until the run ends, because an
//! incremental decoder that meets the end of its input within a run must start
//! again at the `+` with nothing written.

use crate::decode::{self, Decoder};
use crate::{Codec, DecodeHandler, Fault, Output, Text};

/// Decodes `input`; unless `last`, an unfinished run at the end is left.
/// Returns the number of bytes consumed.
pub fn decode<H, O>(input: &[u8], last: bool, handler: &mut H, out: &mut O) -> Result<usize, H::Error>
where
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    let mut decoder = Utf7 { last, run: None };
    decode::decode(&mut decoder, input, last, handler, out)
}

struct Utf7 {
    last: bool,
    run: Option<Run>,
}

/// A base64 run in progress.
struct Run {
    start: usize,
    buffer: u32,
    bits: u32,
    high: Option<u32>,
    characters: Vec<u32>,
}

impl Run {
    fn new(start: usize) -> Self {
        Self { start, buffer: 0, bits: 0, high: None, characters: Vec::new() }
    }

    fn push_digit(&mut self, digit: u32) {
        self.buffer = self.buffer << 6 | digit;
        self.bits += 6;
        if self.bits >= 16 {
            self.bits -= 16;
            let unit = self.buffer >> self.bits;
            self.buffer &= (1 << self.bits) - 1;
            self.push_unit(unit);
        }
    }

    fn push_unit(&mut self, unit: u32) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let cp = 0x1_0000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
                self.characters.push(cp);
                return;
            }
            (Some(high), _) => self.characters.push(high),
            (None, _) => {}
        }
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
        } else {
            self.characters.push(unit);
        }
    }

    /// What is wrong with the run if it ends here.
    fn leftover(&self) -> Option<&'static str> {
        if self.bits >= 6 {
            Some("partial character in shift sequence")
        } else if self.buffer != 0 {
            Some("non-zero padding bits in shift sequence")
        } else {
            None
        }
    }
}

fn digit_value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

fn fault(start: usize, end: usize, reason: &'static str) -> Fault {
    Fault { codec: Codec::Utf7, start, end, reason }
}

impl Utf7 {
    /// Ends the run before `byte`, which is at `position`; only a `-` belongs to
    /// the run. An unpaired surrogate at the end survives before ASCII other
    /// than `+`.
    fn end_run<O: Output + ?Sized>(&mut self, run: Run, byte: u8, position: &mut usize, out: &mut O) -> Option<Fault> {
        run.characters.iter().for_each(|&cp| out.push(cp));
        if let Some(reason) = run.leftover() {
            *position += 1;
            return Some(fault(run.start, *position, reason));
        }
        if let Some(high) = run.high
            && byte < 0x80
            && byte != b'+'
        {
            out.push(high);
        }
        if byte == b'-' {
            *position += 1;
        }
        None
    }

    /// What a `+` outside a run begins.
    fn begin_run<O: Output + ?Sized>(&mut self, input: &[u8], position: &mut usize, out: &mut O) -> Option<Fault> {
        let start = *position;
        *position += 1;
        match input.get(*position) {
            Some(b'-') => {
                *position += 1;
                out.push(u32::from(b'+'));
            }
            Some(&byte) if digit_value(byte).is_none() => {
                *position += 1;
                return Some(fault(start, *position, "ill-formed sequence"));
            }
            _ => self.run = Some(Run::new(start)),
        }
        None
    }

    /// What the end of the input within `run` means.
    fn end_input<O: Output + ?Sized>(&mut self, run: Run, position: &mut usize, out: &mut O) -> Option<Fault> {
        if !self.last {
            *position = run.start;
            return None;
        }
        run.characters.iter().for_each(|&cp| out.push(cp));
        (run.high.is_some() || run.leftover().is_some())
            .then(|| fault(run.start, *position, "unterminated shift sequence"))
    }
}

impl<E> Decoder<E> for Utf7 {
    fn scan<O: Output + ?Sized>(
        &mut self,
        input: &[u8],
        position: &mut usize,
        out: &mut O,
    ) -> Result<Option<Fault>, E> {
        while let Some(&byte) = input.get(*position) {
            let mut fault_here = None;
            if let Some(mut run) = self.run.take() {
                if let Some(digit) = digit_value(byte) {
                    run.push_digit(digit);
                    self.run = Some(run);
                    *position += 1;
                } else {
                    fault_here = self.end_run(run, byte, position, out);
                }
            } else if byte == b'+' {
                fault_here = self.begin_run(input, position, out);
            } else if byte < 0x80 {
                out.push(u32::from(byte));
                *position += 1;
            } else {
                let start = *position;
                *position += 1;
                fault_here = Some(fault(start, *position, "unexpected special character"));
            }
            if fault_here.is_some() {
                return Ok(fault_here);
            }
        }
        Ok(self.run.take().and_then(|run| self.end_input(run, position, out)))
    }
}

/// Whether `cp` stands for itself outside a run: printable ASCII but `+`, `\`
/// and `~`, and the four usual white space characters.
fn is_direct(cp: u32) -> bool {
    match u8::try_from(cp) {
        Ok(b'+' | b'\\' | b'~') => false,
        Ok(byte) => matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'}'),
        Err(_) => false,
    }
}

/// The pending bits of a run being written.
#[derive(Default)]
struct Bits {
    buffer: u32,
    count: u32,
}

impl Bits {
    fn push_unit(&mut self, unit: u32, out: &mut Vec<u8>) {
        self.buffer = self.buffer << 16 | unit;
        self.count += 16;
        while self.count >= 6 {
            self.count -= 6;
            out.push(digit(self.buffer >> self.count));
        }
        self.buffer &= (1 << self.count) - 1;
    }

    fn flush(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            out.push(digit(self.buffer << (6 - self.count)));
        }
        *self = Self::default();
    }
}

fn digit(value: u32) -> u8 {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    DIGITS[(value & 63) as usize]
}

/// Encodes `text` to the end of `out`; surrogates pass.
pub fn encode(text: Text<'_>, out: &mut Vec<u8>) {
    let mut bits = None::<Bits>;
    for cp in text.iter() {
        if is_direct(cp) {
            let byte = cp as u8;
            if let Some(mut bits) = bits.take() {
                bits.flush(out);
                if digit_value(byte).is_some() || byte == b'-' {
                    out.push(b'-');
                }
            }
            out.push(byte);
            continue;
        }
        if bits.is_none() {
            out.push(b'+');
            if cp == u32::from(b'+') {
                out.push(b'-');
                continue;
            }
        }
        let bits = bits.get_or_insert_default();
        if let Some(high) = cp.checked_sub(0x1_0000) {
            bits.push_unit(0xD800 + (high >> 10), out);
            bits.push_unit(0xDC00 + (high & 0x3FF), out);
        } else {
            bits.push_unit(cp, out);
        }
    }
    if let Some(mut bits) = bits {
        bits.flush(out);
        out.push(b'-');
    }
}
