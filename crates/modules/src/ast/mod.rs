//! `_ast`: syntax trees as Python objects.
//!
//! One table of node types ([`table`]) makes the classes, the conversion of the compiler's trees to
//! objects (`ast.parse`) and the conversion back (`compile()` of a tree), which [`validate`] completes.

mod classes;
mod constant;
mod convert;
mod node;
mod table;
mod validate;
mod value;

use pyston_compiler::ast::Mod;
use pyston_compiler::parse::Mode;
use pyston_object::prelude::*;
use pyston_runtime::ast::AstHooks;
use pyston_runtime::compile::{self, PYCF_ONLY_AST, PYCF_TYPE_COMMENTS, Request};

use self::classes::{Class, classes};
use self::node::{AST_Type, Ast};
use self::value::{Reader, Tree};

pub struct AstModule;

#[pymodule("_ast")]
impl AstModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        let classes = classes()?;
        module.add("__doc__", ())?;
        module.add_type(&AST_Type)?;
        module.add("PyCF_ONLY_AST", PYCF_ONLY_AST)?;
        module.add("PyCF_TYPE_COMMENTS", PYCF_TYPE_COMMENTS)?;
        module.add("PyCF_ALLOW_TOP_LEVEL_AWAIT", pyston_compiler::options::PYCF_ALLOW_TOP_LEVEL_AWAIT)?;
        for (class, made) in classes.iter() {
            module.add(class.name(), made.ty.clone())?;
        }
        Ok(())
    }
}

/// Gives the runtime the conversions.
pub fn install() {
    pyston_runtime::ast::install(AstHooks { compile: compile_object, parse });
}

/// Parses a source to a tree of objects.
fn parse(source: &[u8], request: &Request<'_>) -> PyResult {
    let tree = compile::parse(source, request)?;
    let object = tree.write(classes()?)?;
    value::with_room(|| drop(tree));
    Ok(object)
}

/// Compiles a tree of objects; `None` if the object is none.
fn compile_object(source: &Object, filename: &Str, mode: Mode, flags: u32, optimize: i32) -> PyResult<Option<Py>> {
    Ast::install_type()?;
    if !protocol::is_instance(source, &AST_Type)? {
        return Ok(None);
    }
    if flags & PYCF_ONLY_AST != 0 {
        return Ok(Some(source.new_ref()));
    }
    let expected = match mode {
        Mode::Exec => Class::Module,
        Mode::Eval => Class::Expression,
        Mode::Single => Class::Interactive,
        Mode::FuncType => Class::FunctionType,
    };
    pyston_runtime::audit::raise("compile", &[source, singletons::none()])?;
    let classes = classes()?;
    if !protocol::is_instance(source, classes.ty(expected))? {
        let got = source.type_name();
        return Err(raise!(TypeError, "expected {} node, got {got:.400}", expected.name()));
    }
    let tree = Mod::read(source, &mut Reader::new(classes))?;
    validate::module(&tree)?;
    let request = Request { filename, mode, flags, optimize, is_text: true, is_file: false, feature_version: None };
    compile::compile_tree(tree, &request).map(|code| Some(code.into_object()))
}
