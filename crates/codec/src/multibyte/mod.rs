//! The East Asian codecs: bytes to code points and back, where one to eight bytes are a character.
//!
//! **Invariant**: a codec stops before what it cannot convert and has by then changed neither the state nor
//! the output for it, so that a caller may skip it, replace it, or come again with more input. What is to be
//! done about errors is the caller's: CPython's handlers for these codecs see every error one by one.

mod euc_kr;
mod gb18030;
mod hz;
mod iso2022;
mod sets;
mod simple;
mod table;

use crate::text::with_units;
use crate::{Output, Text, Unit};

/// What a codec remembers between calls; the bytes are CPython's.
pub type State = [u8; 8];

/// Why a codec stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// All is converted.
    End,
    /// The rest is the beginning of something.
    Incomplete,
    /// So many units have no meaning.
    Illegal(usize),
}

/// How many units were converted, or why not.
type Step = Result<usize, Stop>;

/// How a codec works.
enum Family {
    Simple(simple::Simple),
    EucKr,
    Gb18030,
    Hz,
    Iso2022(iso2022::Iso2022),
}

/// A codec.
pub struct Encoding {
    pub name: &'static str,
    /// The module that CPython has it in.
    pub module: &'static str,
    family: Family,
}

impl Encoding {
    /// By its exact name.
    pub fn find(name: &str) -> Option<&'static Encoding> {
        ENCODINGS.iter().find(|encoding| encoding.name == name)
    }

    /// The state before the first character.
    pub fn encoder_state(&self) -> State {
        match self.family {
            Family::Iso2022(_) => iso2022::ENCODER_STATE,
            _ => State::default(),
        }
    }

    /// The state before the first byte.
    pub fn decoder_state(&self) -> State {
        match self.family {
            Family::Iso2022(_) => iso2022::DECODER_STATE,
            _ => State::default(),
        }
    }

    /// Decodes from `position` on and leaves it after what was decoded.
    pub fn decode<O>(&self, state: &mut State, input: &[u8], position: &mut usize, out: &mut O) -> Stop
    where
        O: Output + ?Sized,
    {
        while let Some(rest) = input.get(*position..).filter(|rest| !rest.is_empty()) {
            let step = match &self.family {
                Family::Simple(codec) => codec.decode(rest, out),
                Family::EucKr => euc_kr::decode(rest, out),
                Family::Gb18030 => gb18030::decode(rest, out),
                Family::Hz => hz::decode(state, rest, out),
                Family::Iso2022(codec) => codec.decode(state, rest, out),
            };
            match step {
                Ok(len) => *position += len,
                Err(stop) => return stop,
            }
        }
        Stop::End
    }

    /// Encodes from `position` on and leaves it after what was encoded. Unless this is the end of the text
    /// (`flush`), a last character that could be the first of a pair is incomplete.
    pub fn encode(
        &self,
        state: &mut State,
        text: Text<'_>,
        position: &mut usize,
        flush: bool,
        out: &mut Vec<u8>,
    ) -> Stop {
        with_units!(text, units => self.encode_units(state, units, position, flush, out))
    }

    fn encode_units<U: Unit>(
        &self,
        state: &mut State,
        units: &[U],
        position: &mut usize,
        flush: bool,
        out: &mut Vec<u8>,
    ) -> Stop {
        while let Some(&unit) = units.get(*position) {
            let next = match units.get(*position + 1) {
                Some(&next) => Next::Some(next.into()),
                None if flush => Next::None,
                None => Next::Unknown,
            };
            let step = match &self.family {
                Family::Simple(codec) => codec.encode(unit.into(), next, out),
                Family::EucKr => euc_kr::encode(unit.into(), out),
                Family::Gb18030 => gb18030::encode(unit.into(), out),
                Family::Hz => hz::encode(state, unit.into(), out),
                Family::Iso2022(codec) => codec.encode(state, unit.into(), next, out),
            };
            match step {
                Ok(len) => *position += len,
                Err(stop) => return stop,
            }
        }
        Stop::End
    }

    /// Writes what brings the reader back to the initial state.
    pub fn reset_encoder(&self, state: &mut State, out: &mut Vec<u8>) {
        match self.family {
            Family::Hz => hz::reset_encoder(state, out),
            Family::Iso2022(_) => iso2022::reset_encoder(state, out),
            _ => {}
        }
    }

    /// Forgets shifts, and in ISO 2022 what G0 is; other designations stay, as in CPython.
    pub fn reset_decoder(&self, state: &mut State) {
        match self.family {
            Family::Hz => *state = State::default(),
            Family::Iso2022(_) => iso2022::reset_decoder(state),
            _ => {}
        }
    }
}

/// What follows a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Some(u32),
    None,
    /// The end of the input, but not of the text.
    Unknown,
}

const fn simple(name: &'static str, module: &'static str, codec: simple::Simple) -> Encoding {
    Encoding { name, module, family: Family::Simple(codec) }
}

const fn iso2022(name: &'static str, codec: iso2022::Iso2022) -> Encoding {
    Encoding { name, module: "_codecs_iso2022", family: Family::Iso2022(codec) }
}

/// All codecs.
pub static ENCODINGS: &[Encoding] = &[
    simple("gb2312", "_codecs_cn", simple::GB2312),
    simple("gbk", "_codecs_cn", simple::GBK),
    Encoding { name: "gb18030", module: "_codecs_cn", family: Family::Gb18030 },
    Encoding { name: "hz", module: "_codecs_cn", family: Family::Hz },
    simple("big5hkscs", "_codecs_hk", simple::BIG5HKSCS),
    simple("shift_jis", "_codecs_jp", simple::SHIFT_JIS),
    simple("cp932", "_codecs_jp", simple::CP932),
    simple("euc_jp", "_codecs_jp", simple::EUC_JP),
    simple("shift_jis_2004", "_codecs_jp", simple::SHIFT_JIS_2004),
    simple("shift_jisx0213", "_codecs_jp", simple::SHIFT_JISX0213),
    simple("euc_jis_2004", "_codecs_jp", simple::EUC_JIS_2004),
    simple("euc_jisx0213", "_codecs_jp", simple::EUC_JISX0213),
    Encoding { name: "euc_kr", module: "_codecs_kr", family: Family::EucKr },
    simple("cp949", "_codecs_kr", simple::CP949),
    simple("johab", "_codecs_kr", simple::JOHAB),
    simple("big5", "_codecs_tw", simple::BIG5),
    simple("cp950", "_codecs_tw", simple::CP950),
    iso2022("iso2022_kr", iso2022::KR),
    iso2022("iso2022_jp", iso2022::JP),
    iso2022("iso2022_jp_1", iso2022::JP_1),
    iso2022("iso2022_jp_2", iso2022::JP_2),
    iso2022("iso2022_jp_2004", iso2022::JP_2004),
    iso2022("iso2022_jp_3", iso2022::JP_3),
    iso2022("iso2022_jp_ext", iso2022::JP_EXT),
];
