//! `re.Pattern`: a compiled regular expression.
//!
//! **Invariant**: `program` is the validated form of `code`, which is kept for comparing patterns.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_INT, T_OBJECT, T_PYSSIZET};
use pyston_builtins::dict::MappingProxy;
use pyston_builtins::iterators::CallableIterator;
use pyston_object::attr::getattr_str;
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_sre::{Check, Fault, Program, Scanner as Engine, State, Text};

use super::matched::Match;
use super::properties::PROPERTIES;
use super::scanner::{Scanner, Steps, clamp};
use super::subject::Subject;
use super::substitute::substitute;

#[pyclass(Pattern_Type = "re.Pattern", weaklist = weaklist)]
pub struct Pattern {
    pattern: Py,
    flags: i32,
    groups: isize,
    groupindex: Py<Dict>,
    indexgroup: Py<Tuple>,
    /// Is it for bytes? Unknown for a pattern without source.
    is_bytes: Option<bool>,
    code: Box<[u32]>,
    program: Program,
    weaklist: WeakList,
}
impl_trace!(Pattern { pattern, groupindex, indexgroup });

const fn read_only(name: &'static std::ffi::CStr, kind: std::ffi::c_int, offset: usize) -> PyMemberDef {
    member(name, kind, field_offset::<Pattern>(offset), READONLY)
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    read_only(c"pattern", T_OBJECT, offset_of!(Pattern, pattern)),
    read_only(c"flags", T_INT, offset_of!(Pattern, flags)),
    read_only(c"groups", T_PYSSIZET, offset_of!(Pattern, groups)),
    END,
]);

/// The flags by their names in `re`, from the lowest bit.
const FLAG_NAMES: [&str; 9] =
    ["TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"];
const LOCALE: i32 = 4;
const UNICODE: i32 = 32;
const ASCII: i32 = 256;

/// A matching function of the engine that tries one place or searches.
type Find = fn(&Program, Text<'_>, &mut State, Check<'_>) -> Result<bool, Fault>;

type MaybeMatch = PyResult<Option<Py<Instance<Match>>>>;

/// Compiled regular expression object.
#[pytype(Pattern_Type, payload)]
impl Pattern {
    #[slot]
    fn tp_repr(this: &Instance<Pattern>) -> PyResult<Py<Str>> {
        let source = protocol::repr(&this.pattern)?;
        let mut text = StrBuilder::new();
        text.push_str("re.compile(");
        text.push_data(source.data().slice(0, source.len().min(200)));
        let mut flags = this.flags;
        if this.is_bytes == Some(false) && flags & (LOCALE | UNICODE | ASCII) == UNICODE {
            // The default is not worth showing.
            flags &= !UNICODE;
        }
        let mut shown: Vec<String> = Vec::new();
        for (bit, name) in FLAG_NAMES.iter().enumerate() {
            if flags & 1 << bit != 0 {
                shown.push(format!("re.{name}"));
                flags &= !(1 << bit);
            }
        }
        if flags != 0 {
            shown.push(format!("{flags:#x}"));
        }
        if !shown.is_empty() {
            text.push_str(", ");
            text.push_str(&shown.join("|"));
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_hash(this: &Instance<Pattern>) -> PyResult<isize> {
        let source = protocol::hash(&this.pattern)?;
        let bytes: Vec<u8> = this.code.iter().flat_map(|word| word.to_ne_bytes()).collect();
        let kind = this.is_bytes.map_or(-1, isize::from);
        let hash = source ^ pyston_object::hash::hash_bytes(&bytes) ^ this.flags as isize ^ kind ^ this.groups;
        Ok(pyston_object::hash::fix(hash))
    }

    #[slot]
    fn tp_richcompare(this: &Instance<Pattern>, other: &Object, op: CompareOp) -> PyResult {
        let (CompareOp::Eq | CompareOp::Ne, Some(other)) = (op, other.downcast_exact::<Instance<Pattern>>()) else {
            return Ok(singletons::py_not_implemented());
        };
        let equal = this.object().is(other)
            || this.flags == other.flags
                && this.is_bytes == other.is_bytes
                && this.groups == other.groups
                && this.code == other.code
                && protocol::compare_eq(&this.pattern, &other.pattern)?;
        Ok(singletons::py_bool(equal == (op == CompareOp::Eq)))
    }

    /// The match at the very start of the string, or None.
    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn match_(this: &Instance<Pattern>, string: &Object, pos: isize, endpos: Option<isize>) -> MaybeMatch {
        this.find(pyston_sre::match_, string, pos, endpos)
    }

    /// The match that takes all of the string, or None.
    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn fullmatch(this: &Instance<Pattern>, string: &Object, pos: isize, endpos: Option<isize>) -> MaybeMatch {
        this.find(pyston_sre::fullmatch, string, pos, endpos)
    }

    /// The first match anywhere in the string, or None.
    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn search(this: &Instance<Pattern>, string: &Object, pos: isize, endpos: Option<isize>) -> MaybeMatch {
        this.find(pyston_sre::search, string, pos, endpos)
    }

    /// The string with its leftmost matches replaced by repl: a template, or a function of the match.
    #[method("($self, /, repl, string, count=0)")]
    fn sub(this: &Instance<Pattern>, repl: &Object, string: &Object, count: isize) -> PyResult {
        Ok(substitute(this, repl, string, count)?.0)
    }

    /// As sub(), giving a tuple of the new string and the number of replacements.
    #[method("($self, /, repl, string, count=0)")]
    fn subn(this: &Instance<Pattern>, repl: &Object, string: &Object, count: isize) -> PyResult<(Py, usize)> {
        substitute(this, repl, string, count)
    }

    /// A list of all matches: of their texts, or of their groups' texts if the pattern has groups.
    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn findall(this: &Instance<Pattern>, string: &Object, pos: isize, endpos: Option<isize>) -> PyResult<Py<List>> {
        let steps = Steps::new(this, string, pos, endpos.unwrap_or(isize::MAX))?;
        let subject = &steps.subject;
        let text_of = |state: &State, group: usize| match state.span(group) {
            (start @ 0.., end) => subject.slice(start as usize, end as usize),
            _ => subject.slice(0, 0),
        };
        let found = List::new()?;
        while let Some(item) = steps.next(this, Engine::search, |state| match this.groups {
            0 => text_of(state, 0),
            1 => text_of(state, 1),
            groups => {
                let texts: PyResult<Vec<Py>> = (1..=groups as usize).map(|group| text_of(state, group)).collect();
                Ok(Tuple::from_vec(texts?)?.into_object())
            }
        })? {
            found.append(item)?;
        }
        Ok(found)
    }

    /// A list of the parts of the string between matches, with the texts of groups between them.
    #[method("($self, /, string, maxsplit=0)")]
    fn split(this: &Instance<Pattern>, string: &Object, maxsplit: isize) -> PyResult<Py<List>> {
        let steps = Steps::new(this, string, 0, isize::MAX)?;
        let subject = &steps.subject;
        let parts = List::new()?;
        let (mut last, mut n_splits) = (0, 0);
        while maxsplit == 0 || n_splits < maxsplit {
            let step = steps.next(this, Engine::search, |state| {
                parts.append(subject.slice(last, state.start())?)?;
                for group in 1..=this.program.groups() {
                    parts.append(match state.span(group) {
                        (start @ 0.., end) => subject.slice(start as usize, end as usize)?,
                        _ => singletons::py_none(),
                    })?;
                }
                Ok(state.end())
            })?;
            let Some(end) = step else { break };
            last = end;
            n_splits += 1;
        }
        parts.append(subject.slice(last, subject.len())?)?;
        Ok(parts)
    }

    /// An iterator over all matches.
    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn finditer(this: &Instance<Pattern>, string: &Object, pos: isize, endpos: Option<isize>) -> PyResult {
        let scanner = Scanner::over(this, string, pos, endpos.unwrap_or(isize::MAX))?;
        let search = getattr_str(scanner.object(), name!("search"))?;
        CallableIterator::over(&search, singletons::none())
    }

    #[method("($self, /, string, pos=0, endpos=sys.maxsize)")]
    fn scanner(
        this: &Instance<Pattern>,
        string: &Object,
        pos: isize,
        endpos: Option<isize>,
    ) -> PyResult<Py<Instance<Scanner>>> {
        Scanner::over(this, string, pos, endpos.unwrap_or(isize::MAX))
    }

    #[method("($self, /)")]
    fn __copy__(this: &Object) -> &Object {
        this
    }

    #[method("($self, memo, /)")]
    fn __deepcopy__<'a>(this: &'a Object, _memo: &Object) -> &'a Object {
        this
    }

    /// The numbers of the named groups.
    #[getter("groupindex")]
    fn get_groupindex(this: &Instance<Pattern>) -> PyResult {
        // Without names there is no dict that a program could see changed.
        if this.groupindex.is_empty() {
            return Dict::new().map(Py::into_object);
        }
        MappingProxy::of(&this.groupindex).map(Py::into_object)
    }
}

impl Pattern {
    pub(super) fn compile(
        pattern: &Object,
        flags: i32,
        code: &List,
        groups: isize,
        groupindex: &Dict,
        indexgroup: &Tuple,
    ) -> PyResult<Py<Instance<Pattern>>> {
        let words: Option<Box<[u32]>> = code
            .to_vec()
            .iter()
            .map(|word| word.downcast::<Int>().and_then(Int::to_i64).and_then(|word| u32::try_from(word).ok()))
            .collect();
        let Some(code) = words else {
            return Err(raise!(OverflowError, "regular expression code size limit exceeded"));
        };
        let is_bytes = if pattern.is_none() { None } else { Some(Subject::new(pattern)?.is_bytes()) };
        let program = usize::try_from(groups)
            .ok()
            .and_then(|groups| Program::new(&code, groups, flags as u32, &PROPERTIES).ok())
            .ok_or_else(|| raise!(RuntimeError, "invalid SRE code"))?;
        Instance::new(Pattern {
            pattern: pattern.new_ref(),
            flags,
            groups,
            groupindex: groupindex.new_ref(),
            indexgroup: indexgroup.new_ref(),
            is_bytes,
            code,
            program,
            weaklist: WeakList::new(),
        })
    }

    pub(super) fn install_type() {
        Pattern::install();
        Pattern_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }

    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The numbers of named groups.
    pub fn groupindex(&self) -> &Dict {
        &self.groupindex
    }

    /// The name of a group, or None of Python.
    pub fn group_name(&self, index: usize) -> Option<Py> {
        self.indexgroup.get(index).map(|name| name.new_ref())
    }

    /// What to match against, if it fits the pattern: text with text, bytes with bytes.
    pub fn subject(&self, string: &Object) -> PyResult<Subject> {
        let subject = Subject::new(string)?;
        match (self.is_bytes, subject.is_bytes()) {
            (Some(false), true) => Err(raise!(TypeError, "cannot use a string pattern on a bytes-like object")),
            (Some(true), false) => Err(raise!(TypeError, "cannot use a bytes pattern on a string-like object")),
            _ => Ok(subject),
        }
    }
}

/// Matching once: of the object, which the match refers to.
trait FindOnce {
    fn find(&self, find: Find, string: &Object, pos: isize, endpos: Option<isize>) -> MaybeMatch;
}

impl FindOnce for Instance<Pattern> {
    fn find(&self, find: Find, string: &Object, pos: isize, endpos: Option<isize>) -> MaybeMatch {
        let subject = self.subject(string)?;
        let (pos, endpos) = clamp(subject.len(), pos, endpos.unwrap_or(isize::MAX));
        let fresh = || State::new(&self.program, subject.len(), pos as isize, endpos as isize);
        let mut state = fresh();
        let found = subject.run(&mut |text, check| {
            let result = find(&self.program, text, &mut state, check);
            if result.is_err() {
                state = fresh();
            }
            result
        })?;
        if found { Match::of(self, string, &state, pos, endpos).map(Some) } else { Ok(None) }
    }
}
