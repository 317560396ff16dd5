//! The stack of an unpickler: values, and marks between them.
//!
//! **Invariant**: values below the last mark cannot be taken as single ones.

use std::vec::Drain;

use pyston_object::prelude::*;

use super::unpickling_error;

#[derive(Default)]
pub(super) struct Stack {
    values: Vec<Py>,
    marks: Vec<usize>,
}

impl Stack {
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    #[cold]
    pub(super) fn underflow(&self) -> Raised {
        let text = if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" };
        unpickling_error(text)
    }

    #[inline]
    pub(super) fn push(&mut self, value: Py) {
        self.values.push(value);
    }

    #[inline]
    pub(super) fn pop(&mut self) -> PyResult {
        if self.values.len() <= self.fence() {
            return Err(self.underflow());
        }
        self.values.pop().ok_or_else(|| self.underflow())
    }

    /// Takes a value if there is one above the last mark.
    pub(super) fn pop_if_any(&mut self) -> Option<Py> {
        if self.values.len() > self.fence() { self.values.pop() } else { None }
    }

    /// The value on top, which stays.
    #[inline]
    pub(super) fn top(&self) -> PyResult<&Py> {
        if self.values.len() <= self.fence() {
            return Err(self.underflow());
        }
        self.values.last().ok_or_else(|| self.underflow())
    }

    pub(super) fn mark(&mut self) {
        self.marks.push(self.values.len());
    }

    /// Takes the last mark and the values above it.
    pub(super) fn pop_mark(&mut self) -> PyResult<Drain<'_, Py>> {
        let mark = self.marks.pop().ok_or_else(|| unpickling_error("could not find MARK"))?;
        Ok(self.values.drain(mark..))
    }

    /// As `pop_mark`; with the values comes the one below the mark, which stays.
    pub(super) fn pop_mark_and_target(&mut self) -> PyResult<(Py, Drain<'_, Py>)> {
        let mark = self.marks.pop().ok_or_else(|| unpickling_error("could not find MARK"))?;
        self.target_and_values(mark)
    }

    /// Takes `n` values; with them comes the one below, which stays.
    pub(super) fn pop_many_and_target(&mut self, n: usize) -> PyResult<(Py, Drain<'_, Py>)> {
        let start = self.values.len().checked_sub(n).filter(|&start| start >= self.fence());
        let start = start.ok_or_else(|| self.underflow())?;
        self.target_and_values(start)
    }

    fn target_and_values(&mut self, start: usize) -> PyResult<(Py, Drain<'_, Py>)> {
        if start <= self.fence() {
            self.values.truncate(start);
            return Err(self.underflow());
        }
        let target = self.values[start - 1].clone();
        Ok((target, self.values.drain(start..)))
    }

    /// Takes the last mark if it is on top.
    pub(super) fn pop_top_mark(&mut self) -> bool {
        let is_top = self.marks.last() == Some(&self.values.len());
        if is_top {
            self.marks.pop();
        }
        is_top
    }

    /// Takes `n` values.
    pub(super) fn pop_many(&mut self, n: usize) -> PyResult<Drain<'_, Py>> {
        match self.values.len().checked_sub(n).filter(|&start| start >= self.fence()) {
            Some(start) => Ok(self.values.drain(start..)),
            None => Err(self.underflow()),
        }
    }

    pub(super) fn is_marked(&self) -> bool {
        !self.marks.is_empty()
    }
}
