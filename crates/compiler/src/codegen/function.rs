//! Functions and lambdas: defaults, annotations, the code object, the closure.

use pyston_opcode::cpython::Opcode;

use super::unit::UnitKind;
use super::{Compiler, Emit};
use crate::ast::{Arg, Arguments, Expr, FunctionDef, Stmt};
use crate::code::{Code, Const};
use crate::future::docstring;
use crate::options::CO_FUTURE_ANNOTATIONS;
use crate::symtable::Scope;
use crate::unparse::unparse;
use crate::wstr::WStr;

/// Flags of `MAKE_FUNCTION`.
const HAS_DEFAULTS: u32 = 1;
const HAS_KW_DEFAULTS: u32 = 2;
const HAS_ANNOTATIONS: u32 = 4;
const HAS_CLOSURE: u32 = 8;

impl Compiler<'_> {
    pub(super) fn function(&mut self, stmt: &Stmt, def: &FunctionDef, kind: UnitKind) -> Emit {
        self.exprs(&def.decorator_list)?;
        let firstlineno = def.decorator_list.first().map_or(stmt.span.lineno, |first| first.span.lineno);
        let mut flags = self.default_arguments(&def.args)?;
        if self.annotations(&def.args, def.returns.as_deref())? {
            flags |= HAS_ANNOTATIONS;
        }
        self.enter_unit(&def.name, kind, stmt, firstlineno);
        let first = match docstring(&def.body) {
            Some(text) if self.options.optimize < 2 => Const::Str(text.clone()),
            _ => Const::None,
        };
        self.first_const(first);
        self.set_argument_counts(&def.args);
        self.stmts(&def.body)?;
        let (code, qualname) = self.leave_unit(true);
        self.make_closure(code, flags, qualname);
        self.apply_decorators(&def.decorator_list);
        self.store_name(&def.name);
        Ok(())
    }

    pub(super) fn lambda(&mut self, expr: &Expr, args: &Arguments, body: &Expr) -> Emit {
        let flags = self.default_arguments(args)?;
        self.enter_unit(&"<lambda>".into(), UnitKind::Lambda, expr, expr.span.lineno);
        // None first, so that a string is not taken for a docstring.
        self.first_const(Const::None);
        self.set_argument_counts(args);
        self.expr(body)?;
        let generator = self.symbols().generator;
        if !generator {
            self.emit(Opcode::ReturnValue);
        }
        let (code, qualname) = self.leave_unit(!generator);
        self.make_closure(code, flags, qualname);
        Ok(())
    }

    /// Enters a constant that nothing loads.
    fn first_const(&mut self, constant: Const) {
        if self.silent == 0 {
            self.unit().consts.add(constant);
        }
    }

    fn set_argument_counts(&mut self, args: &Arguments) {
        let unit = self.unit();
        unit.posonlyargcount = args.posonlyargs.len() as u32;
        unit.argcount = (args.posonlyargs.len() + args.args.len()) as u32;
        unit.kwonlyargcount = args.kwonlyargs.len() as u32;
    }

    pub(super) fn apply_decorators(&mut self, decorators: &[Expr]) {
        for _ in decorators {
            self.emit_arg(Opcode::CallFunction, 1);
        }
    }

    /// Puts the defaults on the stack; gives the flags that say so.
    fn default_arguments(&mut self, args: &Arguments) -> Result<u32, crate::syntax_error::SyntaxError> {
        let mut flags = 0;
        if !args.defaults.is_empty() {
            flags |= HAS_DEFAULTS;
            self.exprs(&args.defaults)?;
            self.emit_arg(Opcode::BuildTuple, args.defaults.len() as u32);
        }
        let mut keys = Vec::new();
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            if let Some(default) = default {
                keys.push(Const::Str(self.mangle(&arg.arg)));
                self.expr(default)?;
            }
        }
        if !keys.is_empty() {
            flags |= HAS_KW_DEFAULTS;
            self.const_key_map(keys);
        }
        Ok(flags)
    }

    /// A dict of the values on the stack.
    pub(super) fn const_key_map(&mut self, keys: Vec<Const>) {
        let count = keys.len() as u32;
        self.load_const(Const::Tuple(keys));
        self.emit_arg(Opcode::BuildConstKeyMap, count);
    }

    /// Puts the dict of annotations on the stack, if there are any.
    fn annotations(
        &mut self,
        args: &Arguments,
        returns: Option<&Expr>,
    ) -> Result<bool, crate::syntax_error::SyntaxError> {
        let mut names = Vec::new();
        let in_order = (args.args.iter().chain(&args.posonlyargs))
            .chain(args.vararg.as_deref())
            .chain(&args.kwonlyargs)
            .chain(args.kwarg.as_deref());
        for Arg { arg, annotation, .. } in in_order {
            if let Some(annotation) = annotation {
                self.annotation(annotation)?;
                names.push(Const::Str(self.mangle(arg)));
            }
        }
        if let Some(returns) = returns {
            self.annotation(returns)?;
            names.push(Const::Str("return".into()));
        }
        let any = !names.is_empty();
        if any {
            self.const_key_map(names);
        }
        Ok(any)
    }

    /// An annotation: its value, or its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, annotation: &Expr) -> Emit {
        if self.flags & CO_FUTURE_ANNOTATIONS != 0 {
            self.load_const(Const::Str(unparse(annotation)));
            return Ok(());
        }
        self.expr(annotation)
    }

    pub(super) fn make_closure(&mut self, code: Code, mut flags: u32, qualname: WStr) {
        if !code.freevars.is_empty() {
            for name in &code.freevars {
                let at = self.closure_slot(name);
                self.emit_arg(Opcode::LoadClosure, at);
            }
            flags |= HAS_CLOSURE;
            self.emit_arg(Opcode::BuildTuple, code.freevars.len() as u32);
        }
        self.load_const(Const::Code(Box::new(code)));
        self.load_const(Const::Str(qualname));
        self.emit_arg(Opcode::MakeFunction, flags);
    }

    /// The slot of a name that an inner code object closes over. In a class body it may be local
    /// as well as free: then the free one is meant.
    fn closure_slot(&mut self, name: &WStr) -> u32 {
        let is_class_cell = self.unit().kind == UnitKind::Class && name.as_bytes() == b"__class__";
        let is_cell = is_class_cell || self.symbols().scope_of(name) == Some(Scope::Cell);
        let unit = self.unit();
        if is_cell { unit.cellvars.add(name) } else { unit.cellvars.len() + unit.freevars.add(name) }
    }
}
