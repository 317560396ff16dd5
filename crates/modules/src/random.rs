//! `_random`: the Mersenne Twister as a Python type.

use std::cell::RefCell;
use std::io::Read;

use pyston_numeric::random::{MersenneTwister, STATE_LEN};
use pyston_object::impl_trace;
use pyston_object::prelude::*;

/// A generator. No Python code runs while it is borrowed.
#[pyclass(Random_Type = "_random.Random", flags(BASETYPE))]
pub struct Random {
    generator: RefCell<MersenneTwister>,
}

impl_trace!(Random {});

/// The generator that `seed(n)` sets.
fn seeded(n: Option<&Object>) -> PyResult<MersenneTwister> {
    let Some(n) = n.filter(|n| !n.is_none()) else { return from_system() };
    if let Some(int) = n.downcast::<Int>() {
        return Ok(MersenneTwister::from_int(int.numeric()));
    }
    let hash = protocol::hash(n)? as u64;
    Ok(MersenneTwister::from_int(pyston_numeric::Int::from_u64(hash).as_ref()))
}

/// Seeds as many random words as the state has.
fn from_system() -> PyResult<MersenneTwister> {
    let mut bytes = vec![0; 4 * STATE_LEN];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| errors::os_error(error.raw_os_error().unwrap_or(libc::EIO), None))?;
    let words: Vec<u32> = bytes.chunks_exact(4).map(|b| u32::from_ne_bytes([b[0], b[1], b[2], b[3]])).collect();
    Ok(MersenneTwister::from_array(&words))
}

/// A word of the state; what exceeds a word is cut off.
fn word(object: &Object) -> PyResult<u32> {
    let Some(int) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    if int.is_negative() {
        return Err(raise!(OverflowError, "can't convert negative value to unsigned int"));
    }
    let too_large = || raise!(OverflowError, "Python int too large to convert to C unsigned long");
    int.to_u64().map(|word| word as u32).ok_or_else(too_large)
}

/// Random() -> create a random number generator with its own internal state.
#[pytype(Random_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Random {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let exact: &Type = &Random_Type;
        if class == exact && kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "Random() takes no keyword arguments"));
        }
        // What is seeded with is the tuple of all arguments, by its hash; `random.Random` seeds again.
        let generator = RefCell::new(seeded(Some(args))?);
        Instance::new_as(class, Random { generator }).map(Py::into_object)
    }

    /// random() -> x in the interval [0, 1).
    #[method("($self, /)")]
    fn random(this: &Instance<Random>) -> f64 {
        this.generator.borrow_mut().random()
    }

    /// seed([n]) -> None.
    ///
    /// Starts the sequence that n stands for: an int as it is, other objects by
    /// their hash; without n, or with None, a sequence that the system chooses.
    #[method("($self, n=None, /)")]
    fn seed(this: &Instance<Random>, n: Option<&Object>) -> PyResult<()> {
        let generator = seeded(n)?;
        this.generator.replace(generator);
        Ok(())
    }

    /// getstate() -> tuple containing the current state.
    #[method("($self, /)")]
    fn getstate(this: &Instance<Random>) -> PyResult<Py<Tuple>> {
        let generator = this.generator.borrow().clone();
        let (words, index) = generator.state();
        let mut items = Vec::with_capacity(STATE_LEN + 1);
        for word in words {
            items.push(word.into_py()?);
        }
        items.push(index.into_py()?);
        Tuple::from_vec(items)
    }

    /// setstate(state) -> None. Restores generator state.
    #[method("($self, state, /)")]
    fn setstate(this: &Instance<Random>, state: &Object) -> PyResult<()> {
        let Some(state) = state.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "state vector must be a tuple"));
        };
        let [words @ .., index] = state.as_slice() else {
            return Err(raise!(ValueError, "state vector is the wrong size"));
        };
        if words.len() != STATE_LEN {
            return Err(raise!(ValueError, "state vector is the wrong size"));
        }
        let mut new = [0; STATE_LEN];
        for (slot, object) in new.iter_mut().zip(words) {
            *slot = word(object)?;
        }
        let index = protocol::as_c_long(index)?;
        this.generator.replace(MersenneTwister::from_state(new, index)?);
        Ok(())
    }

    /// getrandbits(k) -> x.  Generates an int with k random bits.
    #[method("($self, k, /)")]
    fn getrandbits(this: &Instance<Random>, k: i32) -> PyResult<Py<Int>> {
        let bits = this.generator.borrow_mut().getrandbits(k.into())?;
        Int::from_numeric(&bits)
    }
}

pub struct RandomModule;

/// The Mersenne Twister generator of random numbers.
#[pymodule("_random")]
impl RandomModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &Random_Type, Random::install)
    }
}
