//! `MultibyteStreamReader` and `MultibyteStreamWriter`: the incremental codecs over a binary stream.

use pyston_object::args::{FunctionName, Signature};
use pyston_object::call::call_method;
use pyston_object::prelude::*;
use pyston_object::{impl_trace, payload_members};

use super::errors::Ending;
use super::incremental::{Core, DecoderCore, EncoderCore, bind};

const fn signature(function: &'static str) -> Signature {
    Signature {
        function: FunctionName::Text(function),
        parameters: &["stream", "errors"],
        n_posonly: 0,
        n_positional: 2,
        n_required: 1,
        required_keywords: &[],
        early: &[],
    }
}

#[pyclass(Reader_Type = "MultibyteStreamReader", flags(BASETYPE))]
pub(super) struct Reader {
    decoder: DecoderCore,
    stream: Field,
}
impl_trace!(Reader { stream });

/// A size: None is all.
fn size_of_arg(size: Option<&Object>) -> PyResult<isize> {
    match size {
        None => Ok(-1),
        Some(size) => match size.downcast::<Int>() {
            Some(size) => protocol::index_as_ssize(size),
            None => Err(raise!(TypeError, "arg 1 must be an integer")),
        },
    }
}

impl Reader {
    /// Decodes what a method of the stream reads, at least one character unless the stream ends.
    fn fill(&self, method: &Str, mut size: isize) -> PyResult<Py<Str>> {
        if size == 0 {
            return Ok(Str::empty());
        }
        loop {
            let Some(stream) = self.stream.get() else { return Ok(Str::empty()) };
            let read = match size {
                ..0 => call_method(&stream, method, &[])?,
                _ => call_method(&stream, method, &[&*Int::from_i64(size as i64)?])?,
            };
            let Some(bytes) = read.downcast::<Bytes>() else {
                let name = read.type_name();
                return Err(raise!(TypeError, "stream function returned a non-bytes object ({name:.100})"));
            };
            let is_end = bytes.is_empty();
            let was_empty = is_end && !self.decoder.has_pending();
            let decoded = self.decoder.decode(bytes.as_slice(), is_end || size < 0);
            let text = decoded.inspect_err(|_| self.decoder.drop_pending())?;
            if size < 0 || !text.is_empty() || was_empty {
                return Ok(text);
            }
            size = 1;
        }
    }
}

#[pytype(Reader_Type, payload)]
impl Reader {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Reader>>> {
        let ([stream, _], errors) = bind(&signature("StreamReader"), args, kwargs)?;
        let decoder = DecoderCore::new(Core::new(class, errors)?);
        let stream = stream.map_or_else(Field::empty, |stream| Field::new(stream.new_ref()));
        Instance::new_as(class, Reader { decoder, stream })
    }

    #[slot]
    fn tp_init(_this: &Instance<Reader>, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        Ok(())
    }

    #[method("($self, sizeobj=None, /)")]
    fn read(this: &Instance<Reader>, size: Option<&Object>) -> PyResult<Py<Str>> {
        this.fill(name!("read"), size_of_arg(size)?)
    }

    #[method("($self, sizeobj=None, /)")]
    fn readline(this: &Instance<Reader>, size: Option<&Object>) -> PyResult<Py<Str>> {
        this.fill(name!("readline"), size_of_arg(size)?)
    }

    #[method("($self, sizehintobj=None, /)")]
    fn readlines(this: &Instance<Reader>, size: Option<&Object>) -> PyResult {
        let text = this.fill(name!("read"), size_of_arg(size)?)?;
        call_method(&text, name!("splitlines"), &[singletons::bool(true)])
    }

    #[method("($self, /)")]
    fn reset(this: &Instance<Reader>) {
        this.decoder.reset();
    }

    /// how to treat errors
    #[getter]
    fn errors(this: &Instance<Reader>) -> String {
        this.decoder.core.errors().name().to_string()
    }

    #[setter]
    fn set_errors(this: &Instance<Reader>, value: Option<&Object>) -> PyResult<()> {
        this.decoder.core.set_errors(value)
    }
}

#[pyclass(Writer_Type = "MultibyteStreamWriter", flags(BASETYPE))]
pub(super) struct Writer {
    encoder: EncoderCore,
    stream: Field,
}
impl_trace!(Writer { stream });

impl Writer {
    fn write_text(&self, text: &Object) -> PyResult<()> {
        let bytes = self.encoder.encode(text, Ending::Open)?;
        self.write_bytes(&bytes)
    }

    fn write_bytes(&self, bytes: &[u8]) -> PyResult<()> {
        let Some(stream) = self.stream.get() else { return Ok(()) };
        call_method(&stream, name!("write"), &[&*Bytes::new(bytes)?]).map(drop)
    }
}

#[pytype(Writer_Type, payload)]
impl Writer {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Writer>>> {
        let ([stream, _], errors) = bind(&signature("StreamWriter"), args, kwargs)?;
        let encoder = EncoderCore::new(Core::new(class, errors)?);
        let stream = stream.map_or_else(Field::empty, |stream| Field::new(stream.new_ref()));
        Instance::new_as(class, Writer { encoder, stream })
    }

    #[slot]
    fn tp_init(_this: &Instance<Writer>, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        Ok(())
    }

    #[method("($self, strobj, /)")]
    fn write(this: &Instance<Writer>, text: &Object) -> PyResult<()> {
        this.write_text(text)
    }

    #[method("($self, lines, /)")]
    fn writelines(this: &Instance<Writer>, lines: &Object) -> PyResult<()> {
        if !protocol::is_sequence(lines) {
            return Err(raise!(TypeError, "arg must be a sequence object"));
        }
        let mut index = 0;
        while index < protocol::len(lines)? as isize {
            this.write_text(&*protocol::sequence_item(lines, index)?)?;
            index += 1;
        }
        Ok(())
    }

    #[method("($self, /)")]
    fn reset(this: &Instance<Writer>) -> PyResult<()> {
        match this.encoder.finish()? {
            Some(bytes) if !bytes.is_empty() => this.write_bytes(&bytes),
            _ => Ok(()),
        }
    }

    /// how to treat errors
    #[getter]
    fn errors(this: &Instance<Writer>) -> String {
        this.encoder.core.errors().name().to_string()
    }

    #[setter]
    fn set_errors(this: &Instance<Writer>, value: Option<&Object>) -> PyResult<()> {
        this.encoder.core.set_errors(value)
    }
}

pub(super) fn install() {
    payload_members!(Reader_Type, Reader { "stream" = stream [readonly] });
    payload_members!(Writer_Type, Writer { "stream" = stream [readonly] });
    Reader::install();
    Writer::install();
}
