//! Abstract trees and errors as text, for comparison with CPython's.
//!
//! **Invariant**: the format is `ast.dump(tree, include_attributes=True)` but for constants, which
//! are written so that both sides can do it exactly: strings in escaped ASCII, floats as bits.

mod expr;

use pyston_compiler::{
    ast::*,
    grammar::token::NT_OFFSET,
    parse::{
        Mode, ParseOptions, concrete_tree, parse, prepare,
        tree::{Id, Item, Tree},
    },
    syntax_error::SyntaxError,
    wstr::WStr,
};

/// Parses a source and dumps the tree or the error, then the warnings. `flags`: `t` type comments,
/// `d` do not imply dedents, `s` the source is a `str`, `f` it is a file being run, a digit is the
/// feature version, `-` none.
pub fn answer(source: &[u8], mode: &str, flags: &str, filename: &str) -> String {
    if mode == "concrete" {
        return concrete(source, filename);
    }
    let mode = match mode {
        "exec" => Mode::Exec,
        "single" => Mode::Single,
        "eval" => Mode::Eval,
        _ => Mode::FuncType,
    };
    let mut options = ParseOptions::new(filename, mode);
    options.type_comments = flags.contains('t');
    options.dont_imply_dedent = flags.contains('d');
    options.ignore_cookie = flags.contains('s');
    options.is_file = flags.contains('f');
    options.feature_version = flags.chars().find_map(|flag| flag.to_digit(10)).unwrap_or(8) as u8;
    let mut warnings = Vec::new();
    let result = parse(source, &options, &mut warnings);
    let mut out = Dump(String::new());
    match result {
        Ok(module) => out.module(&module),
        Err(error) => out.error(&error),
    }
    for warning in warnings {
        out.0.push_str(&format!("\n{:?} {} {}", warning.kind, warning.lineno, warning.msg));
    }
    out.0
}

/// The concrete tree as `parser.suite(source).totuple()` shows it.
fn concrete(source: &[u8], filename: &str) -> String {
    let mut options = ParseOptions::new(filename, Mode::Exec);
    options.ignore_cookie = true;
    let tree = prepare(source, &options)
        .and_then(|text| concrete_tree(&text, &options).map(|(tree, root)| (text.to_vec(), tree, root)));
    let mut out = Dump(String::new());
    match tree {
        Ok((text, tree, root)) => out.node(&text, &tree, root),
        Err(error) => out.error(&error),
    }
    out.0
}

struct Dump(String);

impl Dump {
    fn node(&mut self, text: &[u8], tree: &Tree, id: Id) {
        match tree.item(id) {
            Item::Node(symbol) => {
                self.0.push_str(&format!("({}", NT_OFFSET + u16::from(symbol)));
                for &child in tree.children(id) {
                    self.0.push_str(", ");
                    self.node(text, tree, child);
                }
            }
            Item::Token(kind) => {
                let token = tree.tokens[tree.first_token(id)];
                self.0.push_str(&format!("({kind}, "));
                self.string(&WStr::from_wtf8(&text[token.start as usize..token.end as usize]));
            }
        }
        self.0.push(')');
    }
}

impl Dump {
    fn error(&mut self, error: &SyntaxError) {
        let offset = error.offset.map_or("None".to_string(), |offset| offset.to_string());
        self.0.push_str(&format!("ERROR {} {:?} {} {offset} ", error.kind.name(), error.msg, error.lineno));
        self.string(&error.filename);
        match &error.text {
            Some(text) => self.string(text),
            None => self.0.push_str("None"),
        }
    }

    fn module(&mut self, module: &Mod) {
        match module {
            Mod::Module { body, type_ignores } => {
                self.0.push_str("Module(body=");
                self.list(body, Self::stmt);
                self.0.push_str(", type_ignores=");
                self.list(type_ignores, |out, ignore| {
                    out.0.push_str(&format!("TypeIgnore(lineno={}, tag=", ignore.lineno));
                    out.string(&ignore.tag);
                    out.0.push(')');
                });
            }
            Mod::Interactive { body } => {
                self.0.push_str("Interactive(body=");
                self.list(body, Self::stmt);
            }
            Mod::Expression { body } => {
                self.0.push_str("Expression(body=");
                self.expr(body);
            }
            Mod::FunctionType { argtypes, returns } => {
                self.0.push_str("FunctionType(argtypes=");
                self.list(argtypes, Self::expr);
                self.0.push_str(", returns=");
                self.expr(returns);
            }
        }
        self.0.push(')');
    }

    fn list<T>(&mut self, items: &[T], item: impl Fn(&mut Self, &T)) {
        self.0.push('[');
        for (nth, value) in items.iter().enumerate() {
            if nth > 0 {
                self.0.push_str(", ");
            }
            item(self, value);
        }
        self.0.push(']');
    }

    fn option<T>(&mut self, value: &Option<T>, item: impl Fn(&mut Self, &T)) {
        match value {
            Some(value) => item(self, value),
            None => self.0.push_str("None"),
        }
    }

    fn string(&mut self, text: &WStr) {
        self.0.push('\'');
        for point in text.code_points() {
            self.point(point);
        }
        self.0.push('\'');
    }

    fn point(&mut self, point: u32) {
        match point {
            0x20..0x7F if point != 0x5C && point != 0x27 => self.0.push(point as u8 as char),
            _ => self.0.push_str(&format!("\\{point:x};")),
        }
    }

    fn span(&mut self, span: Span) {
        self.0.push_str(&format!(
            "lineno={}, col_offset={}, end_lineno={}, end_col_offset={})",
            span.lineno, span.col_offset, span.end_lineno, span.end_col_offset
        ));
    }

    /// `Name(` and fields; the caller closes.
    fn open(&mut self, name: &str) {
        self.0.push_str(name);
        self.0.push('(');
    }

    fn field(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.0.push_str(name);
        self.0.push('=');
        write(self);
        self.0.push_str(", ");
    }

    fn suite(&mut self, name: &str, body: &[Stmt]) {
        self.field(name, |out| out.list(body, Self::stmt));
    }

    fn exprs(&mut self, name: &str, exprs: &[Expr]) {
        self.field(name, |out| out.list(exprs, Self::expr));
    }

    fn one(&mut self, name: &str, expr: &Expr) {
        self.field(name, |out| out.expr(expr));
    }

    fn maybe(&mut self, name: &str, expr: &Option<Box<Expr>>) {
        self.field(name, |out| out.option(expr, |out, expr| out.expr(expr)));
    }

    fn maybe_string(&mut self, name: &str, text: &Option<WStr>) {
        self.field(name, |out| out.option(text, Self::string));
    }

    fn tag(&mut self, name: &str, tag: impl std::fmt::Debug) {
        self.field(name, |out| out.0.push_str(&format!("{tag:?}()")));
    }

    fn function(&mut self, def: &FunctionDef) {
        self.field("name", |out| out.string(&def.name));
        self.field("args", |out| out.arguments(&def.args));
        self.suite("body", &def.body);
        self.exprs("decorator_list", &def.decorator_list);
        self.maybe("returns", &def.returns);
        self.maybe_string("type_comment", &def.type_comment);
    }

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt], comment: &Option<WStr>) {
        self.one("target", target);
        self.one("iter", iter);
        self.suite("body", body);
        self.suite("orelse", orelse);
        self.maybe_string("type_comment", comment);
    }

    fn with(&mut self, items: &[WithItem], body: &[Stmt], comment: &Option<WStr>) {
        self.field("items", |out| {
            out.list(items, |out, item| {
                out.0.push_str("withitem(context_expr=");
                out.expr(&item.context_expr);
                out.0.push_str(", optional_vars=");
                out.option(&item.optional_vars, |out, expr| out.expr(expr));
                out.0.push(')');
            })
        });
        self.suite("body", body);
        self.maybe_string("type_comment", comment);
    }

    fn idents(&mut self, names: &[WStr]) {
        self.field("names", |out| out.list(names, Self::string));
    }

    fn aliases(&mut self, names: &[Alias]) {
        self.field("names", |out| {
            out.list(names, |out, alias| {
                out.0.push_str("alias(name=");
                out.string(&alias.name);
                out.0.push_str(", asname=");
                out.option(&alias.asname, Self::string);
                out.0.push(')');
            })
        });
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.open("FunctionDef");
                self.function(def);
            }
            StmtKind::AsyncFunctionDef(def) => {
                self.open("AsyncFunctionDef");
                self.function(def);
            }
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.open("ClassDef");
                self.field("name", |out| out.string(name));
                self.exprs("bases", bases);
                self.keywords(keywords);
                self.suite("body", body);
                self.exprs("decorator_list", decorator_list);
            }
            StmtKind::Return { value } => {
                self.open("Return");
                self.maybe("value", value);
            }
            StmtKind::Delete { targets } => {
                self.open("Delete");
                self.exprs("targets", targets);
            }
            StmtKind::Assign { targets, value, type_comment } => {
                self.open("Assign");
                self.exprs("targets", targets);
                self.one("value", value);
                self.maybe_string("type_comment", type_comment);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.open("AugAssign");
                self.one("target", target);
                self.tag("op", op);
                self.one("value", value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.open("AnnAssign");
                self.one("target", target);
                self.one("annotation", annotation);
                self.maybe("value", value);
                self.field("simple", |out| out.0.push_str(if *simple { "1" } else { "0" }));
            }
            StmtKind::For { target, iter, body, orelse, type_comment } => {
                self.open("For");
                self.for_loop(target, iter, body, orelse, type_comment);
            }
            StmtKind::AsyncFor { target, iter, body, orelse, type_comment } => {
                self.open("AsyncFor");
                self.for_loop(target, iter, body, orelse, type_comment);
            }
            StmtKind::While { test, body, orelse } => {
                self.open("While");
                self.one("test", test);
                self.suite("body", body);
                self.suite("orelse", orelse);
            }
            StmtKind::If { test, body, orelse } => {
                self.open("If");
                self.one("test", test);
                self.suite("body", body);
                self.suite("orelse", orelse);
            }
            StmtKind::With { items, body, type_comment } => {
                self.open("With");
                self.with(items, body, type_comment);
            }
            StmtKind::AsyncWith { items, body, type_comment } => {
                self.open("AsyncWith");
                self.with(items, body, type_comment);
            }
            StmtKind::Raise { exc, cause } => {
                self.open("Raise");
                self.maybe("exc", exc);
                self.maybe("cause", cause);
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.open("Try");
                self.suite("body", body);
                self.field("handlers", |out| out.list(handlers, Self::handler));
                self.suite("orelse", orelse);
                self.suite("finalbody", finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.open("Assert");
                self.one("test", test);
                self.maybe("msg", msg);
            }
            StmtKind::Import { names } => {
                self.open("Import");
                self.aliases(names);
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.open("ImportFrom");
                self.maybe_string("module", module);
                self.aliases(names);
                self.field("level", |out| out.0.push_str(&level.to_string()));
            }
            StmtKind::Global { names } => {
                self.open("Global");
                self.idents(names);
            }
            StmtKind::Nonlocal { names } => {
                self.open("Nonlocal");
                self.idents(names);
            }
            StmtKind::Expr { value } => {
                self.open("Expr");
                self.one("value", value);
            }
            StmtKind::Pass => self.open("Pass"),
            StmtKind::Break => self.open("Break"),
            StmtKind::Continue => self.open("Continue"),
        }
        self.span(stmt.span);
    }

    fn handler(&mut self, handler: &ExceptHandler) {
        self.open("ExceptHandler");
        self.maybe("type", &handler.r#type);
        self.maybe_string("name", &handler.name);
        self.suite("body", &handler.body);
        self.span(handler.span);
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        self.field("keywords", |out| {
            out.list(keywords, |out, keyword| {
                out.0.push_str("keyword(arg=");
                out.option(&keyword.arg, Self::string);
                out.0.push_str(", value=");
                out.expr(&keyword.value);
                out.0.push(')');
            })
        });
    }

    fn arguments(&mut self, arguments: &Arguments) {
        self.open("arguments");
        self.field("posonlyargs", |out| out.list(&arguments.posonlyargs, Self::arg));
        self.field("args", |out| out.list(&arguments.args, Self::arg));
        self.field("vararg", |out| out.option(&arguments.vararg, |out, arg| out.arg(arg)));
        self.field("kwonlyargs", |out| out.list(&arguments.kwonlyargs, Self::arg));
        self.field("kw_defaults", |out| {
            out.list(&arguments.kw_defaults, |out, default| out.option(default, Self::expr));
        });
        self.field("kwarg", |out| out.option(&arguments.kwarg, |out, arg| out.arg(arg)));
        self.0.push_str("defaults=");
        self.list(&arguments.defaults, Self::expr);
        self.0.push(')');
    }

    fn arg(&mut self, arg: &Arg) {
        self.open("arg");
        self.field("arg", |out| out.string(&arg.arg));
        self.maybe("annotation", &arg.annotation);
        self.maybe_string("type_comment", &arg.type_comment);
        self.span(arg.span);
    }
}
