//! The loop all decoders share: scan, report, resume.

use std::borrow::Cow;

use crate::{Fault, Output};

/// Where decoding goes on after an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    pub position: usize,
    /// The bytes to read from now on, if the handler replaced them; `position`
    /// counts in these.
    pub input: Option<Vec<u8>>,
}

impl Resume {
    pub fn at(position: usize) -> Self {
        Self { position, input: None }
    }
}

/// Decides what stands for a malformed range.
pub trait DecodeHandler<O: Output + ?Sized> {
    type Error;

    /// Writes the replacement of the fault to `out`. The position it returns
    /// must lie within the input: range errors are the handler's to raise.
    fn error(&mut self, fault: &Fault, input: &[u8], out: &mut O) -> Result<Resume, Self::Error>;
}

/// One codec's way through bytes; state that outlives an error is in `self`.
pub(crate) trait Decoder<E> {
    /// Decodes from `position` on and leaves it after what was decoded. `None`
    /// when all is done, or the rest is incomplete and more may come.
    fn scan<O: Output + ?Sized>(&mut self, input: &[u8], position: &mut usize, out: &mut O)
    -> Result<Option<Fault>, E>;
}

/// Number of bytes consumed: all of `input` if it was the `last`, else the
/// position in what a handler may have replaced it by.
pub(crate) fn decode<D, H, O>(
    decoder: &mut D,
    original: &[u8],
    last: bool,
    handler: &mut H,
    out: &mut O,
) -> Result<usize, H::Error>
where
    D: Decoder<H::Error>,
    H: DecodeHandler<O> + ?Sized,
    O: Output + ?Sized,
{
    let mut input = Cow::Borrowed(original);
    let mut position = 0;
    while let Some(fault) = decoder.scan(&input, &mut position, out)? {
        let resume = handler.error(&fault, &input, out)?;
        if let Some(replaced) = resume.input {
            input = Cow::Owned(replaced);
        }
        position = resume.position.min(input.len());
    }
    Ok(if last { original.len() } else { position })
}
