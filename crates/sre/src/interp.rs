//! The instruction loop and the return to choice points.
//!
//! Going forward touches no heap but to push frames; failing pops frames until
//! one has something left to try.

use crate::frame::{Frame, Lookaround, NO_PTR, NO_REPEAT, OpenRepeat};
use crate::matcher::{Matcher, Place};
use crate::program::Op;
use crate::state::Fault;
use crate::text::Unit;

impl<U: Unit> Matcher<'_, '_, U> {
    /// Runs from an instruction and a position; on success leaves the end of
    /// the match in the state. `toplevel` puts the conditions `must_advance`
    /// and `match_all` into force.
    pub(crate) fn run(&mut self, pc: usize, ptr: usize, toplevel: bool) -> Result<bool, Fault> {
        self.state.frames.clear();
        self.state.repeats.clear();
        self.state.saved.clear();
        self.state.repeat = NO_REPEAT;
        self.state.lookaround = 0;
        let program = self.program;
        let (mut pc, mut ptr) = (pc, ptr);
        loop {
            let next = match program.ops[pc] {
                Op::Single(single) => self.takes(single, ptr).then_some((pc + 1, ptr + 1)),
                Op::At(at) => self.is_at(at, ptr).then_some((pc + 1, ptr)),
                Op::Mark(mark) => {
                    self.state.mark(mark, ptr);
                    Some((pc + 1, ptr))
                }
                Op::Jump(target) => Some((target as usize, ptr)),
                Op::RepeatOne(index) => self.repeat_one(index, ptr)?,
                Op::MinRepeatOne(index) => self.min_repeat_one(index, ptr)?,
                Op::Branch { first, end } => self.branch(first, end, ptr)?,
                Op::Repeat(number) => Some(self.open_repeat(number, ptr)?),
                Op::MaxUntil(number) => self.max_until(number, ptr)?,
                Op::MinUntil(number) => self.min_until(number, ptr)?,
                Op::GroupRef { group, fold } => self.group_again(group, fold, ptr).map(|ptr| (pc + 1, ptr)),
                Op::GroupRefExists { group, otherwise } => {
                    let target = if self.group_exists(group) { pc + 1 } else { otherwise as usize };
                    Some((target, ptr))
                }
                Op::Assert { back, next } => self.lookaround(pc, back, next, false, ptr)?,
                Op::AssertNot { back, next } => self.lookaround(pc, back, next, true, ptr)?,
                Op::Success if self.state.lookaround > 0 => self.leave_lookaround(),
                Op::Success if self.accepts(ptr, toplevel) => {
                    self.state.ptr = ptr;
                    return Ok(true);
                }
                Op::Success | Op::Failure => None,
            };
            (pc, ptr) = match next {
                Some(place) => place,
                None => match self.resume()? {
                    Some(place) => place,
                    None => return Ok(false),
                },
            };
        }
    }

    /// Whether a match may end here.
    fn accepts(&self, ptr: usize, toplevel: bool) -> bool {
        let state = &self.state;
        let short = state.match_all && ptr != state.limit;
        let stuck = state.must_advance && ptr == state.start;
        !toplevel || !(short || stuck)
    }

    fn open_repeat(&mut self, number: u32, ptr: usize) -> Result<Place, Fault> {
        let outer = self.state.repeat;
        self.state.repeat = self.state.repeats.len() as u32;
        self.state.push_repeat(OpenRepeat { number, outer, count: -1, last_ptr: NO_PTR })?;
        self.state.push(Frame::Repeat)?;
        Ok((self.program.repeats[number as usize].until as usize, ptr))
    }

    /// The first alternative from `next` on that can match here.
    #[inline]
    fn viable(&self, next: u32, end: u32, ptr: usize) -> Option<(u32, usize)> {
        let alternatives = &self.program.alternatives[next as usize..end as usize];
        let unit = self.text.get(ptr);
        let index = alternatives.iter().position(|alternative| match (alternative.guard, unit) {
            (None, _) => true,
            (Some(guard), Some(&unit)) => guard.takes(unit, self.program),
            (Some(_), None) => false,
        })?;
        Some((next + index as u32, alternatives[index].pc as usize))
    }

    fn branch(&mut self, first: u32, end: u32, ptr: usize) -> Result<Option<Place>, Fault> {
        let Some((index, pc)) = self.viable(first, end, ptr) else { return Ok(None) };
        let saved = self.state.repeat != NO_REPEAT && self.state.saves_marks();
        if saved || self.program.leaky || self.viable(index + 1, end, ptr).is_some() {
            if saved {
                self.state.save_marks()?;
            }
            let last = self.state.last;
            self.state.push(Frame::Branch { next: index + 1, end, ptr, last, saved })?;
        }
        Ok(Some((pc, ptr)))
    }

    fn lookaround(
        &mut self,
        pc: usize,
        back: u32,
        next: u32,
        negative: bool,
        ptr: usize,
    ) -> Result<Option<Place>, Fault> {
        let Some(from) = ptr.checked_sub(back as usize) else {
            return Ok(negative.then_some((next as usize, ptr)));
        };
        let state = &mut *self.state;
        let frame = Lookaround {
            next,
            negative,
            repeat: state.repeat,
            repeats: state.repeats.len() as u32,
            ptr,
            saved: state.saved.len(),
            outer: state.lookaround,
        };
        state.push(Frame::Lookaround(frame))?;
        state.lookaround = state.frames.len();
        Ok(Some((pc + 1, from)))
    }

    /// The body of the innermost lookaround has matched: drops its choices.
    fn leave_lookaround(&mut self) -> Option<Place> {
        let state = &mut *self.state;
        let at = state.lookaround - 1;
        let Frame::Lookaround(frame) = state.frames[at] else { return None };
        state.frames.truncate(at);
        state.repeats.truncate(frame.repeats as usize);
        state.saved.truncate(frame.saved);
        state.repeat = frame.repeat;
        state.lookaround = frame.outer;
        (!frame.negative).then_some((frame.next as usize, frame.ptr))
    }

    /// Takes the latest choice that is left.
    fn resume(&mut self) -> Result<Option<Place>, Fault> {
        loop {
            self.tick()?;
            let Some(frame) = self.state.frames.pop() else { return Ok(None) };
            let place = match frame {
                Frame::GiveBack { single, ptr, low, last } => {
                    self.state.last = last;
                    if ptr == low { None } else { self.give_back(single, ptr - 1, low)? }
                }
                Frame::TakeMore { single, ptr, high, last } => self.take_more(single, ptr, high, last)?,
                Frame::Branch { next, end, ptr, last, saved } => {
                    let viable = self.viable(next, end, ptr);
                    if saved {
                        self.state.restore_marks(last, viable.is_some());
                    }
                    self.state.last = last;
                    if let Some((index, _)) = viable {
                        let next = index + 1;
                        self.state.push(Frame::Branch { next, end, ptr, last, saved })?;
                    }
                    viable.map(|(_, pc)| (pc, ptr))
                }
                Frame::Lookaround(frame) => {
                    self.state.lookaround = frame.outer;
                    frame.negative.then_some((frame.next as usize, frame.ptr))
                }
                other => self.resume_repeat(other)?,
            };
            if place.is_some() {
                return Ok(place);
            }
        }
    }
}
