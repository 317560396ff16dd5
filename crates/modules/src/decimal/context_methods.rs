//! The type `Context`: its attributes and the operations as its methods.

use pyston_decimal as arithmetic;
use pyston_object::prelude::*;

use super::arguments::{bind, positional};
use super::context::{Context, Context_Type, ContextObject};
use super::number::{Binary, Decimal, Unary, binary, new_decimal, required_operand, unary};
use super::{compare, construct};
use crate::arguments::check_no_arguments;

fn two<'a>(function: &str, args: Args<'a>) -> PyResult<(super::number::Operand<'a>, super::number::Operand<'a>)> {
    let args = positional(function, args, 2, 2)?;
    Ok((required_operand(args[0])?, required_operand(args[1])?))
}

fn unary_in(this: &Context, x: &Object, operate: Unary) -> PyResult<Py<Decimal>> {
    unary(this, &*required_operand(x)?, operate)
}

fn binary_in(this: &Context, function: &str, args: Args, operate: Binary) -> PyResult<Py<Decimal>> {
    let (x, y) = two(function, args)?;
    binary(this, &x, &y, operate)
}

/// Quotient and remainder, as a tuple.
pub fn divmod_in(context: &Context, x: &arithmetic::Decimal, y: &arithmetic::Decimal) -> PyResult {
    let mut status = 0;
    let (quotient, remainder) = context.arithmetic().divmod(x, y, &mut status);
    context.signal(status)?;
    (new_decimal(quotient)?, new_decimal(remainder)?).into_py()
}

/// An argument that is a decimal itself.
fn exact_decimal(x: &Object) -> PyResult<&Decimal> {
    x.downcast::<Decimal>().ok_or_else(|| raise!(TypeError, "argument must be a Decimal"))
}

macro_rules! context_type {
    (
        unary { $($(#[$unary_doc:meta])* $unary:ident = $unary_operation:ident;)* }
        binary { $($(#[$binary_doc:meta])* $binary:ident = $binary_operation:ident;)* }
        test { $($(#[$test_doc:meta])* $test:ident = $test_kind:expr;)* }
        setting { $($getter:ident $setter:ident $set:ident $name:literal = $value:expr;)* }
        $($rest:item)*
    ) => {
        /// Precision, rounding, range of exponents, flags and traps of decimal arithmetic.
        ///
        /// What is not given is as in the default context.
        #[pytype(Context_Type, payload, sig = "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)")]
        impl ContextObject {
            $($(#[$unary_doc])*
            #[method("($self, x, /)")]
            fn $unary(this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
                unary_in(this, x, arithmetic::Context::$unary_operation)
            })*
            $($(#[$binary_doc])*
            #[method(text = "($self, x, y, /)")]
            fn $binary(this: &Context, args: Args) -> PyResult<Py<Decimal>> {
                binary_in(this, stringify!($binary), args, arithmetic::Context::$binary_operation)
            })*
            $($(#[$test_doc])*
            #[method("($self, x, /)")]
            fn $test(this: &Context, x: &Object) -> PyResult<bool> {
                let test: fn(&arithmetic::Context, &arithmetic::Decimal) -> bool = $test_kind;
                Ok(test(&this.arithmetic(), &*required_operand(x)?))
            })*
            $(
            #[getter($name)]
            fn $getter(this: &Context) -> PyResult {
                let value: fn(&ContextObject) -> PyResult = $value;
                value(this)
            }
            #[setter($name)]
            fn $setter(this: &Context, value: Option<&Object>) -> PyResult<()> {
                match value {
                    Some(value) => this.$set(value),
                    None => Err(raise!(AttributeError, "context attributes cannot be deleted")),
                }
            })*
            $($rest)*
        }
    };
}

context_type! {
    unary {
        /// The magnitude of x, rounded.
        abs = abs;
        /// The value of e to the power of x.
        exp = exp;
        /// The natural logarithm of x.
        ln = ln;
        /// The logarithm of x to base ten.
        log10 = log10;
        /// The adjusted exponent of x, as a decimal.
        logb = logb;
        /// The digit-wise inversion of x.
        logical_invert = logical_invert;
        /// The value of -x, rounded.
        minus = minus;
        /// The largest number below x.
        next_minus = next_minus;
        /// The smallest number above x.
        next_plus = next_plus;
        /// The number x without trailing zeros.
        normalize = normalize;
        /// The number x, rounded.
        plus = plus;
        /// The square root of x.
        sqrt = sqrt;
        /// The number x rounded to an integer, without signals.
        to_integral = to_integral_value;
        /// The number x rounded to an integer; rounding is signalled.
        to_integral_exact = to_integral_exact;
        /// The number x rounded to an integer, without signals.
        to_integral_value = to_integral_value;
    }
    binary {
        /// The sum of x and y.
        add = add;
        /// Compare x and y by value.
        compare = compare;
        /// Compare x and y by value; every NaN signals.
        compare_signal = compare_signal;
        /// The quotient of x and y.
        divide = divide;
        /// The integer part of the quotient of x and y.
        divide_int = divide_int;
        /// The digit-wise "and" of x and y.
        logical_and = logical_and;
        /// The digit-wise "or" of x and y.
        logical_or = logical_or;
        /// The digit-wise "exclusive or" of x and y.
        logical_xor = logical_xor;
        /// The larger of x and y.
        max = max;
        /// Of x and y the one with the larger magnitude.
        max_mag = max_mag;
        /// The smaller of x and y.
        min = min;
        /// Of x and y the one with the smaller magnitude.
        min_mag = min_mag;
        /// The product of x and y.
        multiply = multiply;
        /// The next number from x in the direction of y.
        next_toward = next_toward;
        /// The number x rounded to the exponent of y.
        quantize = quantize;
        /// What the integer division of x by y leaves.
        remainder = remainder;
        /// What is left of x by the nearest multiple of y.
        remainder_near = remainder_near;
        /// The digits of x rotated by y places.
        rotate = rotate;
        /// The number x times ten to the power of y.
        scaleb = scaleb;
        /// The digits of x shifted by y places.
        shift = shift;
        /// The difference of x and y.
        subtract = subtract;
    }
    test {
        /// Neither infinite nor NaN.
        is_finite = |_, x| x.is_finite();
        /// Positive or negative infinity.
        is_infinite = |_, x| x.is_infinite();
        /// A quiet or signaling NaN.
        is_nan = |_, x| x.is_nan();
        /// Finite, not zero, and not subnormal.
        is_normal = |context, x| context.is_normal(x);
        /// A quiet NaN.
        is_qnan = |_, x| x.kind == arithmetic::Kind::Quiet;
        /// With negative sign.
        is_signed = |_, x| x.negative;
        /// A signaling NaN.
        is_snan = |_, x| x.is_signaling();
        /// Below the least normal number, and not zero.
        is_subnormal = |context, x| context.is_subnormal(x);
        /// A positive or negative zero.
        is_zero = |_, x| x.is_zero();
    }
    setting {
        get_prec put_prec set_prec "prec" = |context| context.arithmetic().prec.into_py();
        get_emax put_emax set_emax "Emax" = |context| context.arithmetic().emax.into_py();
        get_emin put_emin set_emin "Emin" = |context| context.arithmetic().emin.into_py();
        get_rounding put_rounding set_rounding "rounding" = |context| Ok(context.rounding_object().into_object());
        get_capitals put_capitals set_capitals "capitals" = |context| i32::from(context.has_capitals()).into_py();
        get_clamp put_clamp set_clamp "clamp" = |context| i32::from(context.arithmetic().clamp).into_py();
    }

    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Ok(ContextObject::new_like_default(class)?.into_object())
    }

    #[slot]
    fn tp_init(this: &Context, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        super::methods::initialize_context(this, args, kwargs)
    }

    #[slot]
    fn tp_repr(this: &Context) -> String {
        this.text()
    }

    #[slot]
    fn tp_getattro(this: &Context, name: &Object) -> PyResult {
        ContextObject::attribute(this, name)
    }

    #[slot]
    fn tp_setattro(this: &Context, name: &Object, value: Option<&Object>) -> PyResult<()> {
        ContextObject::set_attribute(this, name, value)
    }

    /// The least exponent of subnormal numbers.
    #[method(name = "Etiny", sig = "($self, /)")]
    fn etiny(this: &Context) -> i64 {
        this.arithmetic().etiny()
    }

    /// The largest exponent of numbers of full precision.
    #[method(name = "Etop", sig = "($self, /)")]
    fn etop(this: &Context) -> i64 {
        this.arithmetic().etop()
    }

    #[method]
    fn __copy__(this: &Context, args: Args) -> PyResult<Py<Context>> {
        check_no_arguments("__copy__", args)?;
        ContextObject::copy_of(this)
    }

    #[method]
    fn __reduce__(this: &Context, args: Args) -> PyResult {
        check_no_arguments("__reduce__", args)?;
        (this.object().ty().as_object(), this.arguments()?).into_py()
    }

    #[method(args = "($self, x, /)")]
    fn _apply(this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
        unary_in(this, x, |context, x, status| context.finalize(x.clone(), status))
    }

    /// The decimal x itself: every representation is canonical.
    #[method("($self, x, /)")]
    fn canonical(_this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
        Ok(exact_decimal(x)?.new_ref())
    }

    /// Always True for decimals.
    #[method("($self, x, /)")]
    fn is_canonical(_this: &Context, x: &Object) -> PyResult<bool> {
        exact_decimal(x).map(|_| true)
    }

    /// Lower all flags.
    #[method("($self, /)")]
    fn clear_flags(this: &Context) {
        this.clear_flags_silently();
    }

    /// Take all traps away.
    #[method("($self, /)")]
    fn clear_traps(this: &Context) {
        this.clear_traps_silently();
    }

    /// Compare x and y by the total order.
    #[method(text = "($self, x, y, /)")]
    fn compare_total(_this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let (x, y) = two("compare_total", args)?;
        compare::order_decimal(arithmetic::total_order(&x, &y))
    }

    /// Compare the magnitudes of x and y by the total order.
    #[method(text = "($self, x, y, /)")]
    fn compare_total_mag(_this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let (x, y) = two("compare_total_mag", args)?;
        compare::order_decimal(arithmetic::total_magnitudes(&x, &y))
    }

    /// A copy of the context.
    #[method("($self, /)")]
    fn copy(this: &Context) -> PyResult<Py<Context>> {
        ContextObject::copy_of(this)
    }

    /// The number x without its sign.
    #[method("($self, x, /)")]
    fn copy_abs(_this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
        new_decimal(required_operand(x)?.absolute())
    }

    /// The number x itself.
    #[method("($self, x, /)")]
    fn copy_decimal(_this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
        match x.downcast::<Decimal>() {
            Some(decimal) => Ok(decimal.new_ref()),
            None => new_decimal((*required_operand(x)?).clone()),
        }
    }

    /// The number x with the other sign.
    #[method("($self, x, /)")]
    fn copy_negate(_this: &Context, x: &Object) -> PyResult<Py<Decimal>> {
        new_decimal(required_operand(x)?.negated())
    }

    /// The number x with the sign of y.
    #[method(text = "($self, x, y, /)")]
    fn copy_sign(_this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let (x, y) = two("copy_sign", args)?;
        new_decimal(x.with_sign(y.negative))
    }

    /// A decimal of num, rounded to the context.
    #[method(text = "($self, num=\"0\", /)")]
    fn create_decimal(this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let args = positional("create_decimal", args, 0, 1)?;
        construct::create(this, args.first().copied())
    }

    /// A decimal of a float, rounded to the context.
    #[method("($self, f, /)")]
    fn create_decimal_from_float(this: &Context, f: &Object) -> PyResult<Py<Decimal>> {
        construct::from_float(<Decimal as Layout>::static_type(), f, this, construct::Fit::Rounded)
    }

    /// Quotient and remainder of the integer division of x by y.
    #[method(text = "($self, x, y, /)")]
    fn divmod(this: &Context, args: Args) -> PyResult {
        let (x, y) = two("divmod", args)?;
        divmod_in(this, &x, &y)
    }

    /// The product of x and y, plus z.
    #[method(text = "($self, x, y, z, /)")]
    fn fma(this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let args = positional("fma", args, 3, 3)?;
        let (x, y, z) = (required_operand(args[0])?, required_operand(args[1])?, required_operand(args[2])?);
        let mut status = 0;
        let result = this.arithmetic().fma(&x, &y, &z, &mut status);
        this.signal(status)?;
        new_decimal(result)
    }

    /// The kind of x, as a word.
    #[method("($self, x, /)")]
    fn number_class(this: &Context, x: &Object) -> PyResult<&'static str> {
        Ok(this.arithmetic().number_class(&*required_operand(x)?))
    }

    /// The value of a to the power of b, modulo the third operand if it is given.
    #[method(text = "($self, /, a, b, modulo=None)")]
    fn power(this: &Context, args: Args) -> PyResult<Py<Decimal>> {
        let mut bound = [None; 3];
        bind(args, &["a", "b", "modulo"], 2, &mut bound)?;
        let (Some(a), Some(b)) = (bound[0], bound[1]) else { return Err(errors::bad_internal_call()) };
        let (a, b) = (required_operand(a)?, required_operand(b)?);
        let modulus = bound[2].filter(|modulus| !modulus.is_none()).map(required_operand).transpose()?;
        let mut status = 0;
        let result = match modulus {
            Some(modulus) => this.arithmetic().power_modulo(&a, &b, &modulus, &mut status),
            None => this.arithmetic().power(&a, &b, &mut status),
        };
        this.signal(status)?;
        new_decimal(result)
    }

    /// Ten, the base of the arithmetic.
    #[method("($self, /)")]
    fn radix(_this: &Context) -> PyResult<Py<Decimal>> {
        new_decimal(arithmetic::Decimal::from_i64(10))
    }

    /// Have x and y the same exponent?
    #[method(text = "($self, x, y, /)")]
    fn same_quantum(_this: &Context, args: Args) -> PyResult<bool> {
        let (x, y) = two("same_quantum", args)?;
        Ok(arithmetic::same_quantum(&x, &y))
    }

    /// The text of x with an exponent that is a multiple of three.
    #[method("($self, x, /)")]
    fn to_eng_string(this: &Context, x: &Object) -> PyResult<Py<Str>> {
        Str::from_ascii(&required_operand(x)?.to_engineering(this.has_capitals()))
    }

    /// The text of x.
    #[method("($self, x, /)")]
    fn to_sci_string(this: &Context, x: &Object) -> PyResult<Py<Str>> {
        Str::from_ascii(&required_operand(x)?.to_scientific(this.has_capitals()))
    }
}
