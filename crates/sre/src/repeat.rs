//! Repeats: the UNTIL operators, and repeats of a single character.
//!
//! Each function gives the place to go on at, or none to fail. What is put
//! back when, and what is not, follows CPython 3.8 exactly, as captures show
//! the difference. Attempts that would fail on their first character without
//! having touched a mark are left out; that cannot be seen.

use crate::frame::{Frame, LastMark, passes};
use crate::matcher::{Matcher, Place};
use crate::opcode::MAXREPEAT;
use crate::state::Fault;
use crate::text::Unit;

impl<U: Unit> Matcher<'_, '_, U> {
    pub(crate) fn max_until(&mut self, number: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        self.tick()?;
        let spec = &self.program.repeats[number as usize];
        let repeat = self.state.repeat;
        let open = self.state.repeats[repeat as usize];
        let count = open.count + 1;
        if count < i64::from(spec.min) {
            return self.required(repeat, ptr);
        }
        let more = count < i64::from(spec.max) || spec.max == MAXREPEAT;
        if more && ptr != open.last_ptr && passes(spec.guard, |guard| self.takes(guard, ptr)) {
            self.state.save_marks()?;
            let (last_ptr, last) = (open.last_ptr, self.state.last);
            self.state.push(Frame::Greedy { repeat, ptr, last_ptr, last })?;
            let open = &mut self.state.repeats[repeat as usize];
            open.count = count;
            open.last_ptr = ptr;
            return Ok(Some((spec.body as usize, ptr)));
        }
        self.tail(repeat, ptr).map(Some)
    }

    /// Another iteration of the minimum.
    fn required(&mut self, repeat: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        let open = &mut self.state.repeats[repeat as usize];
        let spec = &self.program.repeats[open.number as usize];
        open.count += 1;
        self.state.push(Frame::Required { repeat })?;
        Ok(Some((spec.body as usize, ptr)))
    }

    /// The code behind a greedy repeat.
    fn tail(&mut self, repeat: u32, ptr: usize) -> Result<Place, Fault> {
        self.state.push(Frame::Tail { repeat })?;
        let open = &self.state.repeats[repeat as usize];
        self.state.repeat = open.outer;
        let spec = &self.program.repeats[open.number as usize];
        Ok((spec.until as usize + 1, ptr))
    }

    pub(crate) fn min_until(&mut self, number: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        self.tick()?;
        let spec = &self.program.repeats[number as usize];
        let repeat = self.state.repeat;
        let open = &self.state.repeats[repeat as usize];
        if open.count + 1 < i64::from(spec.min) {
            return self.required(repeat, ptr);
        }
        let outer = open.outer;
        let last = self.state.last;
        self.state.push(Frame::LazyTail { repeat, ptr, last })?;
        self.state.repeat = outer;
        Ok(Some((spec.until as usize + 1, ptr)))
    }

    /// The tail of a lazy repeat has failed: one more iteration, if allowed.
    fn lazy(&mut self, repeat: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        let open = self.state.repeats[repeat as usize];
        let spec = &self.program.repeats[open.number as usize];
        let count = open.count + 1;
        let full = count >= i64::from(spec.max) && spec.max != MAXREPEAT;
        if full || ptr == open.last_ptr || !passes(spec.guard, |guard| self.takes(guard, ptr)) {
            return Ok(None);
        }
        self.state.push(Frame::Lazy { repeat, last_ptr: open.last_ptr })?;
        let open = &mut self.state.repeats[repeat as usize];
        open.count = count;
        open.last_ptr = ptr;
        Ok(Some((spec.body as usize, ptr)))
    }

    /// Failure inside or behind a repeat.
    pub(crate) fn resume_repeat(&mut self, frame: Frame) -> Result<Option<Place>, Fault> {
        match frame {
            Frame::Repeat => {
                if let Some(open) = self.state.repeats.pop() {
                    self.state.repeat = open.outer;
                }
            }
            Frame::Required { repeat } => self.state.repeats[repeat as usize].count -= 1,
            Frame::Greedy { repeat, ptr, last_ptr, last } => {
                let open = &mut self.state.repeats[repeat as usize];
                open.last_ptr = last_ptr;
                open.count -= 1;
                self.state.restore_marks(last, false);
                self.state.last = last;
                return self.tail(repeat, ptr).map(Some);
            }
            Frame::Tail { repeat } => self.state.repeat = repeat,
            Frame::LazyTail { repeat, ptr, last } => {
                self.state.repeat = repeat;
                self.state.last = last;
                return self.lazy(repeat, ptr);
            }
            Frame::Lazy { repeat, last_ptr } => {
                let open = &mut self.state.repeats[repeat as usize];
                open.last_ptr = last_ptr;
                open.count -= 1;
            }
            Frame::Branch { .. } | Frame::GiveBack { .. } | Frame::TakeMore { .. } | Frame::Lookaround(_) => {}
        }
        Ok(None)
    }

    /// The text from `ptr` on, at most `max` characters.
    fn window(&self, ptr: usize, max: u32) -> &[U] {
        let rest = self.text.get(ptr..).unwrap_or(&[]);
        if max == MAXREPEAT { rest } else { &rest[..rest.len().min(max as usize)] }
    }

    pub(crate) fn repeat_one(&mut self, index: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        let spec = &self.program.singles[index as usize];
        if ptr > self.text.len() {
            return Ok(None);
        }
        let count = spec.body.count(self.window(ptr, spec.max), self.program);
        if count < spec.min as usize {
            return Ok(None);
        }
        self.give_back(index, ptr + count, ptr + spec.min as usize)
    }

    /// Tries the tail at `ptr` or the next place below it where it can match.
    pub(crate) fn give_back(&mut self, index: u32, ptr: usize, low: usize) -> Result<Option<Place>, Fault> {
        let spec = &self.program.singles[index as usize];
        let at = match spec.guard {
            None => ptr,
            Some(guard) => match guard.find_back(self.text, low, ptr, self.program) {
                Some(at) => at,
                None => return Ok(None),
            },
        };
        if at > low || self.program.leaky {
            let last = self.state.last;
            self.state.push(Frame::GiveBack { single: index, ptr: at, low, last })?;
        }
        Ok(Some((spec.tail as usize, at)))
    }

    pub(crate) fn min_repeat_one(&mut self, index: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        let spec = &self.program.singles[index as usize];
        let min = spec.min as usize;
        let first = self.window(ptr, spec.min);
        let starved = first.len() < min || ptr > self.text.len();
        if starved || spec.body.count(first, self.program) < min {
            return Ok(None);
        }
        let high = if spec.max == MAXREPEAT { usize::MAX } else { ptr + spec.max as usize };
        self.lazy_tail(index, ptr + min, high)
    }

    /// Tries the tail at `ptr` or the next place above it where it can match.
    fn lazy_tail(&mut self, index: u32, ptr: usize, high: usize) -> Result<Option<Place>, Fault> {
        let spec = &self.program.singles[index as usize];
        let at = match spec.guard {
            None => ptr,
            Some(guard) => {
                let stop = self.text.len().min(high.saturating_add(1));
                let window = self.text.get(ptr..stop).unwrap_or(&[]);
                match spec.body.count_until(guard, window, self.program) {
                    Some(count) => ptr + count,
                    None => return Ok(None),
                }
            }
        };
        if at < high || self.program.leaky {
            let last = self.state.last;
            self.state.push(Frame::TakeMore { single: index, ptr: at, high, last })?;
        }
        Ok(Some((spec.tail as usize, at)))
    }

    /// The tail of a lazy one-character repeat has failed at `ptr`. Marks are
    /// put back only if there is another character to take.
    pub(crate) fn take_more(
        &mut self,
        index: u32,
        ptr: usize,
        high: usize,
        last: LastMark,
    ) -> Result<Option<Place>, Fault> {
        let spec = &self.program.singles[index as usize];
        if !self.takes(spec.body, ptr) {
            return Ok(None);
        }
        self.state.last = last;
        if ptr >= high { Ok(None) } else { self.lazy_tail(index, ptr + 1, high) }
    }
}
