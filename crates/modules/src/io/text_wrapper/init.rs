//! Making and reconfiguring a text stream.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::codec;
use super::encode::NativeEncoder;
use super::state::{Newlines, TextStream};
use crate::io::buffered::Stream;
use crate::io::file_io::FileIo;
use crate::io::newline::IncrementalNewlineDecoder;
use crate::io::support;
use crate::sys;

/// The arguments of `TextIOWrapper`.
pub struct Options<'a> {
    pub buffer: &'a Object,
    pub encoding: Option<&'a str>,
    pub errors: Option<&'a Object>,
    pub newline: Option<&'a str>,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// The encoding of the terminal that the buffer writes to, if any (`os.device_encoding`).
fn device_encoding(buffer: &Object) -> PyResult<Option<String>> {
    let fd = match call::call_method(buffer, name!("fileno"), &[]) {
        Ok(fd) => fd,
        Err(raised) => {
            if raised.is(&exc::AttributeError) || raised.is(&*support::unsupported_operation()?) {
                raised.clear();
                return Ok(None);
            }
            return Err(raised);
        }
    };
    let fd = protocol::as_c_long(&fd)?;
    let fd = i32::try_from(fd).map_err(|_| raise!(OverflowError, "Python int too large to convert to C int"))?;
    Ok(sys::isatty(fd).then(sys::locale_charset))
}

/// `locale.getpreferredencoding(False)`.
fn preferred_encoding() -> PyResult<Option<String>> {
    let ask = || -> PyResult {
        let locale = pyston_object::hooks::import("_bootlocale")?;
        call::call_method(&locale, name!("getpreferredencoding"), &[singletons::bool(false)])
    };
    match errors::catch(ask(), &exc::ImportError)? {
        // A library without the module: what every locale of today has.
        None => Ok(Some("UTF-8".to_owned())),
        Some(answer) => answer.downcast::<Str>().map(|name| name.to_utf8().map(Into::into)).transpose(),
    }
}

fn default_encoding(buffer: &Object) -> PyResult<String> {
    if let Some(encoding) = device_encoding(buffer)? {
        return Ok(encoding);
    }
    preferred_encoding()?.ok_or_else(|| raise!(OSError, "could not determine default encoding"))
}

/// What `errors` says, as text for codecs.
pub fn errors_name(errors: &Object) -> PyResult<String> {
    match errors.downcast::<Str>() {
        Some(errors) => Ok(errors.to_utf8()?.into_owned()),
        None => Err(errors::bad_internal_call()),
    }
}

impl TextStream<'_> {
    pub fn init(self, options: &Options<'_>) -> PyResult<()> {
        self.ok.set(false);
        self.detached.set(false);
        let errors = match options.errors {
            None => Str::new("strict")?,
            Some(errors) => match errors.downcast::<Str>() {
                Some(errors) => errors.new_ref(),
                None => {
                    return Err(raise!(
                        TypeError,
                        "TextIOWrapper() argument 'errors' must be str or None, not {:.50}",
                        errors.type_name()
                    ));
                }
            },
        };
        Newlines::check(options.newline)?;
        self.reset();
        let encoding = match options.encoding {
            Some(encoding) => encoding.to_owned(),
            None => default_encoding(options.buffer)?,
        };
        self.encoding.set(encoding.as_str().into_py()?);
        let mut codec = Codec::new(encoding);
        codec.check()?;
        self.errors.set(errors.into_object());
        self.chunk_size.set(8192);
        self.line_buffering.set(options.line_buffering);
        self.write_through.set(options.write_through);
        self.newlines.set(options.newline)?;
        self.buffer.set(options.buffer.new_ref());
        self.set_decoder(&mut codec)?;
        self.set_encoder(&mut codec)?;
        self.note_raw_file(options.buffer)?;
        let seekable = protocol::is_true(&*call::call_method(options.buffer, name!("seekable"), &[])?)?;
        self.seekable.set(seekable);
        self.telling.set(seekable);
        self.has_read1.set(attr::find_attr(options.buffer, name!("read1"))?.is_some());
        self.at_start.set(false);
        self.fix_encoder_state()?;
        self.ok.set(true);
        Ok(())
    }

    /// Forgets what an earlier `__init__` left.
    fn reset(self) {
        for field in [&self.buffer, &self.encoding, &self.encoder, &self.decoder, &self.errors, &self.raw] {
            field.clear();
        }
        self.set_decoded(None);
        self.clear_snapshot();
        self.native_encoder.set(None);
        self.has_pending.set(false);
        self.pending.borrow_mut().clear();
        self.bytes_per_char.set(0.0);
    }

    /// Remembers the file below the buffer.
    fn note_raw_file(self, buffer: &Object) -> PyResult<()> {
        let is_exact = [
            &crate::io::buffered::PyBufferedReader_Type,
            &crate::io::buffered::PyBufferedWriter_Type,
            &crate::io::buffered::PyBufferedRandom_Type,
        ]
        .contains(&buffer.ty());
        if is_exact
            && let Some(raw) = Stream::of(buffer).and_then(|stream| stream.raw.get())
            && raw.downcast_exact::<Instance<FileIo>>().is_some()
        {
            self.raw.set(raw);
        }
        Ok(())
    }

    fn buffer_can(self, ability: &Str) -> PyResult<bool> {
        let Some(buffer) = self.buffer.get() else { return Ok(false) };
        protocol::is_true(&*call::call_method(&buffer, ability, &[])?)
    }

    fn set_decoder(self, codec: &mut Codec) -> PyResult<()> {
        if !self.buffer_can(name!("readable"))? {
            return Ok(());
        }
        let errors = self.errors.get().ok_or_else(errors::bad_internal_call)?;
        let mut decoder = codec::incremental_decoder(codec.info()?, &errors)?;
        if self.newlines.universal.get() {
            decoder =
                IncrementalNewlineDecoder::create(Some(decoder), self.newlines.translate_read.get())?.into_object();
        }
        self.decoder.set(decoder);
        Ok(())
    }

    fn set_encoder(self, codec: &mut Codec) -> PyResult<()> {
        if !self.buffer_can(name!("writable"))? {
            return Ok(());
        }
        if codec.common.is_some() {
            self.encoder.clear();
            self.native_encoder.set(codec.common);
            return Ok(());
        }
        self.native_encoder.set(None);
        let errors = self.errors.get().ok_or_else(errors::bad_internal_call)?;
        let info = codec.info()?;
        self.encoder.set(codec::incremental_encoder(info, &errors)?);
        let name = attr::find_attr(info, name!("name"))?;
        if let Some(name) = name.as_ref().and_then(|name| name.downcast::<Str>()) {
            self.native_encoder.set(NativeEncoder::from_name(&name.to_utf8()?));
        }
        Ok(())
    }

    pub fn is_writable(self) -> bool {
        self.native_encoder.get().is_some() || !self.encoder.is_empty()
    }

    /// A stream that is not at its start gets no byte order mark.
    fn fix_encoder_state(self) -> PyResult<()> {
        if !self.seekable.get() || !self.is_writable() {
            return Ok(());
        }
        self.at_start.set(true);
        let Some(buffer) = self.buffer.get() else { return Ok(()) };
        let position = call::call_method(&buffer, name!("tell"), &[])?;
        if !protocol::compare_eq(&position, &*0.into_py()?)? {
            self.reset_encoder(false)?;
        }
        Ok(())
    }

    /// Puts the encoder at the start of a stream, or further on.
    pub fn reset_encoder(self, at_start: bool) -> PyResult<()> {
        self.at_start.set(at_start);
        let Some(encoder) = self.encoder.get() else { return Ok(()) };
        if at_start {
            call::call_method(&encoder, name!("reset"), &[])?;
        } else {
            call::call_method(&encoder, name!("setstate"), &[&*0.into_py()?])?;
        }
        Ok(())
    }

    pub fn reconfigure(self, changes: &Changes<'_>) -> PyResult<()> {
        let changes_text = changes.encoding.is_some() || changes.errors.is_some() || changes.newline.is_some();
        if !self.decoded.is_empty() && changes_text {
            return Err(support::unsupported(
                "It is not possible to set the encoding or newline of stream after the first read",
            ));
        }
        let newline = match changes.newline {
            Some(newline) if !newline.is_none() => match newline.downcast::<Str>() {
                Some(newline) => Some(newline.to_utf8()?),
                None => return Err(raise!(TypeError, "bad argument type for built-in operation")),
            },
            _ => None,
        };
        Newlines::check(newline.as_deref())?;
        let flag = |given: Option<&Object>, current: bool| match given {
            Some(given) => protocol::as_c_long(given).map(|flag| flag != 0),
            None => Ok(current),
        };
        let line_buffering = flag(changes.line_buffering, self.line_buffering.get())?;
        let write_through = flag(changes.write_through, self.write_through.get())?;
        call::call_method(self.object, name!("flush"), &[])?;
        self.bytes_per_char.set(0.0);
        if changes.newline.is_some() {
            self.newlines.set(newline.as_deref())?;
        }
        if changes_text {
            self.change_encoding(changes)?;
        }
        self.line_buffering.set(line_buffering);
        self.write_through.set(write_through);
        Ok(())
    }

    fn change_encoding(self, changes: &Changes<'_>) -> PyResult<()> {
        let current = |field: &Field| field.get().ok_or_else(errors::bad_internal_call);
        let (encoding, errors) = match (changes.encoding, changes.errors) {
            (Some(encoding), Some(errors)) => (encoding.as_object().new_ref(), errors.as_object().new_ref()),
            (Some(encoding), None) => (encoding.as_object().new_ref(), "strict".into_py()?),
            (None, Some(errors)) => (current(&self.encoding)?, errors.as_object().new_ref()),
            (None, None) => (current(&self.encoding)?, current(&self.errors)?),
        };
        let name = match encoding.downcast::<Str>() {
            Some(name) => pyston_builtins::codecs::c_text(name)?.to_owned(),
            None => return Err(errors::bad_internal_call()),
        };
        let mut codec = Codec::new(name);
        codec.check()?;
        let old_errors = self.errors.replace(Some(errors));
        if let Err(raised) = self.set_decoder(&mut codec).and_then(|()| self.set_encoder(&mut codec)) {
            let _new = self.errors.replace(old_errors);
            return Err(raised);
        }
        self.encoding.set(encoding);
        self.fix_encoder_state()
    }
}

/// The arguments of `reconfigure`; `None`: leave it.
pub struct Changes<'a> {
    pub encoding: Option<&'a Str>,
    pub errors: Option<&'a Str>,
    /// The argument itself, as `None` is a mode too.
    pub newline: Option<&'a Object>,
    pub line_buffering: Option<&'a Object>,
    pub write_through: Option<&'a Object>,
}

/// A codec, looked up when its parts are needed.
struct Codec {
    name: String,
    /// Needs nothing of the registry to encode.
    common: Option<NativeEncoder>,
    info: Option<Py>,
}

impl Codec {
    fn new(name: String) -> Codec {
        let common = NativeEncoder::from_common_name(&name);
        Codec { name, common, info: None }
    }

    fn info(&mut self) -> PyResult<&Py> {
        if self.info.is_none() {
            self.info = Some(codec::lookup(&self.name)?);
        }
        self.info.as_ref().ok_or_else(errors::bad_internal_call)
    }

    /// # Errors
    /// `LookupError` if there is no such text encoding.
    fn check(&mut self) -> PyResult<()> {
        if self.common.is_some() { Ok(()) } else { self.info().map(drop) }
    }
}
