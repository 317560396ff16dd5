//! The matcher: a program applied to a text of one unit width.
//!
//! Holds what the instruction loop and the repeats share.

use crate::Check;
use crate::charset::Fold;
use crate::position::At;
use crate::program::{Program, Single};
use crate::state::{Fault, State};
use crate::text::Unit;

/// Where to go on: instruction and position.
pub(crate) type Place = (usize, usize);

/// The check callback is asked once in so many steps.
const CHECK_MASK: u32 = 0xfff;

pub(crate) struct Matcher<'m, 'c, U> {
    pub(crate) program: &'m Program,
    whole: &'m [U],
    /// The text up to where matching has to stop.
    pub(crate) text: &'m [U],
    pub(crate) state: &'m mut State,
    check: Check<'c>,
    steps: u32,
}

impl<'m, 'c, U: Unit> Matcher<'m, 'c, U> {
    pub(crate) fn new(
        program: &'m Program,
        whole: &'m [U],
        state: &'m mut State,
        check: Check<'c>,
    ) -> Matcher<'m, 'c, U> {
        state.limit = state.limit.min(whole.len());
        let text = &whole[..state.limit];
        Matcher { program, whole, text, state, check, steps: 0 }
    }

    /// Counts a step that may be one of very many.
    #[inline(always)]
    pub(crate) fn tick(&mut self) -> Result<(), Fault> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps & CHECK_MASK == 0 {
            return (self.check)().map_err(|()| Fault::Interrupted);
        }
        Ok(())
    }

    /// Whether the character at `ptr` exists and is taken.
    #[inline(always)]
    pub(crate) fn takes(&self, single: Single, ptr: usize) -> bool {
        match self.text.get(ptr) {
            Some(&unit) => single.takes(unit, self.program),
            None => false,
        }
    }

    #[inline]
    pub(crate) fn is_at(&self, at: At, ptr: usize) -> bool {
        at.holds(self.whole, self.text.len(), ptr, self.program.props)
    }

    /// The position behind a repetition of what a group matched.
    pub(crate) fn group_again(&self, group: u32, fold: Fold, ptr: usize) -> Option<usize> {
        let (start, end) = self.state.group(group as usize)?;
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        if end < start {
            return None;
        }
        let known = self.whole.get(start..end)?;
        if known.is_empty() {
            return Some(ptr);
        }
        let here = self.text.get(ptr..)?.get(..known.len())?;
        let same = if fold == Fold::None {
            known == here
        } else {
            let folded = |unit: U| fold.apply(unit.code(), self.program.props);
            known.iter().zip(here).all(|(&one, &other)| folded(one) == folded(other))
        };
        same.then_some(ptr + known.len())
    }

    /// Whether a group is set the right way round.
    pub(crate) fn group_exists(&self, group: u32) -> bool {
        self.state.group(group as usize).is_some_and(|(start, end)| end >= start)
    }
}
