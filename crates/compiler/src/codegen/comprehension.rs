//! Comprehensions and generator expressions: a function of one argument, called at once.

use pyston_opcode::cpython::Opcode;

use super::unit::UnitKind;
use super::{Compiler, Emit};
use crate::ast::{Comprehension, Expr, ExprKind};
use crate::code::Const;

/// What the innermost loop does.
struct Body<'a> {
    elt: &'a Expr,
    /// The value of a dict comprehension.
    value: Option<&'a Expr>,
    /// `LIST_APPEND` and its like; a generator expression yields instead.
    append: Option<Opcode>,
}

impl Compiler<'_> {
    pub(super) fn comprehension(&mut self, expr: &Expr) -> Emit {
        let (name, build, generators, body) = match &expr.kind {
            ExprKind::ListComp { elt, generators } => {
                let body = Body { elt, value: None, append: Some(Opcode::ListAppend) };
                ("<listcomp>", Some(Opcode::BuildList), generators, body)
            }
            ExprKind::SetComp { elt, generators } => {
                let body = Body { elt, value: None, append: Some(Opcode::SetAdd) };
                ("<setcomp>", Some(Opcode::BuildSet), generators, body)
            }
            ExprKind::DictComp { key, value, generators } => {
                let body = Body { elt: key, value: Some(value), append: Some(Opcode::MapAdd) };
                ("<dictcomp>", Some(Opcode::BuildMap), generators, body)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                ("<genexpr>", None, generators, Body { elt, value: None, append: None })
            }
            _ => unreachable!("only called for comprehensions"),
        };
        let Some(first) = generators.first() else { return Ok(()) };
        let at_top = self.top_level_await();
        let outer_is_async = self.symbols().coroutine || at_top;
        self.enter_unit(&name.into(), UnitKind::Comprehension, expr, expr.span.lineno);
        let awaits = self.symbols().coroutine;
        let is_async = awaits && build.is_some();
        if is_async && !outer_is_async {
            return self.error("asynchronous comprehension outside of an asynchronous function");
        }
        if let Some(build) = build {
            self.emit_arg(build, 0);
        }
        self.comprehension_loop(generators, 0, &body)?;
        if build.is_some() {
            self.emit(Opcode::ReturnValue);
        }
        let (code, qualname) = self.leave_unit(true);
        if at_top && awaits {
            let block = self.unit().block;
            self.symtable.block_mut(block).coroutine = true;
        }
        self.make_closure(code, 0, qualname);
        self.expr(&first.iter)?;
        self.emit(if first.is_async { Opcode::GetAiter } else { Opcode::GetIter });
        self.emit_arg(Opcode::CallFunction, 1);
        if is_async {
            self.emit_await();
        }
        Ok(())
    }

    fn comprehension_loop(&mut self, generators: &[Comprehension], at: usize, body: &Body) -> Emit {
        if generators[at].is_async {
            self.async_comprehension_loop(generators, at, body)
        } else {
            self.sync_comprehension_loop(generators, at, body)
        }
    }

    fn sync_comprehension_loop(&mut self, generators: &[Comprehension], at: usize, body: &Body) -> Emit {
        let generator = &generators[at];
        let start = self.new_label();
        let skip = self.new_label();
        let if_cleanup = self.new_label();
        let anchor = self.new_label();
        self.comprehension_iter(generator, at, Opcode::GetIter)?;
        self.use_next(start);
        self.emit_jump(Opcode::ForIter, anchor);
        self.next_block();
        self.expr(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, if_cleanup, false)?;
            self.next_block();
        }
        if at + 1 < generators.len() {
            self.comprehension_loop(generators, at + 1, body)?;
        } else {
            self.comprehension_element(body, generators.len())?;
            self.use_next(skip);
        }
        self.use_next(if_cleanup);
        self.emit_jump(Opcode::JumpAbsolute, start);
        self.use_next(anchor);
        Ok(())
    }

    fn async_comprehension_loop(&mut self, generators: &[Comprehension], at: usize, body: &Body) -> Emit {
        let generator = &generators[at];
        let start = self.new_label();
        let except = self.new_label();
        let if_cleanup = self.new_label();
        self.comprehension_iter(generator, at, Opcode::GetAiter)?;
        self.use_next(start);
        self.emit_jump(Opcode::SetupFinally, except);
        self.emit(Opcode::GetAnext);
        self.load_const(Const::None);
        self.emit(Opcode::YieldFrom);
        self.emit(Opcode::PopBlock);
        self.expr(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, if_cleanup, false)?;
            self.next_block();
        }
        if at + 1 < generators.len() {
            self.comprehension_loop(generators, at + 1, body)?;
        } else {
            self.comprehension_element(body, generators.len())?;
        }
        self.use_next(if_cleanup);
        self.emit_jump(Opcode::JumpAbsolute, start);
        self.use_next(except);
        self.emit(Opcode::EndAsyncFor);
        Ok(())
    }

    /// The outermost iterator is the argument, inner ones are computed on the spot.
    fn comprehension_iter(&mut self, generator: &Comprehension, at: usize, get_iter: Opcode) -> Emit {
        if at == 0 {
            self.unit().argcount = 1;
            self.emit_arg(Opcode::LoadFast, 0);
            return Ok(());
        }
        self.expr(&generator.iter)?;
        self.emit(get_iter);
        Ok(())
    }

    fn comprehension_element(&mut self, body: &Body, depth: usize) -> Emit {
        self.expr(body.elt)?;
        if let Some(value) = body.value {
            self.expr(value)?;
        }
        match body.append {
            Some(append) => self.emit_arg(append, depth as u32 + 1),
            None => {
                self.emit(Opcode::YieldValue);
                self.emit(Opcode::PopTop);
            }
        }
        Ok(())
    }
}
