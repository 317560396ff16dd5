//! `MultibyteIncrementalEncoder` and `MultibyteIncrementalDecoder`, and their cores, which streams share.
//!
//! **Invariant**: no cell is borrowed while a handler runs; a core works on copies and stores them after.

use std::cell::{Cell, RefCell};

use pyston_builtins::codecs::{self, Standard, c_text};
use pyston_codec::multibyte::{Encoding, State, Stop};
use pyston_numeric::int as numeric;
use pyston_object::args::{FunctionName, Signature};
use pyston_object::convert::ArgPlace;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::codec::{MultibyteCodec, stable, text_of};
use super::errors::{Decoding, Ending, Errors, encode};

/// The most bytes that a decoder keeps for the next call.
const MAX_DECODER_PENDING: usize = 8;
/// The most bytes of UTF-8 that an encoder's state may have.
const MAX_ENCODER_PENDING: usize = 8;

/// What every object with a memory has.
pub(super) struct Core {
    pub encoding: &'static Encoding,
    pub state: Cell<State>,
    pub errors: RefCell<Errors>,
}

impl Core {
    /// For a class, whose attribute `codec` tells the encoding.
    pub fn new(class: &Type, errors: Errors) -> PyResult<Core> {
        let codec = pyston_object::attr::getattr_str(class, name!("codec"))?;
        let Some(codec) = codec.downcast::<Instance<MultibyteCodec>>() else {
            return Err(raise!(TypeError, "codec is unexpected type"));
        };
        let encoding = codec.encoding;
        Ok(Core { encoding, state: Cell::default(), errors: RefCell::new(errors) })
    }

    pub fn errors(&self) -> Errors {
        self.errors.borrow().clone()
    }

    pub fn set_errors(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(AttributeError, "cannot delete attribute")) };
        let Some(name) = value.downcast::<Str>() else { return Err(raise!(TypeError, "errors must be a string")) };
        let errors = Errors::from_name(Some(name.utf8()?));
        *self.errors.borrow_mut() = errors;
        Ok(())
    }
}

/// Reads the argument `errors`, which is the last of the signature's.
pub(super) fn bind<'a, const N: usize>(
    signature: &Signature,
    args: &'a Tuple,
    kwargs: Option<&'a Dict>,
) -> PyResult<([Option<&'a Object>; N], Errors)> {
    let mut bound = [None; N];
    signature.bind_tuple(args, kwargs, &mut bound)?;
    let context = ArgContext::new(signature.function, ArgPlace::Index(N));
    let name = bound[N - 1].map(|name| <&Str>::from_arg(name, context).and_then(c_text)).transpose()?;
    Ok((bound, Errors::from_name(name)))
}

/// An argument that must be an int itself.
struct IntArg<'a>(&'a Int);

impl<'a> FromArg<'a> for IntArg<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        object.downcast().map(IntArg).ok_or_else(|| context.must_be("int", object))
    }
}

const fn signature(function: &'static str) -> Signature {
    Signature {
        function: FunctionName::Text(function),
        parameters: &["errors"],
        n_posonly: 0,
        n_positional: 1,
        n_required: 0,
        required_keywords: &[],
        early: &[],
    }
}

/// What an encoder remembers: its state, and a character that may be the first of a pair.
pub(super) struct EncoderCore {
    pub core: Core,
    pending: RefCell<Vec<u32>>,
}

impl EncoderCore {
    pub fn new(core: Core) -> EncoderCore {
        core.state.set(core.encoding.encoder_state());
        EncoderCore { core, pending: RefCell::default() }
    }

    /// Encodes what was left before and `input`.
    pub fn encode(&self, input: &Object, ending: Ending) -> PyResult<Vec<u8>> {
        let mut text = text_of(input)?;
        let before = self.pending.take();
        if !before.is_empty() {
            let points: Vec<u32> = before.iter().copied().chain(text.data().iter()).collect();
            text = Str::from_points(&points)?;
        }
        let (mut state, mut position) = (self.core.state.get(), 0);
        let encoded = encode(self.core.encoding, &mut state, &text, &mut position, &self.core.errors(), ending);
        self.core.state.set(state);
        if encoded.is_err() {
            self.pending.replace(before);
        } else {
            self.pending.replace(text.data().iter().skip(position).collect());
        }
        encoded
    }

    /// Encodes what is left and goes back to the initial state; None if nothing was left.
    pub fn finish(&self) -> PyResult<Option<Vec<u8>>> {
        let before = self.pending.borrow().clone();
        if before.is_empty() {
            return Ok(None);
        }
        let text = Str::from_points(&before)?;
        let mut state = self.core.state.get();
        let encoded = encode(self.core.encoding, &mut state, &text, &mut 0, &self.core.errors(), Ending::Reset);
        self.core.state.set(state);
        self.pending.take();
        encoded.map(Some)
    }

    fn reset(&self) {
        let mut state = self.core.state.get();
        self.core.encoding.reset_encoder(&mut state, &mut Vec::new());
        self.core.state.set(state);
        self.pending.take();
    }

    /// A number of the length of the text left, that text in UTF-8, and the state.
    fn get_state(&self) -> PyResult<Py<Int>> {
        let pending = Str::from_points(&self.pending.borrow())?;
        let pending = pending.utf8()?.as_bytes();
        if pending.len() > MAX_ENCODER_PENDING {
            return Err(raise!(UnicodeError, "pending buffer too large"));
        }
        let mut bytes = vec![pending.len() as u8];
        bytes.extend_from_slice(pending);
        bytes.extend(self.core.state.get());
        Int::from_numeric(&numeric::from_bytes(&bytes, true, false))
    }

    fn set_state(&self, number: &Int) -> PyResult<()> {
        let bytes = numeric::to_bytes(number.numeric(), 1 + MAX_ENCODER_PENDING + size_of::<State>(), true, false)?;
        let len = usize::from(bytes[0]);
        if len > MAX_ENCODER_PENDING {
            return Err(raise!(UnicodeError, "pending buffer too large"));
        }
        let pending = codecs::decode(Standard::Utf8, &bytes[1..=len], Some("strict"))?;
        let state = bytes[1 + len..].first_chunk().copied().unwrap_or_default();
        self.pending.replace(pending.data().iter().collect());
        self.core.state.set(state);
        Ok(())
    }
}

/// What a decoder remembers: its state, and the beginning of a character.
pub(super) struct DecoderCore {
    pub core: Core,
    pending: RefCell<Vec<u8>>,
}

impl DecoderCore {
    pub fn new(core: Core) -> DecoderCore {
        core.state.set(core.encoding.decoder_state());
        DecoderCore { core, pending: RefCell::default() }
    }

    /// Decodes what was left before and `input`. At the end (`last`), what is incomplete is an error.
    pub fn decode(&self, input: &[u8], last: bool) -> PyResult<Py<Str>> {
        let before = self.pending.take();
        let errors = self.core.errors();
        let joined = if before.is_empty() { input.into() } else { std::borrow::Cow::from([&before, input].concat()) };
        let mut decoding = Decoding::new(self.core.encoding, self.core.state.get(), &joined, &errors);
        let mut done = decoding.run(false);
        if done.is_ok() && last && !decoding.rest().is_empty() {
            done = decoding.error(Stop::Incomplete);
            if done.is_err() {
                self.pending.replace(before);
            }
        }
        self.core.state.set(decoding.state);
        done?;
        let rest = decoding.rest();
        if rest.len() > MAX_DECODER_PENDING {
            return Err(raise!(UnicodeError, "pending buffer overflow"));
        }
        self.pending.replace(rest.to_vec());
        decoding.text()
    }

    /// Forgets what was left.
    pub fn drop_pending(&self) {
        self.pending.take();
    }

    pub fn has_pending(&self) -> bool {
        !self.pending.borrow().is_empty()
    }

    pub fn reset(&self) {
        let mut state = self.core.state.get();
        self.core.encoding.reset_decoder(&mut state);
        self.core.state.set(state);
        self.pending.take();
    }

    /// The bytes left, and the state as a number.
    fn get_state(&self) -> PyResult<(Vec<u8>, Py<Int>)> {
        let state = Int::from_numeric(&numeric::from_bytes(&self.core.state.get(), true, false))?;
        Ok((self.pending.borrow().clone(), state))
    }

    fn set_state(&self, state: &Tuple) -> PyResult<()> {
        let parts = match state.as_slice() {
            &[pending, number] => pending.downcast::<Bytes>().zip(number.downcast::<Int>()),
            _ => None,
        };
        let Some((pending, number)) = parts else {
            return Err(raise!(TypeError, "setstate(): illegal state argument"));
        };
        let bytes = numeric::to_bytes(number.numeric(), size_of::<State>(), true, false)?;
        if pending.len() > MAX_DECODER_PENDING {
            return Err(raise!(UnicodeError, "pending buffer too large"));
        }
        self.pending.replace(pending.as_slice().to_vec());
        self.core.state.set(bytes.first_chunk().copied().unwrap_or_default());
        Ok(())
    }
}

#[pyclass(Encoder_Type = "MultibyteIncrementalEncoder", flags(BASETYPE))]
pub(super) struct Encoder(EncoderCore);
impl_trace!(Encoder {});

#[pytype(Encoder_Type, payload)]
impl Encoder {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Encoder>>> {
        let ([_], errors) = bind(&signature("IncrementalEncoder"), args, kwargs)?;
        Instance::new_as(class, Encoder(EncoderCore::new(Core::new(class, errors)?)))
    }

    #[slot]
    fn tp_init(_this: &Instance<Encoder>, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        Ok(())
    }

    #[method("($self, /, input, final=False)")]
    fn encode(this: &Instance<Encoder>, input: &Object, last: Option<i32>) -> PyResult<Vec<u8>> {
        this.0.encode(input, if last.unwrap_or(0) != 0 { Ending::Reset } else { Ending::Open })
    }

    #[method("($self, /)")]
    fn getstate(this: &Instance<Encoder>) -> PyResult<Py<Int>> {
        this.0.get_state()
    }

    #[method("($self, state, /)")]
    fn setstate(this: &Instance<Encoder>, state: IntArg) -> PyResult<()> {
        this.0.set_state(state.0)
    }

    #[method("($self, /)")]
    fn reset(this: &Instance<Encoder>) {
        this.0.reset();
    }

    /// how to treat errors
    #[getter]
    fn errors(this: &Instance<Encoder>) -> String {
        this.0.core.errors().name().to_string()
    }

    #[setter]
    fn set_errors(this: &Instance<Encoder>, value: Option<&Object>) -> PyResult<()> {
        this.0.core.set_errors(value)
    }
}

#[pyclass(Decoder_Type = "MultibyteIncrementalDecoder", flags(BASETYPE))]
pub(super) struct Decoder(DecoderCore);
impl_trace!(Decoder {});

#[pytype(Decoder_Type, payload)]
impl Decoder {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Decoder>>> {
        let ([_], errors) = bind(&signature("IncrementalDecoder"), args, kwargs)?;
        Instance::new_as(class, Decoder(DecoderCore::new(Core::new(class, errors)?)))
    }

    #[slot]
    fn tp_init(_this: &Instance<Decoder>, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        Ok(())
    }

    #[method("($self, /, input, final=False)")]
    fn decode(this: &Instance<Decoder>, input: Buffer, last: Option<i32>) -> PyResult<Py<Str>> {
        this.0.decode(&stable(&input), last.unwrap_or(0) != 0)
    }

    #[method("($self, /)")]
    fn getstate(this: &Instance<Decoder>) -> PyResult<(Vec<u8>, Py<Int>)> {
        this.0.get_state()
    }

    #[method("($self, state, /)")]
    fn setstate(this: &Instance<Decoder>, state: &Tuple) -> PyResult<()> {
        this.0.set_state(state)
    }

    #[method("($self, /)")]
    fn reset(this: &Instance<Decoder>) {
        this.0.reset();
    }

    /// how to treat errors
    #[getter]
    fn errors(this: &Instance<Decoder>) -> String {
        this.0.core.errors().name().to_string()
    }

    #[setter]
    fn set_errors(this: &Instance<Decoder>, value: Option<&Object>) -> PyResult<()> {
        this.0.core.set_errors(value)
    }
}

pub(super) fn install() {
    Encoder::install();
    Decoder::install();
}
