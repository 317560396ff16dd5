//! The type `Decimal`: its slots and methods.

use pyston_decimal as arithmetic;
use pyston_decimal::status::Status;
use pyston_decimal::{Kind, Rounding};
use pyston_object::attr::generic_getattr;
use pyston_object::prelude::*;

use super::arguments::{bind, positional};
use super::context::{Context, context_or_current, rounding_of};
use super::number::{
    Binary, Decimal, Decimal_Type, DecimalObject, Unary, binary, new_decimal, operand, operator, required_operand,
    unary,
};
use super::{compare, construct, convert, formatting};
use crate::arguments::check_no_arguments;

/// A method `(context=None)`.
fn unary_method(this: &Decimal, args: Args, operate: Unary) -> PyResult<Py<Decimal>> {
    let mut bound = [None];
    bind(args, &["context"], 0, &mut bound)?;
    unary(&*context_or_current(bound[0])?, &this.value, operate)
}

/// The operand and the context of a method `(other, context=None)`.
fn with_other<T>(args: Args, operate: impl FnOnce(&Context, &arithmetic::Decimal) -> PyResult<T>) -> PyResult<T> {
    let mut bound = [None; 2];
    bind(args, &["other", "context"], 1, &mut bound)?;
    let context = context_or_current(bound[1])?;
    let Some(other) = bound[0] else { return Err(errors::bad_internal_call()) };
    let other = required_operand(other)?;
    operate(&context, &other)
}

fn binary_method(this: &Decimal, args: Args, operate: Binary) -> PyResult<Py<Decimal>> {
    with_other(args, |context, other| binary(context, &this.value, other, operate))
}

/// A method `(rounding=None, context=None)` that rounds to an integer.
fn integral_method(this: &Decimal, args: Args, operate: Unary) -> PyResult<Py<Decimal>> {
    let mut bound = [None; 2];
    bind(args, &["rounding", "context"], 0, &mut bound)?;
    let context = context_or_current(bound[1])?;
    let mut settings = context.arithmetic();
    if let Some(rounding) = bound[0].filter(|rounding| !rounding.is_none()) {
        settings.rounding = rounding_of(rounding)?;
    }
    let mut status = 0;
    let result = operate(&settings, &this.value, &mut status);
    context.signal(status)?;
    new_decimal(result)
}

/// A truth method `(context=None)`.
fn test_method(
    this: &Decimal,
    args: Args,
    test: fn(&arithmetic::Context, &arithmetic::Decimal) -> bool,
) -> PyResult<bool> {
    let mut bound = [None];
    bind(args, &["context"], 0, &mut bound)?;
    Ok(test(&context_or_current(bound[0])?.arithmetic(), &this.value))
}

fn power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    if modulus.is_none() {
        return operator(a, b, arithmetic::Context::power);
    }
    let (Some(x), Some(y), Some(m)) = (operand(a), operand(b), operand(modulus)) else {
        return Ok(singletons::py_not_implemented());
    };
    let context = super::current::current()?;
    let mut status = 0;
    let result = context.arithmetic().power_modulo(&x, &y, &m, &mut status);
    context.signal(status)?;
    Ok(new_decimal(result)?.into_object())
}

fn divmod(a: &Object, b: &Object) -> PyResult {
    let (Some(x), Some(y)) = (operand(a), operand(b)) else { return Ok(singletons::py_not_implemented()) };
    let context = super::current::current()?;
    super::context_methods::divmod_in(&context, &x, &y)
}

/// An operation in the current context.
fn in_current(this: &Decimal, operate: Unary) -> PyResult<Py<Decimal>> {
    unary(&*super::current::current()?, &this.value, operate)
}

/// Keyword arguments of a constructor as a call's.
fn with_keywords<T>(args: &Tuple, kwargs: Option<&Dict>, run: impl FnOnce(Args) -> PyResult<T>) -> PyResult<T> {
    let items = kwargs.map(Dict::items).unwrap_or_default();
    let names: Vec<&Object> = items.iter().map(|(name, _)| &**name).collect();
    let values: Vec<&Object> = items.iter().map(|(_, value)| &**value).collect();
    run(Args { positional: args.as_slice(), names: &names, values: &values })
}

/// `Decimal.__new__`.
fn new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if kwargs.is_none()
        && let [value] = *args.as_slice()
    {
        return Ok(construct::construct(class, Some(value), None)?.into_object());
    }
    with_keywords(args, kwargs, |args| {
        let mut bound = [None; 2];
        bind(args, &["value", "context"], 0, &mut bound)?;
        Ok(construct::construct(class, bound[0], bound[1])?.into_object())
    })
}

/// `Context.__init__`.
pub fn initialize_context(this: &Context, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    with_keywords(args, kwargs, |args| super::context::ContextObject::initialize(this, args))
}

macro_rules! decimal_type {
    (
        unary { $($(#[$unary_doc:meta])* $unary:ident;)* }
        binary { $($(#[$binary_doc:meta])* $binary:ident;)* }
        integral { $($(#[$integral_doc:meta])* $integral:ident = $integral_operation:ident;)* }
        test { $($(#[$test_doc:meta])* $test:ident = $test_kind:expr;)* }
        context_test { $($(#[$context_test_doc:meta])* $context_test:ident;)* }
        same { $($(#[$same_doc:meta])* $same:ident;)* }
        $($rest:item)*
    ) => {
        /// A decimal floating point number.
        ///
        /// The value is an int, a string, a tuple (sign, digits, exponent), a float or another decimal,
        /// and is taken exactly. The context matters for what is signalled on errors.
        #[pytype(Decimal_Type, payload, sig = "(value=\"0\", context=None)", slots(tp_getattro = generic_getattr))]
        impl DecimalObject {
            $($(#[$unary_doc])*
            #[method(text = "($self, /, context=None)")]
            fn $unary(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
                unary_method(this, args, arithmetic::Context::$unary)
            })*
            $($(#[$binary_doc])*
            #[method(text = "($self, /, other, context=None)")]
            fn $binary(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
                binary_method(this, args, arithmetic::Context::$binary)
            })*
            $($(#[$integral_doc])*
            #[method(text = "($self, /, rounding=None, context=None)")]
            fn $integral(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
                integral_method(this, args, arithmetic::Context::$integral_operation)
            })*
            $($(#[$test_doc])*
            #[method(text = "($self, /)")]
            fn $test(this: &Decimal, args: Args) -> PyResult<bool> {
                check_no_arguments(stringify!($test), args)?;
                let test: fn(&arithmetic::Decimal) -> bool = $test_kind;
                Ok(test(&this.value))
            })*
            $($(#[$context_test_doc])*
            #[method(text = "($self, /, context=None)")]
            fn $context_test(this: &Decimal, args: Args) -> PyResult<bool> {
                test_method(this, args, arithmetic::Context::$context_test)
            })*
            $($(#[$same_doc])*
            #[method(text = "($self, /)")]
            fn $same(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
                check_no_arguments(stringify!($same), args)?;
                Ok(this.new_ref())
            })*
            $($rest)*
        }
    };
}

decimal_type! {
    unary {
        /// The value of e to the power of the number.
        exp;
        /// The natural logarithm.
        ln;
        /// The logarithm to base ten.
        log10;
        /// The adjusted exponent, as a decimal.
        logb;
        /// The digit-wise inversion of a logical operand.
        logical_invert;
        /// The largest number of the context below this one.
        next_minus;
        /// The smallest number of the context above this one.
        next_plus;
        /// The number without trailing zeros.
        normalize;
        /// The square root.
        sqrt;
    }
    binary {
        /// Compare by value: -1, 0 or 1, or NaN if an operand is one.
        compare;
        /// As compare(), but every NaN signals.
        compare_signal;
        /// The digit-wise "and" of logical operands.
        logical_and;
        /// The digit-wise "or" of logical operands.
        logical_or;
        /// The digit-wise "exclusive or" of logical operands.
        logical_xor;
        /// The larger operand; a number rather than a quiet NaN.
        max;
        /// The operand with the larger magnitude.
        max_mag;
        /// The smaller operand; a number rather than a quiet NaN.
        min;
        /// The operand with the smaller magnitude.
        min_mag;
        /// The next number of the context in the direction of the other operand.
        next_toward;
        /// What is left of the number by the nearest multiple of the other operand.
        remainder_near;
        /// The digits rotated within the precision, by the other operand.
        rotate;
        /// The number times a power of ten.
        scaleb;
        /// The digits shifted within the precision, by the other operand.
        shift;
    }
    integral {
        /// The number rounded to an integer, without signals.
        to_integral = to_integral_value;
        /// The number rounded to an integer, without signals.
        to_integral_value = to_integral_value;
        /// The number rounded to an integer; rounding is signalled.
        to_integral_exact = to_integral_exact;
    }
    test {
        /// Always True: every representation is canonical.
        is_canonical = |_| true;
        /// Neither infinite nor NaN.
        is_finite = |value| value.is_finite();
        /// Positive or negative infinity.
        is_infinite = |value| value.is_infinite();
        /// A quiet or signaling NaN.
        is_nan = |value| value.is_nan();
        /// A quiet NaN.
        is_qnan = |value| value.kind == Kind::Quiet;
        /// With negative sign; zeros and NaNs have signs too.
        is_signed = |value| value.negative;
        /// A signaling NaN.
        is_snan = |value| value.is_signaling();
        /// A positive or negative zero.
        is_zero = |value| value.is_zero();
    }
    context_test {
        /// Finite, not zero, and not subnormal in the context.
        is_normal;
        /// Finite, not zero, and below the least normal number of the context.
        is_subnormal;
    }
    same {
        /// The number itself: every representation is canonical.
        canonical;
        /// The number itself.
        conjugate;
    }

    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        new(class, args, kwargs)
    }

    #[slot]
    fn tp_repr(this: &Decimal) -> PyResult<Py<Str>> {
        let capitals = super::current::current()?.has_capitals();
        let text = this.value.to_scientific(capitals);
        Str::from_ascii(&[b"Decimal('", &text[..], b"')"].concat())
    }

    #[slot]
    fn tp_str(this: &Decimal) -> PyResult<Py<Str>> {
        Str::from_ascii(&this.value.to_scientific(super::current::current()?.has_capitals()))
    }

    #[slot]
    fn tp_hash(this: &Decimal) -> PyResult<isize> {
        convert::hash(this)
    }

    #[slot]
    fn tp_richcompare(this: &Decimal, other: &Object, op: CompareOp) -> PyResult {
        compare::compare(this, other, op)
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::add)
    }
    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::subtract)
    }
    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::multiply)
    }
    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::divide)
    }
    #[slot]
    fn nb_floor_divide(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::divide_int)
    }
    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        operator(a, b, arithmetic::Context::remainder)
    }
    #[slot]
    fn nb_divmod(a: &Object, b: &Object) -> PyResult {
        divmod(a, b)
    }
    #[slot]
    fn nb_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
        power(a, b, modulus)
    }
    #[slot]
    fn nb_negative(this: &Decimal) -> PyResult<Py<Decimal>> {
        in_current(this, arithmetic::Context::minus)
    }
    #[slot]
    fn nb_positive(this: &Decimal) -> PyResult<Py<Decimal>> {
        in_current(this, arithmetic::Context::plus)
    }
    #[slot]
    fn nb_absolute(this: &Decimal) -> PyResult<Py<Decimal>> {
        in_current(this, arithmetic::Context::abs)
    }
    #[slot]
    fn nb_bool(this: &Decimal) -> bool {
        !this.value.is_zero()
    }
    #[slot]
    fn nb_int(this: &Decimal) -> PyResult<Py<Int>> {
        convert::to_int(&this.value, Rounding::Down)
    }
    #[slot]
    fn nb_float(this: &Decimal) -> PyResult<f64> {
        convert::to_float(&this.value)
    }

    #[getter]
    fn real(this: &Decimal) -> Py<Decimal> {
        this.new_ref()
    }
    #[getter]
    fn imag(_this: &Decimal) -> PyResult<Py<Decimal>> {
        new_decimal(arithmetic::Decimal::zero(false, 0))
    }

    /// The exponent of the first digit; 0 for infinities and NaNs.
    #[method("($self, /)")]
    fn adjusted(this: &Decimal) -> i64 {
        if this.value.is_finite() { this.value.adjusted() } else { 0 }
    }

    /// Numerator and denominator of the number as a fraction in lowest terms.
    #[method("($self, /)")]
    fn as_integer_ratio(this: &Decimal) -> PyResult {
        convert::ratio(&this.value)
    }

    /// Sign, digits and exponent, as a named tuple.
    #[method("($self, /)")]
    fn as_tuple(this: &Decimal) -> PyResult {
        convert::as_tuple(&this.value)
    }

    /// Compare representations by the total order.
    #[method(text = "($self, /, other, context=None)")]
    fn compare_total(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        with_other(args, |_, other| compare::order_decimal(arithmetic::total_order(&this.value, other)))
    }

    /// Compare magnitudes by the total order.
    #[method(text = "($self, /, other, context=None)")]
    fn compare_total_mag(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        with_other(args, |_, other| compare::order_decimal(arithmetic::total_magnitudes(&this.value, other)))
    }

    /// The number without its sign, unrounded.
    #[method("($self, /)")]
    fn copy_abs(this: &Decimal) -> PyResult<Py<Decimal>> {
        new_decimal(this.value.absolute())
    }

    /// The number with the other sign, unrounded.
    #[method("($self, /)")]
    fn copy_negate(this: &Decimal) -> PyResult<Py<Decimal>> {
        new_decimal(this.value.negated())
    }

    /// The number with the sign of the other operand, unrounded.
    #[method(text = "($self, /, other, context=None)")]
    fn copy_sign(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        with_other(args, |_, other| new_decimal(this.value.with_sign(other.negative)))
    }

    /// The number times the second operand plus the third, rounded once.
    #[method(text = "($self, /, other, third, context=None)")]
    fn fma(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        let mut bound = [None; 3];
        bind(args, &["other", "third", "context"], 2, &mut bound)?;
        let context = context_or_current(bound[2])?;
        let (Some(other), Some(third)) = (bound[0], bound[1]) else { return Err(errors::bad_internal_call()) };
        let (other, third) = (required_operand(other)?, required_operand(third)?);
        let mut status = 0;
        let result = context.arithmetic().fma(&this.value, &other, &third, &mut status);
        context.signal(status)?;
        new_decimal(result)
    }

    /// Convert a float or an int exactly.
    #[classmethod("($type, f, /)")]
    fn from_float(class: &Type, f: &Object) -> PyResult {
        construct::class_from_float(class, f)
    }

    /// The kind of the number, as a word.
    #[method(text = "($self, /, context=None)")]
    fn number_class(this: &Decimal, args: Args) -> PyResult<&'static str> {
        let mut bound = [None];
        bind(args, &["context"], 0, &mut bound)?;
        Ok(context_or_current(bound[0])?.arithmetic().number_class(&this.value))
    }

    /// The number rounded to the exponent of the operand.
    #[method(text = "($self, /, exp, rounding=None, context=None)")]
    fn quantize(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        let mut bound = [None; 3];
        bind(args, &["exp", "rounding", "context"], 1, &mut bound)?;
        let context = context_or_current(bound[2])?;
        let mut settings = context.arithmetic();
        if let Some(rounding) = bound[1].filter(|rounding| !rounding.is_none()) {
            settings.rounding = rounding_of(rounding)?;
        }
        let Some(unit) = bound[0] else { return Err(errors::bad_internal_call()) };
        let unit = required_operand(unit)?;
        let mut status: Status = 0;
        let result = settings.quantize(&this.value, &unit, &mut status);
        context.signal(status)?;
        new_decimal(result)
    }

    /// Ten, the base of the arithmetic.
    #[method("($self, /)")]
    fn radix(_this: &Decimal) -> PyResult<Py<Decimal>> {
        new_decimal(arithmetic::Decimal::from_i64(10))
    }

    /// Have both numbers the same exponent?
    #[method(text = "($self, /, other, context=None)")]
    fn same_quantum(this: &Decimal, args: Args) -> PyResult<bool> {
        with_other(args, |_, other| Ok(arithmetic::same_quantum(&this.value, other)))
    }

    /// The text with an exponent that is a multiple of three.
    #[method(text = "($self, /, context=None)")]
    fn to_eng_string(this: &Decimal, args: Args) -> PyResult<Py<Str>> {
        let mut bound = [None];
        bind(args, &["context"], 0, &mut bound)?;
        Str::from_ascii(&this.value.to_engineering(context_or_current(bound[0])?.has_capitals()))
    }

    #[method]
    fn __ceil__(this: &Decimal, args: Args) -> PyResult<Py<Int>> {
        check_no_arguments("__ceil__", args)?;
        convert::to_int(&this.value, Rounding::Ceiling)
    }

    #[method]
    fn __floor__(this: &Decimal, args: Args) -> PyResult<Py<Int>> {
        check_no_arguments("__floor__", args)?;
        convert::to_int(&this.value, Rounding::Floor)
    }

    #[method]
    fn __trunc__(this: &Decimal, args: Args) -> PyResult<Py<Int>> {
        check_no_arguments("__trunc__", args)?;
        convert::to_int(&this.value, Rounding::Down)
    }

    #[method]
    fn __complex__(this: &Decimal, args: Args) -> PyResult {
        check_no_arguments("__complex__", args)?;
        let real = convert::to_float(&this.value)?;
        Ok(pyston_object::complex::Complex::new(pyston_numeric::complex::Complex { re: real, im: 0.0 })?.into_object())
    }

    #[method]
    fn __copy__(this: &Decimal, args: Args) -> PyResult<Py<Decimal>> {
        check_no_arguments("__copy__", args)?;
        Ok(this.new_ref())
    }

    #[method(args = "($self, memo, /)")]
    fn __deepcopy__(this: &Decimal, _memo: &Object) -> Py<Decimal> {
        this.new_ref()
    }

    #[method]
    fn __format__(this: &Decimal, args: Args) -> PyResult {
        let args = positional("__format__", args, 1, 2)?;
        formatting::format(this, args[0], args.get(1).copied())
    }

    #[method]
    fn __reduce__(this: &Decimal, args: Args) -> PyResult {
        check_no_arguments("__reduce__", args)?;
        let text = protocol::str(this.object())?;
        (this.object().ty().as_object(), (text,)).into_py()
    }

    #[method]
    fn __round__(this: &Decimal, args: Args) -> PyResult {
        let args = positional("__round__", args, 0, 1)?;
        convert::round(this, args.first().copied())
    }

    #[method]
    fn __sizeof__(this: &Decimal, args: Args) -> PyResult<usize> {
        check_no_arguments("__sizeof__", args)?;
        Ok(this.object().ty().tp().tp_basicsize as usize + this.value.coefficient.allocated())
    }
}
