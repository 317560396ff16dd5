//! `str`.

mod case;
mod find;
pub mod format;
pub mod iterator;
mod new;
pub mod percent;
mod predicate;
mod split;
mod translate;
pub mod units;

use find::Side;
use iterator::StrIterator;
use pyston_object::prelude::*;
use pyston_object::statics::PyUnicode_Type;
use pyston_object::subscript::{self, Bounds, Subscript};
use pyston_unicode as unicode;
use units::with_units;

use crate::codecs::{self, CText};
use crate::text::args;
use crate::text::layout::{self, Place, TabPiece};
use crate::text::split::Ends;

pub struct StrType;

/// `repr(text)`.
pub fn repr(text: &Str) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::with_capacity(text.len() + 2);
    pyston_codec::repr::string(text.data().into(), &mut out);
    out.finish()
}

fn not_found() -> Raised {
    raise!(ValueError, "substring not found")
}

fn padded(this: &Str, width: isize, fill: Option<&Object>, place: Place) -> PyResult<Py<Str>> {
    let fill = match fill {
        None => u32::from(b' '),
        Some(fill) => {
            let Some(fill) = fill.downcast::<Str>() else {
                let got = fill.type_name();
                return Err(raise!(TypeError, "The fill character must be a unicode character, not {got:.100}"));
            };
            if fill.len() != 1 {
                return Err(raise!(TypeError, "The fill character must be exactly one character long"));
            }
            fill.data().at(0)
        }
    };
    let (left, right) = layout::padding(place, this.len(), width);
    if left + right == 0 {
        return this.to_exact();
    }
    let mut out = StrBuilder::try_with_capacity(left.saturating_add(this.len()).saturating_add(right))?;
    out.push_repeated(fill, left);
    out.push_py(this);
    out.push_repeated(fill, right);
    out.finish()
}

fn subscripted(this: &Str, key: &Object) -> PyResult<Py<Str>> {
    match subscript::read(key, "string indices must be integers")? {
        Subscript::Index(index) => {
            let index = subscript::in_bounds(index, this.len());
            let index = index.ok_or_else(|| raise!(IndexError, "string index out of range"))?;
            this.substring(index, index + 1)
        }
        Subscript::Slice(parts) => {
            let bounds = Bounds::of(parts, this.len());
            if bounds.count == 0 {
                return Ok(Str::empty());
            }
            let start = bounds.start as usize;
            if bounds.step == 1 {
                return this.substring(start, start + bounds.count);
            }
            let data = this.data();
            let mut out = StrBuilder::with_capacity(bounds.count);
            bounds.indices().for_each(|index| out.push(data.at(index)));
            out.finish()
        }
    }
}

/// str(object='') -> str
/// str(bytes_or_buffer[, encoding[, errors]]) -> str
///
/// Makes a string of an object: what its __str__() gives, or its repr(). With an encoding or an error
/// handler the object must be bytes-like, and its bytes are decoded (by default as utf-8, strictly).
#[pytype(PyUnicode_Type, slots(tp_dealloc = pyston_object::str::dealloc, tp_getattro = pyston_object::attr::generic_getattr))]
impl StrType {
    #[new(sig = "(object='', encoding='', errors='')", texts = "encoding errors")]
    fn construct(
        class: &Type,
        object: Option<&Object>,
        encoding: Option<&Object>,
        errors: Option<&Object>,
    ) -> PyResult<Py<Str>> {
        new::new(class, object, encoding, errors)
    }

    #[slot]
    fn tp_repr(this: &Str) -> PyResult<Py<Str>> {
        repr(this)
    }

    #[slot]
    fn tp_str(this: &Str) -> PyResult<Py<Str>> {
        this.to_exact()
    }

    #[slot]
    fn tp_hash(this: &Str) -> isize {
        this.hash()
    }

    #[slot]
    fn tp_iter(this: &Str) -> PyResult<Py<Instance<StrIterator>>> {
        StrIterator::make(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> Py {
        let (Some(a), Some(b)) = (this.downcast::<Str>(), other.downcast::<Str>()) else {
            return singletons::py_not_implemented();
        };
        match op {
            CompareOp::Eq => singletons::py_bool(a.equals(b)),
            CompareOp::Ne => singletons::py_bool(!a.equals(b)),
            _ => protocol::order_result(units::compare(a.data(), b.data()), op),
        }
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        match a.downcast::<Str>() {
            Some(template) => percent::format(template, b).map(Py::into_object),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn sq_length(this: &Str) -> usize {
        this.len()
    }

    #[slot]
    fn sq_concat(this: &Str, other: &Object) -> PyResult<Py<Str>> {
        match other.downcast::<Str>() {
            Some(other) => Str::concat(this, other),
            None => Err(raise!(TypeError, "can only concatenate str (not \"{:.200}\") to str", other.type_name())),
        }
    }

    #[slot]
    fn sq_repeat(this: &Str, count: isize) -> PyResult<Py<Str>> {
        this.repeat(count)
    }

    #[slot]
    fn sq_item(this: &Str, index: isize) -> PyResult<Py<Str>> {
        match usize::try_from(index).ok().filter(|&index| index < this.len()) {
            Some(index) => this.substring(index, index + 1),
            None => Err(raise!(IndexError, "string index out of range")),
        }
    }

    #[slot]
    fn sq_contains(this: &Str, needle: &Object) -> PyResult<bool> {
        find::contains(this, needle)
    }

    #[slot]
    fn mp_length(this: &Str) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &Str, key: &Object) -> PyResult<Py<Str>> {
        subscripted(this, key)
    }

    /// The string as bytes in an encoding.
    ///
    /// encoding: its name.
    /// errors: what to do with characters that the encoding lacks: 'strict' raises UnicodeEncodeError;
    /// 'ignore', 'replace', 'xmlcharrefreplace' and every name known to codecs.register_error.
    #[method("($self, /, encoding='utf-8', errors='strict')")]
    fn encode(this: &Str, encoding: Option<CText>, errors: Option<CText>) -> PyResult<Py> {
        codecs::encode_text(this, encoding.map(|name| name.0), errors.map(|name| name.0))
    }

    /// The string with old replaced by new, at most count times (-1: everywhere).
    #[method("($self, old, new, count=-1, /)")]
    fn replace(this: &Str, old: &Str, new: &Str, count: isize) -> PyResult<Py<Str>> {
        find::replace(this, old, new, count)
    }

    /// The words of the string: the pieces between separators, or between runs of white space.
    ///
    /// At most maxsplit splits are made, from the left (-1: no limit).
    #[method("($self, /, sep=None, maxsplit=-1)")]
    fn split(this: &Str, sep: Option<&Object>, maxsplit: isize) -> PyResult<Vec<Py>> {
        split::split(this, sep, maxsplit, false)
    }

    /// As split(), but the splits that maxsplit allows are made from the right.
    #[method("($self, /, sep=None, maxsplit=-1)")]
    fn rsplit(this: &Str, sep: Option<&Object>, maxsplit: isize) -> PyResult<Vec<Py>> {
        split::split(this, sep, maxsplit, true)
    }

    /// The strings of an iterable, with this string between them.
    #[method("($self, iterable, /)")]
    fn join(this: &Str, iterable: &Object) -> PyResult<Py<Str>> {
        split::join(this, iterable)
    }

    /// The string with its first character in title case and the others in lower case.
    #[method("($self, /)")]
    fn capitalize(this: &Str) -> PyResult<Py<Str>> {
        case::capitalize(this)
    }

    /// The string prepared for comparisons without regard to case.
    #[method("($self, /)")]
    fn casefold(this: &Str) -> PyResult<Py<Str>> {
        case::casefold(this)
    }

    /// The string with each word capitalized and the rest in lower case.
    #[method("($self, /)")]
    fn title(this: &Str) -> PyResult<Py<Str>> {
        case::title(this)
    }

    /// The string in the middle of a field of the given width.
    #[method("($self, width, fillchar=' ', /)")]
    fn center(this: &Str, width: isize, fillchar: Option<&Object>) -> PyResult<Py<Str>> {
        padded(this, width, fillchar, Place::Center)
    }

    /// S.count(sub[, start[, end]]) -> int
    ///
    /// How often sub occurs in S[start:end] without overlap.
    #[method]
    fn count(this: &Str, args: Args) -> PyResult<usize> {
        find::count(this, args)
    }

    /// The string with its tabs replaced by spaces, up to the next multiple of tabsize columns.
    #[method("($self, /, tabsize=8)")]
    fn expandtabs(this: &Str, tabsize: i32) -> PyResult<Py<Str>> {
        let data = this.data();
        let (pieces, len) = with_units!(data, units => layout::expand_tabs(units, tabsize));
        let len = len.ok_or_else(|| raise!(OverflowError, "new string is too long"))?;
        if pieces.len() == 1 {
            return this.to_exact();
        }
        let mut out = StrBuilder::try_with_capacity(len)?;
        for piece in pieces {
            match piece {
                TabPiece::Run(range) => out.push_data(data.slice(range.start, range.end)),
                TabPiece::Blanks(count) => out.push_repeated(b' '.into(), count),
            }
        }
        out.finish()
    }

    /// S.find(sub[, start[, end]]) -> int
    ///
    /// The first place of sub in S[start:end], or -1.
    #[method]
    fn find(this: &Str, args: Args) -> PyResult<isize> {
        Ok(find::find(this, args, "find", Side::First)?.map_or(-1, |at| at as isize))
    }

    /// The string cut at the first separator: before it, itself, behind it.
    ///
    /// Without one the string and two empty strings.
    #[method("($self, sep, /)")]
    fn partition(this: &Str, sep: &Object) -> PyResult<(Py<Str>, Py<Str>, Py<Str>)> {
        find::partition(this, sep, Side::First)
    }

    /// S.index(sub[, start[, end]]) -> int
    ///
    /// As S.find(), but raises ValueError where sub does not occur.
    #[method]
    fn index(this: &Str, args: Args) -> PyResult<usize> {
        find::find(this, args, "index", Side::First)?.ok_or_else(not_found)
    }

    /// The string at the left of a field of the given width.
    #[method("($self, width, fillchar=' ', /)")]
    fn ljust(this: &Str, width: isize, fillchar: Option<&Object>) -> PyResult<Py<Str>> {
        padded(this, width, fillchar, Place::Left)
    }

    /// The string in lower case.
    #[method("($self, /)")]
    fn lower(this: &Str) -> PyResult<Py<Str>> {
        case::lower(this)
    }

    /// The string without white space, or without any of chars, at its start.
    #[method("($self, chars=None, /)")]
    fn lstrip(this: &Str, chars: Option<&Object>) -> PyResult<Py<Str>> {
        split::strip(this, chars, Ends::Left)
    }

    /// S.rfind(sub[, start[, end]]) -> int
    ///
    /// The last place of sub in S[start:end], or -1.
    #[method]
    fn rfind(this: &Str, args: Args) -> PyResult<isize> {
        Ok(find::find(this, args, "rfind", Side::Last)?.map_or(-1, |at| at as isize))
    }

    /// S.rindex(sub[, start[, end]]) -> int
    ///
    /// As S.rfind(), but raises ValueError where sub does not occur.
    #[method]
    fn rindex(this: &Str, args: Args) -> PyResult<usize> {
        find::find(this, args, "rindex", Side::Last)?.ok_or_else(not_found)
    }

    /// The string at the right of a field of the given width.
    #[method("($self, width, fillchar=' ', /)")]
    fn rjust(this: &Str, width: isize, fillchar: Option<&Object>) -> PyResult<Py<Str>> {
        padded(this, width, fillchar, Place::Right)
    }

    /// The string without white space, or without any of chars, at its end.
    #[method("($self, chars=None, /)")]
    fn rstrip(this: &Str, chars: Option<&Object>) -> PyResult<Py<Str>> {
        split::strip(this, chars, Ends::Right)
    }

    /// The string cut at the last separator: before it, itself, behind it.
    ///
    /// Without one two empty strings and the string.
    #[method("($self, sep, /)")]
    fn rpartition(this: &Str, sep: &Object) -> PyResult<(Py<Str>, Py<Str>, Py<Str>)> {
        find::partition(this, sep, Side::Last)
    }

    /// The lines of the string, without their ends unless keepends is true.
    #[method("($self, /, keepends=False)")]
    fn splitlines(this: &Str, keepends: Option<i32>) -> PyResult<Vec<Py>> {
        split::split_lines(this, args::int_or(keepends, 0) != 0)
    }

    /// The string without white space, or without any of chars, at both ends.
    #[method("($self, chars=None, /)")]
    fn strip(this: &Str, chars: Option<&Object>) -> PyResult<Py<Str>> {
        split::strip(this, chars, Ends::Both)
    }

    /// The string with small letters made capital and capital ones small.
    #[method("($self, /)")]
    fn swapcase(this: &Str) -> PyResult<Py<Str>> {
        case::swapcase(this)
    }

    /// The string with each character replaced by what table[ord(character)] is.
    ///
    /// That may be a number, a string or None (which deletes it); a LookupError leaves the character.
    #[method("($self, table, /)")]
    fn translate(this: &Str, table: &Object) -> PyResult<Py<Str>> {
        translate::translate(this, table)
    }

    /// The string in upper case.
    #[method("($self, /)")]
    fn upper(this: &Str) -> PyResult<Py<Str>> {
        case::upper(this)
    }

    /// S.startswith(prefix[, start[, end]]) -> bool
    ///
    /// Does S[start:end] start with prefix, or with one of a tuple of them?
    #[method]
    fn startswith(this: &Str, args: Args) -> PyResult<bool> {
        find::has_affix(this, args, "startswith", false)
    }

    /// S.endswith(suffix[, start[, end]]) -> bool
    ///
    /// Does S[start:end] end with suffix, or with one of a tuple of them?
    #[method]
    fn endswith(this: &Str, args: Args) -> PyResult<bool> {
        find::has_affix(this, args, "endswith", true)
    }

    /// Are all characters ASCII? True for the empty string.
    #[method("($self, /)")]
    fn isascii(this: &Str) -> bool {
        this.is_ascii()
    }

    /// Are there cased characters, all in lower case?
    #[method("($self, /)")]
    fn islower(this: &Str) -> bool {
        predicate::is_lower(this.data())
    }

    /// Are there cased characters, all in upper case?
    #[method("($self, /)")]
    fn isupper(this: &Str) -> bool {
        predicate::is_upper(this.data())
    }

    /// Does each word start with a capital and go on in lower case?
    #[method("($self, /)")]
    fn istitle(this: &Str) -> bool {
        predicate::is_title(this.data())
    }

    /// Is all of the string, which is not empty, white space?
    #[method("($self, /)")]
    fn isspace(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_space)
    }

    /// Are all characters, at least one, decimal digits?
    #[method("($self, /)")]
    fn isdecimal(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_decimal)
    }

    /// Are all characters, at least one, digits?
    #[method("($self, /)")]
    fn isdigit(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_digit)
    }

    /// Have all characters, at least one, a numeric value?
    #[method("($self, /)")]
    fn isnumeric(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_numeric)
    }

    /// Are all characters, at least one, letters?
    #[method("($self, /)")]
    fn isalpha(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_alpha)
    }

    /// Are all characters, at least one, letters or numbers?
    #[method("($self, /)")]
    fn isalnum(this: &Str) -> bool {
        predicate::all(this.data(), unicode::is_alnum)
    }

    /// Could the string be a name in a program (keywords included)?
    #[method("($self, /)")]
    fn isidentifier(this: &Str) -> bool {
        predicate::is_identifier(this.data())
    }

    /// Does repr() show all characters as they are? True for the empty string.
    #[method("($self, /)")]
    fn isprintable(this: &Str) -> bool {
        this.data().iter().all(unicode::is_printable)
    }

    /// The string with zeros in front (behind a sign) up to the given width.
    #[method("($self, width, /)")]
    fn zfill(this: &Str, width: isize) -> PyResult<Py<Str>> {
        let data = this.data();
        let (zeros, sign) = with_units!(data, units => layout::zero_fill(units, width));
        if zeros == 0 {
            return this.to_exact();
        }
        let mut out = StrBuilder::try_with_capacity(zeros.saturating_add(data.len()))?;
        out.push_data(data.slice(0, sign));
        out.push_repeated(b'0'.into(), zeros);
        out.push_data(data.slice(sign, data.len()));
        out.finish()
    }

    /// S.format(*args, **kwargs) -> str
    ///
    /// S with the fields in braces replaced by arguments.
    #[method]
    fn format(this: &Str, args: Args) -> PyResult<Py<Str>> {
        format::format(this, format::Values::Arguments(args))
    }

    /// S.format_map(mapping) -> str
    ///
    /// S with the fields in braces replaced by items of the mapping.
    #[method]
    fn format_map(this: &Str, args: Args) -> PyResult<Py<Str>> {
        let mapping = args::one(args, "format_map")?;
        format::format(this, format::Values::Mapping(mapping))
    }

    /// The string laid out as format_spec says.
    #[method("($self, format_spec, /)")]
    fn __format__(this: &Str, format_spec: &Str) -> PyResult<Py<Str>> {
        format::format_self(this, format_spec)
    }

    /// A table for translate().
    ///
    /// Of one argument, a dict from characters or their numbers to numbers, strings or None; of two
    /// strings of one length, character by character; a third one names characters to delete.
    #[staticmethod("(x, y=<unrepresentable>, z=<unrepresentable>, /)")]
    fn maketrans(x: &Object, y: Option<&Str>, z: Option<&Str>) -> PyResult<Py<Dict>> {
        translate::make_table(x, y, z)
    }

    /// Its size in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &Str) -> usize {
        this.size()
    }

    #[method]
    fn __getnewargs__(this: &Str, args: Args) -> PyResult<(Py<Str>,)> {
        args::none(args, "__getnewargs__")?;
        // A new string: the pickler must not take it for the object itself.
        Ok((Str::from_data(this.data())?,))
    }
}

pub fn install() {
    StrType::install();
    StrIterator::install();
}
