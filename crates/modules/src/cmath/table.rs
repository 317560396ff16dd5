//! Results for arguments that are not finite, as C99's annex G and CPython have them.
//!
//! Rows and columns are the classes of real and imaginary part: negative infinity, negative, negative
//! zero, positive zero, positive, infinity, NaN. `U` stands where the result is a domain error, or is
//! computed.

use std::f64::consts::{FRAC_PI_2 as PI_2, FRAC_PI_4 as PI_4, PI};
const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

use super::Value;

type Table = [[Option<Value>; 7]; 7];

const Z: f64 = 0.0;
const PI_34: f64 = 3.0 * PI_4;
const U: Option<Value> = None;

const fn v(re: f64, im: f64) -> Option<Value> {
    Some(Value::new(re, im))
}

fn class(x: f64) -> usize {
    match x {
        _ if x.is_nan() => 6,
        f64::INFINITY => 5,
        f64::NEG_INFINITY => 0,
        _ if x == 0.0 => 2 + usize::from(x.is_sign_positive()),
        _ => {
            if x > 0.0 {
                4
            } else {
                1
            }
        }
    }
}

/// The result for an argument that is not finite; `None` is a domain error.
pub fn special(table: &Table, re: f64, im: f64) -> Option<Value> {
    table[class(re)][class(im)]
}

pub static ACOS: Table = [
    [v(PI_34, INF), v(PI, INF), v(PI, INF), v(PI, -INF), v(PI, -INF), v(PI_34, -INF), v(NAN, INF)],
    [v(PI_2, INF), U, U, U, U, v(PI_2, -INF), v(NAN, NAN)],
    [v(PI_2, INF), U, U, U, U, v(PI_2, -INF), v(PI_2, NAN)],
    [v(PI_2, INF), U, U, U, U, v(PI_2, -INF), v(PI_2, NAN)],
    [v(PI_2, INF), U, U, U, U, v(PI_2, -INF), v(NAN, NAN)],
    [v(PI_4, INF), v(Z, INF), v(Z, INF), v(Z, -INF), v(Z, -INF), v(PI_4, -INF), v(NAN, INF)],
    [v(NAN, INF), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, -INF), v(NAN, NAN)],
];

pub static ACOSH: Table = [
    [v(INF, -PI_34), v(INF, -PI), v(INF, -PI), v(INF, PI), v(INF, PI), v(INF, PI_34), v(INF, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_4), v(INF, -Z), v(INF, -Z), v(INF, Z), v(INF, Z), v(INF, PI_4), v(INF, NAN)],
    [v(INF, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(INF, NAN), v(NAN, NAN)],
];

pub static ASINH: Table = [
    [v(-INF, -PI_4), v(-INF, -Z), v(-INF, -Z), v(-INF, Z), v(-INF, Z), v(-INF, PI_4), v(-INF, NAN)],
    [v(-INF, -PI_2), U, U, U, U, v(-INF, PI_2), v(NAN, NAN)],
    [v(-INF, -PI_2), U, U, U, U, v(-INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_4), v(INF, -Z), v(INF, -Z), v(INF, Z), v(INF, Z), v(INF, PI_4), v(INF, NAN)],
    [v(INF, NAN), v(NAN, NAN), v(NAN, -Z), v(NAN, Z), v(NAN, NAN), v(INF, NAN), v(NAN, NAN)],
];

pub static ATANH: Table = [
    [v(-Z, -PI_2), v(-Z, -PI_2), v(-Z, -PI_2), v(-Z, PI_2), v(-Z, PI_2), v(-Z, PI_2), v(-Z, NAN)],
    [v(-Z, -PI_2), U, U, U, U, v(-Z, PI_2), v(NAN, NAN)],
    [v(-Z, -PI_2), U, U, U, U, v(-Z, PI_2), v(-Z, NAN)],
    [v(Z, -PI_2), U, U, U, U, v(Z, PI_2), v(Z, NAN)],
    [v(Z, -PI_2), U, U, U, U, v(Z, PI_2), v(NAN, NAN)],
    [v(Z, -PI_2), v(Z, -PI_2), v(Z, -PI_2), v(Z, PI_2), v(Z, PI_2), v(Z, PI_2), v(Z, NAN)],
    [v(Z, -PI_2), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(Z, PI_2), v(NAN, NAN)],
];

pub static COSH: Table = [
    [U, v(-INF, INF), v(INF, Z), v(INF, -Z), v(-INF, -INF), U, v(INF, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, Z)],
    [U, U, U, U, U, U, v(NAN, Z)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, v(-INF, -INF), v(INF, -Z), v(INF, Z), v(-INF, INF), U, v(INF, NAN)],
    [v(NAN, NAN), v(NAN, NAN), v(NAN, Z), v(NAN, Z), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN)],
];

pub static EXP: Table = [
    [v(Z, Z), v(-Z, -Z), v(Z, -Z), v(Z, Z), v(-Z, Z), v(Z, Z), v(Z, Z)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, v(-INF, -INF), v(INF, -Z), v(INF, Z), v(-INF, INF), U, v(INF, NAN)],
    [v(NAN, NAN), v(NAN, NAN), v(NAN, -Z), v(NAN, Z), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN)],
];

pub static LOG: Table = [
    [v(INF, -PI_34), v(INF, -PI), v(INF, -PI), v(INF, PI), v(INF, PI), v(INF, PI_34), v(INF, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_2), U, U, U, U, v(INF, PI_2), v(NAN, NAN)],
    [v(INF, -PI_4), v(INF, -Z), v(INF, -Z), v(INF, Z), v(INF, Z), v(INF, PI_4), v(INF, NAN)],
    [v(INF, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(INF, NAN), v(NAN, NAN)],
];

pub static SINH: Table = [
    [U, v(INF, -INF), v(-INF, -Z), v(-INF, Z), v(INF, INF), U, v(INF, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(Z, NAN)],
    [U, U, U, U, U, U, v(Z, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, v(-INF, -INF), v(INF, -Z), v(INF, Z), v(-INF, INF), U, v(INF, NAN)],
    [v(NAN, NAN), v(NAN, NAN), v(NAN, -Z), v(NAN, Z), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN)],
];

pub static SQRT: Table = [
    [v(INF, -INF), v(Z, -INF), v(Z, -INF), v(Z, INF), v(Z, INF), v(INF, INF), v(NAN, INF)],
    [v(INF, -INF), U, U, U, U, v(INF, INF), v(NAN, NAN)],
    [v(INF, -INF), U, U, U, U, v(INF, INF), v(NAN, NAN)],
    [v(INF, -INF), U, U, U, U, v(INF, INF), v(NAN, NAN)],
    [v(INF, -INF), U, U, U, U, v(INF, INF), v(NAN, NAN)],
    [v(INF, -INF), v(INF, -Z), v(INF, -Z), v(INF, Z), v(INF, Z), v(INF, INF), v(INF, NAN)],
    [v(INF, -INF), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN), v(INF, INF), v(NAN, NAN)],
];

pub static TANH: Table = [
    [v(-1.0, Z), v(-1.0, Z), v(-1.0, -Z), v(-1.0, Z), v(-1.0, -Z), v(-1.0, Z), v(-1.0, Z)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [v(1.0, Z), v(1.0, Z), v(1.0, -Z), v(1.0, Z), v(1.0, -Z), v(1.0, Z), v(1.0, Z)],
    [v(NAN, NAN), v(NAN, NAN), v(NAN, -Z), v(NAN, Z), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN)],
];

pub static RECT: Table = [
    [U, v(INF, INF), v(-INF, Z), v(-INF, -Z), v(INF, -INF), U, v(INF, NAN)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [v(Z, Z), U, U, U, U, v(Z, Z), v(Z, Z)],
    [v(Z, Z), U, U, U, U, v(Z, Z), v(Z, Z)],
    [U, U, U, U, U, U, v(NAN, NAN)],
    [U, v(-INF, -INF), v(INF, -Z), v(INF, Z), v(-INF, INF), U, v(INF, NAN)],
    [v(NAN, NAN), v(NAN, NAN), v(NAN, Z), v(NAN, Z), v(NAN, NAN), v(NAN, NAN), v(NAN, NAN)],
];
