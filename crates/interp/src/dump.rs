//! Text of a code object's forms (`-X dump=bytecode,regcode`): CPython's instructions and ours.
//!
//! **Invariant**: the text depends on nothing but the code object, so that it can be compared with
//! recorded text: no addresses, and register code as translation makes it, never specialised.

use std::fmt::Write;

use pyston_object::prelude::*;
use pyston_object::protocol;
use pyston_opcode::cpython::{ArgKind, COMPARE_NAMES, Opcode};
use pyston_opcode::regcode::Op;
use pyston_runtime::code::Code;

use crate::translate::{self, RegCode};

/// What to print.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forms {
    pub bytecode: bool,
    pub regcode: bool,
}

impl Forms {
    /// Reads the value of the option: names with commas between them; unknown ones are ignored.
    pub fn parse(text: &str) -> Forms {
        let has = |name: &str| text.split(',').any(|word| word == name);
        Forms { bytecode: has("bytecode"), regcode: has("regcode") }
    }

    pub fn is_empty(self) -> bool {
        !self.bytecode && !self.regcode
    }
}

/// The text of `code` and of the code objects among its constants.
///
/// # Errors
/// `SystemError` for bytecode that breaks the rules; errors of `repr`.
pub fn text(code: &Code, forms: Forms) -> PyResult<String> {
    let mut out = String::new();
    write_code(&mut out, code, forms)?;
    Ok(out)
}

fn write_code(out: &mut String, code: &Code, forms: Forms) -> PyResult<()> {
    let _ = writeln!(out, "== {} (line {}), stack {}", code.name(), code.firstlineno(), code.stacksize());
    write_table(out, "constants", "k", code.consts(), true)?;
    write_table(out, "names", "n", code.names(), false)?;
    let mut variables: Vec<String> = Vec::new();
    for names in [code.varnames(), code.cellvars(), code.freevars()] {
        variables.extend(names.as_slice().iter().map(|name| shown(name, false)).collect::<PyResult<Vec<_>>>()?);
    }
    if !variables.is_empty() {
        let cells = code.varnames().len();
        let mark = |(index, name)| format!("r{index} {name}{}", if index >= cells { " (cell)" } else { "" });
        let shown: Vec<String> = variables.iter().enumerate().map(mark).collect();
        let _ = writeln!(out, "variables: {}", shown.join(", "));
    }
    if forms.bytecode {
        write_bytecode(out, code, &variables)?;
    }
    if forms.regcode {
        write_regcode(out, &translate::translate(code)?);
    }
    for constant in code.consts().as_slice() {
        if let Some(nested) = constant.downcast::<Code>() {
            out.push('\n');
            write_code(out, nested, forms)?;
        }
    }
    Ok(())
}

/// A constant's `repr`, a name itself.
fn shown(object: &Object, quote: bool) -> PyResult<String> {
    if let Some(code) = object.downcast::<Code>() {
        return Ok(format!("<code {}>", code.name()));
    }
    let text = if quote { protocol::repr(object)? } else { protocol::str(object)? };
    Ok(text.to_string())
}

fn write_table(out: &mut String, title: &str, letter: &str, items: &Tuple, quote: bool) -> PyResult<()> {
    if items.is_empty() {
        return Ok(());
    }
    let _ = write!(out, "{title}:");
    for (index, item) in items.as_slice().iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(out, "{comma} {letter}{index} {}", shown(item, quote)?);
    }
    out.push('\n');
    Ok(())
}

fn write_bytecode(out: &mut String, code: &Code, variables: &[String]) -> PyResult<()> {
    let _ = writeln!(out, "bytecode:");
    let (mut prefix, mut line) = (0u32, -1);
    for (index, word) in code.bytecode().as_slice().chunks_exact(2).enumerate() {
        let offset = index as u32 * 2;
        let here = code.line_of(offset as i32);
        let mark = if here == line { String::new() } else { here.to_string() };
        line = here;
        let Some(opcode) = Opcode::from_u8(word[0]) else {
            let _ = writeln!(out, "{mark:>5} {offset:5} {}", word[0]);
            continue;
        };
        let arg = prefix << 8 | u32::from(word[1]);
        prefix = if opcode == Opcode::ExtendedArg { arg } else { 0 };
        let _ = write!(out, "{mark:>5} {offset:5} {}", opcode.name());
        let at = |items: &Tuple, quote| items.as_slice().get(arg as usize).map(|item| shown(item, quote)).transpose();
        let meaning = match opcode.arg_kind() {
            ArgKind::NoArg => None,
            ArgKind::Plain => Some(arg.to_string()),
            ArgKind::Const => at(code.consts(), true)?,
            ArgKind::Name => at(code.names(), false)?,
            ArgKind::Local => variables.get(arg as usize).cloned(),
            ArgKind::Free => variables.get(code.varnames().len() + arg as usize).cloned(),
            ArgKind::Compare => COMPARE_NAMES.get(arg as usize).map(|&name| name.to_owned()),
            ArgKind::JumpRel => Some(format!("->{}", u64::from(offset) + 2 + u64::from(arg))),
            ArgKind::JumpAbs => Some(format!("->{arg}")),
        };
        let _ = writeln!(out, "{}", meaning.map(|meaning| format!(" {meaning}")).unwrap_or_default());
    }
    Ok(())
}

fn write_regcode(out: &mut String, code: &RegCode) {
    let _ = writeln!(out, "regcode: {} variables, {} registers", code.n_variables, code.n_registers);
    for (index, block) in code.blocks.iter().enumerate() {
        let outer = if block.outer == 0 { String::new() } else { format!(" in h{}", block.outer) };
        let _ = writeln!(out, "   h{}: {:?}{outer}", index + 1, block.handler);
    }
    for (index, instr) in code.instrs.iter().enumerate() {
        if instr.op == Op::Cache {
            continue;
        }
        let handler = match code.handler(index) {
            0 => String::new(),
            handler => format!("  h{handler}"),
        };
        let _ = writeln!(out, "{index:5} [{:4}] {instr}{handler}", code.offsets[index]);
    }
}
