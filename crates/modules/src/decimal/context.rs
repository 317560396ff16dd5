//! `Context`: the settings of arithmetic, the flags that it raised, the traps that make exceptions of them.

use std::cell::Cell;

use pyston_decimal as arithmetic;
use pyston_decimal::status::*;
use pyston_decimal::{MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding};
use pyston_object::attr::{generic_getattr_of, generic_setattr_of};
use pyston_object::impl_trace;
use pyston_object::once::Once;
use pyston_object::prelude::*;

use super::arguments::bind;
use super::signal_dict::{Bits, SignalDict};
use super::signals::{bits_of_dict, bits_of_list, names, raise_signals};
use crate::arguments::exact_ssize;

#[pyclass(Context_Type = "decimal.Context", flags(BASETYPE))]
pub struct ContextObject {
    settings: Cell<arithmetic::Context>,
    capitals: Cell<bool>,
    flags: Bits,
    traps: Bits,
    /// The mappings, once asked for.
    flags_dict: Field,
    traps_dict: Field,
}
impl_trace!(ContextObject { flags_dict, traps_dict });

pub type Context = Instance<ContextObject>;

/// `DefaultContext`, `BasicContext`, `ExtendedContext`: made current, they are copied.
static TEMPLATES: [Once<Context>; 3] = [Once::new(), Once::new(), Once::new()];

/// The rounding modes by the names of their constants.
pub const ROUNDINGS: [(&str, Rounding); 8] = [
    ("ROUND_UP", Rounding::Up),
    ("ROUND_DOWN", Rounding::Down),
    ("ROUND_CEILING", Rounding::Ceiling),
    ("ROUND_FLOOR", Rounding::Floor),
    ("ROUND_HALF_UP", Rounding::HalfUp),
    ("ROUND_HALF_DOWN", Rounding::HalfDown),
    ("ROUND_HALF_EVEN", Rounding::HalfEven),
    ("ROUND_05UP", Rounding::ZeroFiveUp),
];

/// The rounding mode that a constant names.
pub fn rounding_of(value: &Object) -> PyResult<Rounding> {
    let found = value.downcast::<Str>().and_then(|name| ROUNDINGS.iter().find(|known| name.eq_str(known.0)));
    found.map(|known| known.1).ok_or_else(|| {
        raise!(
            TypeError,
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
        )
    })
}

fn rounding_name(rounding: Rounding) -> &'static str {
    ROUNDINGS.iter().find(|known| known.1 == rounding).map_or("", |known| known.0)
}

const ERROR_TRAPS: Status = IEEE_INVALID_OPERATION | DIVISION_BY_ZERO | OVERFLOW;

const DEFAULT: arithmetic::Context =
    arithmetic::Context { prec: 28, emax: 999_999, emin: -999_999, rounding: Rounding::HalfEven, clamp: false };

/// Makes the templates and adds them to the module.
pub fn add_templates(module: &Module) -> PyResult<()> {
    let short = arithmetic::Context { prec: 9, ..DEFAULT };
    let rows = [
        ("DefaultContext", DEFAULT, ERROR_TRAPS),
        (
            "BasicContext",
            arithmetic::Context { rounding: Rounding::HalfUp, ..short },
            ERROR_TRAPS | UNDERFLOW | CLAMPED,
        ),
        ("ExtendedContext", short, 0),
    ];
    for ((name, settings, traps), template) in rows.into_iter().zip(&TEMPLATES) {
        let made = template.get_or_try_init(|| ContextObject::make(&Context_Type, settings, 0, traps, true))?;
        module.add(name, made.new_ref())?;
    }
    Ok(())
}

pub fn default_context() -> PyResult<&'static Context> {
    TEMPLATES[0].get().ok_or_else(|| raise!(SystemError, "decimal's contexts are not there yet"))
}

pub fn is_template(context: &Context) -> bool {
    TEMPLATES.iter().any(|template| template.get().is_some_and(|template| context.object().is(template)))
}

/// The context that an optional argument gives, or the current one.
pub fn context_or_current(argument: Option<&Object>) -> PyResult<Py<Context>> {
    match argument {
        Some(argument) if !argument.is_none() => match argument.downcast::<Context>() {
            Some(context) => Ok(context.new_ref()),
            None => Err(raise!(TypeError, "optional argument must be a context")),
        },
        _ => super::current::current(),
    }
}

fn in_range(value: isize, range: std::ops::RangeInclusive<i64>, message: &str) -> PyResult<i64> {
    let value = value as i64;
    if range.contains(&value) { Ok(value) } else { Err(raise!(ValueError, "{message}")) }
}

impl ContextObject {
    fn make(
        class: &Type,
        settings: arithmetic::Context,
        flags: Status,
        traps: Status,
        capitals: bool,
    ) -> PyResult<Py<Context>> {
        let bits = |status: Status| Bits::new(Cell::new(status));
        let payload = ContextObject {
            settings: Cell::new(settings),
            capitals: Cell::new(capitals),
            flags: bits(flags),
            traps: bits(traps),
            flags_dict: Field::empty(),
            traps_dict: Field::empty(),
        };
        Instance::new_as(class, payload)
    }

    /// A new context like another one.
    pub fn copy_of(other: &Context) -> PyResult<Py<Context>> {
        let (flags, traps) = (other.flags.get(), other.traps.get());
        ContextObject::make(&Context_Type, other.settings.get(), flags, traps, other.capitals.get())
    }

    /// `Context.__new__`: like the default context.
    pub fn new_like_default(class: &Type) -> PyResult<Py<Context>> {
        match TEMPLATES[0].get() {
            Some(default) => {
                ContextObject::make(class, default.settings.get(), default.flags.get(), default.traps.get(), true)
            }
            None => ContextObject::make(class, DEFAULT, 0, ERROR_TRAPS, true),
        }
    }

    pub fn clear_flags_silently(&self) {
        self.flags.set(0);
    }

    pub fn clear_traps_silently(&self) {
        self.traps.set(0);
    }

    #[inline]
    pub fn arithmetic(&self) -> arithmetic::Context {
        self.settings.get()
    }

    pub fn has_capitals(&self) -> bool {
        self.capitals.get()
    }

    /// Raises flags, and an exception if one of them is trapped.
    #[inline]
    pub fn signal(&self, status: Status) -> PyResult<()> {
        if status == 0 {
            return Ok(());
        }
        self.flags.set(self.flags.get() | status);
        let trapped = status & (self.traps.get() | MALLOC_ERROR);
        if trapped == 0 { Ok(()) } else { Err(trapped_error(trapped)) }
    }

    /// Raises flags without exceptions.
    pub fn note(&self, status: Status) {
        self.flags.set(self.flags.get() | status);
    }

    pub fn update(&self, change: impl FnOnce(&mut arithmetic::Context)) {
        let mut settings = self.settings.get();
        change(&mut settings);
        self.settings.set(settings);
    }

    fn mapping(field: &Field, bits: &Bits) -> PyResult {
        if let Some(mapping) = field.get() {
            return Ok(mapping);
        }
        let made = SignalDict::over(bits)?.into_object();
        field.set(made.clone());
        Ok(made)
    }

    pub fn set_prec(&self, value: &Object) -> PyResult<()> {
        let prec = in_range(exact_ssize(value)?, 1..=MAX_PREC, "valid range for prec is [1, MAX_PREC]")?;
        self.update(|settings| settings.prec = prec);
        Ok(())
    }

    pub fn set_emin(&self, value: &Object) -> PyResult<()> {
        let emin = in_range(exact_ssize(value)?, MIN_EMIN..=0, "valid range for Emin is [MIN_EMIN, 0]")?;
        self.update(|settings| settings.emin = emin);
        Ok(())
    }

    pub fn set_emax(&self, value: &Object) -> PyResult<()> {
        let emax = in_range(exact_ssize(value)?, 0..=MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")?;
        self.update(|settings| settings.emax = emax);
        Ok(())
    }

    pub fn set_rounding(&self, value: &Object) -> PyResult<()> {
        let rounding = rounding_of(value)?;
        self.update(|settings| settings.rounding = rounding);
        Ok(())
    }

    pub fn set_capitals(&self, value: &Object) -> PyResult<()> {
        let capitals = in_range(exact_ssize(value)?, 0..=1, "valid values for capitals are 0 or 1")?;
        self.capitals.set(capitals == 1);
        Ok(())
    }

    pub fn set_clamp(&self, value: &Object) -> PyResult<()> {
        let clamp = in_range(exact_ssize(value)?, 0..=1, "valid values for clamp are 0 or 1")?;
        self.update(|settings| settings.clamp = clamp == 1);
        Ok(())
    }

    /// Status bits of a signal dict or a dict.
    fn bits_of_mapping(value: &Object) -> PyResult<Status> {
        if let Some(mapping) = value.downcast::<Instance<SignalDict>>() {
            return Ok(mapping.bits());
        }
        match value.downcast::<Dict>() {
            Some(dict) => bits_of_dict(dict),
            None => Err(raise!(TypeError, "argument must be a signal dict")),
        }
    }

    fn bits_of_argument(value: &Object) -> PyResult<Status> {
        match value.downcast::<List>() {
            Some(list) => bits_of_list(list),
            None => ContextObject::bits_of_mapping(value),
        }
    }

    /// `Context.__init__`.
    pub fn initialize(this: &Context, args: Args) -> PyResult<()> {
        const NAMES: [&str; 8] = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"];
        let mut bound = [None; 8];
        bind(args, &NAMES, 0, &mut bound)?;
        let [prec, rounding, emin, emax, capitals, clamp, flags, traps] =
            bound.map(|argument: Option<&Object>| argument.filter(|argument| !argument.is_none()));
        let setters: [(Option<&Object>, fn(&ContextObject, &Object) -> PyResult<()>); 6] = [
            (prec, ContextObject::set_prec),
            (rounding, ContextObject::set_rounding),
            (emin, ContextObject::set_emin),
            (emax, ContextObject::set_emax),
            (capitals, ContextObject::set_capitals),
            (clamp, ContextObject::set_clamp),
        ];
        for (argument, set) in setters {
            if let Some(argument) = argument {
                set(this, argument)?;
            }
        }
        if let Some(traps) = traps {
            this.traps.set(ContextObject::bits_of_argument(traps)?);
        }
        if let Some(flags) = flags {
            this.flags.set(ContextObject::bits_of_argument(flags)?);
        }
        Ok(())
    }

    /// Attributes, `flags` and `traps` among them.
    pub fn attribute(this: &Context, name: &Object) -> PyResult {
        match name.downcast::<Str>() {
            Some(text) if text.eq_str("flags") => ContextObject::mapping(&this.flags_dict, &this.flags),
            Some(text) if text.eq_str("traps") => ContextObject::mapping(&this.traps_dict, &this.traps),
            _ => generic_getattr_of(this.object(), name),
        }
    }

    pub fn set_attribute(this: &Context, name: &Object, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(AttributeError, "context attributes cannot be deleted"));
        };
        match name.downcast::<Str>() {
            Some(text) if text.eq_str("flags") => this.flags.set(ContextObject::bits_of_mapping(value)?),
            Some(text) if text.eq_str("traps") => this.traps.set(ContextObject::bits_of_mapping(value)?),
            _ => return generic_setattr_of(this.object(), name, Some(value)),
        }
        Ok(())
    }

    pub fn text(&self) -> String {
        let settings = self.settings.get();
        format!(
            "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags={}, traps={})",
            settings.prec,
            rounding_name(settings.rounding),
            settings.emin,
            settings.emax,
            u8::from(self.capitals.get()),
            u8::from(settings.clamp),
            names(self.flags.get()),
            names(self.traps.get()),
        )
    }

    pub fn rounding_object(&self) -> Py<Str> {
        Str::intern(rounding_name(self.settings.get().rounding))
    }

    /// What `__reduce__` gives to the constructor.
    pub fn arguments(&self) -> PyResult {
        let settings = self.settings.get();
        let items = vec![
            settings.prec.into_py()?,
            self.rounding_object().into_object(),
            settings.emin.into_py()?,
            settings.emax.into_py()?,
            i32::from(self.capitals.get()).into_py()?,
            i32::from(settings.clamp).into_py()?,
            super::signals::signal_list(self.flags.get())?.into_object(),
            super::signals::signal_list(self.traps.get())?.into_object(),
        ];
        Ok(Tuple::from_vec(items)?.into_object())
    }
}

#[cold]
fn trapped_error(trapped: Status) -> Raised {
    if trapped & MALLOC_ERROR != 0 { errors::no_memory() } else { raise_signals(trapped) }
}
