//! The back end against what CPython 3.8 made of the same sources, as recorded by
//! `tests/back_data/bless.py`. Needs no CPython.

#[path = "back_data/describe.rs"]
mod describe;

use std::fs;
use std::path::{Path, PathBuf};

use describe::{describe, shown, unshown};
use pyston_compiler::ast::Mod;
use pyston_compiler::code::{Code, Const};
use pyston_compiler::options::CompileOptions;
use pyston_compiler::parse::{Mode, ParseOptions, parse};
use pyston_compiler::symtable::{BlockId, BlockKind, DepthLimit, SymbolTable, symtable};
use pyston_compiler::syntax_error::{SyntaxError, SyntaxWarning, WarningKind};
use pyston_compiler::{compile, compile_ast};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/back_data").join(name)
}

fn parse_options(mode: Mode) -> ParseOptions {
    ParseOptions::new("<test>", mode)
}

fn compile_with(source: &str, mode: Mode, optimize: u8) -> (Result<Code, SyntaxError>, Vec<SyntaxWarning>) {
    let mut options = CompileOptions::new("<test>".into());
    options.optimize = optimize;
    compile_options(source, mode, &options)
}

fn compile_options(
    source: &str,
    mode: Mode,
    options: &CompileOptions,
) -> (Result<Code, SyntaxError>, Vec<SyntaxWarning>) {
    let mut warnings = Vec::new();
    let result = compile(source.as_bytes(), &parse_options(mode), options, &mut warnings);
    (result, warnings)
}

/// Runs `check` on a large stack: deep sources recurse deeply.
fn rows(name: &str, mut check: impl FnMut(&str) -> String) {
    let text = fs::read_to_string(data(name)).expect("the recorded answers are there");
    let mut wrong = Vec::new();
    for row in text.lines() {
        let (source, expected) = row.split_once('\t').expect("rows have two columns");
        let found = check(&unshown(source));
        if found != expected {
            wrong.push(format!("{source}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(text.lines().count() > 10, "{name} is empty");
    assert!(wrong.is_empty(), "{} rows of {name} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn bytecode() {
    let mut count = 0;
    for entry in fs::read_dir(data("programs")).expect("the programs are there") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|ext| ext != "py") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("a readable program");
        let head = source.lines().next().unwrap_or_default();
        let option = |name: &str| head.strip_prefix("# ").and_then(|head| head.strip_prefix(name));
        let mode = match option("mode=") {
            Some("single") => Mode::Single,
            Some("eval") => Mode::Eval,
            _ => Mode::Exec,
        };
        let mut options = CompileOptions::new("<test>".into());
        options.optimize = option("optimize=").map_or(0, |level| level.parse().expect("a level"));
        options.flags = option("flags=").map_or(0, |flags| flags.parse().expect("flags"));
        let code = compile_options(&source, mode, &options).0.unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let mut found = String::new();
        describe(&code, "<module>", &mut found);
        let expected = fs::read_to_string(path.with_extension("txt")).expect("a recorded answer");
        if let Some(line) = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected) {
            let part = |text: &str| text.lines().skip(line.saturating_sub(8)).take(16).collect::<Vec<_>>().join("\n");
            panic!("{path:?} line {}:\nexpected\n{}\nfound\n{}", line + 1, part(&expected), part(&found));
        }
        assert_eq!(found.lines().count(), expected.lines().count(), "{path:?}");
        count += 1;
    }
    assert!(count > 10, "the programs are gone");
}

fn number(value: Option<u32>) -> String {
    value.map_or("None".to_string(), |value| value.to_string())
}

#[test]
fn errors_and_warnings() {
    rows("cases.tsv", |source| {
        let (result, warnings) = compile_with(&format!("{source}\n"), Mode::Exec, 0);
        let mut found = Vec::new();
        if let Err(error) = &result {
            // Errors without a place have no offset either.
            let line = error.offset.map(|_| error.lineno);
            found.push(format!("{}|{}|{}|{}", error.kind.name(), error.msg, number(line), number(error.offset)));
        }
        let syntax = warnings.iter().filter(|warning| warning.kind == WarningKind::SyntaxWarning);
        found.extend(syntax.clone().map(|warning| format!("warning|{}|{}", warning.msg, warning.lineno)));
        if let (Ok(_), Some(first)) = (&result, syntax.clone().next()) {
            found.push(format!("raised|{}|{}|{}", first.msg, first.lineno, first.offset));
        }
        if found.is_empty() { "fine".to_string() } else { shown(&found.join("  ").as_str().into()) }
    });
}

#[test]
fn stored_annotations() {
    rows("annotations.tsv", |text| {
        let source = format!("from __future__ import annotations\nasync def f():\n  def g(x: {text}): pass");
        let code = compile_with(&source, Mode::Exec, 0).0.unwrap_or_else(|error| panic!("{text}: {error}"));
        let inner = code.consts.iter().find_map(|constant| match constant {
            Const::Code(code) => Some(code),
            _ => None,
        });
        match inner.map(|inner| &inner.consts[1]) {
            Some(Const::Str(text)) => shown(text),
            other => panic!("{text}: {other:?}"),
        }
    });
}

fn describe_block(table: &SymbolTable, id: BlockId, path: &str, out: &mut Vec<String>) {
    let block = table.block(id);
    let kind = match block.kind {
        BlockKind::Module => "module",
        BlockKind::Class => "class",
        BlockKind::Function => "function",
    };
    let varnames: Vec<String> = block.varnames.iter().map(shown).collect();
    out.push(format!(
        "{path} {kind} line {} nested {} varnames {}",
        block.lineno,
        u8::from(block.nested),
        varnames.join(",")
    ));
    let mut symbols: Vec<String> =
        block.symbols.iter().map(|(name, flags)| format!("{}={flags}", shown(name))).collect();
    symbols.sort();
    out.push(symbols.join(" "));
    for &child in &block.children {
        describe_block(table, child, &format!("{path}.{}", shown(&table.block(child).name)), out);
    }
}

#[test]
fn symbol_tables() {
    rows("tables.tsv", |source| {
        let module = parse(format!("{source}\n").as_bytes(), &parse_options(Mode::Exec), &mut Vec::new());
        let module: Mod = module.unwrap_or_else(|error| panic!("{source}: {error}"));
        let table = symtable(&module, &"<test>".into(), DepthLimit::default());
        let table = table.unwrap_or_else(|error| panic!("{source}: {error}"));
        let mut out = Vec::new();
        describe_block(&table, BlockId::TOP, "top", &mut out);
        out.join("  ")
    });
}

/// Nesting beyond the limit is an error however it comes about, and never a native overflow.
#[test]
fn deep_nesting() {
    let deep = 3100;
    let sources = [
        format!("x = {}1", "-a+".repeat(deep)),
        format!("x = a{}", ".b".repeat(deep)),
        format!("x = a{}", "[0]".repeat(deep)),
        format!("x = a{}", "()".repeat(deep)),
        format!("x = a{}", "*a".repeat(deep)),
    ];
    for source in sources {
        let (result, _) = compile_with(&source, Mode::Exec, 0);
        let error = result.expect_err("too deep");
        assert_eq!(error.msg, "maximum recursion depth exceeded during compilation", "{}", &source[..20]);
    }
    let fine = [
        format!("x = a{}", ".b".repeat(2990)),
        format!("x = {}1", "1+".repeat(5000)),
        format!("x = {}1", "lambda:".repeat(40)),
    ];
    for source in fine {
        assert!(compile_with(&source, Mode::Exec, 0).0.is_ok(), "{}", &source[..20]);
    }
}

/// A tree that a program made need not be one the grammar could give.
#[test]
fn signature_trees_are_refused() {
    let module = Mod::FunctionType { argtypes: vec![], returns: Box::new(none()) };
    assert!(compile_ast(module, &CompileOptions::new("<test>".into()), &mut Vec::new()).is_err());
}

fn none() -> pyston_compiler::ast::Expr {
    use pyston_compiler::ast::{Constant, Expr, ExprKind, Span};
    Expr { kind: ExprKind::Constant { value: Constant::None, kind: None }, span: Span::default() }
}
