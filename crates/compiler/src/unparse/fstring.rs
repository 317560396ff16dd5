//! F-strings: the body is put together first and then quoted as a whole.

use super::{Level, Writer, repr};
use crate::ast::{Constant, Expr, ExprKind};

impl Writer {
    /// An f-string, or the bare body that is a format specification.
    pub(super) fn joined_str(&mut self, expr: &Expr, is_spec: bool) {
        let ExprKind::JoinedStr { values } = &expr.kind else { return };
        let mut body = Writer { out: Vec::new() };
        values.iter().for_each(|value| body.fstring_part(value, is_spec));
        if is_spec {
            self.out.extend(body.out);
        } else {
            self.text("f");
            repr::text(&mut self.out, &body.out);
        }
    }

    fn fstring_part(&mut self, part: &Expr, is_spec: bool) {
        match &part.kind {
            ExprKind::Constant { value: Constant::Str(text), .. } => {
                for &byte in text.as_bytes() {
                    self.out.push(byte);
                    if matches!(byte, b'{' | b'}') {
                        self.out.push(byte);
                    }
                }
            }
            ExprKind::JoinedStr { .. } => self.joined_str(part, is_spec),
            ExprKind::FormattedValue { .. } => self.formatted_value(part),
            _ => {}
        }
    }

    pub(super) fn formatted_value(&mut self, expr: &Expr) {
        let ExprKind::FormattedValue { value, conversion, format_spec } = &expr.kind else { return };
        let mut inner = Writer { out: Vec::new() };
        inner.expr(value, Level::Or);
        self.text(if inner.out.starts_with(b"{") { "{ " } else { "{" });
        self.out.extend(inner.out);
        if let Ok(letter @ (b'a' | b'r' | b's')) = u8::try_from(*conversion) {
            self.out.extend([b'!', letter]);
        }
        if let Some(spec) = format_spec {
            self.text(":");
            self.fstring_part(spec, true);
        }
        self.text("}");
    }
}
