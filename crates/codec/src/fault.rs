//! What a codec reports when it cannot go on.

/// Byte order of the UTF-16 and UTF-32 codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    /// The machine's own.
    pub const NATIVE: Self = if cfg!(target_endian = "big") { Self::Big } else { Self::Little };
}

/// A codec, as far as exceptions and error handlers tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Ascii,
    Latin1,
    Charmap,
    Utf7,
    Utf8,
    /// `None`: native order with a mark.
    Utf16(Option<ByteOrder>),
    /// `None`: native order with a mark.
    Utf32(Option<ByteOrder>),
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Codec {
    /// The `encoding` of the exception.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
            Self::Charmap => "charmap",
            Self::Utf7 => "utf7",
            Self::Utf8 => "utf-8",
            Self::Utf16(None) => "utf-16",
            Self::Utf16(Some(ByteOrder::Little)) => "utf-16-le",
            Self::Utf16(Some(ByteOrder::Big)) => "utf-16-be",
            Self::Utf32(None) => "utf-32",
            Self::Utf32(Some(ByteOrder::Little)) => "utf-32-le",
            Self::Utf32(Some(ByteOrder::Big)) => "utf-32-be",
            Self::UnicodeEscape => "unicodeescape",
            Self::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

/// The malformed or unencodable range of an input: never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub codec: Codec,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}
