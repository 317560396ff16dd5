//! Decoding of source bytes in a declared charset.
//!
//! **Invariant**: strict, as Python's codecs: a byte without meaning is an error, never replaced.
//! Charsets of one byte a character beyond ASCII and Latin-1 come from `encoding_rs`, whose tables are
//! those of the Web; names that mean something else there are mapped by hand.

use encoding_rs::Encoding;
use pyston_codec::{ByteOrder, Failure, Output, Policy, utf16, utf32};

use super::multibyte;

/// A decoder: bytes and the declared name to text, or the text of Python's exception.
pub type Decoder = fn(&[u8], &str) -> Result<String, String>;

/// Decodes `bytes`; the error is the text of Python's exception.
pub fn decode(bytes: &[u8], name: &str) -> Result<String, String> {
    let normal: String =
        name.chars().map(|c| if c == '_' || c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    match normal.as_str() {
        "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => ascii(bytes),
        "iso-8859-1" | "iso8859-1" | "iso8859" | "latin-1" | "latin1" | "latin" | "l1" | "8859" | "cp819" => {
            Ok(bytes.iter().map(|&byte| char::from(byte)).collect())
        }
        "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf-8-sig" => utf8(bytes),
        "utf-16" | "utf16" | "u16" => wide(bytes, utf16::decode, None),
        "utf-16-le" | "utf-16le" => wide(bytes, utf16::decode, Some(ByteOrder::Little)),
        "utf-16-be" | "utf-16be" => wide(bytes, utf16::decode, Some(ByteOrder::Big)),
        "utf-32" | "utf32" | "u32" => wide(bytes, utf32::decode, None),
        "utf-32-le" | "utf-32le" => wide(bytes, utf32::decode, Some(ByteOrder::Little)),
        "utf-32-be" | "utf-32be" => wide(bytes, utf32::decode, Some(ByteOrder::Big)),
        _ => match multibyte::find(&normal) {
            Some(encoding) => multibyte::decode(bytes, encoding),
            None => web(bytes, name, &normal),
        },
    }
}

fn ascii(bytes: &[u8]) -> Result<String, String> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        None => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Some(at) => Err(format!(
            "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
            bytes[at]
        )),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    std::str::from_utf8(bytes).map(str::to_string).map_err(|_| utf8_error(bytes))
}

/// The text of the `UnicodeDecodeError` for bytes that are not UTF-8.
pub fn utf8_error(bytes: &[u8]) -> String {
    let Err(error) = std::str::from_utf8(bytes) else { return String::new() };
    let at = error.valid_up_to();
    let first = bytes[at];
    let reason = match error.error_len() {
        None => "unexpected end of data",
        Some(_) if !(0xC2..=0xF4).contains(&first) => "invalid start byte",
        Some(_) => "invalid continuation byte",
    };
    let bad = error.error_len().unwrap_or(bytes.len() - at);
    if bad == 1 {
        return format!("'utf-8' codec can't decode byte 0x{first:02x} in position {at}: {reason}");
    }
    format!("'utf-8' codec can't decode bytes in position {at}-{}: {reason}", at + bad - 1)
}

type WideDecoder = fn(&[u8], &mut Option<ByteOrder>, bool, &mut Policy, &mut Text) -> Result<usize, Failure>;

/// UTF-16 or UTF-32. A declaration that can be read as ASCII is itself decoded with the rest.
fn wide(bytes: &[u8], decode: WideDecoder, mut order: Option<ByteOrder>) -> Result<String, String> {
    let mut text = Text(String::with_capacity(bytes.len() * 2));
    match decode(bytes, &mut order, true, &mut Policy::Strict, &mut text) {
        Ok(_) => Ok(text.0),
        Err(Failure::EncodeOnly) => Err("not a decoder's policy".into()),
        Err(Failure::Fault(fault)) => {
            let (codec, reason, at, last) = (fault.codec.name(), fault.reason, fault.start, fault.end - 1);
            if at == last {
                return Err(format!(
                    "'{codec}' codec can't decode byte 0x{:02x} in position {at}: {reason}",
                    bytes[at]
                ));
            }
            Err(format!("'{codec}' codec can't decode bytes in position {at}-{last}: {reason}"))
        }
    }
}

/// What strict decoders give: they pass no surrogates.
struct Text(String);

impl Output for Text {
    fn push(&mut self, cp: u32) {
        self.0.push(char::from_u32(cp).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}

/// Python names of charsets that `encoding_rs` knows under another label.
const ALIASES: &[(&str, &str)] = &[
    ("cp1250", "windows-1250"),
    ("cp1251", "windows-1251"),
    ("cp1252", "windows-1252"),
    ("cp1253", "windows-1253"),
    ("cp1254", "windows-1254"),
    ("cp1255", "windows-1255"),
    ("cp1256", "windows-1256"),
    ("cp1257", "windows-1257"),
    ("cp1258", "windows-1258"),
    ("latin2", "iso-8859-2"),
    ("latin3", "iso-8859-3"),
    ("latin4", "iso-8859-4"),
    ("cyrillic", "iso-8859-5"),
    ("greek", "iso-8859-7"),
    ("hebrew", "iso-8859-8"),
    ("latin6", "iso-8859-10"),
    ("latin7", "iso-8859-13"),
    ("latin8", "iso-8859-14"),
    ("latin9", "iso-8859-15"),
    ("latin10", "iso-8859-16"),
    ("cp866", "ibm866"),
    ("cp874", "windows-874"),
    ("mac-roman", "macintosh"),
    ("mac-cyrillic", "x-mac-cyrillic"),
    ("koi8-r", "koi8-r"),
    ("koi8-u", "koi8-u"),
];

fn web(bytes: &[u8], name: &str, normal: &str) -> Result<String, String> {
    let dashed = normal.strip_prefix("iso8859-").map(|part| format!("iso-8859-{part}"));
    let wanted = dashed.as_deref().unwrap_or(normal);
    let label = ALIASES.iter().find(|alias| alias.0 == wanted).map(|alias| alias.1);
    let label = label.or_else(|| (wanted.starts_with("iso-8859-") || wanted.starts_with("windows-")).then_some(wanted));
    let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) else {
        return Err(format!("unknown encoding: {name}"));
    };
    if !encoding.is_single_byte() {
        return Err(format!("unknown encoding: {name}"));
    }
    single_bytes(bytes, encoding, matches!(wanted, "iso-8859-9" | "iso-8859-11"))
}

/// `c1`: the bytes below A0 are controls, as in ISO 8859, where the Web has a Windows superset.
fn single_bytes(bytes: &[u8], encoding: &'static Encoding, c1: bool) -> Result<String, String> {
    // The Web gives C1 controls to what the Windows code pages leave undefined.
    let strict = encoding.name().starts_with("windows-") && !c1;
    let mut text = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if c1 && *byte < 0xA0 {
            text.push(char::from(*byte));
            continue;
        }
        let found = encoding.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(byte));
        match found.filter(|found| !strict || !found.contains(|c| ('\u{80}'..'\u{a0}').contains(&c))) {
            Some(found) => text.push_str(&found),
            None => {
                return Err(format!(
                    "'charmap' codec can't decode byte 0x{byte:02x} in position {at}: character maps to <undefined>"
                ));
            }
        }
    }
    Ok(text)
}
