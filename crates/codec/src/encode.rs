//! The loop all encoders share: scan, report, insert, resume.

use crate::text::with_units;
use crate::{Fault, Text, Unit};

/// What stands for an unencodable range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Goes to the output as it is.
    Bytes(Vec<u8>),
    /// Is encoded; if that fails, the original fault is raised.
    Text(Vec<u32>),
}

/// Decides what stands for an unencodable range.
pub trait EncodeHandler {
    type Error;

    /// The replacement and the position in `text` to go on from, which must
    /// lie within it: range errors are the handler's to raise.
    fn error(&mut self, fault: &Fault, text: Text<'_>) -> Result<(Replacement, usize), Self::Error>;

    /// The error of a fault whose replacement was no good.
    fn raise(&mut self, fault: &Fault, text: Text<'_>) -> Self::Error;
}

/// One codec's way through code points.
pub(crate) trait Encoder<E> {
    /// Bytes replacements must have a multiple of this length.
    const WIDTH: usize = 1;

    /// Encodes from `position` on, up to the end or a fault at `position`.
    fn scan<U: Unit>(&mut self, units: &[U], position: &mut usize, out: &mut Vec<u8>) -> Result<Option<Fault>, E>;

    /// Encodes a replacement; false if it cannot.
    fn replacement(&mut self, text: &[u32], out: &mut Vec<u8>) -> Result<bool, E>;
}

pub(crate) fn encode<C, H>(encoder: &mut C, text: Text<'_>, handler: &mut H, out: &mut Vec<u8>) -> Result<(), H::Error>
where
    C: Encoder<H::Error>,
    H: EncodeHandler + ?Sized,
{
    let mut position = 0;
    with_units!(text, units => {
        while let Some(fault) = encoder.scan(units, &mut position, out)? {
            let (replacement, resume) = handler.error(&fault, text)?;
            let inserted = match replacement {
                Replacement::Bytes(bytes) => {
                    out.extend_from_slice(&bytes);
                    bytes.len().is_multiple_of(C::WIDTH)
                }
                Replacement::Text(text) => encoder.replacement(&text, out)?,
            };
            if !inserted {
                return Err(handler.raise(&fault, text));
            }
            position = resume.min(units.len());
        }
    });
    Ok(())
}
