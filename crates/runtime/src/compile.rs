//! From source to code objects: the compiler's results and errors as Python objects.

use pyston_compiler::ast::Mod;
use pyston_compiler::future::Future;
use pyston_compiler::options::{CO_FUTURE_BARRY_AS_BDFL, CompileOptions};
use pyston_compiler::parse::unicode::Database;
use pyston_compiler::parse::{Mode, ParseOptions};
use pyston_compiler::symtable::{DepthLimit, SymbolTable};
use pyston_compiler::syntax_error::{SyntaxError, SyntaxErrorKind, SyntaxWarning, WarningKind};
use pyston_compiler::wstr::WStr;
use pyston_object::prelude::*;
use pyston_object::{call, tstate};

use crate::code::Code;

/// How to compile.
pub struct Request<'a> {
    pub filename: &'a Str,
    pub mode: Mode,
    /// `CO_FUTURE_*` and `PyCF_*`.
    pub flags: u32,
    /// -1: as the interpreter's `-O` options say.
    pub optimize: i32,
    /// The source is the UTF-8 of a `str`.
    pub is_text: bool,
    /// The source is a file being run.
    pub is_file: bool,
    /// The minor version of Python whose syntax is accepted, if an older one.
    pub feature_version: Option<u8>,
}

/// `PyCF_SOURCE_IS_UTF8`, `PyCF_DONT_IMPLY_DEDENT`, `PyCF_ONLY_AST`, `PyCF_TYPE_COMMENTS`.
pub const PYCF_SOURCE_IS_UTF8: u32 = 0x100;
pub const PYCF_DONT_IMPLY_DEDENT: u32 = 0x200;
pub const PYCF_ONLY_AST: u32 = 0x400;
pub const PYCF_TYPE_COMMENTS: u32 = 0x1000;

/// Compiles a source to a code object.
///
/// # Errors
/// `SyntaxError` and its subclasses; `ValueError` for null bytes; warnings made errors by a filter.
pub fn compile(source: &[u8], request: &Request<'_>) -> PyResult<Py<Code>> {
    audit(source, request)?;
    let (parse, options) = (request.parse_options(), request.compile_options());
    let mut warnings = Vec::new();
    let result = pyston_compiler::compile(source, &parse, &options, &mut warnings);
    let code = settle(result, &warnings, request)?;
    Code::from_compiled(&code)
}

/// Parses a source.
///
/// # Errors
/// As [`compile`].
pub fn parse(source: &[u8], request: &Request<'_>) -> PyResult<Mod> {
    audit(source, request)?;
    let mut warnings = Vec::new();
    let result = pyston_compiler::parse::parse(source, &request.parse_options(), &mut warnings);
    settle(result, &warnings, request)
}

/// Compiles a tree that a program made.
///
/// # Errors
/// As [`compile`].
pub fn compile_tree(tree: Mod, request: &Request<'_>) -> PyResult<Py<Code>> {
    let mut warnings = Vec::new();
    let result = pyston_compiler::compile_ast(tree, &request.compile_options(), &mut warnings);
    let code = settle(result, &warnings, request)?;
    Code::from_compiled(&code)
}

/// The symbol table of a source.
///
/// # Errors
/// As [`compile`].
pub fn symbol_table(source: &[u8], request: &Request<'_>) -> PyResult<SymbolTable> {
    let tree = parse(source, request)?;
    let options = request.compile_options();
    let table = Future::of(&tree, &options.filename)
        .and_then(|_| pyston_compiler::symtable::symtable(&tree, &options.filename, options.depth));
    table.map_err(|error| raise_syntax_error(&error))
}

/// Tells that a source is compiled: its bytes, or `None` for that of a file, and the name.
fn audit(source: &[u8], request: &Request<'_>) -> PyResult<()> {
    pyston_object::hooks::audit("compile", || {
        let source = if request.is_file { singletons::py_none() } else { Bytes::new(source)?.into_object() };
        Ok([source, request.filename.new_ref().into_object()])
    })
}

/// Issues the warnings, which come first, then gives the result or raises the error.
fn settle<T>(result: Result<T, SyntaxError>, warnings: &[SyntaxWarning], request: &Request<'_>) -> PyResult<T> {
    if matches!(&result, Err(error) if error.kind == SyntaxErrorKind::Pending) {
        return Err(Raised);
    }
    for warning in warnings {
        issue(warning, request.filename)?;
    }
    result.map_err(|error| raise_syntax_error(&error))
}

impl Request<'_> {
    /// Can the source be parsed? Says nothing of warnings and runs no Python code.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, source: &[u8]) -> Result<(), SyntaxError> {
        let mut options = self.parse_options();
        options.decoder = pyston_compiler::source::decode;
        options.database = Database::default();
        pyston_compiler::parse::parse(source, &options, &mut Vec::new()).map(drop)
    }

    fn parse_options(&self) -> ParseOptions {
        let mut parse = ParseOptions::new("", self.mode);
        parse.filename = self.file_name();
        parse.type_comments = self.flags & PYCF_TYPE_COMMENTS != 0;
        parse.dont_imply_dedent = self.flags & PYCF_DONT_IMPLY_DEDENT != 0;
        parse.barry_as_bdfl = self.flags & CO_FUTURE_BARRY_AS_BDFL != 0;
        parse.ignore_cookie = self.is_text;
        parse.is_file = self.is_file;
        parse.decoder = crate::source_decoder::decode;
        parse.database = crate::unicode_database::DATABASE;
        parse.max_int_digits = pyston_object::int::max_str_digits();
        if let Some(version) = self.feature_version {
            parse.feature_version = version;
        }
        parse
    }

    fn compile_options(&self) -> CompileOptions {
        let mut options = CompileOptions::new(self.file_name());
        options.flags = self.flags;
        options.optimize = match self.optimize {
            0..=2 => self.optimize as u8,
            _ => crate::config::get().flags.optimize.clamp(0, 2) as u8,
        };
        // SAFETY: the thread state is ours.
        let used = unsafe { (*tstate::current()).recursion_depth };
        options.depth = DepthLimit { used: used.max(0) as u32, limit: tstate::recursion_limit().max(0) as u32 };
        options
    }

    fn file_name(&self) -> WStr {
        WStr::from_wtf8(&self.filename.to_wtf8())
    }
}

/// Issues a compiler warning; one that a filter turns into an error becomes a `SyntaxError`.
fn issue(warning: &SyntaxWarning, filename: &Str) -> PyResult<()> {
    let category = match warning.kind {
        WarningKind::SyntaxWarning => &exc::SyntaxWarning,
        WarningKind::DeprecationWarning => &exc::DeprecationWarning,
    };
    let result = crate::warnings::explicit(category, &warning.msg, filename, warning.lineno as i64);
    match result {
        Err(raised) if raised.is(category) => {
            raised.clear();
            let error = SyntaxError {
                kind: SyntaxErrorKind::SyntaxError,
                msg: warning.msg.clone(),
                filename: WStr::from_wtf8(&filename.to_wtf8()),
                lineno: warning.lineno,
                offset: Some(warning.offset),
                text: None,
            };
            Err(raise_syntax_error(&error))
        }
        other => other,
    }
}

/// Raises a compiler error.
pub fn raise_syntax_error(error: &SyntaxError) -> Raised {
    let ty = match error.kind {
        SyntaxErrorKind::SyntaxError => &exc::SyntaxError,
        SyntaxErrorKind::IndentationError => &exc::IndentationError,
        SyntaxErrorKind::TabError => &exc::TabError,
        SyntaxErrorKind::ValueError => return raise!(ValueError, "{}", error.msg),
        SyntaxErrorKind::MemoryError => return raise!(MemoryError),
        SyntaxErrorKind::RecursionError => return raise!(RecursionError, "{}", error.msg),
        SyntaxErrorKind::Pending => return Raised,
    };
    let build = || -> PyResult {
        let text = match &error.text {
            Some(text) => Some(Str::from_wtf8(text.as_bytes())?),
            // Column 0: the source cannot be decoded, so there is no line to show.
            None if error.lineno > 0 && error.offset != Some(0) => {
                match crate::source_lines::raw_line(&error.filename.to_string(), error.lineno as i32) {
                    Some(line) => Some(Str::new(&line)?),
                    None => None,
                }
            }
            None => None,
        };
        let place = (Str::from_wtf8(error.filename.as_bytes())?, error.lineno, error.offset, text);
        call::call(ty, &[&*Str::from_display(&error.msg)?.into_object(), &*place.into_py()?])
    };
    match build() {
        Ok(instance) => errors::raise_instance(instance),
        Err(raised) => raised,
    }
}
