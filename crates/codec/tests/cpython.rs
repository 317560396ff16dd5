//! Replays what generate.py recorded from CPython 3.8.

mod common;

use common::{Case, Handler, Raised, cases, from_hex, points, show_points, to_hex, with_text};
use pyston_codec::charmap::{Decoded, Encoded};
use pyston_codec::{
    Builder, ByteOrder, Text, Units, ascii, bytes_escape, charmap, latin1, raw_unicode_escape, repr, unicode_escape,
    utf7, utf8, utf16, utf32,
};
use pyston_unicode::name::lookup_character;

fn byte_order(number: &str) -> Option<ByteOrder> {
    match number {
        "-1" => Some(ByteOrder::Little),
        "1" => Some(ByteOrder::Big),
        _ => None,
    }
}

fn order_number(order: Option<ByteOrder>) -> i32 {
    match order {
        Some(ByteOrder::Little) => -1,
        Some(ByteOrder::Big) => 1,
        None => 0,
    }
}

fn map_byte(byte: u8) -> Decoded {
    let cp = u32::from(byte);
    match byte {
        0..0x60 => Decoded::One(cp),
        0x60..0x70 => Decoded::Undefined,
        0x70..0x80 => Decoded::Several(vec![cp, 0x100]),
        0x80.. => Decoded::One(cp + 0x100),
    }
}

fn map_point(cp: u32) -> Encoded {
    match cp {
        0..0x60 => Encoded::One(cp as u8),
        0x70..0x80 => Encoded::Several(vec![cp as u8, 0x21]),
        _ => Encoded::Undefined,
    }
}

/// The narrowest kind must have been chosen.
fn show_units(units: &Units) -> String {
    let all: Vec<u32> = match units {
        Units::Ascii(units) | Units::Latin1(units) => units.iter().map(|&u| u.into()).collect(),
        Units::Ucs2(units) => units.iter().map(|&u| u.into()).collect(),
        Units::Ucs4(units) => units.clone(),
    };
    let narrowest = match all.iter().max().copied().unwrap_or(0) {
        0..0x80 => matches!(units, Units::Ascii(_)),
        0x80..0x100 => matches!(units, Units::Latin1(_)),
        0x100..0x1_0000 => matches!(units, Units::Ucs2(_)),
        _ => matches!(units, Units::Ucs4(_)),
    };
    assert!(narrowest, "{units:?}");
    show_points(&all)
}

fn decode(case: &Case) -> Result<String, Raised> {
    let input = from_hex(case.input);
    let (order, last) = case.options.split_once(',').unwrap();
    let last = last == "1";
    let mut order = byte_order(order);
    let mut handler = Handler(case.errors);
    let (handler, mut out) = (&mut handler, Builder::default());
    let mut extra = String::new();
    let used = match case.codec {
        "utf-8" => utf8::decode(&input, last, handler, &mut out)?,
        "utf-7" => utf7::decode(&input, last, handler, &mut out)?,
        "ascii" => ascii::decode(&input, handler, &mut out)?,
        "charmap" => charmap::decode(&input, |byte| Ok(map_byte(byte)), handler, &mut out)?,
        "raw_unicode_escape" => raw_unicode_escape::decode(&input, handler, &mut out)?,
        "unicode_escape" => {
            let found = unicode_escape::decode(&input, lookup_character, handler, &mut out)?;
            extra = invalid_escape(&input, found.invalid_escape);
            found.consumed
        }
        "utf-16" | "utf-32" => {
            let used = if case.codec == "utf-16" {
                utf16::decode(&input, &mut order, last, handler, &mut out)?
            } else {
                utf32::decode(&input, &mut order, last, handler, &mut out)?
            };
            extra = format!(" {}", order_number(order));
            used
        }
        other => panic!("unknown codec {other}"),
    };
    Ok(format!("{} {used}{extra}", show_units(&out.finish())))
}

fn invalid_escape(input: &[u8], at: Option<usize>) -> String {
    at.map_or(" -".to_owned(), |at| format!(" {:x}", input[at]))
}

fn encode(case: &Case, text: Text<'_>) -> Result<String, Raised> {
    let mut handler = Handler(case.errors);
    let (handler, mut bytes) = (&mut handler, Vec::new());
    let out = &mut bytes;
    let (little, big) = (Some(ByteOrder::Little), Some(ByteOrder::Big));
    match case.codec {
        "utf-8" => utf8::encode(text, handler, out)?,
        "utf-16" => utf16::encode(text, None, handler, out)?,
        "utf-16-le" => utf16::encode(text, little, handler, out)?,
        "utf-16-be" => utf16::encode(text, big, handler, out)?,
        "utf-32" => utf32::encode(text, None, handler, out)?,
        "utf-32-le" => utf32::encode(text, little, handler, out)?,
        "utf-32-be" => utf32::encode(text, big, handler, out)?,
        "utf-7" => utf7::encode(text, out),
        "ascii" => ascii::encode(text, handler, out)?,
        "latin-1" => latin1::encode(text, handler, out)?,
        "charmap" => charmap::encode(text, |cp| Ok(map_point(cp)), handler, out)?,
        "unicode_escape" => unicode_escape::encode(text, out),
        "raw_unicode_escape" => raw_unicode_escape::encode(text, out),
        other => panic!("unknown codec {other}"),
    }
    Ok(to_hex(out))
}

fn escape(case: &Case) -> String {
    let mut out = Vec::new();
    match case.codec {
        "escape_decode" => {
            let input = from_hex(case.input);
            let on_error = bytes_escape::OnError::from_name(case.errors);
            return match bytes_escape::decode(&input, on_error, &mut out) {
                Ok(at) => format!("ok {}{}", to_hex(&out), invalid_escape(&input, at)),
                Err(error) => format!("error {}", escape_error(error, case.errors)),
            };
        }
        "escape_encode" => bytes_escape::encode(&from_hex(case.input), &mut out),
        "repr_bytes" => repr::bytes(&from_hex(case.input), &mut out),
        _ => {
            return with_text(&points(case.input), |text| {
                let mut out = Builder::default();
                match case.codec {
                    "repr" => repr::string(text, &mut out),
                    "ascii" => repr::ascii(text, &mut out),
                    other => panic!("unknown codec {other}"),
                }
                format!("ok {}", show_units(&out.finish()))
            });
        }
    }
    format!("ok {}", to_hex(&out))
}

fn escape_error(error: bytes_escape::Error, errors: &str) -> String {
    match error {
        bytes_escape::Error::InvalidHex(at) => format!("invalid \\x escape at position {at}"),
        bytes_escape::Error::TrailingBackslash => "Trailing \\ in string".to_owned(),
        bytes_escape::Error::UnknownHandler => {
            format!("decoding error; unknown error handling code: {errors}")
        }
    }
}

fn shown(result: Result<String, Raised>) -> String {
    result.map_or_else(|raised| raised.to_string(), |text| format!("ok {text}"))
}

/// Fails with the first differences and their number.
fn check(data: &'static str, at_least: usize, run: impl Fn(&Case) -> String) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases(data) {
        count += 1;
        let got = run(&case);
        if got != case.expected {
            wrong.push(format!("{case:?}\n     got: {got:?}"));
        }
    }
    assert!(count >= at_least, "only {count} cases");
    let first = &wrong[..wrong.len().min(25)];
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), first.join("\n"));
}

#[test]
fn decoders() {
    check(include_str!("data/decode.txt"), 6000, |case| shown(decode(case)));
}

#[test]
fn encoders() {
    check(include_str!("data/encode.txt"), 4000, |case| {
        with_text(&points(case.input), |text| shown(encode(case, text)))
    });
}

#[test]
fn escapes_and_reprs() {
    check(include_str!("data/escape.txt"), 1500, escape);
}
