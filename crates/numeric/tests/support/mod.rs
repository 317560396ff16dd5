//! Reads the generators' data files: one case a line, see oracle_common.py for how values are written.
#![allow(dead_code, reason = "each test file uses its own part")]

use pyston_numeric::{ErrorKind, Int, NumError, int};

/// One case: its fields without the operation and the result.
pub struct Case<'a> {
    pub operation: &'a str,
    fields: Vec<&'a str>,
    line: usize,
}

impl Case<'_> {
    pub fn raw(&self, at: usize) -> &str {
        self.fields[at]
    }
    pub fn int(&self, at: usize) -> Int {
        read_int(self.fields[at])
    }
    pub fn float(&self, at: usize) -> f64 {
        read_float(self.fields[at])
    }
    pub fn number<T: std::str::FromStr>(&self, at: usize) -> T {
        self.fields[at].parse().unwrap_or_else(|_| panic!("line {}: bad number {}", self.line, self.fields[at]))
    }
    pub fn flag(&self, at: usize) -> bool {
        self.fields[at] == "1"
    }
    pub fn cps(&self, at: usize) -> Vec<u32> {
        unescape(self.fields[at])
    }
    /// A text as UTF-8 (there must be no surrogates).
    pub fn text(&self, at: usize) -> Vec<u8> {
        self.cps(at).into_iter().map(|c| char::from_u32(c).expect("no surrogate")).collect::<String>().into_bytes()
    }
    pub fn len(&self) -> usize {
        self.fields.len()
    }
}

pub fn read_int(text: &str) -> Int {
    int::parse(text.as_bytes(), 16, 0).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

pub fn read_float(text: &str) -> f64 {
    if text == "nan" { f64::NAN } else { f64::from_bits(u64::from_str_radix(text, 16).expect("bits")) }
}

pub fn show_int(value: &Int) -> String {
    assert!(value.digits.last() != Some(&0) && !(value.negative && value.digits.is_empty()));
    let sign = if value.negative { "-" } else { "" };
    sign.to_owned() + &int::radix_magnitude(value.as_ref(), 16)
}

pub fn show_float(value: f64) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{:016x}", value.to_bits()) }
}

pub fn show_error(error: &NumError) -> String {
    let text = escape(error.text.chars().map(u32::from));
    match error.kind {
        ErrorKind::OverflowErrno => format!("!OverflowError: (34, '{text}')"),
        kind if text.is_empty() => format!("!{kind:?}: ()"),
        kind => format!("!{kind:?}: {text}"),
    }
}

pub fn show<T>(result: Result<T, NumError>, text: impl FnOnce(T) -> String) -> String {
    result.map_or_else(|e| show_error(&e), text)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

pub fn unescape(text: &str) -> Vec<u32> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[1..];
        if c != '\\' {
            out.push(c.into());
        } else if let Some(after) = rest.strip_prefix('\\') {
            out.push(c.into());
            rest = after;
        } else {
            let (code, after) = rest[1..].split_once('}').expect("closed escape");
            out.push(u32::from_str_radix(code, 16).expect("code point"));
            rest = after;
        }
    }
    out
}

pub fn escape(cps: impl IntoIterator<Item = u32>) -> String {
    let one = |cp| match char::from_u32(cp) {
        Some('\\') => "\\\\".to_owned(),
        Some(c @ ' '..='~') => c.to_string(),
        _ => format!("\\{{{cp:x}}}"),
    };
    cps.into_iter().map(one).collect()
}

/// Runs every case of a data file and lists the first that fail.
pub fn run(data: &str, least: usize, check: impl Fn(&Case) -> String) {
    let (mut failures, mut count) = (Vec::new(), 0);
    for (line, text) in data.lines().enumerate() {
        let mut fields: Vec<&str> = text.split('\t').collect();
        let expected = fields.pop().expect("a result");
        let operation = fields.remove(0);
        let case = Case { operation, fields, line: line + 1 };
        let got = check(&case);
        count += 1;
        if got != expected {
            let clip = |s: &str| s.chars().take(300).collect::<String>();
            failures.push(format!(
                "line {}: {}\n  expected {}\n  got      {}",
                line + 1,
                clip(text),
                clip(expected),
                clip(&got)
            ));
        }
    }
    assert!(count >= least, "only {count} cases");
    let shown = failures.iter().take(25).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} of {count} failed:\n{shown}", failures.len());
}
