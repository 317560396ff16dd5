//! The text form of code objects that `bless.py` writes from CPython's.

use std::fmt::Write;

use pyston_compiler::code::{Code, Const};
use pyston_compiler::wstr::WStr;
use pyston_opcode::cpython::Opcode;

/// Text in ASCII, everything else as `\u{..}`.
pub fn shown(text: &WStr) -> String {
    text.code_points()
        .map(|point| match char::from_u32(point) {
            Some(c @ ' '..='~') if c != '\\' => c.to_string(),
            _ => format!("\\u{{{point:x}}}"),
        })
        .collect()
}

/// Undoes [`shown`].
pub fn unshown(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        let end = at + rest[at..].find('}').expect("escapes are closed");
        out.push_str(&rest[..at]);
        let point = u32::from_str_radix(&rest[at + 3..end], 16).expect("escapes are hexadecimal");
        out.push(char::from_u32(point).expect("sources hold no surrogates"));
        rest = &rest[end + 1..];
    }
    out + rest
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn constant(value: &Const) -> String {
    match value {
        Const::None => "None".to_string(),
        Const::True => "True".to_string(),
        Const::False => "False".to_string(),
        Const::Ellipsis => "Ellipsis".to_string(),
        Const::Int(value) => format!("int {value}"),
        Const::Float(value) => format!("float {}", float(*value)),
        Const::Complex { real, imag } => format!("complex {} {}", float(*real), float(*imag)),
        Const::Str(text) => format!("str \"{}\"", shown(text)),
        Const::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        Const::Tuple(items) => {
            format!("({})", items.iter().map(constant).collect::<Vec<_>>().join(", "))
        }
        Const::FrozenSet(items) => {
            let mut items: Vec<String> = items.iter().map(constant).collect();
            items.sort();
            format!("{{{}}}", items.join(", "))
        }
        Const::Code(code) => format!("code {}", shown(&code.name)),
    }
}

/// The bits; the sign of a NaN differs between machines.
fn float(value: f64) -> String {
    let value = if value.is_nan() { f64::NAN } else { value };
    format!("{:016x}", value.to_bits())
}

/// Offsets at which lines start, as `dis.findlinestarts` gives them.
fn line_starts(code: &Code) -> Vec<(usize, u32)> {
    let mut starts = Vec::new();
    let (mut offset, mut line) = (0, code.firstlineno);
    let mut last = None;
    for pair in code.lnotab.chunks_exact(2) {
        if pair[0] != 0 {
            if last != Some(line) {
                starts.push((offset, line));
                last = Some(line);
            }
            offset += usize::from(pair[0]);
        }
        line = line.wrapping_add_signed((pair[1] as i8).into());
    }
    if last != Some(line) {
        starts.push((offset, line));
    }
    starts
}

pub fn describe(code: &Code, path: &str, out: &mut String) {
    writeln!(out, "== {path}").unwrap();
    writeln!(
        out,
        "args {} {} {} locals {} stack {} flags 0x{:x} line {}",
        code.argcount,
        code.posonlyargcount,
        code.kwonlyargcount,
        code.nlocals,
        code.stacksize,
        code.flags,
        code.firstlineno
    )
    .unwrap();
    let tables = [
        ("names", &code.names),
        ("varnames", &code.varnames),
        ("freevars", &code.freevars),
        ("cellvars", &code.cellvars),
    ];
    for (name, table) in tables {
        out.push_str(name);
        table.iter().for_each(|name| write!(out, " {}", shown(name)).unwrap());
        out.push('\n');
    }
    for (at, value) in code.consts.iter().enumerate() {
        writeln!(out, "const {at} {}", constant(value)).unwrap();
    }
    instructions(code, out);
    writeln!(out, "lnotab {}", hex(&code.lnotab)).unwrap();
    for value in &code.consts {
        if let Const::Code(inner) = value {
            describe(inner, &format!("{path}.{}", shown(&inner.name)), out);
        }
    }
}

fn instructions(code: &Code, out: &mut String) {
    let starts = line_starts(code);
    let mut arg = 0u32;
    for (at, unit) in code.code.chunks_exact(2).enumerate() {
        let op = Opcode::from_u8(unit[0]).expect("only known instructions are emitted");
        arg = arg << 8 | u32::from(unit[1]);
        // Of several lines at one offset, `dis` keeps the last.
        if let Some((_, line)) = starts.iter().rev().find(|(offset, _)| *offset == 2 * at) {
            writeln!(out, "line {line}").unwrap();
        }
        write!(out, "{:5} {}", 2 * at, op.name()).unwrap();
        if op.has_arg() {
            write!(out, " {arg}").unwrap();
        }
        out.push('\n');
        if op != Opcode::ExtendedArg {
            arg = 0;
        }
    }
}
