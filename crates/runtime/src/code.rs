//! Code objects: the layout, and making them from what the compiler or `marshal` gives.
//!
//! **Invariant**: names, variable names and identifier-like constants are interned, as CPython does;
//! the translation to register code hangs off `co_opcache_map`, which nobody else uses.

use std::ffi::c_void;

use pyston_compiler::code::{Code as CompiledCode, Const};
use pyston_compiler::wstr::WStr;
use pyston_object::abi::flags::*;
use pyston_object::abi::{PyCodeObject, PyObject};
use pyston_object::prelude::*;
use pyston_object::{alloc, object_layout, statics};

object_layout! {
    /// A code object.
    Code = PyCodeObject, pyston_object::statics::PyCode_Type
}

impl<'a> FromArg<'a> for &'a Code {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        object.downcast().ok_or_else(|| context.must_be("code", object))
    }
}

/// `CO_CELL_NOT_AN_ARG`.
pub const CELL_NOT_AN_ARG: isize = -1;

/// Everything a code object is made of.
pub struct CodeParts {
    /// Positional parameters, positional-only ones included.
    pub argcount: i32,
    pub posonlyargcount: i32,
    pub kwonlyargcount: i32,
    pub nlocals: i32,
    pub stacksize: i32,
    pub flags: i32,
    pub firstlineno: i32,
    pub code: Py<Bytes>,
    pub consts: Py<Tuple>,
    pub names: Py<Tuple>,
    pub varnames: Py<Tuple>,
    pub freevars: Py<Tuple>,
    pub cellvars: Py<Tuple>,
    pub filename: Py<Str>,
    pub name: Py<Str>,
    pub lnotab: Py<Bytes>,
}

/// The names, interned; the tuple itself if they are already.
fn names_tuple(names: &Tuple) -> PyResult<Py<Tuple>> {
    if names.as_slice().iter().all(|name| name.downcast_exact::<Str>().is_some_and(Str::is_interned)) {
        return Ok(names.new_ref());
    }
    let mut interned = Vec::with_capacity(names.len());
    for name in names.as_slice() {
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "name tuples must contain only strings, not '{:.500}'", name.type_name()));
        };
        // Instances of subtypes are copied: names are looked up by identity and hash.
        interned.push(Str::intern_object(Str::from_data(name.data())?).into_object());
    }
    Tuple::from_vec(interned)
}

fn looks_like_name(text: &Str) -> bool {
    text.as_ascii().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

fn intern_constants(consts: &Tuple) -> PyResult<Py<Tuple>> {
    if !consts.as_slice().iter().any(|constant| may_hold_names(constant)) {
        return Ok(consts.new_ref());
    }
    let mut result = Vec::with_capacity(consts.len());
    for value in consts.as_slice() {
        result.push(match value.downcast_exact::<Str>() {
            Some(text) if looks_like_name(text) => Str::intern_object(text.new_ref()).into_object(),
            _ => match value.downcast_exact::<Tuple>() {
                Some(tuple) => intern_constants(tuple)?.into_object(),
                None if value.ty() == &statics::PyFrozenSet_Type => intern_elements(value)?,
                None => value.new_ref(),
            },
        });
    }
    if result.iter().zip(consts.as_slice()).all(|(new, old)| new.is(*old)) {
        return Ok(consts.new_ref());
    }
    Tuple::from_vec(result)
}

/// Could interning change the constant?
fn may_hold_names(constant: &Object) -> bool {
    match constant.downcast_exact::<Str>() {
        Some(text) => !text.is_interned() && looks_like_name(text),
        None => constant.ty() == &statics::PyTuple_Type || constant.ty() == &statics::PyFrozenSet_Type,
    }
}

/// A constant frozenset with its elements interned.
fn intern_elements(frozen: &Object) -> PyResult {
    let Some(set) = Set::from_exact(frozen) else { return Ok(frozen.new_ref()) };
    let elements = Tuple::from_vec(set.to_vec())?;
    let interned = intern_constants(&elements)?;
    if interned.is(&*elements) {
        return Ok(frozen.new_ref());
    }
    let result = Set::new_frozen()?;
    interned.as_slice().iter().try_for_each(|element| result.add(element).map(drop))?;
    Ok(result.into_object())
}

impl CodeParts {
    /// Tells that a code object is made of these parts, by a program or from marshal data.
    pub fn audit(&self) -> PyResult<()> {
        pyston_object::hooks::audit("code.__new__", || {
            Ok([
                self.code.clone().into_object(),
                self.filename.clone().into_object(),
                self.name.clone().into_object(),
                self.argcount.into_py()?,
                self.posonlyargcount.into_py()?,
                self.kwonlyargcount.into_py()?,
                self.nlocals.into_py()?,
                self.stacksize.into_py()?,
                self.flags.into_py()?,
            ])
        })
    }
}

impl Code {
    /// A code object.
    ///
    /// # Errors
    /// As `types.CodeType`: `ValueError` for negative or inconsistent counts.
    pub fn new(parts: CodeParts) -> PyResult<Py<Code>> {
        let counts = [parts.argcount, parts.posonlyargcount, parts.kwonlyargcount, parts.nlocals, parts.stacksize];
        if counts.iter().any(|&count| count < 0) || parts.flags < 0 || parts.argcount < parts.posonlyargcount {
            return Err(raise!(SystemError, "bad argument to internal function"));
        }
        let varnames = names_tuple(&parts.varnames)?;
        let cellvars = names_tuple(&parts.cellvars)?;
        let total_args = i64::from(parts.argcount)
            + i64::from(parts.kwonlyargcount)
            + i64::from(parts.flags & CO_VARARGS != 0)
            + i64::from(parts.flags & CO_VARKEYWORDS != 0);
        if total_args as usize > varnames.len() {
            return Err(raise!(ValueError, "code: varnames is too small"));
        }
        let mut flags = parts.flags & !CO_NOFREE;
        if parts.freevars.is_empty() && cellvars.is_empty() {
            flags |= CO_NOFREE;
        }
        let cell2arg = cell_arguments(&cellvars, &varnames, total_args as usize)?;
        let (names, consts) = (names_tuple(&parts.names)?, intern_constants(&parts.consts)?);
        let freevars = names_tuple(&parts.freevars)?;
        // SAFETY: every field that is not valid as zero is set.
        unsafe {
            alloc::new_object(&pyston_object::statics::PyCode_Type, |code: &Code| {
                let raw = &mut *code.raw();
                raw.co_argcount = parts.argcount;
                raw.co_posonlyargcount = parts.posonlyargcount;
                raw.co_kwonlyargcount = parts.kwonlyargcount;
                raw.co_nlocals = parts.nlocals;
                raw.co_stacksize = parts.stacksize;
                raw.co_flags = flags;
                raw.co_firstlineno = parts.firstlineno;
                raw.co_code = parts.code.into_ptr();
                raw.co_consts = consts.into_ptr();
                raw.co_names = names.into_ptr();
                raw.co_varnames = varnames.into_ptr();
                raw.co_freevars = freevars.into_ptr();
                raw.co_cellvars = cellvars.into_ptr();
                raw.co_cell2arg = cell2arg;
                raw.co_filename = parts.filename.into_ptr();
                raw.co_name = parts.name.into_ptr();
                raw.co_lnotab = parts.lnotab.into_ptr();
                raw.co_opcache_flag = 0;
            })
        }
    }

    /// A runtime code object from the compiler's result.
    pub fn from_compiled(compiled: &CompiledCode) -> PyResult<Py<Code>> {
        let text = |text: &WStr| Str::from_wtf8(text.as_bytes()).map(Str::intern_object);
        let names = |names: &[WStr]| -> PyResult<Py<Tuple>> {
            let names: PyResult<Vec<Py>> = names.iter().map(|name| text(name).map(Py::into_object)).collect();
            Tuple::from_vec(names?)
        };
        let consts: PyResult<Vec<Py>> = compiled.consts.iter().map(constant).collect();
        Code::new(CodeParts {
            argcount: compiled.argcount as i32,
            posonlyargcount: compiled.posonlyargcount as i32,
            kwonlyargcount: compiled.kwonlyargcount as i32,
            nlocals: compiled.nlocals as i32,
            stacksize: compiled.stacksize as i32,
            flags: compiled.flags as i32,
            firstlineno: compiled.firstlineno as i32,
            code: Bytes::new(&compiled.code)?,
            consts: Tuple::from_vec(consts?)?,
            names: names(&compiled.names)?,
            varnames: names(&compiled.varnames)?,
            freevars: names(&compiled.freevars)?,
            cellvars: names(&compiled.cellvars)?,
            filename: text(&compiled.filename)?,
            name: text(&compiled.name)?,
            lnotab: Bytes::new(&compiled.lnotab)?,
        })
    }

    #[inline]
    pub fn flags(&self) -> i32 {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).co_flags }
    }
    pub fn argcount(&self) -> usize {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_argcount as usize }
    }
    pub fn posonlyargcount(&self) -> usize {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_posonlyargcount as usize }
    }
    pub fn kwonlyargcount(&self) -> usize {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_kwonlyargcount as usize }
    }
    pub fn nlocals(&self) -> usize {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_nlocals as usize }
    }
    pub fn stacksize(&self) -> usize {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_stacksize as usize }
    }
    pub fn firstlineno(&self) -> i32 {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_firstlineno }
    }

    /// A field that holds an object of a known type, which never changes.
    fn field<T: Layout>(&self, field: *mut PyObject) -> &T {
        // SAFETY: the constructor stored an object of this type; code objects do not change.
        unsafe { Object::from_ptr(field).cast_unchecked() }
    }
    pub fn bytecode(&self) -> &Bytes {
        // SAFETY: a field of this live object.
        self.field(unsafe { (*self.raw()).co_code })
    }
    pub fn consts(&self) -> &Tuple {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_consts })
    }
    pub fn names(&self) -> &Tuple {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_names })
    }
    pub fn varnames(&self) -> &Tuple {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_varnames })
    }
    pub fn freevars(&self) -> &Tuple {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_freevars })
    }
    pub fn cellvars(&self) -> &Tuple {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_cellvars })
    }
    pub fn filename(&self) -> &Str {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_filename })
    }
    /// Changes `co_filename`; a string once shown stays alive with whoever took a reference.
    pub fn set_filename(&self, filename: &Str) {
        // SAFETY: a field of this live object.
        unsafe {
            pyston_object::exception::set_field(
                &raw mut (*self.raw()).co_filename,
                Some(filename.new_ref().into_object()),
            )
        }
    }
    pub fn name(&self) -> &Str {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_name })
    }
    pub fn lnotab(&self) -> &Bytes {
        // SAFETY: as above.
        self.field(unsafe { (*self.raw()).co_lnotab })
    }

    /// The argument that cell variable `cell` starts from.
    pub fn cell_argument(&self, cell: usize) -> Option<usize> {
        // SAFETY: null, or one entry a cell variable.
        unsafe {
            let table = (*self.raw()).co_cell2arg;
            if table.is_null() { None } else { usize::try_from(*table.add(cell)).ok() }
        }
    }

    /// Does the code have cells that start from arguments?
    pub fn has_cell_arguments(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { !(*self.raw()).co_cell2arg.is_null() }
    }

    /// Locals, cells, free variables.
    pub fn n_variables(&self) -> usize {
        self.nlocals() + self.cellvars().len() + self.freevars().len()
    }

    /// Where the interpreter keeps its translation.
    #[inline]
    pub fn translation(&self) -> *mut c_void {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).co_opcache_map.cast() }
    }
    pub fn set_translation(&self, translation: *mut c_void) {
        // SAFETY: as above.
        unsafe { (*self.raw()).co_opcache_map = translation.cast() }
    }

    /// The line of the bytecode at `offset` (`PyCode_Addr2Line`). Foreign code may count beyond all lines.
    pub fn line_of(&self, offset: i32) -> i32 {
        let (mut line, mut address) = (self.firstlineno(), 0);
        for pair in self.lnotab().as_slice().chunks_exact(2) {
            address += i32::from(pair[0]);
            if address > offset {
                break;
            }
            line = line.wrapping_add(i32::from(pair[1] as i8));
        }
        line
    }
}

impl Code {
    /// The line of the bytecode at `offset`, and the stretch of offsets around it in which no line
    /// begins (`_PyCode_CheckLineNumber`).
    pub fn line_range(&self, offset: i32) -> (i32, i32, i32) {
        let (mut line, mut address, mut lower) = (self.firstlineno(), 0, 0);
        for pair in self.lnotab().as_slice().chunks_exact(2) {
            let begins = pair[1] != 0;
            address += i32::from(pair[0]);
            if address > offset {
                if begins {
                    return (line, lower, address);
                }
            } else {
                if begins {
                    lower = address;
                }
                line = line.wrapping_add(i32::from(pair[1] as i8));
            }
        }
        // The last stretch of a line that is told in several steps ends where the table does.
        let upper = if address > offset { address } else { i32::MAX };
        (line, lower, upper)
    }
}

/// For each cell variable the argument it starts from, if any does.
fn cell_arguments(cellvars: &Tuple, varnames: &Tuple, total_args: usize) -> PyResult<*mut isize> {
    let find = |cell: &&Object| {
        let cell = cell.downcast::<Str>()?;
        varnames.as_slice()[..total_args]
            .iter()
            .position(|name| name.downcast::<Str>().is_some_and(|name| name.equals(cell)))
    };
    let table: Vec<Option<usize>> = cellvars.as_slice().iter().map(find).collect();
    if table.iter().all(Option::is_none) {
        return Ok(std::ptr::null_mut());
    }
    // SAFETY: a fresh block of the size of the table, freed by the deallocator.
    unsafe {
        let block: *mut isize = alloc::malloc(table.len() * size_of::<isize>()).cast();
        if block.is_null() {
            return Err(errors::no_memory());
        }
        for (index, argument) in table.into_iter().enumerate() {
            block.add(index).write(argument.map_or(CELL_NOT_AN_ARG, |argument| argument as isize));
        }
        Ok(block)
    }
}

/// A constant of the compiler as an object.
pub fn constant(value: &Const) -> PyResult {
    Ok(match value {
        Const::None => singletons::py_none(),
        Const::True => singletons::py_bool(true),
        Const::False => singletons::py_bool(false),
        Const::Ellipsis => singletons::ellipsis().new_ref(),
        Const::Int(value) => Int::from_bigint(value)?.into_object(),
        Const::Float(value) => Float::new(*value)?.into_object(),
        Const::Complex { real, imag } => pyston_object::call::call(
            &pyston_object::statics::PyComplex_Type,
            &[&*Float::new(*real)?.into_object(), &*Float::new(*imag)?.into_object()],
        )?,
        Const::Str(value) => Str::from_wtf8(value.as_bytes())?.into_object(),
        Const::Bytes(value) => Bytes::new(value)?.into_object(),
        Const::Tuple(items) => {
            let items: PyResult<Vec<Py>> = items.iter().map(constant).collect();
            Tuple::from_vec(items?)?.into_object()
        }
        Const::FrozenSet(items) if items.is_empty() => Set::empty_frozen()?.into_object(),
        Const::FrozenSet(items) => {
            let set = Set::new_frozen()?;
            for item in items {
                set.add(&*constant(item)?)?;
            }
            set.into_object()
        }
        Const::Code(code) => Code::from_compiled(code)?.into_object(),
    })
}

/// `tp_dealloc` of code objects.
///
/// # Safety
/// A slot: `this` is a dead code object.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; the fields are owned references or blocks.
    unsafe {
        let raw = this.cast::<PyCodeObject>();
        if !(*raw).co_opcache_map.is_null() {
            (crate::eval::hooks().drop_translation)((*raw).co_opcache_map.cast());
        }
        crate::frame::free_zombie((*raw).co_zombieframe.cast());
        if !(*raw).co_weakreflist.is_null() {
            pyston_object::weakref::clear_all(this);
        }
        for field in [
            (*raw).co_code,
            (*raw).co_consts,
            (*raw).co_names,
            (*raw).co_varnames,
            (*raw).co_freevars,
            (*raw).co_cellvars,
            (*raw).co_filename,
            (*raw).co_name,
            (*raw).co_lnotab,
        ] {
            drop(Py::<Object>::from_nullable(field));
        }
        alloc::free((*raw).co_cell2arg.cast());
        crate::code_extra::free_all((*raw).co_extra);
        alloc::free_object(this);
    }
}
