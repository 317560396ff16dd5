//! Ints against CPython's results, and large ones against num-bigint's.

mod support;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use pyston_numeric::int::ParseIntError;
use pyston_numeric::random::MersenneTwister;
use pyston_numeric::{Int, IntRef, NumResult, float, hash, int};
use support::*;

fn pair((a, b): (Int, Int)) -> String {
    format!("{} {}", show_int(&a), show_int(&b))
}

fn shown(result: NumResult<Int>) -> String {
    show(result, |v| show_int(&v))
}

fn binary(operation: &str, a: IntRef, b: IntRef) -> Option<String> {
    Some(match operation {
        "add" => show_int(&int::add(a, b)),
        "sub" => show_int(&int::sub(a, b)),
        "mul" => show_int(&int::mul(a, b)),
        "and" => show_int(&int::and(a, b)),
        "or" => show_int(&int::or(a, b)),
        "xor" => show_int(&int::xor(a, b)),
        "gcd" => show_int(&int::gcd(a, b)),
        "mod" => shown(int::modulo(a, b)),
        "floordiv" => shown(int::floor_div(a, b)),
        "divmod" => show(int::divmod(a, b), pair),
        "truediv" => show(int::true_div(a, b), show_float),
        "cmp" => (int::cmp(a, b) as i8).to_string(),
        "pow" => shown(int::pow(a, b)),
        _ => return None,
    })
}

fn check(case: &Case) -> String {
    match case.operation {
        "from_bytes" => return show_int(&int::from_bytes(&unhex(case.raw(0)), case.raw(1) == "little", case.flag(2))),
        "parse" => {
            return match int::parse(&case.text(0), case.number(1), case.number(2)) {
                Ok(value) => show_int(&value),
                Err(ParseIntError::Limit(e)) => show_error(&e),
                Err(ParseIntError::BadBase) => "?base".to_owned(),
                Err(ParseIntError::Invalid) => "?invalid".to_owned(),
            };
        }
        _ => {}
    }
    let value = case.int(0);
    let a = value.as_ref();
    match case.operation {
        "invert" => show_int(&int::invert(a)),
        "bit_length" => a.bit_length().to_string(),
        "float" => show(float::from_int(a), show_float),
        "hash" => hash::int(a).to_string(),
        "isqrt" => shown(int::isqrt(a)),
        "str" => show(int::decimal_text(a, case.number(1)), |t| t),
        "bin" => int::radix_text(a, 2),
        "oct" => int::radix_text(a, 8),
        "hex" => int::radix_text(a, 16),
        "shl" => shown(int::shl(a, case.number(1))),
        "shr" => show_int(&int::shr(a, case.number(1))),
        "to_bytes" => {
            let bytes = int::to_bytes(a, case.number(1), case.raw(2) == "little", case.flag(3));
            show(bytes, |b| hex(&b))
        }
        "powmod" => shown(int::pow_mod(a, case.int(1).as_ref(), case.int(2).as_ref())),
        _ => binary(case.operation, a, case.int(1).as_ref()).unwrap_or_else(|| panic!("operation {}", case.operation)),
    }
}

#[test]
fn as_cpython() {
    run(include_str!("data/int.txt"), 3000, check);
}

/// Sizes on both sides of every cut-off, where data files would be too large.
#[test]
fn large_ones_agree_with_num_bigint() {
    let mut random = MersenneTwister::from_array(&[7]);
    for bits in [650, 700, 720, 730, 1400, 3000, 3600, 3700, 9000, 24_500, 40_000, 70_001] {
        for short in [30, 61, 640, 719, 750, bits / 2, bits / 2 + 13, bits - 40] {
            let a = random.getrandbits(bits).expect("bits");
            let b = int::add(random.getrandbits(short).expect("bits").as_ref(), Int::from_u64(1).as_ref());
            let (x, y) = (BigInt::from(a.as_ref()), BigInt::from(b.as_ref()));
            assert_eq!(Int::from(&(&x * &y)), int::mul(a.as_ref(), b.as_ref()));
            assert_eq!(Int::from(&(&x * &x)), int::square(a.as_ref()));
            let (q, r) = x.div_mod_floor(&y);
            assert_eq!((Int::from(&q), Int::from(&r)), int::divmod(a.as_ref(), b.as_ref()).expect("not zero"));
            // A quotient that is just short of the next one makes the estimates of its digits too large.
            let close: BigInt = BigInt::from(int::mul(a.as_ref(), b.as_ref()).as_ref()) - 1;
            let (q, r) = close.div_mod_floor(&y);
            let got = int::divmod(Int::from(&close).as_ref(), b.as_ref()).expect("not zero");
            assert_eq!((Int::from(&q), Int::from(&r)), got);
        }
    }
}

#[test]
fn large_text_agrees_with_num_bigint() {
    let mut random = MersenneTwister::from_array(&[8]);
    for bits in [300, 470, 485, 520, 990, 1010, 3000, 14_000, 33_100, 33_300, 61_000, 130_000] {
        let value = random.getrandbits(bits).expect("bits");
        let text = BigInt::from(value.as_ref()).to_string();
        assert_eq!(int::decimal_text(value.as_ref(), 0).expect("no limit"), text);
        assert_eq!(int::parse(text.as_bytes(), 10, 0), Ok(value.clone()));
        let text = BigInt::from(value.as_ref()).to_str_radix(7);
        assert_eq!(int::parse(text.as_bytes(), 7, 0), Ok(value));
    }
    for exponent in [140, 145, 150, 299, 300, 301, 512, 9999, 10_000, 10_240, 20_481, 33_000] {
        let value = Int::from(&BigUint::from(10u32).pow(exponent));
        let text = "1".to_owned() + &"0".repeat(exponent as usize);
        assert_eq!(int::decimal_text(value.as_ref(), 0).as_deref(), Ok(&text[..]));
        let nines = int::sub(value.as_ref(), Int::from_u64(1).as_ref());
        assert_eq!(int::decimal_text(nines.as_ref(), 0), Ok("9".repeat(exponent as usize)));
    }
}

#[test]
fn machine_words_round_trip() {
    for value in [0, 1, -1, i64::MAX, i64::MIN, i64::MIN + 1, 1 << 60, -(1 << 30)] {
        let made = Int::from_i64(value);
        assert_eq!(made.as_ref().to_i64(), Some(value));
        assert_eq!(made.as_ref().wrapping_u64(), value as u64);
        assert_eq!(made.as_ref().to_u64(), u64::try_from(value).ok());
        let (negative, digits) = int::to_digits30(&BigInt::from(value));
        assert_eq!(Int { negative, digits }, made);
    }
    let beyond = int::sub(Int::from_i64(i64::MIN).as_ref(), Int::from_u64(1).as_ref());
    assert_eq!(beyond.as_ref().to_i64(), None);
    assert_eq!(Int::from_u64(u64::MAX).as_ref().to_u64(), Some(u64::MAX));
    assert_eq!(Int::from_u128(false, 1 << 64).as_ref().to_u64(), None);
}

#[test]
fn what_does_not_fit_into_memory() {
    let (one, two) = (Int::from_u64(1), Int::from_i64(-3));
    let memory = "!MemoryError: ()";
    assert_eq!(shown(int::shl(one.as_ref(), 1 << 62)), memory);
    assert_eq!(shown(int::pow(two.as_ref(), Int::from_u64(1 << 62).as_ref())), memory);
    assert_eq!(show(int::to_bytes(one.as_ref(), 1 << 62, true, false), |b| hex(&b)), memory);
}
