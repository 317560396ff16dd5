//! A code object under construction: basic blocks, tables, and the stack of open loops and handlers.
//!
//! **Invariant**: blocks are kept in order of creation and chained by `next` in order of layout,
//! both as CPython does, since depth-first order and stack depth follow from them.

use hashbrown::HashMap;

use pyston_opcode::cpython::Opcode;

use super::constants::Constants;
use crate::symtable::BlockId;
use crate::wstr::WStr;

/// Names and their indices, in order of first use.
#[derive(Default)]
pub(crate) struct Names {
    index: HashMap<WStr, u32>,
    list: Vec<WStr>,
}

impl Names {
    pub(crate) fn add(&mut self, name: &WStr) -> u32 {
        if let Some(&at) = self.index.get(name) {
            return at;
        }
        let at = self.list.len() as u32;
        self.index.insert(name.clone(), at);
        self.list.push(name.clone());
        at
    }

    pub(crate) fn get(&self, name: &WStr) -> Option<u32> {
        self.index.get(name).copied()
    }

    pub(crate) fn len(&self) -> u32 {
        self.list.len() as u32
    }

    pub(crate) fn into_list(self) -> Vec<WStr> {
        self.list
    }
}

impl<'a> FromIterator<&'a WStr> for Names {
    fn from_iter<I: IntoIterator<Item = &'a WStr>>(names: I) -> Names {
        let mut table = Names::default();
        for name in names {
            table.add(name);
        }
        table
    }
}

/// Index of a basic block in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) u32);

pub(crate) struct Instr {
    pub(crate) op: Opcode,
    pub(crate) arg: u32,
    pub(crate) target: Option<Label>,
    /// 0 unless a line starts here.
    pub(crate) lineno: u32,
}

#[derive(Default)]
pub(crate) struct BasicBlock {
    pub(crate) instrs: Vec<Instr>,
    pub(crate) next: Option<Label>,
    /// Holds a `RETURN_VALUE`.
    pub(crate) returns: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
}

impl UnitKind {
    pub(super) fn is_function_like(self) -> bool {
        matches!(self, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda)
    }
}

/// What `return`, `break` and `continue` must unwind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    WhileLoop,
    ForLoop,
    Except,
    FinallyTry,
    /// A `try` whose `finally` is left early: a placeholder lies under the block.
    FinallyTryWithPlaceholder,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
}

impl FrameKind {
    pub(super) fn is_loop(self) -> bool {
        matches!(self, FrameKind::WhileLoop | FrameKind::ForLoop)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct FrameBlock {
    pub(super) kind: FrameKind,
    /// Where `continue` goes. Absent in code that is only checked.
    pub(super) start: Option<Label>,
    /// Where `break` goes, or the `finally` part. Taken away from a [`FrameKind::FinallyEnd`] when
    /// something leaves it early.
    pub(super) exit: Option<Label>,
}

pub(crate) struct Unit {
    pub(crate) block: BlockId,
    pub(super) kind: UnitKind,
    pub(crate) name: WStr,
    pub(super) qualname: WStr,
    pub(crate) consts: Constants,
    pub(crate) names: Names,
    pub(crate) varnames: Names,
    pub(crate) cellvars: Names,
    /// Their indices start after those of `cellvars`.
    pub(crate) freevars: Names,
    /// The class whose private names are mangled.
    pub(super) private: Option<WStr>,
    pub(crate) argcount: u32,
    pub(crate) posonlyargcount: u32,
    pub(crate) kwonlyargcount: u32,
    pub(crate) blocks: Vec<BasicBlock>,
    pub(crate) current: Label,
    pub(super) frames: Vec<FrameBlock>,
    pub(crate) firstlineno: u32,
    pub(super) lineno: u32,
    pub(super) col_offset: u32,
    /// The line has been given to an instruction.
    pub(super) lineno_set: bool,
}

impl Unit {
    pub(super) fn new(block: BlockId, kind: UnitKind, name: WStr, firstlineno: u32) -> Unit {
        Unit {
            block,
            kind,
            name,
            qualname: "".into(),
            consts: Constants::default(),
            names: Names::default(),
            varnames: Names::default(),
            cellvars: Names::default(),
            freevars: Names::default(),
            private: None,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            blocks: vec![BasicBlock::default()],
            current: Label(0),
            frames: Vec::new(),
            firstlineno,
            lineno: 0,
            col_offset: 0,
            lineno_set: false,
        }
    }

    pub(crate) fn block(&mut self, label: Label) -> &mut BasicBlock {
        &mut self.blocks[label.0 as usize]
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.blocks.push(BasicBlock::default());
        Label(self.blocks.len() as u32 - 1)
    }

    /// Lays the block out after the current one and goes on in it.
    pub(crate) fn use_next(&mut self, label: Label) {
        let current = self.current;
        self.block(current).next = Some(label);
        self.current = label;
    }

    pub(crate) fn push(&mut self, op: Opcode, arg: u32, target: Option<Label>) {
        let lineno = if self.lineno_set { 0 } else { self.lineno };
        self.lineno_set = true;
        let current = self.current;
        let block = self.block(current);
        block.instrs.push(Instr { op, arg, target, lineno });
        block.returns |= op == Opcode::ReturnValue;
    }

    pub(super) fn is_function_like(&self) -> bool {
        self.kind.is_function_like()
    }
}
