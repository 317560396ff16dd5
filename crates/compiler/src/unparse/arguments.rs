//! The parameters of a lambda.

use super::{Level, Writer};
use crate::ast::{Arg, Arguments, Expr};

impl Writer {
    pub(super) fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let positional = args.posonlyargs.len() + args.args.len();
        let without_default = positional - args.defaults.len().min(positional);
        for (at, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            self.separate(&mut first);
            let default = at.checked_sub(without_default).and_then(|at| args.defaults.get(at));
            self.argument(arg, default);
            if at + 1 == args.posonlyargs.len() {
                self.text(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            self.separate(&mut first);
            self.text("*");
            if let Some(vararg) = &args.vararg {
                self.argument(vararg, None);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            self.separate(&mut first);
            self.argument(arg, default.as_ref());
        }
        if let Some(kwarg) = &args.kwarg {
            self.separate(&mut first);
            self.text("**");
            self.argument(kwarg, None);
        }
    }

    fn separate(&mut self, first: &mut bool) {
        self.text(if *first { "" } else { ", " });
        *first = false;
    }

    fn argument(&mut self, arg: &Arg, default: Option<&Expr>) {
        self.name(&arg.arg);
        if let Some(annotation) = &arg.annotation {
            self.text(": ");
            self.expr(annotation, Level::Test);
        }
        if let Some(default) = default {
            self.text("=");
            self.expr(default, Level::Test);
        }
    }
}
