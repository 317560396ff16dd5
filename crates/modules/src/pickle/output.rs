//! The bytes of a pickle being written, in frames.
//!
//! **Invariant**: a frame is open exactly while `frame_start` is set; its header's place is reserved.

use super::opcode::FRAME;

const HEADER: usize = 9;
const FRAME_MIN: usize = 4;
/// A frame that is at least so long ends with the opcode, and data so long goes without a frame.
pub(super) const FRAME_TARGET: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct Output {
    bytes: Vec<u8>,
    pub(super) framing: bool,
    frame_start: Option<usize>,
}

impl Output {
    /// Inlined, since most of what is written are a few bytes whose number is known there.
    #[inline(always)]
    pub(super) fn write(&mut self, data: &[u8]) {
        if self.framing && self.frame_start.is_none() {
            self.open_frame();
        }
        self.bytes.extend_from_slice(data);
    }

    #[cold]
    fn open_frame(&mut self) {
        self.frame_start = Some(self.bytes.len());
        self.bytes.extend_from_slice(&[0xFE; HEADER]);
    }

    /// Ends the open frame; a very short one loses its header.
    pub(super) fn commit_frame(&mut self) {
        let Some(start) = self.frame_start.take() else { return };
        let len = self.bytes.len() - start - HEADER;
        if len < FRAME_MIN {
            self.bytes.drain(start..start + HEADER);
            return;
        }
        self.bytes[start] = FRAME;
        self.bytes[start + 1..start + HEADER].copy_from_slice(&(len as u64).to_le_bytes());
    }

    /// Between two opcodes: ends the frame if it is long enough. True if so.
    #[inline]
    pub(super) fn boundary(&mut self) -> bool {
        let is_long = self.frame_start.is_some_and(|start| self.bytes.len() - start - HEADER >= FRAME_TARGET);
        if is_long {
            self.commit_frame();
        }
        is_long
    }

    /// What was written, which ends the frame.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.commit_frame();
        std::mem::take(&mut self.bytes)
    }
}
