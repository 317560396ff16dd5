//! What a tree made by a program must be beyond having the right types, so that compilation can rely
//! on it: contexts, lists that may not be empty, lengths that must agree.
//!
//! **Invariant**: nodes are visited in CPython's order, so that of several errors the same is reported.

use pyston_compiler::ast::ExprContext::{Load, Store};
use pyston_compiler::ast::{
    Arg, Arguments, Comprehension, ExceptHandler, Expr, ExprContext, ExprKind, FunctionDef, Keyword, Mod, Slice, Stmt,
    StmtKind, WithItem,
};
use pyston_object::{PyResult, raise};

use super::value::with_room;

type Outcome = PyResult<()>;

/// Checks a whole tree.
pub fn module(module: &Mod) -> Outcome {
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => stmts(body),
        Mod::Expression { body } => expr(body, Load),
        Mod::FunctionType { argtypes, returns } => {
            exprs(argtypes, Load)?;
            expr(returns, Load)
        }
    }
}

fn not_empty<T>(items: &[T], what: &str, owner: &str) -> Outcome {
    if items.is_empty() { Err(raise!(ValueError, "empty {what} on {owner}")) } else { Ok(()) }
}

fn stmts(stmts: &[Stmt]) -> Outcome {
    stmts.iter().try_for_each(|node| with_room(|| stmt(node)))
}

fn body(nodes: &[Stmt], owner: &str) -> Outcome {
    not_empty(nodes, "body", owner)?;
    stmts(nodes)
}

fn targets(targets: &[Expr], owner: &str, context: ExprContext) -> Outcome {
    not_empty(targets, "targets", owner)?;
    exprs(targets, context)
}

fn function(function: &FunctionDef, owner: &str) -> Outcome {
    body(&function.body, owner)?;
    arguments(&function.args)?;
    exprs(&function.decorator_list, Load)?;
    optional(function.returns.as_deref())
}

fn loop_over(target: &Expr, iter: &Expr, nodes: &[Stmt], orelse: &[Stmt], owner: &str) -> Outcome {
    expr(target, Store)?;
    expr(iter, Load)?;
    body(nodes, owner)?;
    stmts(orelse)
}

fn with(items: &[WithItem], nodes: &[Stmt], owner: &str) -> Outcome {
    not_empty(items, "items", owner)?;
    for item in items {
        expr(&item.context_expr, Load)?;
        if let Some(vars) = &item.optional_vars {
            expr(vars, Store)?;
        }
    }
    body(nodes, owner)
}

fn conditional(test: &Expr, nodes: &[Stmt], orelse: &[Stmt], owner: &str) -> Outcome {
    expr(test, Load)?;
    body(nodes, owner)?;
    stmts(orelse)
}

fn try_statement(nodes: &[Stmt], handlers: &[ExceptHandler], orelse: &[Stmt], finalbody: &[Stmt]) -> Outcome {
    body(nodes, "Try")?;
    if handlers.is_empty() && finalbody.is_empty() {
        return Err(raise!(ValueError, "Try has neither except handlers nor finalbody"));
    }
    if handlers.is_empty() && !orelse.is_empty() {
        return Err(raise!(ValueError, "Try has orelse but no except handlers"));
    }
    for handler in handlers {
        optional(handler.r#type.as_deref())?;
        body(&handler.body, "ExceptHandler")?;
    }
    stmts(finalbody)?;
    stmts(orelse)
}

fn stmt(stmt: &Stmt) -> Outcome {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => function(def, "FunctionDef"),
        StmtKind::AsyncFunctionDef(def) => function(def, "AsyncFunctionDef"),
        StmtKind::ClassDef { bases, keywords, body: nodes, decorator_list, .. } => {
            body(nodes, "ClassDef")?;
            exprs(bases, Load)?;
            keyword_values(keywords)?;
            exprs(decorator_list, Load)
        }
        StmtKind::Return { value } => optional(value.as_deref()),
        StmtKind::Delete { targets: nodes } => targets(nodes, "Delete", ExprContext::Del),
        StmtKind::Assign { targets: nodes, value, .. } => {
            targets(nodes, "Assign", Store)?;
            expr(value, Load)
        }
        StmtKind::AugAssign { target, value, .. } => {
            expr(target, Store)?;
            expr(value, Load)
        }
        StmtKind::AnnAssign { target, annotation, value, simple } => {
            if *simple && !matches!(target.kind, ExprKind::Name { .. }) {
                return Err(raise!(TypeError, "AnnAssign with simple non-Name target"));
            }
            expr(target, Store)?;
            optional(value.as_deref())?;
            expr(annotation, Load)
        }
        StmtKind::For { target, iter, body, orelse, .. } => loop_over(target, iter, body, orelse, "For"),
        StmtKind::AsyncFor { target, iter, body, orelse, .. } => loop_over(target, iter, body, orelse, "AsyncFor"),
        StmtKind::While { test, body, orelse } => conditional(test, body, orelse, "While"),
        StmtKind::If { test, body, orelse } => conditional(test, body, orelse, "If"),
        StmtKind::With { items, body, .. } => with(items, body, "With"),
        StmtKind::AsyncWith { items, body, .. } => with(items, body, "AsyncWith"),
        StmtKind::Raise { exc: Some(exc), cause } => {
            expr(exc, Load)?;
            optional(cause.as_deref())
        }
        StmtKind::Raise { exc: None, cause: Some(_) } => Err(raise!(ValueError, "Raise with cause but no exception")),
        StmtKind::Try { body, handlers, orelse, finalbody } => try_statement(body, handlers, orelse, finalbody),
        StmtKind::Assert { test, msg } => {
            expr(test, Load)?;
            optional(msg.as_deref())
        }
        StmtKind::Import { names } => not_empty(names, "names", "Import"),
        StmtKind::ImportFrom { names, .. } => not_empty(names, "names", "ImportFrom"),
        StmtKind::Global { names } => not_empty(names, "names", "Global"),
        StmtKind::Nonlocal { names } => not_empty(names, "names", "Nonlocal"),
        StmtKind::Expr { value } => expr(value, Load),
        StmtKind::Raise { exc: None, cause: None } | StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
    }
}

fn exprs(exprs: &[Expr], context: ExprContext) -> Outcome {
    exprs.iter().try_for_each(|node| expr(node, context))
}

/// As [`exprs`], where entries may be absent.
fn some_exprs(exprs: &[Option<Expr>]) -> Outcome {
    exprs.iter().flatten().try_for_each(|node| expr(node, Load))
}

fn optional(node: Option<&Expr>) -> Outcome {
    node.map_or(Ok(()), |node| expr(node, Load))
}

fn context_name(context: ExprContext) -> &'static str {
    match context {
        Load => "Load",
        Store => "Store",
        ExprContext::Del => "Del",
    }
}

fn check_context(node: &Expr, context: ExprContext) -> Outcome {
    let actual = match &node.kind {
        ExprKind::Name { id, ctx } => {
            if let Some(constant) = id.as_str().filter(|id| matches!(*id, "None" | "True" | "False")) {
                return Err(raise!(ValueError, "Name node can't be used with '{constant}' constant"));
            }
            *ctx
        }
        ExprKind::Attribute { ctx, .. }
        | ExprKind::Subscript { ctx, .. }
        | ExprKind::Starred { ctx, .. }
        | ExprKind::List { ctx, .. }
        | ExprKind::Tuple { ctx, .. } => *ctx,
        _ if context == Load => return Ok(()),
        _ => {
            let name = context_name(context);
            return Err(raise!(ValueError, "expression which can't be assigned to in {name} context"));
        }
    };
    if actual == context {
        return Ok(());
    }
    let (expected, actual) = (context_name(context), context_name(actual));
    Err(raise!(ValueError, "expression must have {expected} context but has {actual} instead"))
}

fn expr(node: &Expr, context: ExprContext) -> Outcome {
    check_context(node, context)?;
    with_room(|| parts(node, context))
}

/// What is inside an expression.
fn parts(node: &Expr, context: ExprContext) -> Outcome {
    match &node.kind {
        ExprKind::BoolOp { values, .. } => {
            if values.len() < 2 {
                return Err(raise!(ValueError, "BoolOp with less than 2 values"));
            }
            exprs(values, Load)
        }
        ExprKind::BinOp { left, right, .. } => {
            expr(left, Load)?;
            expr(right, Load)
        }
        ExprKind::Lambda { args, body } => {
            arguments(args)?;
            expr(body, Load)
        }
        ExprKind::IfExp { test, body, orelse } => {
            expr(test, Load)?;
            expr(body, Load)?;
            expr(orelse, Load)
        }
        ExprKind::Dict { keys, values } => {
            if keys.len() != values.len() {
                return Err(raise!(ValueError, "Dict doesn't have the same number of keys as values"));
            }
            some_exprs(keys)?;
            exprs(values, Load)
        }
        ExprKind::Set { elts } => exprs(elts, Load),
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            comprehensions(generators)?;
            expr(elt, Load)
        }
        ExprKind::DictComp { key, value, generators } => {
            comprehensions(generators)?;
            expr(key, Load)?;
            expr(value, Load)
        }
        ExprKind::Yield { value } => optional(value.as_deref()),
        ExprKind::Compare { left, ops, comparators } => {
            if comparators.is_empty() {
                return Err(raise!(ValueError, "Compare with no comparators"));
            }
            if comparators.len() != ops.len() {
                return Err(raise!(ValueError, "Compare has a different number of comparators and operands"));
            }
            exprs(comparators, Load)?;
            expr(left, Load)
        }
        ExprKind::Call { func, args, keywords } => {
            expr(func, Load)?;
            exprs(args, Load)?;
            keyword_values(keywords)
        }
        ExprKind::JoinedStr { values } => exprs(values, Load),
        ExprKind::FormattedValue { value, conversion, format_spec } => {
            expr(value, Load)?;
            optional(format_spec.as_deref())?;
            // CPython finds this only when it generates code.
            match u8::try_from(*conversion) {
                Err(_) if *conversion == -1 => Ok(()),
                Ok(b's' | b'r' | b'a') => Ok(()),
                _ => Err(raise!(SystemError, "Unrecognized conversion character {conversion}")),
            }
        }
        ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Attribute { value, .. }
        | ExprKind::NamedExpr { value, .. }
        | ExprKind::Await { value }
        | ExprKind::YieldFrom { value } => expr(value, Load),
        ExprKind::Subscript { value, slice: index, .. } => {
            slice(index)?;
            expr(value, Load)
        }
        ExprKind::Starred { value, .. } => expr(value, context),
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => exprs(elts, context),
        // Constants have been checked when they were read.
        ExprKind::Constant { .. } | ExprKind::Name { .. } => Ok(()),
    }
}

fn slice(node: &Slice) -> Outcome {
    match node {
        Slice::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().try_for_each(|bound| optional(bound.as_deref()))
        }
        Slice::ExtSlice { dims } => {
            not_empty(dims, "dims", "ExtSlice")?;
            dims.iter().try_for_each(|dim| with_room(|| slice(dim)))
        }
        Slice::Index { value } => expr(value, Load),
    }
}

fn comprehensions(generators: &[Comprehension]) -> Outcome {
    if generators.is_empty() {
        return Err(raise!(ValueError, "comprehension with no generators"));
    }
    for generator in generators {
        expr(&generator.target, Store)?;
        expr(&generator.iter, Load)?;
        exprs(&generator.ifs, Load)?;
    }
    Ok(())
}

fn keyword_values(keywords: &[Keyword]) -> Outcome {
    keywords.iter().try_for_each(|keyword| expr(&keyword.value, Load))
}

fn arguments(arguments: &Arguments) -> Outcome {
    let annotations = |args: &[Arg]| args.iter().try_for_each(|arg| optional(arg.annotation.as_deref()));
    let annotation = |arg: &Option<Box<Arg>>| arg.as_ref().map_or(Ok(()), |arg| optional(arg.annotation.as_deref()));
    annotations(&arguments.posonlyargs)?;
    annotations(&arguments.args)?;
    annotation(&arguments.vararg)?;
    annotations(&arguments.kwonlyargs)?;
    annotation(&arguments.kwarg)?;
    if arguments.defaults.len() > arguments.posonlyargs.len() + arguments.args.len() {
        return Err(raise!(ValueError, "more positional defaults than args on arguments"));
    }
    if arguments.kw_defaults.len() != arguments.kwonlyargs.len() {
        return Err(raise!(ValueError, "length of kwonlyargs is not the same as kw_defaults on arguments"));
    }
    exprs(&arguments.defaults, Load)?;
    some_exprs(&arguments.kw_defaults)
}
