//! `_symtable`: the compiler's symbol tables as objects.

use std::collections::HashMap;
use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_INT, T_OBJECT};
use pyston_compiler::parse::Mode;
use pyston_compiler::symtable::{self as table, BlockId, BlockKind, Scope, SymbolTable};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_runtime::builtins_module::FileName;
use pyston_runtime::compile::{self, Request};

use crate::arguments::{CText, install_once};

/// A block: module, class or function.
#[pyclass(SymtableEntry_Type = "symtable entry")]
pub struct SymtableEntry {
    id: Field<Int>,
    name: Py<Str>,
    symbols: Py<Dict>,
    varnames: Py<List>,
    children: Py<List>,
    nested: i32,
    kind: i32,
    lineno: i32,
}
impl_trace!(SymtableEntry { id, symbols, varnames, children });

const fn read_only(name: &'static std::ffi::CStr, kind: std::ffi::c_int, offset: usize) -> PyMemberDef {
    member(name, kind, field_offset::<SymtableEntry>(offset), READONLY)
}

static MEMBERS: Table<[PyMemberDef; 9]> = Table([
    read_only(c"id", T_OBJECT, offset_of!(SymtableEntry, id)),
    read_only(c"name", T_OBJECT, offset_of!(SymtableEntry, name)),
    read_only(c"symbols", T_OBJECT, offset_of!(SymtableEntry, symbols)),
    read_only(c"varnames", T_OBJECT, offset_of!(SymtableEntry, varnames)),
    read_only(c"children", T_OBJECT, offset_of!(SymtableEntry, children)),
    read_only(c"nested", T_INT, offset_of!(SymtableEntry, nested)),
    read_only(c"type", T_INT, offset_of!(SymtableEntry, kind)),
    read_only(c"lineno", T_INT, offset_of!(SymtableEntry, lineno)),
    END,
]);

#[pytype(SymtableEntry_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl SymtableEntry {
    #[slot]
    fn tp_repr(this: &Instance<SymtableEntry>) -> PyResult<Py<Str>> {
        let address = this.object().as_ptr() as usize;
        Str::from_display(&format!("<symtable entry {}({address}), line {}>", this.name, this.lineno))
    }
}

impl SymtableEntry {
    /// The entry of a block and of those inside it.
    fn of(table: &SymbolTable, id: BlockId, names: &mut Names) -> PyResult<Py<Instance<SymtableEntry>>> {
        let block = table.block(id);
        let symbols = Dict::new()?;
        for (name, flags) in block.symbols.iter() {
            symbols.set_str(&*names.get(name.as_bytes())?, flags.into_py()?)?;
        }
        let varnames = List::new()?;
        for name in &block.varnames {
            varnames.append(names.get(name.as_bytes())?.into_object())?;
        }
        let children = List::new()?;
        for &child in &block.children {
            children.append(SymtableEntry::of(table, child, names)?.into_object())?;
        }
        let entry = Instance::new(SymtableEntry {
            id: Field::empty(),
            name: names.get(block.name.as_bytes())?,
            symbols,
            varnames,
            children,
            nested: block.nested.into(),
            kind: block.kind as i32,
            lineno: block.lineno as i32,
        })?;
        entry.id.set(Int::from_usize(entry.object().as_ptr() as usize)?);
        Ok(entry)
    }
}

/// Names are shared between the blocks.
#[derive(Default)]
struct Names(HashMap<Vec<u8>, Py<Str>>);

impl Names {
    fn get(&mut self, name: &[u8]) -> PyResult<Py<Str>> {
        if let Some(known) = self.0.get(name) {
            return Ok(known.clone());
        }
        let text = Str::intern_object(Str::from_wtf8(name)?);
        self.0.insert(name.to_vec(), text.clone());
        Ok(text)
    }
}

const CONSTANTS: &[(&str, u32)] = &[
    ("USE", table::USE),
    ("DEF_GLOBAL", table::DEF_GLOBAL),
    ("DEF_NONLOCAL", table::DEF_NONLOCAL),
    ("DEF_LOCAL", table::DEF_LOCAL),
    ("DEF_PARAM", table::DEF_PARAM),
    ("DEF_FREE", table::DEF_FREE),
    ("DEF_FREE_CLASS", table::DEF_FREE_CLASS),
    ("DEF_IMPORT", table::DEF_IMPORT),
    ("DEF_BOUND", table::DEF_BOUND),
    ("DEF_ANNOT", table::DEF_ANNOT),
    ("TYPE_FUNCTION", BlockKind::Function as u32),
    ("TYPE_CLASS", BlockKind::Class as u32),
    ("TYPE_MODULE", BlockKind::Module as u32),
    ("LOCAL", Scope::Local as u32),
    ("GLOBAL_EXPLICIT", Scope::GlobalExplicit as u32),
    ("GLOBAL_IMPLICIT", Scope::GlobalImplicit as u32),
    ("FREE", Scope::Free as u32),
    ("CELL", Scope::Cell as u32),
    ("SCOPE_OFF", table::SCOPE_OFFSET),
    ("SCOPE_MASK", table::SCOPE_MASK),
];

pub struct SymtableModule;

#[pymodule("_symtable")]
impl SymtableModule {
    /// The symbol table of a source: the entry of its outermost block.
    #[function("($module, source, filename, startstr, /)")]
    fn symtable(source: &Object, filename: FileName, startstr: CText) -> PyResult<Py<Instance<SymtableEntry>>> {
        let FileName(filename) = filename;
        let is_text = Str::check(source);
        let text = match source.downcast::<Str>() {
            Some(text) => text.to_utf8()?.into_owned().into_bytes(),
            None if pyston_object::buffer::has_buffer(source) => Buffer::new(source)?.to_vec(),
            None => return Err(raise!(TypeError, "symtable() arg 1 must be a string or bytes object")),
        };
        if text.contains(&0) {
            return Err(raise!(ValueError, "source code string cannot contain null bytes"));
        }
        let mode = match &*startstr.0.to_string_lossy() {
            "exec" => Mode::Exec,
            "eval" => Mode::Eval,
            "single" => Mode::Single,
            _ => return Err(raise!(ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'")),
        };
        let request = Request {
            filename: &filename,
            mode,
            flags: 0,
            optimize: -1,
            is_text,
            is_file: false,
            feature_version: None,
        };
        let table = compile::symbol_table(&text, &request)?;
        SymtableEntry::of(&table, BlockId::TOP, &mut Names::default())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&SymtableEntry_Type, || {
            SymtableEntry::install();
            SymtableEntry_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
            pyston_object::ready::ready(&SymtableEntry_Type)
        })?;
        module.add("__doc__", ())?;
        CONSTANTS.iter().try_for_each(|&(name, value)| module.add(name, value))
    }
}
