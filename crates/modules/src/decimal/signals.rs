//! Signals and conditions: the exception classes, and the table that ties them to status bits.
//!
//! **Invariant**: the classes are made once, before the first context exists, and live as long as the
//! process.

use pyston_decimal::status::*;
use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;

/// A signal, or a condition that is signalled as an invalid operation.
pub struct Signal {
    pub name: &'static str,
    pub bits: Status,
    class: Once<Type>,
}

const fn signal(name: &'static str, bits: Status) -> Signal {
    Signal { name, bits, class: Once::new() }
}

/// The signals, in the order of signal dicts.
pub static SIGNALS: [Signal; 9] = [
    signal("InvalidOperation", IEEE_INVALID_OPERATION),
    signal("FloatOperation", FLOAT_OPERATION),
    signal("DivisionByZero", DIVISION_BY_ZERO),
    signal("Overflow", OVERFLOW),
    signal("Underflow", UNDERFLOW),
    signal("Subnormal", SUBNORMAL),
    signal("Inexact", INEXACT),
    signal("Rounded", ROUNDED),
    signal("Clamped", CLAMPED),
];

/// What invalid operations are told apart by. The first is the signal itself.
pub static CONDITIONS: [Signal; 4] = [
    signal("ConversionSyntax", CONVERSION_SYNTAX),
    signal("DivisionImpossible", DIVISION_IMPOSSIBLE),
    signal("DivisionUndefined", DIVISION_UNDEFINED),
    signal("InvalidContext", INVALID_CONTEXT),
];

static BASE: Once<Type> = Once::new();

/// Positions in [`SIGNALS`] by the order of the bits, as `repr` of a context lists them.
const BY_BIT: [usize; 9] = [8, 0, 2, 6, 1, 3, 7, 5, 4];

pub const UNKNOWN_SIGNAL: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

impl Signal {
    /// The exception class.
    pub fn class(&'static self) -> PyResult<&'static Type> {
        self.class.get().ok_or_else(|| raise!(SystemError, "decimal's signals are not there yet"))
    }

    fn make(&'static self, bases: &[&Type]) -> PyResult<()> {
        self.class.get_or_try_init(|| exception(self.name, bases)).map(|_| ())
    }
}

fn exception(name: &str, bases: &[&Type]) -> PyResult<Py<Type>> {
    if let [base] = bases {
        return new_exception("decimal", name, base);
    }
    let namespace = Dict::new()?;
    namespace.set_str(name!("__module__"), Str::intern("decimal").into_object())?;
    let bases: Vec<&Object> = bases.iter().map(|base| base.as_object()).collect();
    let bases = Tuple::from_slice(&bases)?;
    pyston_object::call::call(Type::static_type(), &[&*Str::intern(name), &*bases, &*namespace])?
        .downcast_into::<Type>()
        .map_err(|_| raise!(SystemError, "cannot make exception class"))
}

/// Makes the classes and adds them to the module.
pub fn install(module: &Module) -> PyResult<()> {
    let base = BASE.get_or_try_init(|| exception("DecimalException", &[&exc::ArithmeticError]))?;
    let [invalid, float, zero, overflow, underflow, subnormal, inexact, rounded, clamped] = &SIGNALS;
    for signal in [invalid, subnormal, inexact, rounded, clamped] {
        signal.make(&[base])?;
    }
    float.make(&[base, &exc::TypeError])?;
    zero.make(&[base, &exc::ZeroDivisionError])?;
    overflow.make(&[inexact.class()?, rounded.class()?])?;
    underflow.make(&[inexact.class()?, rounded.class()?, subnormal.class()?])?;
    for condition in &CONDITIONS {
        if condition.bits == DIVISION_UNDEFINED {
            condition.make(&[invalid.class()?, &exc::ZeroDivisionError])?;
        } else {
            condition.make(&[invalid.class()?])?;
        }
    }
    module.add("DecimalException", base.new_ref())?;
    for signal in SIGNALS.iter().chain(&CONDITIONS) {
        module.add(signal.name, signal.class()?.new_ref())?;
    }
    Ok(())
}

/// The signals among status bits, as a list of classes.
pub fn signal_list(status: Status) -> PyResult<Py<List>> {
    let list = List::new()?;
    for signal in SIGNALS.iter().filter(|signal| status & signal.bits != 0) {
        list.append(signal.class()?.as_object().new_ref())?;
    }
    Ok(list)
}

/// The names of the signals among status bits, as `repr` of a context lists them.
pub fn names(status: Status) -> String {
    let names: Vec<&str> = BY_BIT
        .iter()
        .map(|&place| &SIGNALS[place])
        .filter(|signal| status & signal.bits != 0)
        .map(|s| s.name)
        .collect();
    format!("[{}]", names.join(", "))
}

/// The bits of a signal's class.
pub fn bits_of(class: &Object) -> PyResult<Status> {
    for signal in &SIGNALS {
        if class.is(signal.class()?) {
            return Ok(signal.bits);
        }
    }
    Err(raise!(KeyError, "{UNKNOWN_SIGNAL}"))
}

/// Raises the first signal of trapped bits, with the list of all conditions among them.
#[cold]
pub fn raise_signals(trapped: Status) -> Raised {
    let build = || -> PyResult<(&'static Type, Py<List>)> {
        let list = List::new()?;
        let (invalid, others) = (&SIGNALS[0], &SIGNALS[1..]);
        if trapped & INVALID_OPERATION != 0 {
            list.append(invalid.class()?.as_object().new_ref())?;
        }
        for signal in CONDITIONS.iter().chain(others).filter(|signal| trapped & signal.bits != 0) {
            list.append(signal.class()?.as_object().new_ref())?;
        }
        let first = SIGNALS.iter().find(|signal| trapped & signal.bits != 0).unwrap_or(invalid);
        Ok((first.class()?, list))
    };
    match build() {
        Ok((class, list)) => errors::raise_object(class, list.into_object()),
        Err(raised) => raised,
    }
}

/// Status bits of the signals in a list.
pub fn bits_of_list(list: &List) -> PyResult<Status> {
    let mut bits = 0;
    for index in 0.. {
        let Some(item) = list.get(index) else { break };
        bits |= bits_of(&item)?;
    }
    Ok(bits)
}

/// Status bits of a dict whose keys are exactly the signals.
pub fn bits_of_dict(dict: &Dict) -> PyResult<Status> {
    if dict.len() != SIGNALS.len() {
        return Err(raise!(KeyError, "invalid signal dict"));
    }
    let mut bits = 0;
    for (signal, value) in dict.items() {
        let own = bits_of(&signal)?;
        if protocol::is_true(&value)? {
            bits |= own;
        }
    }
    Ok(bits)
}
