//! `%` formats and templates against CPython's results.

mod support;

use pyston_numeric::percent::{self, Arguments, Conversion, Kind, Piece, Pieces};
use pyston_numeric::template::{Accessor, AutoNumber, FieldName, First, Template};
use pyston_numeric::unidigit::decimal_digit;
use pyston_numeric::{Int, NumError, NumResult, float, int};
use std::ops::Range;
use support::*;

/// The one value that every argument has.
enum Value {
    Int(Int),
    Float(f64),
}

struct Endless {
    value: Value,
    mapping: bool,
}

impl Endless {
    fn star(&self) -> NumResult<i64> {
        match &self.value {
            Value::Int(value) => Ok(value.as_ref().to_i64().expect("small stars")),
            Value::Float(_) => Err(NumError::type_error("* wants int")),
        }
    }
}

impl Arguments for Endless {
    type Error = NumError;
    fn require_mapping(&mut self) -> NumResult<()> {
        if self.mapping { Ok(()) } else { Err(NumError::type_error("format requires a mapping")) }
    }
    fn select_key(&mut self, _key: Range<usize>) -> NumResult<()> {
        Ok(())
    }
    fn star_width(&mut self) -> NumResult<isize> {
        self.star().map(|v| v as isize)
    }
    fn star_precision(&mut self) -> NumResult<i32> {
        self.star().map(|v| v as i32)
    }
}

fn as_float(value: &Value) -> NumResult<f64> {
    match value {
        Value::Int(value) => float::from_int(value.as_ref()),
        Value::Float(value) => Ok(*value),
    }
}

fn laid_out(text: &[u32], conversion: &Conversion) -> Vec<u32> {
    let layout = percent::text(text.len(), conversion);
    let fill = |count| std::iter::repeat_n(layout.fill, count);
    fill(layout.left).chain(text[..layout.kept].iter().copied()).chain(fill(layout.right)).collect()
}

fn character(value: &Value, kind: Kind) -> NumResult<u32> {
    let (limit, text) = match kind {
        Kind::Str => (0x11_0000, "%c arg not in range(0x110000)"),
        Kind::Bytes => (256, "%c arg not in range(256)"),
    };
    let Value::Int(value) = value else { panic!("a character is an int") };
    let code = value.as_ref().to_i64().and_then(|c| u32::try_from(c).ok());
    code.filter(|&c| c < limit).ok_or_else(|| NumError::overflow(text))
}

fn convert(value: &Value, conversion: &Conversion, kind: Kind) -> NumResult<Vec<u32>> {
    Ok(match char::from_u32(conversion.letter).unwrap_or('\0') {
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let whole = match value {
                Value::Int(value) => value.clone(),
                Value::Float(value) => float::to_int(*value)?,
            };
            percent::int(whole.as_ref(), conversion, int::DEFAULT_MAX_STR_DIGITS)?.code_points().collect()
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => percent::float(as_float(value)?, conversion)?.code_points().collect(),
        'c' => laid_out(&[character(value, kind)?], conversion),
        's' | 'r' | 'a' => {
            let text = match value {
                Value::Int(value) => int::decimal_text(value.as_ref(), 0)?,
                Value::Float(value) => float::repr(*value),
            };
            laid_out(&text.chars().map(u32::from).collect::<Vec<_>>(), conversion)
        }
        _ => return Err(percent::unsupported(conversion, kind)),
    })
}

fn apply<C: Copy + Into<u32>>(text: &[C], kind: Kind, mut arguments: Endless) -> NumResult<Vec<u32>> {
    let mut pieces = Pieces::new(text, kind);
    let mut out = Vec::new();
    while let Some(piece) = pieces.next(&mut arguments)? {
        match piece {
            Piece::Literal(range) => out.extend(text[range].iter().map(|&c| c.into())),
            Piece::Percent => out.push('%'.into()),
            Piece::Conversion(conversion) => out.extend(convert(&arguments.value, &conversion, kind)?),
        }
    }
    Ok(out)
}

fn percent_case(case: &Case) -> String {
    let value = match case.raw(2).split_once(':') {
        Some(("i", text)) => Value::Int(read_int(text)),
        Some((_, text)) => Value::Float(read_float(text)),
        None => panic!("a kind of value"),
    };
    let arguments = Endless { value, mapping: case.operation == "percentmap" };
    let result = match case.raw(0) {
        "str" => apply(&case.cps(1), Kind::Str, arguments),
        _ => apply(&case.text(1), Kind::Bytes, arguments),
    };
    show(result, escape)
}

fn quoted(cps: &[u32]) -> String {
    "=".to_owned() + &escape(cps.iter().copied()).replace(' ', "\\{20}").replace('|', "\\{7c}")
}

fn markup(text: &[u32]) -> NumResult<String> {
    let mut template = Template::new(text, 0..text.len());
    let mut out = Vec::new();
    while let Some(markup) = template.next_markup()? {
        let literal = quoted(&text[markup.literal]);
        out.push(match markup.field {
            None => format!("{literal}|None|None|None"),
            Some(field) => {
                let conversion = field.conversion.map_or("None".to_owned(), |c| quoted(&[c]));
                let spec = &text[field.spec.clone()];
                assert_eq!(field.nested, spec.contains(&'{'.into()));
                format!("{literal}|{}|{}|{conversion}", quoted(&text[field.name]), quoted(spec))
            }
        });
    }
    Ok(out.join(" "))
}

fn split(text: &[u32]) -> NumResult<String> {
    let part = |range: Range<usize>| format!("str:{}", escape(text[range].iter().copied()).replace(' ', "\\{20}"));
    let mut name = FieldName::split(text, 0..text.len(), None)?;
    let mut out = vec![match name.first.clone() {
        First::Index(index) => format!("int:{index}"),
        First::Name(range) => part(range),
    }];
    while let Some(accessor) = name.next_accessor()? {
        let (attribute, shown) = match accessor {
            Accessor::Attribute(range) => (true, part(range)),
            Accessor::Index(index) => (false, format!("int:{index}")),
            Accessor::Key(range) => (false, part(range)),
        };
        out.push(format!("bool:{}", if attribute { "True" } else { "False" }));
        out.push(shown);
    }
    Ok(out.join(" "))
}

fn numbering(names: &str) -> NumResult<String> {
    let mut state = AutoNumber::default();
    for name in names.split(',') {
        FieldName::split(name.as_bytes(), 0..name.len(), Some(&mut state))?;
    }
    Ok("ok".to_owned())
}

fn decimals() -> String {
    let digits: Vec<(u32, u32)> = (0..0x11_0000).filter_map(|cp| Some((cp, decimal_digit(cp)?))).collect();
    assert!(digits.chunks(10).all(|run| (0..10).all(|i| run[i as usize] == (run[0].0 + i, i))));
    digits.iter().step_by(10).map(|(cp, _)| format!("{cp:x}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn as_cpython() {
    run(include_str!("data/text.txt"), 4000, |case| match case.operation {
        "percent" | "percentmap" => percent_case(case),
        "template" => show(markup(&case.cps(0)), |t| t),
        "split" => show(split(&case.cps(0)), |t| t),
        "decimals" => decimals(),
        "numbering" => show(numbering(case.raw(0)), |t| t),
        other => panic!("operation {other}"),
    });
}
