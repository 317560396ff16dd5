//! Expressions and what they are made of.

use pyston_compiler::ast::*;

use super::Dump;

impl Dump {
    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                self.open("BoolOp");
                self.tag("op", op);
                self.exprs("values", values);
            }
            ExprKind::NamedExpr { target, value } => {
                self.open("NamedExpr");
                self.one("target", target);
                self.one("value", value);
            }
            ExprKind::BinOp { left, op, right } => {
                self.open("BinOp");
                self.one("left", left);
                self.tag("op", op);
                self.one("right", right);
            }
            ExprKind::UnaryOp { op, operand } => {
                self.open("UnaryOp");
                self.tag("op", op);
                self.one("operand", operand);
            }
            ExprKind::Lambda { args, body } => {
                self.open("Lambda");
                self.field("args", |out| out.arguments(args));
                self.one("body", body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.open("IfExp");
                self.one("test", test);
                self.one("body", body);
                self.one("orelse", orelse);
            }
            ExprKind::Dict { keys, values } => {
                self.open("Dict");
                self.field("keys", |out| out.list(keys, |out, key| out.option(key, Self::expr)));
                self.exprs("values", values);
            }
            ExprKind::Set { elts } => {
                self.open("Set");
                self.exprs("elts", elts);
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("ListComp", elt, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension("SetComp", elt, generators),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("GeneratorExp", elt, generators),
            ExprKind::DictComp { key, value, generators } => {
                self.open("DictComp");
                self.one("key", key);
                self.one("value", value);
                self.generators(generators);
            }
            ExprKind::Await { value } => {
                self.open("Await");
                self.one("value", value);
            }
            ExprKind::Yield { value } => {
                self.open("Yield");
                self.maybe("value", value);
            }
            ExprKind::YieldFrom { value } => {
                self.open("YieldFrom");
                self.one("value", value);
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.open("Compare");
                self.one("left", left);
                self.field("ops", |out| out.list(ops, |out, op| out.0.push_str(&format!("{op:?}()"))));
                self.exprs("comparators", comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.open("Call");
                self.one("func", func);
                self.exprs("args", args);
                self.keywords(keywords);
            }
            _ => self.leaf(expr),
        }
        self.span(expr.span);
    }

    fn comprehension(&mut self, name: &str, elt: &Expr, generators: &[Comprehension]) {
        self.open(name);
        self.one("elt", elt);
        self.generators(generators);
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        self.field("generators", |out| {
            out.list(generators, |out, generator| {
                out.open("comprehension");
                out.one("target", &generator.target);
                out.one("iter", &generator.iter);
                out.exprs("ifs", &generator.ifs);
                out.0.push_str(if generator.is_async { "is_async=1)" } else { "is_async=0)" });
            })
        });
    }

    fn leaf(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.open("FormattedValue");
                self.one("value", value);
                self.field("conversion", |out| out.0.push_str(&conversion.to_string()));
                self.maybe("format_spec", format_spec);
            }
            ExprKind::JoinedStr { values } => {
                self.open("JoinedStr");
                self.exprs("values", values);
            }
            ExprKind::Constant { value, kind } => {
                self.open("Constant");
                self.field("value", |out| out.constant(value));
                self.maybe_string("kind", kind);
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.open("Attribute");
                self.one("value", value);
                self.field("attr", |out| out.string(attr));
                self.tag("ctx", ctx);
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.open("Subscript");
                self.one("value", value);
                self.field("slice", |out| out.slice(slice));
                self.tag("ctx", ctx);
            }
            ExprKind::Starred { value, ctx } => {
                self.open("Starred");
                self.one("value", value);
                self.tag("ctx", ctx);
            }
            ExprKind::Name { id, ctx } => {
                self.open("Name");
                self.field("id", |out| out.string(id));
                self.tag("ctx", ctx);
            }
            ExprKind::List { elts, ctx } => {
                self.open("List");
                self.exprs("elts", elts);
                self.tag("ctx", ctx);
            }
            ExprKind::Tuple { elts, ctx } => {
                self.open("Tuple");
                self.exprs("elts", elts);
                self.tag("ctx", ctx);
            }
            _ => unreachable!("handled by expr"),
        }
    }

    fn slice(&mut self, slice: &Slice) {
        match slice {
            Slice::Slice { lower, upper, step } => {
                self.open("Slice");
                self.maybe("lower", lower);
                self.maybe("upper", upper);
                self.0.push_str("step=");
                self.option(step, |out, expr| out.expr(expr));
            }
            Slice::ExtSlice { dims } => {
                self.open("ExtSlice");
                self.0.push_str("dims=");
                self.list(dims, Self::slice);
            }
            Slice::Index { value } => {
                self.open("Index");
                self.0.push_str("value=");
                self.expr(value);
            }
        }
        self.0.push(')');
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::Str(text) => self.string(text),
            Constant::Bytes(bytes) => {
                self.0.push_str("b'");
                bytes.iter().for_each(|&byte| self.point(u32::from(byte)));
                self.0.push('\'');
            }
            Constant::Float(value) => self.0.push_str(&format!("f{:x}", value.to_bits())),
            Constant::Complex { real, imag } => {
                self.0.push_str(&format!("c{:x},{:x}", real.to_bits(), imag.to_bits()));
            }
            Constant::Int(value) => self.0.push_str(&value.to_string()),
            other => self.0.push_str(&format!("{other:?}")),
        }
    }
}
