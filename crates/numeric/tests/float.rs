//! Floats and complex numbers against CPython's results.

mod support;

use pyston_numeric::complex::{Complex, ParseComplexError};
use pyston_numeric::float::{self, FloatPow};
use pyston_numeric::hash;
use support::*;

fn complex(z: Complex) -> String {
    format!("{} {}", show_float(z.re), show_float(z.im))
}

fn on_text(case: &Case) -> Option<String> {
    Some(match case.operation {
        "parse" => float::parse(&case.text(0)).map_or_else(|| "?invalid".to_owned(), show_float),
        "fromhex" => show(float::from_hex(&case.text(0)), show_float),
        "cparse" => match Complex::parse(&case.text(0)) {
            Ok(z) => complex(z),
            Err(ParseComplexError::Malformed) => "?malformed".to_owned(),
            Err(ParseComplexError::Underscore) => "?underscore".to_owned(),
        },
        _ => return None,
    })
}

fn on_one(case: &Case, x: f64) -> Option<String> {
    Some(match case.operation {
        "repr" => float::repr(x),
        "hex" => float::to_hex(x),
        "hash" => hash::float(x).to_string(),
        "is_integer" => u8::from(float::is_integer(x)).to_string(),
        "ratio" => show(float::as_integer_ratio(x), |(n, d)| format!("{} {}", show_int(&n), show_int(&d))),
        "int" => show(float::to_int(x), |v| show_int(&v)),
        "round" => show(float::round_to_int(x), |v| show_int(&v)),
        "roundn" => show(float::round_to_digits(x, case.number(1)), show_float),
        "cmpint" => match float::cmp_int(x, case.int(1).as_ref()) {
            Some(order) => (order as i8).to_string(),
            None => "none".to_owned(),
        },
        _ => return None,
    })
}

fn on_two(case: &Case, x: f64) -> Option<String> {
    let y = case.float(1);
    let z = Complex::new(x, y);
    Some(match case.operation {
        "truediv" => show(float::true_div(x, y), show_float),
        "mod" => show(float::modulo(x, y), show_float),
        "floordiv" => show(float::floor_div(x, y), show_float),
        "divmod" => show(float::divmod(x, y), |(q, r)| format!("{} {}", show_float(q), show_float(r))),
        "pow" => show(float::pow(x, y), |v| match v {
            FloatPow::Real(v) => show_float(v),
            FloatPow::Complex => show(Complex::new(x, 0.0).pow(Complex::new(y, 0.0)), |_| "complex".to_owned()),
        }),
        "cabs" => show(z.abs(), show_float),
        "chash" => hash::complex(x, y).to_string(),
        "crepr" => z.repr(),
        "cpow" => show(z.pow(Complex::new(case.float(2), case.float(3))), complex),
        "cdiv" => show(z.quotient(Complex::new(case.float(2), case.float(3))), complex),
        _ => return None,
    })
}

#[test]
fn as_cpython() {
    run(include_str!("data/float.txt"), 8000, |case| {
        on_text(case)
            .or_else(|| on_one(case, case.float(0)))
            .or_else(|| on_two(case, case.float(0)))
            .unwrap_or_else(|| panic!("operation {}", case.operation))
    });
}
