//! Code generation: from the tree and its symbol table to basic blocks, code object by code object.
//!
//! **Invariant**: instructions, constants and names come in CPython 3.8's order, also where another
//! order would be better; identity of the result is what this module is for. Code that can never
//! run (`if 0:`) is visited with `silent` set: errors are found, names are entered, nothing is
//! emitted.

mod assign;
mod call;
mod class;
mod comprehension;
mod constants;
mod control;
mod display;
mod expr;
mod function;
mod import;
mod literal;
mod names;
mod stmt;
mod suspicious;
mod try_stmt;
mod unit;
mod with;

use pyston_opcode::cpython::Opcode;

use crate::assemble::assemble;
use crate::ast::{Mod, Span, Stmt, StmtKind};
use crate::code::{Code, Const};
use crate::future::Future;
use crate::options::CompileOptions;
use crate::symtable::{Block, BlockKind, DEF_FREE_CLASS, Scope, SymbolTable, mangle};
use crate::syntax_error::{SyntaxError, SyntaxErrorKind, SyntaxWarning, WarningKind};
use crate::wstr::WStr;

pub(crate) use unit::{BasicBlock, Label, Unit};

use unit::{FrameBlock, FrameKind, Names, UnitKind};

pub(crate) type Emit = Result<(), SyntaxError>;

/// How many loops, handlers and `with` blocks may nest in a function.
const MAX_FRAME_BLOCKS: usize = 20;

pub(crate) struct Compiler<'a> {
    symtable: SymbolTable,
    options: &'a CompileOptions,
    /// Features of the options and of the source.
    flags: u32,
    future_lineno: Option<u32>,
    /// Open code objects, innermost last.
    units: Vec<Unit>,
    /// Above 0 nothing is emitted.
    silent: u32,
    interactive: bool,
    warnings: &'a mut Vec<SyntaxWarning>,
}

/// Compiles an optimised tree.
pub(crate) fn generate(
    module: &Mod,
    symtable: SymbolTable,
    future: &Future,
    options: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Code, SyntaxError> {
    let mut compiler = Compiler {
        symtable,
        options,
        flags: options.flags | future.features,
        future_lineno: future.lineno,
        units: Vec::new(),
        silent: 0,
        interactive: false,
        warnings,
    };
    compiler.enter_unit(&"<module>".into(), UnitKind::Module, module, 0);
    let add_none = match module {
        Mod::Module { body, .. } => {
            compiler.body(body)?;
            true
        }
        Mod::Interactive { body } => {
            if has_annotations(body) {
                compiler.emit(Opcode::SetupAnnotations);
            }
            compiler.interactive = true;
            compiler.stmts(body)?;
            true
        }
        Mod::Expression { body } => {
            compiler.expr(body)?;
            false
        }
        Mod::FunctionType { .. } => unreachable!("the symbol table rejects signatures"),
    };
    Ok(compiler.leave_unit(add_none).0)
}

impl Compiler<'_> {
    fn enter_unit<T>(&mut self, name: &WStr, kind: UnitKind, node: &T, firstlineno: u32) {
        let id = self.symtable.block_of(node);
        let block = self.symtable.block(id);
        let mut unit = Unit::new(id, kind, name.clone(), firstlineno);
        unit.varnames = block.varnames.iter().collect();
        unit.cellvars = sorted_names(block, Scope::Cell, 0);
        if block.needs_class_closure {
            unit.cellvars.add(&"__class__".into());
        }
        unit.freevars = sorted_names(block, Scope::Free, DEF_FREE_CLASS);
        if let Some(outer) = self.units.last() {
            unit.private = outer.private.clone();
        }
        if kind != UnitKind::Module {
            unit.qualname = self.qualname(name, kind);
        }
        self.units.push(unit);
    }

    /// Finishes the innermost code object; gives it with its qualified name.
    fn leave_unit(&mut self, add_none: bool) -> (Code, WStr) {
        let unit = self.units.pop().expect("units are entered and left in pairs");
        let qualname = unit.qualname.clone();
        (assemble(unit, &self.symtable, self.flags, &self.options.filename, add_none), qualname)
    }

    fn qualname(&self, name: &WStr, kind: UnitKind) -> WStr {
        let [_, .., parent] = self.units.as_slice() else { return name.clone() };
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let mangled = mangle(parent.private.as_ref(), name);
            if self.symtable.block(parent.block).scope_of(&mangled) == Some(Scope::GlobalExplicit) {
                return name.clone();
            }
        }
        let locals: &[u8] = if parent.is_function_like() { b".<locals>" } else { b"" };
        WStr::from_wtf8(&[parent.qualname.as_bytes(), locals, b".", name.as_bytes()].concat())
    }

    fn unit(&mut self) -> &mut Unit {
        self.units.last_mut().expect("code is generated inside a unit")
    }

    /// The symbol table's view of the innermost unit.
    fn symbols(&self) -> &Block {
        let unit = self.units.last().expect("code is generated inside a unit");
        self.symtable.block(unit.block)
    }

    fn in_function(&self) -> bool {
        self.symbols().kind == BlockKind::Function
    }

    fn new_label(&mut self) -> Label {
        self.unit().new_label()
    }

    fn use_next(&mut self, label: Label) {
        self.unit().use_next(label);
    }

    /// Starts a fresh block, so that what follows is one of its own.
    fn next_block(&mut self) {
        let label = self.new_label();
        self.use_next(label);
    }

    fn emit(&mut self, op: Opcode) {
        self.emit_arg(op, 0);
    }

    fn emit_arg(&mut self, op: Opcode, arg: u32) {
        if self.silent == 0 {
            self.unit().push(op, arg, None);
        }
    }

    fn emit_jump(&mut self, op: Opcode, target: Label) {
        if self.silent == 0 {
            self.unit().push(op, 0, Some(target));
        }
    }

    fn load_const(&mut self, constant: Const) {
        if self.silent == 0 {
            let at = self.unit().consts.add(constant);
            self.emit_arg(Opcode::LoadConst, at);
        }
    }

    /// Emits an instruction on a name of `co_names`, mangled if private.
    fn emit_name(&mut self, op: Opcode, name: &WStr) {
        if self.silent == 0 {
            let mangled = self.mangle(name);
            let at = self.unit().names.add(&mangled);
            self.emit_arg(op, at);
        }
    }

    fn mangle(&mut self, name: &WStr) -> WStr {
        mangle(self.unit().private.as_ref(), name)
    }

    /// Runs `visit` without emitting anything.
    fn silently(&mut self, visit: impl FnOnce(&mut Self) -> Emit) -> Emit {
        self.silent += 1;
        let result = visit(self);
        self.silent -= 1;
        result
    }

    fn push_frame(&mut self, kind: FrameKind, start: Option<Label>, exit: Option<Label>) -> Emit {
        if self.unit().frames.len() >= MAX_FRAME_BLOCKS {
            let msg = "too many statically nested blocks";
            return Err(SyntaxError::bare(SyntaxErrorKind::SyntaxError, msg, &self.options.filename));
        }
        self.unit().frames.push(FrameBlock { kind, start, exit });
        Ok(())
    }

    fn pop_frame(&mut self) -> FrameBlock {
        self.unit().frames.pop().expect("frame blocks are pushed and popped in pairs")
    }

    /// Goes to the place of an expression; gives what [`Self::leave_place`] needs.
    fn enter_place(&mut self, span: Span) -> (u32, u32) {
        let unit = self.unit();
        let old = (unit.lineno, unit.col_offset);
        if span.lineno != unit.lineno {
            unit.lineno = span.lineno;
            unit.lineno_set = false;
        }
        unit.col_offset = span.col_offset;
        old
    }

    fn leave_place(&mut self, (lineno, col_offset): (u32, u32)) {
        let unit = self.unit();
        if lineno != unit.lineno {
            unit.lineno = lineno;
            unit.lineno_set = false;
        }
        unit.col_offset = col_offset;
    }

    /// Goes to the place of a statement: its next instruction starts a line.
    fn set_place(&mut self, span: Span) {
        let unit = self.unit();
        unit.lineno = span.lineno;
        unit.col_offset = span.col_offset;
        unit.lineno_set = false;
    }

    /// An error at the current place.
    fn error<T>(&mut self, msg: &str) -> Result<T, SyntaxError> {
        let filename = self.options.filename.clone();
        let unit = self.unit();
        Err(SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: msg.to_string(),
            filename,
            lineno: unit.lineno,
            offset: Some(unit.col_offset + 1),
            text: None,
        })
    }

    fn warn(&mut self, msg: String) {
        let unit = self.unit();
        let (lineno, offset) = (unit.lineno, unit.col_offset + 1);
        self.warnings.push(SyntaxWarning { kind: WarningKind::SyntaxWarning, msg, lineno, offset });
    }
}

/// The names of a scope (or with a flag) in the order of their slots.
fn sorted_names(block: &Block, scope: Scope, flag: u32) -> Names {
    let mut names: Vec<&WStr> = block
        .symbols
        .iter()
        .filter(|(name, flags)| flags & flag != 0 || block.scope_of(name) == Some(scope))
        .map(|(name, _)| name)
        .collect();
    names.sort();
    names.into_iter().collect()
}

/// Whether a body annotates a variable, outside nested definitions.
fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. }
        | StmtKind::AsyncFor { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => has_annotations(body) || has_annotations(orelse),
        StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => has_annotations(body),
        StmtKind::Try { body, handlers, orelse, finalbody } => {
            has_annotations(body)
                || handlers.iter().any(|handler| has_annotations(&handler.body))
                || has_annotations(finalbody)
                || has_annotations(orelse)
        }
        _ => false,
    })
}
