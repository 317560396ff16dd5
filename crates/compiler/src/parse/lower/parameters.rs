//! Parameters of functions and lambdas.

use rustpython_parser::ast as rp;

use crate::{
    ast::{Arg, Arguments, Expr},
    grammar::token,
};

use super::{Lower, feed};

impl Lower<'_> {
    pub(super) fn arguments(&mut self, arguments: rp::Arguments) -> Arguments {
        let mut result = Arguments::default();
        for parameter in arguments.posonlyargs {
            let (arg, default) = self.with_default(parameter);
            result.posonlyargs.push(arg);
            result.defaults.extend(default);
        }
        for parameter in arguments.args {
            let (arg, default) = self.with_default(parameter);
            result.args.push(arg);
            result.defaults.extend(default);
        }
        result.vararg = arguments.vararg.map(|arg| Box::new(self.arg(*arg, None)));
        for parameter in arguments.kwonlyargs {
            // 3.8 ends a keyword-only parameter before its annotation.
            let (first, _) = feed::token_range(parameter.def.range);
            let (mut arg, default) = self.with_default(parameter);
            arg.span = self.unit.span(first, first);
            result.kwonlyargs.push(arg);
            result.kw_defaults.push(default);
        }
        result.kwarg = arguments.kwarg.map(|arg| Box::new(self.arg(*arg, None)));
        result
    }

    fn with_default(&mut self, parameter: rp::ArgWithDefault) -> (Arg, Option<Expr>) {
        let default_end = parameter.default.as_deref().map(|default| feed::token_range(rp::Ranged::range(default)).1);
        let default = parameter.default.map(|default| self.expr(*default));
        (self.arg(parameter.def, default_end), default)
    }

    fn arg(&mut self, arg: rp::Arg, default_end: Option<usize>) -> Arg {
        let (first, mut last) = feed::token_range(arg.range);
        let arg_name = self.ident(arg.arg.as_str());
        let annotation = arg.annotation.map(|annotation| {
            last = self.close_brackets(feed::token_range(rp::Ranged::range(&*annotation)).1, first);
            Box::new(self.expr(*annotation))
        });
        let after = default_end.map_or(last, |end| self.close_brackets(end, first)) + 1;
        let mut comment = after + usize::from(self.is_token(after, token::COMMA));
        if self.is_token(comment, token::SLASH) {
            comment += 1 + usize::from(self.is_token(comment + 1, token::COMMA));
        }
        Arg { arg: arg_name, annotation, type_comment: self.type_comment(comment), span: self.unit.span(first, last) }
    }
}
