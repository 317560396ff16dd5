//! The second pass: decides what each name is, from the outermost block inwards, and passes free
//! names of inner blocks back outwards.
//!
//! Bound and global names of the enclosing blocks come in by value, since a block must not see
//! what its siblings declare.

use hashbrown::{HashMap, HashSet};

use super::{
    BlockId, BlockKind, DEF_BOUND, DEF_FREE_CLASS, DEF_GLOBAL, DEF_NONLOCAL, SCOPE_OFFSET, Scope, SymbolTable,
};
use crate::deep::with_room;
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::wstr::WStr;

type Names = HashSet<WStr>;

/// What the enclosing blocks make visible. `bound` is `None` at module level.
struct Visible {
    bound: Option<Names>,
    global: Names,
}

struct Analyzer<'a> {
    table: &'a mut SymbolTable,
    filename: &'a WStr,
}

pub(super) fn analyze(table: &mut SymbolTable, filename: &WStr) -> Result<(), SyntaxError> {
    let visible = Visible { bound: None, global: Names::new() };
    Analyzer { table, filename }.block(BlockId::TOP, visible)?;
    Ok(())
}

impl Analyzer<'_> {
    /// Resolves a block and those inside it; gives the names still free.
    fn block(&mut self, id: BlockId, mut outer: Visible) -> Result<Names, SyntaxError> {
        let kind = self.table.block(id).kind;
        let mut scopes = HashMap::new();
        let mut local = Names::new();
        let mut own_free = Names::new();
        let mut free = Names::new();
        // A class does not hide from its methods what its own names hide from itself.
        let before = (kind == BlockKind::Class).then(|| (outer.bound.clone(), outer.global.clone()));
        let symbols: Vec<(WStr, u32)> =
            self.table.block(id).symbols.iter().map(|(name, flags)| (name.clone(), flags)).collect();
        for (name, flags) in &symbols {
            let scope = self.name(id, name, *flags, &mut outer, &mut local)?;
            if scope == Scope::Free {
                own_free.insert(name.clone());
            }
            scopes.insert(name.clone(), scope);
        }
        let (inner_bound, inner_global) = match before {
            Some((bound, global)) => {
                let mut bound = bound.unwrap_or_default();
                bound.insert("__class__".into());
                (bound, global)
            }
            None => {
                let mut bound = outer.bound.clone().unwrap_or_default();
                if kind == BlockKind::Function {
                    bound.extend(local);
                }
                (bound, outer.global.clone())
            }
        };
        self.children(id, &inner_bound, &inner_global, &mut free)?;
        match kind {
            BlockKind::Function => make_cells(&mut scopes, &mut free),
            BlockKind::Class => {
                if free.remove(&WStr::from("__class__")) {
                    self.table.block_mut(id).needs_class_closure = true;
                }
            }
            BlockKind::Module => {}
        }
        self.record(id, &symbols, &scopes, outer.bound.as_ref(), &free);
        free.extend(own_free);
        Ok(free)
    }

    fn children(&mut self, id: BlockId, bound: &Names, global: &Names, free: &mut Names) -> Result<(), SyntaxError> {
        for child in self.table.block(id).children.clone() {
            let visible = Visible { bound: Some(bound.clone()), global: global.clone() };
            let child_free = with_room(|| self.block(child, visible))?;
            free.extend(child_free);
            let inner = self.table.block(child);
            if inner.free || inner.child_free {
                self.table.block_mut(id).child_free = true;
            }
        }
        Ok(())
    }

    fn name(
        &mut self,
        id: BlockId,
        name: &WStr,
        flags: u32,
        outer: &mut Visible,
        local: &mut Names,
    ) -> Result<Scope, SyntaxError> {
        if flags & DEF_GLOBAL != 0 {
            if flags & DEF_NONLOCAL != 0 {
                return Err(self.directive_error(id, name, format!("name '{name}' is nonlocal and global")));
            }
            outer.global.insert(name.clone());
            if let Some(bound) = &mut outer.bound {
                bound.remove(name);
            }
            return Ok(Scope::GlobalExplicit);
        }
        if flags & DEF_NONLOCAL != 0 {
            let Some(bound) = &outer.bound else {
                let msg = "nonlocal declaration not allowed at module level".to_string();
                return Err(self.directive_error(id, name, msg));
            };
            if !bound.contains(name) {
                return Err(self.directive_error(id, name, format!("no binding for nonlocal '{name}' found")));
            }
            self.table.block_mut(id).free = true;
            return Ok(Scope::Free);
        }
        if flags & DEF_BOUND != 0 {
            local.insert(name.clone());
            outer.global.remove(name);
            return Ok(Scope::Local);
        }
        if outer.bound.as_ref().is_some_and(|bound| bound.contains(name)) {
            self.table.block_mut(id).free = true;
            return Ok(Scope::Free);
        }
        if !outer.global.contains(name) && self.table.block(id).nested {
            self.table.block_mut(id).free = true;
        }
        Ok(Scope::GlobalImplicit)
    }

    /// Writes the decisions into the flags and adds names that only inner blocks use.
    fn record(
        &mut self,
        id: BlockId,
        symbols: &[(WStr, u32)],
        scopes: &HashMap<WStr, Scope>,
        bound: Option<&Names>,
        free: &Names,
    ) {
        let block = self.table.block_mut(id);
        for (name, flags) in symbols {
            block.symbols.set(name, flags | (scopes[name] as u32) << SCOPE_OFFSET);
        }
        let mut passed: Vec<&WStr> = free.iter().collect();
        passed.sort();
        for name in passed {
            match block.symbols.get(name) {
                Some(flags) => {
                    if block.kind == BlockKind::Class && flags & (DEF_BOUND | DEF_GLOBAL) != 0 {
                        block.symbols.set(name, flags | DEF_FREE_CLASS);
                    }
                }
                None if bound.is_some_and(|bound| !bound.contains(name)) => {}
                None => block.symbols.set(name, (Scope::Free as u32) << SCOPE_OFFSET),
            }
        }
    }

    /// An error at the `global` or `nonlocal` statement that names it.
    fn directive_error(&self, id: BlockId, name: &WStr, msg: String) -> SyntaxError {
        let place = self.table.block(id).directives.iter().find(|(directive, ..)| directive == name);
        let (lineno, offset) = place.map_or((0, None), |&(_, line, col)| (line, Some(col + 1)));
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg,
            filename: self.filename.clone(),
            lineno,
            offset,
            text: None,
        }
    }
}

/// A function's local that an inner block uses is a cell, and free no further out.
fn make_cells(scopes: &mut HashMap<WStr, Scope>, free: &mut Names) {
    for (name, scope) in scopes {
        if *scope == Scope::Local && free.remove(name) {
            *scope = Scope::Cell;
        }
    }
}
