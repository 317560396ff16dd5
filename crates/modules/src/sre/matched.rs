//! `re.Match`: what matched, and its groups.
//!
//! **Invariant**: `spans` has an entry for the whole match and for each group of the pattern. A match
//! keeps the string, not its memory: a mutable one may have changed since, so places are clamped.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_OBJECT, T_PYSSIZET};
use pyston_object::attr::getattr_str;
use pyston_object::call::call;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_object::{hooks, impl_trace};
use pyston_sre::State;

use super::pattern::Pattern;
use super::subject::Subject;

#[pyclass(Match_Type = "re.Match")]
pub struct Match {
    string: Py,
    pattern: Py<Instance<Pattern>>,
    /// Start and end of the match and each group; -1 where a group took no part.
    spans: Box<[(isize, isize)]>,
    pos: isize,
    endpos: isize,
    lastindex: isize,
    /// The value of `regs`, made when first asked for.
    regs: Field,
}
impl_trace!(Match { string, pattern, regs });

const fn read_only(name: &'static std::ffi::CStr, kind: std::ffi::c_int, offset: usize) -> PyMemberDef {
    member(name, kind, field_offset::<Match>(offset), READONLY)
}

static MEMBERS: Table<[PyMemberDef; 5]> = Table([
    read_only(c"string", T_OBJECT, offset_of!(Match, string)),
    read_only(c"re", T_OBJECT, offset_of!(Match, pattern)),
    read_only(c"pos", T_PYSSIZET, offset_of!(Match, pos)),
    read_only(c"endpos", T_PYSSIZET, offset_of!(Match, endpos)),
    END,
]);

/// The result of re.match() and re.search().
///
/// A match object is always true.
#[pytype(Match_Type, payload)]
impl Match {
    #[slot]
    fn tp_repr(this: &Instance<Match>) -> PyResult<Py<Str>> {
        let (start, end) = this.spans[0];
        let whole = this.group_at(0, singletons::none())?;
        let mut text = StrBuilder::new();
        text.push_str(&format!("<{} object; span=({start}, {end}), match=", this.object().ty().tp_name()));
        text.push_py(&*protocol::repr(&whole)?);
        text.push_str(">");
        text.finish()
    }

    #[slot]
    fn mp_subscript(this: &Instance<Match>, key: &Object) -> PyResult {
        this.group_of(key, singletons::none())
    }

    /// group([group1, ...]) -> str or tuple.
    ///
    /// The text of one group, by number or name, or a tuple of several. Without argument, the whole match.
    #[method]
    fn group(this: &Instance<Match>, args: Args) -> PyResult {
        args.no_keywords("group")?;
        match args.positional {
            [] => this.group_at(0, singletons::none()),
            [group] => this.group_of(group, singletons::none()),
            groups => {
                let texts: PyResult<Vec<Py>> =
                    groups.iter().map(|group| this.group_of(group, singletons::none())).collect();
                Ok(Tuple::from_vec(texts?)?.into_object())
            }
        }
    }

    /// Where the group's text starts.
    #[method("($self, group=0, /)")]
    fn start(this: &Instance<Match>, group: Option<&Object>) -> PyResult<isize> {
        Ok(this.span_of(group)?.0)
    }

    /// Where the group's text ends.
    #[method("($self, group=0, /)")]
    fn end(this: &Instance<Match>, group: Option<&Object>) -> PyResult<isize> {
        Ok(this.span_of(group)?.1)
    }

    /// Start and end of the group's text.
    #[method("($self, group=0, /)")]
    fn span(this: &Instance<Match>, group: Option<&Object>) -> PyResult<(isize, isize)> {
        this.span_of(group)
    }

    /// The texts of all groups; the default stands for groups that took no part in the match.
    #[method("($self, /, default=None)")]
    fn groups(this: &Instance<Match>, default: Option<&Object>) -> PyResult<Py<Tuple>> {
        let default = default.unwrap_or(singletons::none());
        let texts: PyResult<Vec<Py>> = (1..this.spans.len()).map(|group| this.group_at(group, default)).collect();
        Tuple::from_vec(texts?)
    }

    /// A dict of the named groups' texts; the default stands for groups that took no part in the match.
    #[method("($self, /, default=None)")]
    fn groupdict(this: &Instance<Match>, default: Option<&Object>) -> PyResult<Py<Dict>> {
        let default = default.unwrap_or(singletons::none());
        let result = Dict::new()?;
        for name in this.pattern.groupindex().keys() {
            let text = this.group_of(&name, default)?;
            result.set(&name, text)?;
        }
        Ok(result)
    }

    /// The template with its backslash sequences and group references filled in, as by sub().
    #[method("($self, /, template)")]
    fn expand(this: &Instance<Match>, template: &Object) -> PyResult {
        let re = hooks::import("re")?;
        call(&*getattr_str(&re, name!("_expand"))?, &[this.pattern.object(), this.object(), template])
    }

    #[method("($self, /)")]
    fn __copy__(this: &Object) -> &Object {
        this
    }

    #[method("($self, memo, /)")]
    fn __deepcopy__<'a>(this: &'a Object, _memo: &Object) -> &'a Object {
        this
    }

    /// The number of the group closed last.
    #[getter]
    fn lastindex(this: &Instance<Match>) -> Option<isize> {
        (this.lastindex >= 0).then_some(this.lastindex)
    }

    /// The name of the group closed last.
    #[getter]
    fn lastgroup(this: &Instance<Match>) -> Option<Py> {
        let index = usize::try_from(this.lastindex).ok()?;
        this.pattern.group_name(index)
    }

    /// The spans of the match and all its groups.
    #[getter]
    fn regs(this: &Instance<Match>) -> PyResult {
        if let Some(regs) = this.regs.get() {
            return Ok(regs);
        }
        let spans: PyResult<Vec<Py>> = this.spans.iter().map(|&span| span.into_py()).collect();
        let regs = Tuple::from_vec(spans?)?.into_object();
        this.regs.set(regs.clone());
        Ok(regs)
    }
}

impl Match {
    pub(super) fn of(
        pattern: &Instance<Pattern>,
        string: &Object,
        state: &State,
        pos: usize,
        endpos: usize,
    ) -> PyResult<Py<Instance<Match>>> {
        Instance::new(Match {
            string: string.new_ref(),
            pattern: pattern.new_ref(),
            spans: (0..=pattern.program().groups()).map(|group| state.span(group)).collect(),
            pos: pos as isize,
            endpos: endpos as isize,
            lastindex: state.lastindex(),
            regs: Field::empty(),
        })
    }

    pub(super) fn install_type() {
        Match::install();
        Match_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }

    /// The index of a group given by number or name.
    fn group_index(&self, key: &Object) -> PyResult<usize> {
        let number = if protocol::has_index(key) {
            Some(protocol::index_as_ssize_for(key, None)?)
        } else {
            // Without named groups the key is not even hashed.
            let names = self.pattern.groupindex();
            let found = if names.is_empty() { None } else { names.get(key)? };
            found.and_then(|number| number.downcast::<Int>()?.to_i64()).map(|number| number as isize)
        };
        number
            .and_then(|number| usize::try_from(number).ok())
            .filter(|&number| number < self.spans.len())
            .ok_or_else(|| raise!(IndexError, "no such group"))
    }

    fn span_of(&self, group: Option<&Object>) -> PyResult<(isize, isize)> {
        match group {
            None => Ok(self.spans[0]),
            Some(group) => Ok(self.spans[self.group_index(group)?]),
        }
    }

    fn group_of(&self, key: &Object, default: &Object) -> PyResult {
        self.group_at(self.group_index(key)?, default)
    }

    fn group_at(&self, index: usize, default: &Object) -> PyResult {
        let (start, end) = self.spans[index];
        let Ok(start) = usize::try_from(start) else { return Ok(default.new_ref()) };
        let subject = Subject::new(&self.string)?;
        let start = start.min(subject.len());
        let end = usize::try_from(end).unwrap_or(0).min(subject.len()).max(start);
        subject.slice(start, end)
    }
}
