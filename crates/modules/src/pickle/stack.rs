//! The stack of an unpickler: values, and marks between them.
//!
//! **Invariant**: values below the last mark cannot be taken as single ones.

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
    pub(super) fn pop_mark(&mut self) -> PyResult<Vec<Py>> {
        let mark = self.marks.pop().ok_or_else(|| unpickling_error("could not find MARK"))?;
        Ok(self.values.split_off(mark))
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
    pub(super) fn pop_many(&mut self, n: usize) -> PyResult<Vec<Py>> {
        match self.values.len().checked_sub(n).filter(|&start| start >= self.fence()) {
            Some(start) => Ok(self.values.split_off(start)),
            None => Err(self.underflow()),
        }
    }

    pub(super) fn is_marked(&self) -> bool {
        !self.marks.is_empty()
    }
}
