//! The symbol table: which scope every name of every block belongs to.
//!
//! Two passes as in CPython: the first (`build`) visits the tree and records definitions and uses block
//! by block, the second (`analyze`) then decides between local, cell, free and global.
//!
//! **Invariant**: flags, order of symbols and order of blocks are CPython's, since the `_symtable`
//! module shows them and the code generator's slot numbers follow from them. Blocks are found by
//! the address of the node that opens them: the tree must not move while the table is in use.

mod analyze;
mod build;
mod comprehension;
mod expressions;
mod mangle;
mod named_expr;
mod statements;

use hashbrown::HashMap;

use crate::ast;
use crate::syntax_error::SyntaxError;
use crate::wstr::WStr;

pub use mangle::mangle;

/// `global` names it.
pub const DEF_GLOBAL: u32 = 1;
/// Assigned in the block.
pub const DEF_LOCAL: u32 = 2;
/// A formal parameter.
pub const DEF_PARAM: u32 = 4;
/// `nonlocal` names it.
pub const DEF_NONLOCAL: u32 = 8;
/// Read.
pub const USE: u32 = 16;
/// Free in a nested block and bound further out.
pub const DEF_FREE: u32 = 32;
/// Free in a method and bound in the class too.
pub const DEF_FREE_CLASS: u32 = 64;
/// Bound by an import.
pub const DEF_IMPORT: u32 = 128;
/// Has an annotation.
pub const DEF_ANNOT: u32 = 256;
/// The iteration variable of a comprehension.
pub const DEF_COMP_ITER: u32 = 512;
/// Bound in the block in any way.
pub const DEF_BOUND: u32 = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;
/// Where in the flags the resolved [`Scope`] starts, and how wide it is.
pub const SCOPE_OFFSET: u32 = 11;
pub const SCOPE_MASK: u32 = DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL;

/// What a name of a block turned out to be; the number is CPython's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Scope {
    Local = 1,
    GlobalExplicit = 2,
    GlobalImplicit = 3,
    Free = 4,
    Cell = 5,
}

impl Scope {
    fn from_flags(flags: u32) -> Option<Scope> {
        match (flags >> SCOPE_OFFSET) & SCOPE_MASK {
            1 => Some(Scope::Local),
            2 => Some(Scope::GlobalExplicit),
            3 => Some(Scope::GlobalImplicit),
            4 => Some(Scope::Free),
            5 => Some(Scope::Cell),
            _ => None,
        }
    }
}

/// The kind of a block; the number is what `_symtable` calls its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Function = 0,
    Class = 1,
    Module = 2,
}

/// Index of a [`Block`] in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlockId(u32);

impl BlockId {
    pub const TOP: BlockId = BlockId(0);
}

/// Names with their flags, in order of first mention.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    entries: Vec<(WStr, u32)>,
    index: HashMap<WStr, usize>,
}

impl Symbols {
    pub fn get(&self, name: &WStr) -> Option<u32> {
        self.index.get(name).map(|&at| self.entries[at].1)
    }

    fn set(&mut self, name: &WStr, flags: u32) {
        match self.index.get(name) {
            Some(&at) => self.entries[at].1 = flags,
            None => {
                self.index.insert(name.clone(), self.entries.len());
                self.entries.push((name.clone(), flags));
            }
        }
    }

    /// Names and flags in order.
    pub fn iter(&self) -> impl Iterator<Item = (&WStr, u32)> {
        self.entries.iter().map(|(name, flags)| (name, *flags))
    }
}

/// A module, class, function, lambda or comprehension and its names.
#[derive(Clone, Debug)]
pub struct Block {
    pub name: WStr,
    pub kind: BlockKind,
    pub lineno: u32,
    pub col_offset: u32,
    pub symbols: Symbols,
    /// Parameters in the order of `co_varnames`.
    pub varnames: Vec<WStr>,
    pub children: Vec<BlockId>,
    /// Inside a function, at any distance.
    pub nested: bool,
    pub free: bool,
    pub child_free: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub comprehension: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    pub returns_value: bool,
    /// A class whose methods use `__class__`.
    pub needs_class_closure: bool,
    /// Names of `global` and `nonlocal` statements, mangled, with line and column.
    directives: Vec<(WStr, u32, u32)>,
    /// The target of a comprehension is being visited.
    comp_iter_target: bool,
    /// How many iterables of comprehensions are being visited.
    comp_iter_expr: u32,
}

impl Block {
    /// What the name is in this block, once analysed; `None` if the block does not mention it.
    pub fn scope_of(&self, mangled: &WStr) -> Option<Scope> {
        Scope::from_flags(self.symbols.get(mangled)?)
    }
}

/// All blocks of a module.
#[derive(Clone, Debug)]
pub struct SymbolTable {
    blocks: Vec<Block>,
    by_node: HashMap<usize, BlockId>,
}

impl SymbolTable {
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub(crate) fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }

    /// Every block in order of opening; the first is the module.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.blocks.iter().enumerate().map(|(at, block)| (BlockId(at as u32), block))
    }

    /// The block that a node opens.
    pub(crate) fn block_of<T>(&self, node: &T) -> BlockId {
        self.by_node[&address(node)]
    }
}

/// The identity of a node.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// How deep compilation may nest; CPython allows three levels a Python frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DepthLimit {
    /// Frames in use when compilation starts.
    pub used: u32,
    /// `sys.getrecursionlimit()`.
    pub limit: u32,
}

impl Default for DepthLimit {
    fn default() -> DepthLimit {
        DepthLimit { used: 0, limit: 1000 }
    }
}

/// Makes the table of a module, which is what the `symtable` module shows.
pub fn symtable(module: &ast::Mod, filename: &WStr, depth: DepthLimit) -> Result<SymbolTable, SyntaxError> {
    let mut table = build::build(module, filename, depth)?;
    analyze::analyze(&mut table, filename)?;
    Ok(table)
}
