//! The first pass: visits the tree in CPython's order and records what each block defines and uses.

use std::collections::HashMap;

use super::{
    Block, BlockId, BlockKind, DEF_ANNOT, DEF_COMP_ITER, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM,
    DepthLimit, SymbolTable, Symbols, USE, address, mangle,
};
use crate::ast::{
    Alias, Arg, Arguments, ExceptHandler, Expr, ExprContext, ExprKind, FunctionDef, Keyword, Mod, Slice, Span, Stmt,
    StmtKind, WithItem,
};
use crate::deep::with_room;
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
    private: Option<WStr>,
    filename: &'a WStr,
    depth: u32,
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

    fn descend(&mut self) -> Visit {
        self.depth += 1;
        if self.depth > self.limit {
            let msg = "maximum recursion depth exceeded during compilation";
            return Err(SyntaxError::bare(SyntaxErrorKind::RecursionError, msg, self.filename));
        }
        Ok(())
    }

    fn lookup(&mut self, name: &WStr) -> u32 {
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

    fn stmts(&mut self, body: &[Stmt]) -> Visit {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Visit {
        self.descend()?;
        with_room(|| self.stmt_here(stmt))?;
        self.depth -= 1;
        Ok(())
    }

    fn stmt_here(&mut self, stmt: &Stmt) -> Visit {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(stmt, def, false)?,
            StmtKind::AsyncFunctionDef(def) => self.function(stmt, def, true)?,
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.define(name, DEF_LOCAL)?;
                self.exprs(bases)?;
                self.keywords(keywords)?;
                self.exprs(decorator_list)?;
                self.enter(name.clone(), BlockKind::Class, stmt, stmt.span);
                let outer = self.private.replace(name.clone());
                self.stmts(body)?;
                self.private = outer;
                self.exit();
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(stmt, target, *simple, value.is_some())?;
                self.expr(annotation)?;
                self.opt_expr(value)?;
            }
            StmtKind::Global { names } => self.declaration(stmt, names, DEF_GLOBAL)?,
            StmtKind::Nonlocal { names } => self.declaration(stmt, names, DEF_NONLOCAL)?,
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.alias(alias))?;
            }
            _ => self.plain_stmt(stmt)?,
        }
        Ok(())
    }

    /// Statements that open no block and declare no name of themselves.
    fn plain_stmt(&mut self, stmt: &Stmt) -> Visit {
        match &stmt.kind {
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value)?;
                    self.cur().returns_value = true;
                }
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::For { target, iter, body, orelse, .. }
            | StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                items.iter().try_for_each(|item| self.with_item(item))?;
                self.stmts(body)?;
            }
            StmtKind::Raise { exc, cause } => {
                self.opt_expr(exc)?;
                self.opt_expr(cause)?;
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.stmts(body)?;
                self.stmts(orelse)?;
                handlers.iter().try_for_each(|handler| self.handler(handler))?;
                self.stmts(finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg)?;
            }
            StmtKind::Expr { value } => self.expr(value)?,
            _ => {}
        }
        Ok(())
    }

    fn function(&mut self, stmt: &Stmt, def: &FunctionDef, is_async: bool) -> Visit {
        self.define(&def.name, DEF_LOCAL)?;
        self.defaults(&def.args)?;
        self.annotations(&def.args, def.returns.as_deref())?;
        self.exprs(&def.decorator_list)?;
        self.enter(def.name.clone(), BlockKind::Function, stmt, stmt.span);
        self.cur().coroutine = is_async;
        self.arguments(&def.args)?;
        self.stmts(&def.body)?;
        self.exit();
        Ok(())
    }

    fn defaults(&mut self, args: &Arguments) -> Visit {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|default| self.expr(default))
    }

    fn annotations(&mut self, args: &Arguments, returns: Option<&Expr>) -> Visit {
        let in_order = (args.posonlyargs.iter().chain(&args.args))
            .chain(args.vararg.as_deref())
            .chain(args.kwarg.as_deref())
            .chain(&args.kwonlyargs);
        in_order.filter_map(|arg| arg.annotation.as_deref()).chain(returns).try_for_each(|note| self.expr(note))
    }

    fn arguments(&mut self, args: &Arguments) -> Visit {
        let named = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        named.map(|arg: &Arg| &arg.arg).try_for_each(|name| self.define(name, DEF_PARAM))?;
        if let Some(arg) = &args.vararg {
            self.define(&arg.arg, DEF_PARAM)?;
            self.cur().varargs = true;
        }
        if let Some(arg) = &args.kwarg {
            self.define(&arg.arg, DEF_PARAM)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    fn ann_assign(&mut self, stmt: &Stmt, target: &Expr, simple: bool, has_value: bool) -> Visit {
        let ExprKind::Name { id, .. } = &target.kind else { return self.expr(target) };
        let flags = self.lookup(id);
        let at_top = self.stack.last() == Some(&BlockId::TOP);
        if flags & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && !at_top && simple {
            let how = if flags & DEF_GLOBAL != 0 { "global" } else { "nonlocal" };
            let msg = format!("annotated name '{id}' can't be {how}");
            return Err(self.error(msg, stmt.span.lineno, stmt.span.col_offset + 1));
        }
        if simple {
            self.define(id, DEF_ANNOT | DEF_LOCAL)?;
        } else if has_value {
            self.define(id, DEF_LOCAL)?;
        }
        Ok(())
    }

    /// `global` and `nonlocal`.
    fn declaration(&mut self, stmt: &Stmt, names: &[WStr], flag: u32) -> Visit {
        let how = if flag == DEF_GLOBAL { "global" } else { "nonlocal" };
        for name in names {
            let flags = self.lookup(name);
            if flags & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let msg = if flags & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {how}")
                } else if flags & USE != 0 {
                    format!("name '{name}' is used prior to {how} declaration")
                } else if flags & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {how}")
                } else {
                    format!("name '{name}' is assigned to before {how} declaration")
                };
                return Err(self.error(msg, stmt.span.lineno, stmt.span.col_offset + 1));
            }
            self.define(name, flag)?;
            self.record_directive(name, stmt.span);
        }
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Visit {
        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
        if bound.as_bytes() == b"*" {
            let block = self.cur();
            if block.kind == BlockKind::Module {
                return Ok(());
            }
            let (line, offset) = (block.lineno, block.col_offset + 1);
            return Err(self.error("import * only allowed at module level".to_string(), line, offset));
        }
        let first = bound.as_bytes().split(|&byte| byte == b'.').next().unwrap_or_default();
        self.define(&WStr::from_wtf8(first), DEF_IMPORT)
    }

    fn handler(&mut self, handler: &ExceptHandler) -> Visit {
        self.opt_expr(&handler.r#type)?;
        if let Some(name) = &handler.name {
            self.define(name, DEF_LOCAL)?;
        }
        self.stmts(&handler.body)
    }

    fn with_item(&mut self, item: &WithItem) -> Visit {
        self.expr(&item.context_expr)?;
        self.opt_expr(&item.optional_vars)
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> Visit {
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }

    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Visit {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    fn opt_expr(&mut self, expr: &Option<Box<Expr>>) -> Visit {
        expr.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Visit {
        self.descend()?;
        with_room(|| self.expr_here(expr))?;
        self.depth -= 1;
        Ok(())
    }

    fn expr_here(&mut self, expr: &Expr) -> Visit {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => self.named_expr(expr, target, value)?,
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.enter("lambda".into(), BlockKind::Function, expr, expr.span);
                self.arguments(args)?;
                self.expr(body)?;
                self.exit();
            }
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr)?,
            ExprKind::Yield { value } => {
                self.opt_expr(value)?;
                self.cur().generator = true;
            }
            ExprKind::YieldFrom { value } => {
                self.expr(value)?;
                self.cur().generator = true;
            }
            ExprKind::Await { value } => {
                self.expr(value)?;
                self.cur().coroutine = true;
            }
            ExprKind::Name { id, ctx } => {
                let load = *ctx == ExprContext::Load;
                self.define(id, if load { USE } else { DEF_LOCAL })?;
                if load && self.cur().kind == BlockKind::Function && id.as_bytes() == b"super" {
                    self.define(&"__class__".into(), USE)?;
                }
            }
            _ => self.plain_expr(expr)?,
        }
        Ok(())
    }

    /// Expressions that do nothing but contain others.
    fn plain_expr(&mut self, expr: &Expr) -> Visit {
        match &expr.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|key| self.expr(key))?;
                self.exprs(values)
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt_expr(format_spec)
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.slice(slice)
            }
            _ => Ok(()),
        }
    }

    fn slice(&mut self, slice: &Slice) -> Visit {
        match slice {
            Slice::Slice { lower, upper, step } => {
                self.opt_expr(lower)?;
                self.opt_expr(upper)?;
                self.opt_expr(step)
            }
            Slice::ExtSlice { dims } => dims.iter().try_for_each(|dim| self.slice(dim)),
            Slice::Index { value } => self.expr(value),
        }
    }
}
