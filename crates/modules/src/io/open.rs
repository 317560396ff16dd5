//! `open` and `open_code`.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::buffered::{PyBufferedRandom_Type, PyBufferedReader_Type, PyBufferedWriter_Type};
use super::file_io::PyFileIO_Type;
use super::support;
use super::text_wrapper::PyTextIOWrapper_Type;

/// The arguments of `open`.
pub struct Options<'a> {
    pub file: &'a Object,
    pub mode: &'a str,
    pub buffering: i32,
    pub encoding: Option<&'a str>,
    pub errors: Option<&'a str>,
    pub newline: Option<&'a str>,
    pub closefd: bool,
    pub opener: &'a Object,
}

/// What a mode string asks for.
#[derive(Default)]
struct Mode {
    creating: bool,
    reading: bool,
    writing: bool,
    appending: bool,
    updating: bool,
    text: bool,
    binary: bool,
    universal: bool,
}

impl Mode {
    fn parse(text: &str) -> PyResult<Mode> {
        let mut mode = Mode::default();
        let mut rest = text.chars();
        while let Some(letter) = rest.next() {
            let flag = match letter {
                'x' => &mut mode.creating,
                'r' => &mut mode.reading,
                'w' => &mut mode.writing,
                'a' => &mut mode.appending,
                '+' => &mut mode.updating,
                't' => &mut mode.text,
                'b' => &mut mode.binary,
                'U' => {
                    mode.reading = true;
                    &mut mode.universal
                }
                _ => return Err(raise!(ValueError, "invalid mode: '{text}'")),
            };
            *flag = true;
            if rest.as_str().contains(letter) {
                return Err(raise!(ValueError, "invalid mode: '{text}'"));
            }
        }
        Ok(mode)
    }

    /// The mode of the raw file.
    fn raw(&self) -> String {
        let letters = [
            (self.creating, 'x'),
            (self.reading, 'r'),
            (self.writing, 'w'),
            (self.appending, 'a'),
            (self.updating, '+'),
        ];
        letters.into_iter().filter(|(is_set, _)| *is_set).map(|(_, letter)| letter).collect()
    }

    fn check(&self, options: &Options<'_>) -> PyResult<()> {
        if self.universal {
            if self.creating || self.writing || self.appending || self.updating {
                return Err(raise!(ValueError, "mode U cannot be combined with 'x', 'w', 'a', or '+'"));
            }
            pyston_object::hooks::warn(&exc::DeprecationWarning, "'U' mode is deprecated", 1)?;
        }
        if self.text && self.binary {
            return Err(raise!(ValueError, "can't have text and binary mode at once"));
        }
        let actions = [self.creating, self.reading, self.writing, self.appending];
        if actions.into_iter().filter(|&is_set| is_set).count() > 1 {
            return Err(raise!(ValueError, "must have exactly one of create/read/write/append mode"));
        }
        if self.binary && options.encoding.is_some() {
            return Err(raise!(ValueError, "binary mode doesn't take an encoding argument"));
        }
        if self.binary && options.errors.is_some() {
            return Err(raise!(ValueError, "binary mode doesn't take an errors argument"));
        }
        if self.binary && options.newline.is_some() {
            return Err(raise!(ValueError, "binary mode doesn't take a newline argument"));
        }
        if self.binary && options.buffering == 1 {
            pyston_object::hooks::warn(
                &exc::RuntimeWarning,
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
                1,
            )?;
        }
        Ok(())
    }

    fn buffered_type(&self, text: &str) -> PyResult<&'static Type> {
        if self.updating {
            Ok(&PyBufferedRandom_Type)
        } else if self.creating || self.writing || self.appending {
            Ok(&PyBufferedWriter_Type)
        } else if self.reading {
            Ok(&PyBufferedReader_Type)
        } else {
            Err(raise!(ValueError, "unknown mode: '{text}'"))
        }
    }
}

/// `open(..)`.
pub fn open(options: &Options<'_>) -> PyResult {
    let file = if protocol::is_number(options.file) {
        options.file.new_ref()
    } else {
        crate::sys::path::fspath(options.file)?
    };
    if !Str::check(&file) && !Bytes::check(&file) && !protocol::is_number(&file) {
        return Err(raise!(TypeError, "invalid file: {}", protocol::repr_string(&file)?));
    }
    let mode = Mode::parse(options.mode)?;
    mode.check(options)?;
    let raw = call::call(
        &PyFileIO_Type,
        &[&file, &*mode.raw().into_py()?, singletons::bool(options.closefd), options.opener],
    )?;
    // From here on, an error closes what was opened.
    let mut outermost = raw;
    match wrap(options, &mode, &mut outermost) {
        Ok(()) => Ok(outermost),
        failed => support::finally(failed, || call::call_method(&outermost, name!("close"), &[]).map(drop))
            .map(|()| outermost),
    }
}

/// Puts a buffer and text around the raw file in `stream`.
fn wrap(options: &Options<'_>, mode: &Mode, stream: &mut Py) -> PyResult<()> {
    let raw = stream.clone();
    let is_terminal = protocol::is_true(&*call::call_method(&raw, name!("isatty"), &[])?)?;
    let mut buffering = options.buffering;
    if mode.binary && buffering == 1 {
        buffering = -1;
    }
    let line_buffering = buffering == 1 || (buffering < 0 && is_terminal);
    if line_buffering {
        buffering = -1;
    }
    let size = if buffering < 0 {
        protocol::as_c_long(&*attr::getattr_str(&raw, name!("_blksize"))?)?
    } else {
        buffering.into()
    };
    if size == 0 {
        if !mode.binary {
            return Err(raise!(ValueError, "can't have unbuffered text I/O"));
        }
        return Ok(());
    }
    *stream = call::call(mode.buffered_type(options.mode)?, &[&raw, &*size.into_py()?])?;
    if mode.binary {
        return Ok(());
    }
    let buffer = stream.clone();
    *stream = call::call(
        &PyTextIOWrapper_Type,
        &[
            &buffer,
            &*options.encoding.into_py()?,
            &*options.errors.into_py()?,
            &*options.newline.into_py()?,
            singletons::bool(line_buffering),
        ],
    )?;
    attr::setattr_str(stream, name!("mode"), Some(&*options.mode.into_py()?))
}

/// `open_code(path)`.
pub fn open_code(path: &Str) -> PyResult {
    open(&Options {
        file: path,
        mode: "rb",
        buffering: -1,
        encoding: None,
        errors: None,
        newline: None,
        closefd: true,
        opener: singletons::none(),
    })
}
