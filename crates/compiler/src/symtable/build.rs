//! The first pass: visits the tree in CPython's order and records what each block defines and uses.

use hashbrown::HashMap;

use super::{
    Block, BlockId, BlockKind, DEF_COMP_ITER, DEF_GLOBAL, DEF_NONLOCAL, DEF_PARAM, DepthLimit, SymbolTable, Symbols,
    address, mangle,
};
use crate::ast::{Mod, Span};
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::wstr::WStr;

pub(super) type Visit = Result<(), SyntaxError>;

/// How many levels of the tree CPython counts as one Python frame.
const LEVELS_PER_FRAME: u32 = 3;

pub(super) struct Builder<'a> {
    blocks: Vec<Block>,
    by_node: HashMap<usize, BlockId>,
    /// Open blocks, innermost last.
    pub(super) stack: Vec<BlockId>,
    /// The class whose private names are mangled.
    pub(super) private: Option<WStr>,
    filename: &'a WStr,
    pub(super) depth: u32,
    limit: u32,
}

pub(super) fn build(module: &Mod, filename: &WStr, depth: DepthLimit) -> Result<SymbolTable, SyntaxError> {
    let mut builder = Builder {
        blocks: Vec::new(),
        by_node: HashMap::new(),
        stack: Vec::new(),
        private: None,
        filename,
        depth: depth.used.saturating_mul(LEVELS_PER_FRAME),
        limit: depth.limit.saturating_mul(LEVELS_PER_FRAME),
    };
    builder.enter("top".into(), BlockKind::Module, module, Span::default());
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => builder.stmts(body)?,
        Mod::Expression { body } => builder.expr(body)?,
        Mod::FunctionType { .. } => {
            let msg = "this compiler does not handle FunctionTypes";
            return Err(SyntaxError::bare(SyntaxErrorKind::ValueError, msg, filename));
        }
    }
    builder.exit();
    Ok(SymbolTable { blocks: builder.blocks, by_node: builder.by_node })
}

impl Builder<'_> {
    pub(super) fn enter<T>(&mut self, name: WStr, kind: BlockKind, node: &T, span: Span) {
        let id = BlockId(self.blocks.len() as u32);
        let parent = self.stack.last().map(|&id| &self.blocks[id.0 as usize]);
        let nested = parent.is_some_and(|parent| parent.nested || parent.kind == BlockKind::Function);
        let comp_iter_expr = parent.map_or(0, |parent| parent.comp_iter_expr);
        if parent.is_some() {
            self.cur().children.push(id);
        }
        self.blocks.push(Block {
            name,
            kind,
            lineno: span.lineno,
            col_offset: span.col_offset,
            symbols: Symbols::default(),
            varnames: Vec::new(),
            children: Vec::new(),
            nested,
            free: false,
            child_free: false,
            generator: false,
            coroutine: false,
            comprehension: false,
            varargs: false,
            varkeywords: false,
            returns_value: false,
            needs_class_closure: false,
            directives: Vec::new(),
            comp_iter_target: false,
            comp_iter_expr,
        });
        self.by_node.insert(address(node), id);
        self.stack.push(id);
    }

    pub(super) fn exit(&mut self) {
        self.stack.pop();
    }

    /// The innermost open block.
    pub(super) fn cur(&mut self) -> &mut Block {
        let id = *self.stack.last().expect("a block is open while visiting");
        &mut self.blocks[id.0 as usize]
    }

    pub(super) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub(super) fn error(&self, msg: String, lineno: u32, offset: u32) -> SyntaxError {
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg,
            filename: self.filename.clone(),
            lineno,
            offset: Some(offset),
            text: None,
        }
    }

    pub(super) fn descend(&mut self) -> Visit {
        self.depth += 1;
        if self.depth > self.limit {
            let msg = "maximum recursion depth exceeded during compilation";
            return Err(SyntaxError::bare(SyntaxErrorKind::RecursionError, msg, self.filename));
        }
        Ok(())
    }

    pub(super) fn lookup(&mut self, name: &WStr) -> u32 {
        let mangled = mangle(self.private.as_ref(), name);
        self.cur().symbols.get(&mangled).unwrap_or(0)
    }

    pub(super) fn define(&mut self, name: &WStr, flag: u32) -> Visit {
        let id = *self.stack.last().expect("a block is open while visiting");
        self.define_in(id, name, flag)
    }

    pub(super) fn define_in(&mut self, id: BlockId, name: &WStr, flag: u32) -> Visit {
        let mangled = mangle(self.private.as_ref(), name);
        let block = &mut self.blocks[id.0 as usize];
        let (line, offset) = (block.lineno, block.col_offset + 1);
        let old = block.symbols.get(&mangled).unwrap_or(0);
        if flag & old & DEF_PARAM != 0 {
            return Err(self.error(format!("duplicate argument '{name}' in function definition"), line, offset));
        }
        let mut flags = old | flag;
        if block.comp_iter_target {
            if flags & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                let msg = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return Err(self.error(msg, line, offset));
            }
            flags |= DEF_COMP_ITER;
        }
        block.symbols.set(&mangled, flags);
        if flag & DEF_PARAM != 0 {
            block.varnames.push(mangled);
        } else if flag & DEF_GLOBAL != 0 {
            let global = &mut self.blocks[BlockId::TOP.0 as usize].symbols;
            global.set(&mangled, flag | global.get(&mangled).unwrap_or(0));
        }
        Ok(())
    }

    pub(super) fn record_directive(&mut self, name: &WStr, span: Span) {
        let mangled = mangle(self.private.as_ref(), name);
        self.cur().directives.push((mangled, span.lineno, span.col_offset));
    }
}
