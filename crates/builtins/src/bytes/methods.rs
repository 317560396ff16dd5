//! The methods that `bytes` and `bytearray` have in common, declared once.

/// Declares a type's slots and methods: those in common, and those in the last braces.
macro_rules! bytes_type {
    ($(#[$meta:meta])* $name:ident, $python:literal, $static:ident, $slots:tt, { $($own:tt)* }) => {
        $(#[$meta])*
        #[pytype($static, slots $slots)]
        impl $name {
            #[slot]
            fn sq_contains(this: &Object, needle: &Object) -> PyResult<bool> {
                find::contains(this, needle)
            }

            /// The bytes with the first one in upper case and the others in lower case, as ASCII.
            #[method]
            fn capitalize(this: &Object, args: Args) -> PyResult {
                args::none(args, "capitalize")?;
                change::capitalize(this)
            }

            /// The bytes in the middle of a field of the given width.
            #[method("($self, width, fillchar=b' ', /)")]
            fn center(this: &Object, width: isize, fillchar: Option<&Object>) -> PyResult {
                change::pad(this, width, like::fill_byte(fillchar, "center")?, Place::Center)
            }

            /// B.count(sub[, start[, end]]) -> int
            ///
            /// How often sub, bytes or one byte's number, occurs in B[start:end] without overlap.
            #[method]
            fn count(this: &Object, args: Args) -> PyResult<usize> {
                find::count(this, args)
            }

            /// The bytes decoded to a string.
            ///
            /// encoding: its name.
            /// errors: what to do with bytes that do not decode: 'strict' raises UnicodeDecodeError;
            /// 'ignore', 'replace' and every name known to codecs.register_error.
            #[method("($self, /, encoding='utf-8', errors='strict')")]
            fn decode(this: &Object, encoding: Option<CText>, errors: Option<CText>) -> PyResult<Py<Str>> {
                codecs::decode_bytes(this, encoding.map(|name| name.0), errors.map(|name| name.0))
            }

            /// B.endswith(suffix[, start[, end]]) -> bool
            ///
            /// Does B[start:end] end with suffix, or with one of a tuple of them?
            #[method]
            fn endswith(this: &Object, args: Args) -> PyResult<bool> {
                find::has_affix(this, args, "endswith", true)
            }

            /// The bytes with tabs replaced by spaces, up to the next multiple of tabsize columns.
            #[method("($self, /, tabsize=8)")]
            fn expandtabs(this: &Object, tabsize: i32) -> PyResult {
                change::expand_tabs(this, tabsize)
            }

            /// B.find(sub[, start[, end]]) -> int
            ///
            /// The first place of sub in B[start:end], or -1.
            #[method]
            fn find(this: &Object, args: Args) -> PyResult<isize> {
                Ok(find::find(this, args, "find", false)?.map_or(-1, |at| at as isize))
            }

            /// The bytes as hexadecimal digits, with sep between groups.
            ///
            /// bytes_per_sep is the size of groups, counted from the right, or from the left if negative.
            ///
            /// >>> value = bytes([1, 171, 205])
            /// >>> value.hex()
            /// '01abcd'
            /// >>> value.hex('-')
            /// '01-ab-cd'
            /// >>> value.hex('-', 2)
            /// '01-abcd'
            /// >>> value.hex('-', -2)
            /// '01ab-cd'
            #[method("($self, /, sep=<unrepresentable>, bytes_per_sep=1)")]
            fn hex(this: &Object, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Py<Str>> {
                change::hex(&Buffer::new(this)?, sep, bytes_per_sep)
            }

            /// B.index(sub[, start[, end]]) -> int
            ///
            /// As B.find(), but raises ValueError where sub does not occur.
            #[method]
            fn index(this: &Object, args: Args) -> PyResult<usize> {
                find::index(this, args, "index", false)
            }

            /// B.isalnum() -> bool
            ///
            /// Are all bytes, at least one, ASCII letters or digits?
            #[method]
            fn isalnum(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isalnum")?;
                change::all(this, u8::is_ascii_alphanumeric)
            }

            /// B.isalpha() -> bool
            ///
            /// Are all bytes, at least one, ASCII letters?
            #[method]
            fn isalpha(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isalpha")?;
                change::all(this, u8::is_ascii_alphabetic)
            }

            /// B.isascii() -> bool
            ///
            /// Are all bytes below 128? True for none.
            #[method]
            fn isascii(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isascii")?;
                Ok(Buffer::new(this)?.as_slice().is_ascii())
            }

            /// B.isdigit() -> bool
            ///
            /// Are all bytes, at least one, ASCII digits?
            #[method]
            fn isdigit(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isdigit")?;
                change::all(this, u8::is_ascii_digit)
            }

            /// B.islower() -> bool
            ///
            /// Are there ASCII letters, all in lower case?
            #[method]
            fn islower(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "islower")?;
                change::is_case(this, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
            }

            /// B.isspace() -> bool
            ///
            /// Are all bytes, at least one, ASCII white space?
            #[method]
            fn isspace(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isspace")?;
                change::all(this, |&byte| like::is_space(byte.into()))
            }

            /// B.istitle() -> bool
            ///
            /// Does each word start with a capital and go on in lower case?
            #[method]
            fn istitle(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "istitle")?;
                change::is_title(this)
            }

            /// B.isupper() -> bool
            ///
            /// Are there ASCII letters, all in upper case?
            #[method]
            fn isupper(this: &Object, args: Args) -> PyResult<bool> {
                args::none(args, "isupper")?;
                change::is_case(this, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
            }

            /// The bytes-like objects of an iterable, with these bytes between them.
            #[method("($self, iterable_of_bytes, /)")]
            fn join(this: &Object, iterable_of_bytes: &Object) -> PyResult {
                split::join(this, iterable_of_bytes)
            }

            /// The bytes at the left of a field of the given width.
            #[method("($self, width, fillchar=b' ', /)")]
            fn ljust(this: &Object, width: isize, fillchar: Option<&Object>) -> PyResult {
                change::pad(this, width, like::fill_byte(fillchar, "ljust")?, Place::Left)
            }

            /// B.lower() -> copy of B with the ASCII letters in lower case.
            #[method]
            fn lower(this: &Object, args: Args) -> PyResult {
                args::none(args, "lower")?;
                change::map(this, |byte| byte.to_ascii_lowercase())
            }

            /// The bytes without white space, or without any of those given, at their start.
            #[method("($self, bytes=None, /)")]
            fn lstrip(this: &Object, bytes: Option<&Object>) -> PyResult {
                split::strip(this, bytes, Ends::Left)
            }

            /// A table for translate(): bytes of frm become those of to.
            #[staticmethod("(frm, to, /)")]
            fn maketrans(frm: Buffer, to: Buffer) -> PyResult<Py<Bytes>> {
                change::make_table(&frm, &to)
            }

            /// The bytes cut at the first separator: before it, itself, behind it.
            #[method("($self, sep, /)")]
            fn partition(this: &Object, sep: &Object) -> PyResult<(Py, Py, Py)> {
                find::partition(this, sep, false)
            }

            /// The bytes with old replaced by new, at most count times (-1: everywhere).
            #[method("($self, old, new, count=-1, /)")]
            fn replace(this: &Object, old: Buffer, new: Buffer, count: isize) -> PyResult {
                find::replace(this, &old, &new, count)
            }

            /// B.rfind(sub[, start[, end]]) -> int
            ///
            /// The last place of sub in B[start:end], or -1.
            #[method]
            fn rfind(this: &Object, args: Args) -> PyResult<isize> {
                Ok(find::find(this, args, "rfind", true)?.map_or(-1, |at| at as isize))
            }

            /// B.rindex(sub[, start[, end]]) -> int
            ///
            /// As B.rfind(), but raises ValueError where sub does not occur.
            #[method]
            fn rindex(this: &Object, args: Args) -> PyResult<usize> {
                find::index(this, args, "rindex", true)
            }

            /// The bytes at the right of a field of the given width.
            #[method("($self, width, fillchar=b' ', /)")]
            fn rjust(this: &Object, width: isize, fillchar: Option<&Object>) -> PyResult {
                change::pad(this, width, like::fill_byte(fillchar, "rjust")?, Place::Right)
            }

            /// The bytes cut at the last separator: before it, itself, behind it.
            #[method("($self, sep, /)")]
            fn rpartition(this: &Object, sep: &Object) -> PyResult<(Py, Py, Py)> {
                find::partition(this, sep, true)
            }

            /// As split(), but the splits that maxsplit allows are made from the right.
            #[method("($self, /, sep=None, maxsplit=-1)")]
            fn rsplit(this: &Object, sep: Option<&Object>, maxsplit: isize) -> PyResult<Vec<Py>> {
                split::split(this, sep, maxsplit, true)
            }

            /// The bytes without white space, or without any of those given, at their end.
            #[method("($self, bytes=None, /)")]
            fn rstrip(this: &Object, bytes: Option<&Object>) -> PyResult {
                split::strip(this, bytes, Ends::Right)
            }

            /// The pieces between separators, or between runs of ASCII white space.
            ///
            /// At most maxsplit splits are made, from the left (-1: no limit).
            #[method("($self, /, sep=None, maxsplit=-1)")]
            fn split(this: &Object, sep: Option<&Object>, maxsplit: isize) -> PyResult<Vec<Py>> {
                split::split(this, sep, maxsplit, false)
            }

            /// The lines of the bytes, without their ends unless keepends is true.
            #[method("($self, /, keepends=False)")]
            fn splitlines(this: &Object, keepends: Option<i32>) -> PyResult<Vec<Py>> {
                split::split_lines(this, args::int_or(keepends, 0) != 0)
            }

            /// B.startswith(prefix[, start[, end]]) -> bool
            ///
            /// Does B[start:end] start with prefix, or with one of a tuple of them?
            #[method]
            fn startswith(this: &Object, args: Args) -> PyResult<bool> {
                find::has_affix(this, args, "startswith", false)
            }

            /// The bytes without white space, or without any of those given, at both ends.
            #[method("($self, bytes=None, /)")]
            fn strip(this: &Object, bytes: Option<&Object>) -> PyResult {
                split::strip(this, bytes, Ends::Both)
            }

            /// B.swapcase() -> copy of B with small ASCII letters made capital and capital ones small.
            #[method]
            fn swapcase(this: &Object, args: Args) -> PyResult {
                args::none(args, "swapcase")?;
                change::map(this, change::swapcase)
            }

            /// B.title() -> copy of B with each word capitalized and the rest in lower case.
            #[method]
            fn title(this: &Object, args: Args) -> PyResult {
                args::none(args, "title")?;
                change::title(this)
            }

            /// The bytes without those of delete, each replaced by its entry in table (None: by itself).
            #[method("($self, table, /, delete=b'')")]
            fn translate(this: &Object, table: &Object, delete: Option<&Object>) -> PyResult {
                change::translate(this, table, delete)
            }

            /// B.upper() -> copy of B with the ASCII letters in upper case.
            #[method]
            fn upper(this: &Object, args: Args) -> PyResult {
                args::none(args, "upper")?;
                change::map(this, |byte| byte.to_ascii_uppercase())
            }

            /// The bytes with zeros in front (behind a sign) up to the given width.
            #[method("($self, width, /)")]
            fn zfill(this: &Object, width: isize) -> PyResult {
                change::zero_fill(this, width)
            }

            $($own)*
        }
    };
}
pub(crate) use bytes_type;
