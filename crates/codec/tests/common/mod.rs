//! Reading the recorded cases, and the handlers they name.

use std::fmt;

use pyston_codec::{DecodeHandler, EncodeHandler, Failure, Fault, Output, Policy, Replacement, Resume, Text};

/// One recorded line.
#[derive(Debug)]
pub struct Case {
    pub codec: &'static str,
    pub errors: &'static str,
    pub options: &'static str,
    pub input: &'static str,
    pub expected: &'static str,
}

pub fn cases(data: &'static str) -> impl Iterator<Item = Case> {
    data.lines().map(|line| {
        let [codec, errors, options, input, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("malformed line {line:?}");
        };
        Case { codec, errors, options, input, expected }
    })
}

pub fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn points(text: &str) -> Vec<u32> {
    let words = text.split(',').filter(|word| !word.is_empty());
    words.map(|word| u32::from_str_radix(word, 16).unwrap()).collect()
}

pub fn show_points(points: &[u32]) -> String {
    let words: Vec<String> = points.iter().map(|cp| format!("{cp:x}")).collect();
    words.join(",")
}

/// Hands out the text in the narrowest width that holds it.
pub fn with_text<R>(points: &[u32], run: impl FnOnce(Text<'_>) -> R) -> R {
    let ucs1: Result<Vec<u8>, _> = points.iter().map(|&cp| u8::try_from(cp)).collect();
    if let Ok(units) = ucs1 {
        return run(Text::Ucs1(&units));
    }
    let ucs2: Result<Vec<u16>, _> = points.iter().map(|&cp| u16::try_from(cp)).collect();
    match ucs2 {
        Ok(units) => run(Text::Ucs2(&units)),
        Err(_) => run(Text::Ucs4(points)),
    }
}

/// What a run ended with, written as the recorded lines write it.
pub struct Raised(Failure);

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Failure::Fault(fault) => {
                let (start, end, name) = (fault.start, fault.end, fault.codec.name());
                write!(f, "fault {start} {end} {name} {}", fault.reason)
            }
            Failure::EncodeOnly => f.write_str("type"),
        }
    }
}

/// The handler of that name: a policy, or one of the callbacks of generate.py.
pub struct Handler(pub &'static str);

impl Handler {
    fn policy(&self) -> Policy {
        Policy::from_name(self.0).unwrap_or_else(|| panic!("unknown handler {}", self.0))
    }
}

impl<O: Output> DecodeHandler<O> for Handler {
    type Error = Raised;

    fn error(&mut self, fault: &Fault, input: &[u8], out: &mut O) -> Result<Resume, Raised> {
        match self.0 {
            "custom" => {
                out.push('<'.into());
                out.push(0xE9);
                out.push('>'.into());
                Ok(Resume::at(fault.end))
            }
            "swap" => {
                let mut changed = input[..fault.start].to_vec();
                changed.extend(b"??");
                changed.extend(&input[fault.end..]);
                Ok(Resume { position: fault.start, input: Some(changed) })
            }
            _ => DecodeHandler::error(&mut self.policy(), fault, input, out).map_err(Raised),
        }
    }
}

impl EncodeHandler for Handler {
    type Error = Raised;

    fn error(&mut self, fault: &Fault, text: Text<'_>) -> Result<(Replacement, usize), Raised> {
        let bytes = |bytes: &[u8]| Replacement::Bytes(bytes.to_vec());
        Ok(match self.0 {
            "text" => (Replacement::Text(vec![0xE9, '?'.into()]), fault.end),
            "ascii" => (Replacement::Text(vec!['x'.into(), '-'.into()]), fault.end),
            "bytes" => (bytes(b"xy"), fault.end),
            "word" => (bytes(b"wxyz"), fault.end),
            "one" => (bytes(b"z"), fault.start + 1),
            _ => return EncodeHandler::error(&mut self.policy(), fault, text).map_err(Raised),
        })
    }

    fn raise(&mut self, fault: &Fault, text: Text<'_>) -> Raised {
        Raised(self.policy_or_strict().raise(fault, text))
    }
}

impl Handler {
    fn policy_or_strict(&self) -> Policy {
        Policy::from_name(self.0).unwrap_or(Policy::Strict)
    }
}
