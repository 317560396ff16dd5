//! The format mini-language against CPython's results.

mod support;

use pyston_numeric::complex::Complex;
use pyston_numeric::format::{Formatted, NumberLocale, format_complex, format_float, format_int, format_text};
use pyston_numeric::{Int, NumResult, int};
use support::*;

fn shown(cps: &[u32]) -> String {
    if cps.len() < 600 {
        return escape(cps.iter().copied());
    }
    let checksum = cps.iter().fold(0u64, |acc, &c| (acc * 31 + u64::from(c)) % 1_000_000_007);
    format!("{} chars, checksum {checksum}", cps.len())
}

fn number(result: NumResult<Formatted>) -> String {
    show(result, |formatted| {
        let cps: Vec<u32> = formatted.code_points().collect();
        assert_eq!(cps.len(), formatted.len());
        assert_eq!(cps.iter().all(|&c| c < 128), formatted.is_ascii());
        shown(&cps)
    })
}

fn check(case: &Case) -> String {
    let locale = NumberLocale::plain();
    let spec = case.cps(1);
    match case.operation {
        "int" => number(format_int(case.int(0).as_ref(), &spec, "int", &locale, int::DEFAULT_MAX_STR_DIGITS)),
        "float" => number(format_float(case.float(0), &spec, "float", &locale)),
        "complex" => {
            let (re, im) = case.raw(0).split_once(' ').expect("two parts");
            number(format_complex(Complex::new(read_float(re), read_float(im)), &spec, "complex", &locale))
        }
        "str" => {
            let text = case.cps(0);
            show(format_text(text.len(), &spec, "str"), |layout| {
                let fill = |count| std::iter::repeat_n(layout.fill, count);
                let kept = text.iter().copied().take(layout.kept);
                shown(&fill(layout.left).chain(kept).chain(fill(layout.right)).collect::<Vec<u32>>())
            })
        }
        other => panic!("operation {other}"),
    }
}

#[test]
fn as_cpython() {
    run(include_str!("data/format.txt"), 5000, check);
}

/// Type `n` under conventions as C libraries have them: groups of three, groups that change size, and groups
/// that stop.
#[test]
fn conventions_of_locales() {
    let cps = |text: &str| text.chars().map(u32::from).collect::<Vec<u32>>();
    let locale = |grouping: &[u8], sep: &str| NumberLocale {
        decimal_point: ",".into(),
        thousands_sep: sep.to_owned().into(),
        grouping: grouping.to_vec().into(),
    };
    let value = Int::from_u64(123_456_789);
    let int = |spec: &str, locale: &NumberLocale| {
        format_int(value.as_ref(), &cps(spec), "int", locale, 0).expect("formats").to_text().expect("no surrogate")
    };
    assert_eq!(int("n", &locale(&[3, 3], ".")), "123.456.789");
    assert_eq!(int("n", &locale(&[3, 2], ",")), "12,34,56,789");
    assert_eq!(int("n", &locale(&[3, 2, 0], ",")), "12,34,56,789");
    assert_eq!(int("n", &locale(&[3, 127], ".")), "123456.789");
    assert_eq!(int("n", &locale(&[], ".")), "123456789");
    assert_eq!(int("014n", &locale(&[3], "\u{202f}")), "00\u{202f}123\u{202f}456\u{202f}789");
    assert_eq!(int("d", &locale(&[3], ".")), "123456789");
    let float = |x: f64, spec: &str, locale: &NumberLocale| {
        format_float(x, &cps(spec), "float", locale).expect("formats").to_text().expect("no surrogate")
    };
    assert_eq!(float(12345.5, "n", &locale(&[3], ".")), "12.345,5");
    assert_eq!(float(1e20, "n", &locale(&[3], ".")), "1e+20");
}
