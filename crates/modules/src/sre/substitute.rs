//! `sub` and `subn`: matches replaced by a template or by what a function gives.

use pyston_object::attr::getattr_str;
use pyston_object::call::{call, call_method};
use pyston_object::hooks;
use pyston_object::prelude::*;
use pyston_sre::Scanner as Engine;

use super::matched::Match;
use super::pattern::Pattern;
use super::scanner::Steps;
use super::subject::Subject;
use crate::arguments::is_callable;

/// What comes in the place of a match.
enum Replacement {
    Fixed(Py),
    Function(Py),
}

impl Replacement {
    /// A function is called with each match. A template without backslashes stands for itself; `re`
    /// parses the others, to a text if they refer to no group.
    fn of(pattern: &Instance<Pattern>, repl: &Object) -> PyResult<Replacement> {
        if is_callable(repl) {
            return Ok(Replacement::Function(repl.new_ref()));
        }
        let is_literal = match Subject::new(repl) {
            Ok(template) => !template.has_backslash(),
            Err(raised) => {
                raised.clear();
                false
            }
        };
        if is_literal {
            return Ok(Replacement::Fixed(repl.new_ref()));
        }
        let re = hooks::import("re")?;
        let parsed = call(&*getattr_str(&re, name!("_subx"))?, &[pattern.object(), repl])?;
        Ok(if is_callable(&parsed) { Replacement::Function(parsed) } else { Replacement::Fixed(parsed) })
    }
}

/// The new string and the number of replacements, at most `count` unless that is 0.
pub fn substitute(pattern: &Instance<Pattern>, repl: &Object, string: &Object, count: isize) -> PyResult<(Py, usize)> {
    let replacement = Replacement::of(pattern, repl)?;
    let steps = Steps::new(pattern, string, 0, isize::MAX)?;
    let subject = &steps.subject;
    let parts = List::new()?;
    let (mut last, mut n_replaced) = (0, 0);
    while count == 0 || n_replaced < count {
        let step = steps.next(pattern, Engine::search, |state| {
            let matched = match replacement {
                Replacement::Fixed(_) => None,
                Replacement::Function(_) => Some(Match::of(pattern, string, state, steps.pos, steps.endpos)?),
            };
            Ok((state.start(), state.end(), matched))
        })?;
        let Some((start, end, matched)) = step else { break };
        if last < start {
            parts.append(subject.slice(last, start)?)?;
        }
        let item = match (&replacement, matched) {
            (Replacement::Function(function), Some(matched)) => call(function, &[matched.object()])?,
            (Replacement::Fixed(item) | Replacement::Function(item), _) => item.clone(),
        };
        if !item.is_none() {
            parts.append(item)?;
        }
        last = end;
        n_replaced += 1;
    }
    if last < subject.len() {
        parts.append(subject.slice(last, subject.len())?)?;
    }
    let joiner = subject.slice(0, 0)?;
    let result = if parts.is_empty() { joiner } else { call_method(&joiner, name!("join"), &[&parts])? };
    Ok((result, n_replaced as usize))
}
