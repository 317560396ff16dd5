//! Entry points: matching at a place, searching, and stepping through a text.
//!
//! Each place a search tries starts with all groups unset, so places where no
//! match can begin may be passed over unseen.

use crate::Check;
use crate::matcher::Matcher;
use crate::prefix::Needle;
use crate::program::Program;
use crate::state::{Fault, State};
use crate::text::{Text, Unit};

/// `Pattern.match`: whether the program matches at the state's start.
pub fn match_(program: &Program, text: Text<'_>, state: &mut State, check: Check<'_>) -> Result<bool, Fault> {
    state.reset();
    state.match_all = false;
    at_start(program, text, state, check)
}

/// `Pattern.fullmatch`: whether it matches from the state's start to the end.
pub fn fullmatch(program: &Program, text: Text<'_>, state: &mut State, check: Check<'_>) -> Result<bool, Fault> {
    state.reset();
    state.match_all = true;
    at_start(program, text, state, check)
}

/// `Pattern.search`: looks for the first match at the state's start or later.
pub fn search(program: &Program, text: Text<'_>, state: &mut State, check: Check<'_>) -> Result<bool, Fault> {
    state.reset();
    state.match_all = false;
    match text {
        Text::Ucs1(text) => Matcher::new(program, text, state, check).search(),
        Text::Ucs2(text) => Matcher::new(program, text, state, check).search(),
        Text::Ucs4(text) => Matcher::new(program, text, state, check).search(),
    }
}

fn at_start(program: &Program, text: Text<'_>, state: &mut State, check: Check<'_>) -> Result<bool, Fault> {
    match text {
        Text::Ucs1(text) => Matcher::new(program, text, state, check).at_start(),
        Text::Ucs2(text) => Matcher::new(program, text, state, check).at_start(),
        Text::Ucs4(text) => Matcher::new(program, text, state, check).at_start(),
    }
}

impl<U: Unit> Matcher<'_, '_, U> {
    /// Whether fewer characters are left than any match takes.
    fn is_too_short(&self) -> bool {
        let min = self.program.min_width as usize;
        min > 0 && self.state.start.saturating_add(min) > self.state.limit
    }

    fn at_start(&mut self) -> Result<bool, Fault> {
        if self.is_too_short() {
            return Ok(false);
        }
        self.run(0, self.state.start, true)
    }

    fn search(&mut self) -> Result<bool, Fault> {
        if self.state.start > self.state.limit || self.is_too_short() {
            return Ok(false);
        }
        match &self.program.prefix {
            Some(prefix) => {
                self.state.must_advance = false;
                let Some(needle) = Needle::new(prefix) else { return Ok(false) };
                self.search_prefix(needle, prefix.skip as usize, prefix.complete)
            }
            None => self.search_places(),
        }
    }

    fn search_prefix(&mut self, mut needle: Needle<'_, U>, skip: usize, complete: bool) -> Result<bool, Fault> {
        let mut from = self.state.start;
        while let Some(at) = needle.find(self.text, from) {
            self.tick()?;
            self.state.start = at;
            self.state.reset();
            self.state.ptr = at + skip;
            if complete || self.run(skip, at + skip, false)? {
                return Ok(true);
            }
            from = at + 1;
        }
        Ok(false)
    }

    fn search_places(&mut self) -> Result<bool, Fault> {
        let min = self.program.min_width as usize;
        let last = (self.state.limit - min.saturating_sub(1).min(self.state.limit)).max(self.state.start);
        let mut toplevel = true;
        let mut from = self.state.start;
        while let Some(at) = self.candidate(from).filter(|&at| at <= last) {
            self.tick()?;
            self.state.start = at;
            self.state.reset();
            if self.run(0, at, toplevel)? {
                return Ok(true);
            }
            if self.program.anchored {
                break;
            }
            toplevel = false;
            self.state.must_advance = false;
            from = at + 1;
        }
        Ok(false)
    }

    /// The next place where the first character, if one is needed, is right.
    fn candidate(&self, from: usize) -> Option<usize> {
        let Some(first) = &self.program.first else { return Some(from) };
        let rest = self.text.get(from..)?;
        let ahead = rest.iter().position(|unit| match first.low.get(unit.code() as usize) {
            Some(&possible) => possible,
            None => first.beyond,
        })?;
        Some(from + ahead)
    }
}

/// Steps through a text match by match: what `finditer`, `findall`, `sub`,
/// `split` and `Pattern.scanner` are made of.
///
/// The next match begins where the last one ended; an empty match may follow a
/// non-empty one, but never another empty one in the same place.
#[derive(Debug)]
pub struct Scanner {
    state: State,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Fresh,
    /// The state is that of a match.
    Found,
    Exhausted,
}

impl Scanner {
    /// A scanner for a text of `len` characters.
    pub fn new(program: &Program, len: usize, pos: isize, endpos: isize) -> Scanner {
        Scanner { state: State::new(program, len, pos, endpos), phase: Phase::Fresh }
    }

    /// The state of the last match, valid until the next step.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The next match anywhere further on. After a fault the step may be tried again.
    pub fn search(&mut self, program: &Program, text: Text<'_>, check: Check<'_>) -> Result<bool, Fault> {
        self.step(|state| search(program, text, state, check))
    }

    /// The next match, right where the last one ended.
    pub fn match_(&mut self, program: &Program, text: Text<'_>, check: Check<'_>) -> Result<bool, Fault> {
        self.step(|state| match_(program, text, state, check))
    }

    fn step(&mut self, find: impl FnOnce(&mut State) -> Result<bool, Fault>) -> Result<bool, Fault> {
        match self.phase {
            Phase::Exhausted => return Ok(false),
            Phase::Found => {
                self.state.must_advance = self.state.ptr == self.state.start;
                self.state.start = self.state.ptr;
            }
            Phase::Fresh => {}
        }
        let (start, must_advance) = (self.state.start, self.state.must_advance);
        let found = find(&mut self.state).inspect_err(|_| {
            // As after a match that ended here.
            self.state.start = start;
            self.state.ptr = start;
            self.state.must_advance = must_advance;
            self.phase = Phase::Fresh;
        })?;
        self.phase = if found { Phase::Found } else { Phase::Exhausted };
        Ok(found)
    }
}
