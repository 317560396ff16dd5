//! `_io.IncrementalNewlineDecoder`: translates ends of lines, remembering which were met.
//!
//! **Invariant**: a `\r` at the end of a piece is held back, even without translation, so that a `\r\n`
//! is never given in two pieces.

use std::cell::Cell;

use pyston_object::call;
use pyston_object::prelude::*;

/// Ends of lines met, as bits.
const CR: u8 = 1;
const LF: u8 = 2;
const CRLF: u8 = 4;

/// The state of a newline decoder.
#[pyclass(PyIncrementalNewlineDecoder_Type = "_io.IncrementalNewlineDecoder", flags(BASETYPE))]
#[derive(Default)]
pub struct IncrementalNewlineDecoder {
    /// Empty before `__init__`; `None` if the input is text.
    decoder: Field,
    translate: Cell<bool>,
    pending_cr: Cell<bool>,
    seen: Cell<u8>,
}

pyston_object::impl_trace!(IncrementalNewlineDecoder { decoder });

/// The result of a decoder, which must be text.
pub fn check_decoded(decoded: Py) -> PyResult<Py<Str>> {
    decoded.downcast_into::<Str>().map_err(|decoded| {
        raise!(TypeError, "decoder should return a string result, not '{:.200}'", decoded.type_name())
    })
}

fn contains(data: StrData<'_>, wanted: u8) -> bool {
    match data {
        StrData::Ascii(units) | StrData::Ucs1(units) => memchr::memchr(wanted, units).is_some(),
        data => data.iter().any(|point| point == u32::from(wanted)),
    }
}

impl IncrementalNewlineDecoder {
    /// A decoder around another, or of text.
    pub fn create(decoder: Option<Py>, translate: bool) -> PyResult<Py<Instance<IncrementalNewlineDecoder>>> {
        let made = Instance::new(IncrementalNewlineDecoder::default())?;
        made.decoder.set(decoder.unwrap_or_else(singletons::py_none));
        made.translate.set(translate);
        Ok(made)
    }

    fn inner(&self) -> PyResult {
        self.decoder.get().ok_or_else(|| raise!(ValueError, "IncrementalNewlineDecoder.__init__ not called"))
    }

    pub fn decode(&self, input: &Object, is_final: bool) -> PyResult<Py<Str>> {
        let decoder = self.inner()?;
        let decoded = if decoder.is_none() {
            input.new_ref()
        } else {
            call::call_method(&decoder, name!("decode"), &[input, singletons::bool(is_final)])?
        };
        let text = check_decoded(decoded)?;
        let held = self.pending_cr.get() && (is_final || !text.is_empty());
        if held {
            self.pending_cr.set(false);
        }
        let data = text.data();
        let ends_in_cr = !is_final && !text.is_empty() && data.at(data.len() - 1) == u32::from(b'\r');
        if ends_in_cr {
            self.pending_cr.set(true);
        }
        if !held && !ends_in_cr && !contains(data, b'\r') {
            if contains(data, b'\n') {
                self.seen.set(self.seen.get() | LF);
            }
            return Ok(text);
        }
        let mut whole = StrBuilder::with_capacity(data.len() + 1);
        if held {
            whole.push(b'\r'.into());
        }
        whole.push_data(data.slice(0, data.len() - usize::from(ends_in_cr)));
        self.translated(whole)
    }

    /// Notes the ends of lines in `text`, and translates them if it is to.
    fn translated(&self, text: StrBuilder) -> PyResult<Py<Str>> {
        let data = text.data();
        let mut seen = self.seen.get();
        let mut out = StrBuilder::with_capacity(data.len());
        let mut start = 0;
        let mut index = 0;
        while index < data.len() {
            let point = data.at(index);
            index += 1;
            if point == u32::from(b'\n') {
                seen |= LF;
            } else if point == u32::from(b'\r') {
                let is_pair = index < data.len() && data.at(index) == u32::from(b'\n');
                seen |= if is_pair { CRLF } else { CR };
                if self.translate.get() {
                    out.push_data(data.slice(start, index - 1));
                    out.push(b'\n'.into());
                    start = index + usize::from(is_pair);
                }
                index += usize::from(is_pair);
            }
        }
        self.seen.set(seen);
        if !self.translate.get() {
            return text.finish();
        }
        out.push_data(data.slice(start, data.len()));
        out.finish()
    }

    /// The ends of lines met: `None`, one, or a tuple.
    pub fn newlines_met(&self) -> PyResult {
        let seen = self.seen.get();
        let mut met = Vec::new();
        for (bit, end) in [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")] {
            if seen & bit != 0 {
                met.push(end.into_py()?);
            }
        }
        match met.len() {
            0 => Ok(singletons::py_none()),
            1 => met.pop().ok_or_else(errors::bad_internal_call),
            _ => Tuple::from_vec(met)?.into_py(),
        }
    }
}

/// Decodes pieces of text with any ends of lines, which become '\n' if translate is true.
///
/// The decoder gives the text; with None, the input is text already.
#[pytype(PyIncrementalNewlineDecoder_Type, payload, sig = "(decoder, translate, errors='strict')")]
impl IncrementalNewlineDecoder {
    #[slot]
    fn tp_new(
        class: &Type,
        _args: &Tuple,
        _kwargs: Option<&Dict>,
    ) -> PyResult<Py<Instance<IncrementalNewlineDecoder>>> {
        Instance::new_as(class, IncrementalNewlineDecoder::default())
    }

    #[init("(decoder, translate, errors='strict')")]
    fn init(
        this: &Instance<IncrementalNewlineDecoder>,
        decoder: &Object,
        translate: super::convert::IntFlag,
        _errors: Option<&Object>,
    ) -> PyResult<()> {
        this.decoder.set(decoder.new_ref());
        this.translate.set(translate.0);
        this.seen.set(0);
        this.pending_cr.set(false);
        Ok(())
    }

    #[method(name = "decode", sig = "($self, /, input, final=False)")]
    fn decode_method(
        this: &Instance<IncrementalNewlineDecoder>,
        input: &Object,
        is_final: Option<super::convert::IntFlag>,
    ) -> PyResult<Py<Str>> {
        this.decode(input, is_final.is_some_and(|flag| flag.0))
    }

    #[method("($self, /)")]
    fn getstate(this: &Instance<IncrementalNewlineDecoder>) -> PyResult {
        let decoder = this.inner()?;
        let (buffered, flags) = if decoder.is_none() {
            (Bytes::new(&[])?.into_object(), 0)
        } else {
            let state = call::call_method(&decoder, name!("getstate"), &[])?;
            split_state(&state, || raise!(TypeError, "illegal decoder state"))?
        };
        (buffered, (flags << 1) | u64::from(this.pending_cr.get())).into_py()
    }

    #[method("($self, state, /)")]
    fn setstate(this: &Instance<IncrementalNewlineDecoder>, state: &Object) -> PyResult {
        if !Tuple::check(state) {
            return Err(raise!(TypeError, "state argument must be a tuple"));
        }
        let (buffered, flags) = split_state(state, || raise!(TypeError, "setstate(): illegal state argument"))?;
        let decoder = this.inner()?;
        this.pending_cr.set(flags & 1 != 0);
        if decoder.is_none() {
            return Ok(decoder);
        }
        call::call_method(&decoder, name!("setstate"), &[&*(buffered, flags >> 1).into_py()?])
    }

    #[method("($self, /)")]
    fn reset(this: &Instance<IncrementalNewlineDecoder>) -> PyResult {
        let decoder = this.inner()?;
        this.seen.set(0);
        this.pending_cr.set(false);
        if decoder.is_none() {
            return Ok(decoder);
        }
        call::call_method(&decoder, name!("reset"), &[])
    }

    #[getter]
    fn newlines(this: &Instance<IncrementalNewlineDecoder>) -> PyResult {
        this.inner()?;
        this.newlines_met()
    }
}

/// A state's two parts: what is buffered, and flags.
fn split_state(state: &Object, wrong: impl Fn() -> Raised) -> PyResult<(Py, u64)> {
    let Some(&[buffered, flags]) = state.downcast::<Tuple>().map(|state| state.as_slice()) else {
        return Err(wrong());
    };
    let Some(flags) = flags.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required (got type {:.200})", flags.type_name()));
    };
    Ok((buffered.new_ref(), flags.to_u64_wrapping()))
}
