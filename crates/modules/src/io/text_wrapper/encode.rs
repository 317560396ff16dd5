//! Encoding the common encodings without their incremental encoder.

use pyston_builtins::codecs;
use pyston_object::prelude::*;

/// An encoding whose incremental encoder has no state, but for a byte order mark at the start.
#[derive(Clone, Copy, PartialEq)]
pub enum NativeEncoder {
    Ascii,
    Latin1,
    Utf8,
    /// Names of the encoding at the start of the stream and further on.
    Wide {
        first: &'static str,
        rest: &'static str,
    },
}

impl NativeEncoder {
    /// By the codec's own name.
    pub fn from_name(name: &str) -> Option<NativeEncoder> {
        let native =
            if cfg!(target_endian = "little") { ["utf-16-le", "utf-32-le"] } else { ["utf-16-be", "utf-32-be"] };
        Some(match name {
            "ascii" => NativeEncoder::Ascii,
            "iso8859-1" => NativeEncoder::Latin1,
            "utf-8" => NativeEncoder::Utf8,
            "utf-16-be" => NativeEncoder::Wide { first: "utf-16-be", rest: "utf-16-be" },
            "utf-16-le" => NativeEncoder::Wide { first: "utf-16-le", rest: "utf-16-le" },
            "utf-16" => NativeEncoder::Wide { first: "utf-16", rest: native[0] },
            "utf-32-be" => NativeEncoder::Wide { first: "utf-32-be", rest: "utf-32-be" },
            "utf-32-le" => NativeEncoder::Wide { first: "utf-32-le", rest: "utf-32-le" },
            "utf-32" => NativeEncoder::Wide { first: "utf-32", rest: native[1] },
            _ => return None,
        })
    }

    /// By a name that everybody uses for it, without asking the registry.
    pub fn from_common_name(name: &str) -> Option<NativeEncoder> {
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Some(NativeEncoder::Utf8),
            "ascii" | "us-ascii" => Some(NativeEncoder::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Some(NativeEncoder::Latin1),
            _ => None,
        }
    }

    /// Is ASCII encoded as itself?
    pub fn keeps_ascii(self) -> bool {
        !matches!(self, NativeEncoder::Wide { .. })
    }

    /// Gives the encoded text to `take`. On an error, nothing is given.
    pub fn encode(
        self,
        text: &Str,
        errors: Option<&str>,
        is_first: bool,
        take: impl FnOnce(&[u8]) -> PyResult<()>,
    ) -> PyResult<()> {
        let name = match (self, text.data()) {
            (_, StrData::Ascii(units)) if self.keeps_ascii() => return take(units),
            (NativeEncoder::Latin1, StrData::Ucs1(units)) => return take(units),
            (NativeEncoder::Utf8, data) if data.iter().all(|point| !(0xD800..0xE000).contains(&point)) => {
                return take(&text.to_wtf8());
            }
            (NativeEncoder::Utf8, _) => "utf-8",
            (NativeEncoder::Latin1, _) => "iso8859-1",
            (NativeEncoder::Ascii, _) => "ascii",
            (NativeEncoder::Wide { first, rest }, _) => {
                if is_first {
                    first
                } else {
                    rest
                }
            }
        };
        let encoded = codecs::encode_text(text, Some(name), errors)?;
        take(pyston_object::bytes::of(&encoded).unwrap_or_default())
    }
}
