//! Results and flags of operations as CPython's decimal gives them (`record.py`).

use pyston_decimal::status::*;
use pyston_decimal::{Context, Decimal, Rounding};

const FLAGS: &[(&str, Status)] = &[
    ("Clamped", CLAMPED),
    ("DivisionByZero", DIVISION_BY_ZERO),
    ("FloatOperation", FLOAT_OPERATION),
    ("Inexact", INEXACT),
    ("InvalidOperation", IEEE_INVALID_OPERATION),
    ("Overflow", OVERFLOW),
    ("Rounded", ROUNDED),
    ("Subnormal", SUBNORMAL),
    ("Underflow", UNDERFLOW),
];

fn rounding(name: &str) -> Rounding {
    match name {
        "UP" => Rounding::Up,
        "DOWN" => Rounding::Down,
        "CEILING" => Rounding::Ceiling,
        "FLOOR" => Rounding::Floor,
        "HALF_UP" => Rounding::HalfUp,
        "HALF_DOWN" => Rounding::HalfDown,
        "HALF_EVEN" => Rounding::HalfEven,
        "05UP" => Rounding::ZeroFiveUp,
        other => panic!("no rounding {other}"),
    }
}

type Unary = fn(&Context, &Decimal, &mut Status) -> Decimal;
type Binary = fn(&Context, &Decimal, &Decimal, &mut Status) -> Decimal;

macro_rules! table {
    ($($operation:ident)*) => { &[$((stringify!($operation), Context::$operation)),*] };
}

const UNARY: &[(&str, Unary)] = table!(abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus
    sqrt to_integral_exact to_integral_value);
const BINARY: &[(&str, Binary)] = table!(add subtract multiply divide divide_int remainder remainder_near compare max
    min max_mag min_mag next_toward quantize rotate shift scaleb power logical_and logical_or logical_xor);

fn find<T: Copy>(table: &[(&str, T)], name: &str) -> T {
    table.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("no operation {name}")).1
}

fn apply(name: &str, operands: &[Decimal], context: &Context, status: &mut Status) -> Decimal {
    match operands {
        [a] => find(UNARY, name)(context, a, status),
        [a, b] => find(BINARY, name)(context, a, b, status),
        _ => panic!("{} operands", operands.len()),
    }
}

#[test]
fn operations() {
    let mut count = 0;
    for line in include_str!("recorded.txt").lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [call, settings, expected] = &parts.split(|part| *part == "|").collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let number = |text: &str| text.parse::<i64>().expect("a number");
        let context = Context {
            prec: number(settings[0]),
            rounding: rounding(settings[1]),
            emax: number(settings[2]),
            emin: number(settings[3]),
            clamp: settings[4] == "1",
        };
        let operands: Vec<Decimal> =
            call[1..].iter().map(|text| Decimal::parse(text.as_bytes()).expect("a decimal")).collect();
        let mut status = 0;
        let result = apply(call[0], &operands, &context, &mut status);
        let flags: Vec<&str> = FLAGS.iter().filter(|flag| status & flag.1 != 0).map(|flag| flag.0).collect();
        let text = String::from_utf8(result.to_scientific(true)).expect("ASCII");
        assert_eq!((text.as_str(), &flags[..]), (expected[0], &expected[1..]), "{line}");
        count += 1;
    }
    assert_eq!(count, 2500);
}
