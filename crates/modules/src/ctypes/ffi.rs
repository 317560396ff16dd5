//! The thin layer over libffi: interfaces of functions, calls through them, and closures.
//!
//! **Invariant**: an [`Interface`] owns all that its description points to, so it can be used as long as it
//! lives. What is called, and whether it takes what it is given, is the Python program's responsibility:
//! `ctypes` lets programs call any address.
//!
//! Memory of closures is never writable and executable at once: on Linux libffi's configuration uses its
//! static trampolines (`FFI_EXEC_STATIC_TRAMP`, both on x86-64 and AArch64): code pages of the executable,
//! mapped anew from its file for each table of trampolines, next to data pages with what each one jumps to.
//! Without access to the file it maps one temporary file twice, once to write and once to execute.

use std::cell::UnsafeCell;
use std::ffi::c_void;
use std::rc::Rc;

use libffi::low::{self, CodePtr, ffi_cif, ffi_closure, ffi_type};

use super::by_value::Class;

/// A C type that functions take or return.
#[derive(Clone)]
pub enum CType {
    Void,
    Scalar(Scalar),
    /// A structure, union or array.
    Block(Rc<Block>),
}

/// A number or pointer of C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scalar {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
    LongDouble,
    Pointer,
}

impl Scalar {
    fn raw(self) -> *mut ffi_type {
        use low::types;
        match self {
            Scalar::I8 => &raw mut types::sint8,
            Scalar::U8 => &raw mut types::uint8,
            Scalar::I16 => &raw mut types::sint16,
            Scalar::U16 => &raw mut types::uint16,
            Scalar::I32 => &raw mut types::sint32,
            Scalar::U32 => &raw mut types::uint32,
            Scalar::I64 => &raw mut types::sint64,
            Scalar::U64 => &raw mut types::uint64,
            Scalar::F32 => &raw mut types::float,
            Scalar::F64 => &raw mut types::double,
            Scalar::LongDouble => &raw mut types::longdouble,
            Scalar::Pointer => &raw mut types::pointer,
        }
    }

    pub fn size(self) -> usize {
        match self {
            Scalar::I8 | Scalar::U8 => 1,
            Scalar::I16 | Scalar::U16 => 2,
            Scalar::I32 | Scalar::U32 | Scalar::F32 => 4,
            Scalar::I64 | Scalar::U64 | Scalar::F64 | Scalar::Pointer => 8,
            Scalar::LongDouble => 16,
        }
    }
}

/// A type that is passed as a block of bytes. Its elements do not describe its fields but its class
/// ([`Class`]): libffi looks at them for nothing else, as the size is given.
pub struct Block {
    size: usize,
    described: UnsafeCell<ffi_type>,
    /// Null-terminated; `described` points to it.
    _elements: Box<[*mut ffi_type]>,
}

impl CType {
    /// A block of that size and alignment, passed as its class says.
    pub fn block(class: &Class, size: usize, align: usize) -> CType {
        let elements = class.elements().iter().map(|element| element.raw());
        let mut elements: Box<[*mut ffi_type]> = elements.chain([std::ptr::null_mut()]).collect();
        let described =
            ffi_type { size, alignment: align as u16, type_: low::type_tag::STRUCT, elements: elements.as_mut_ptr() };
        CType::Block(Rc::new(Block { size, described: UnsafeCell::new(described), _elements: elements }))
    }

    /// In bytes.
    pub fn size(&self) -> usize {
        match self {
            CType::Void => 0,
            CType::Scalar(scalar) => scalar.size(),
            CType::Block(block) => block.size,
        }
    }

    fn raw(&self) -> *mut ffi_type {
        match self {
            CType::Void => &raw mut low::types::void,
            CType::Scalar(scalar) => scalar.raw(),
            CType::Block(block) => block.described.get(),
        }
    }
}

/// What a function takes and returns.
pub struct Interface {
    cif: UnsafeCell<ffi_cif>,
    _arguments: Vec<CType>,
    _raw_arguments: Box<[*mut ffi_type]>,
    _result: CType,
}

impl Interface {
    /// `None` if libffi cannot describe such a function. Linux's conventions pass arguments of variadic
    /// functions as those of others.
    pub fn new(arguments: Vec<CType>, result: CType) -> Option<Interface> {
        let mut raw_arguments: Box<[*mut ffi_type]> = arguments.iter().map(CType::raw).collect();
        let mut cif = ffi_cif::default();
        let abi = low::ffi_abi_FFI_DEFAULT_ABI;
        // SAFETY: the types live as long as the interface, which owns blocks; the others are statics.
        unsafe { low::prep_cif(&mut cif, abi, raw_arguments.len(), result.raw(), raw_arguments.as_mut_ptr()) }.ok()?;
        let cif = UnsafeCell::new(cif);
        Some(Interface { cif, _arguments: arguments, _raw_arguments: raw_arguments, _result: result })
    }

    /// Calls the function at an address with the values at those places, as many as it takes, and writes
    /// what it returns to `result`, where there is room for 16 bytes at least.
    pub fn call(&self, function: usize, values: &mut [*mut c_void], result: *mut c_void) {
        let function = CodePtr(std::ptr::with_exposed_provenance_mut(function));
        // SAFETY: the program vouches for the function and the values. Results shorter than a register are
        // written as whole ones, for which there is room.
        unsafe { libffi::raw::ffi_call(self.cif.get(), Some(*function.as_safe_fun()), result, values.as_mut_ptr()) }
    }
}

/// What a closure does: reads its arguments at those addresses, writes a result at the last one, where
/// there is room for a register at least.
pub type Body = dyn Fn(&[*mut c_void], *mut c_void);

/// A C function that runs a Rust one.
pub struct Closure {
    memory: *mut ffi_closure,
    code: CodePtr,
    _interface: Box<Interface>,
    _body: Box<Box<Body>>,
}

impl Closure {
    /// `None` if there is no memory for code.
    pub fn new(interface: Interface, body: Box<Body>) -> Option<Closure> {
        let (memory, code) = low::try_closure_alloc()?;
        let (interface, body) = (Box::new(interface), Box::new(body));
        let closure = Closure { memory, code, _interface: interface, _body: body };
        // SAFETY: interface and body have places of their own, which the closure keeps.
        let made = unsafe {
            libffi::raw::ffi_prep_closure_loc(
                memory,
                closure._interface.cif.get(),
                Some(enter),
                (&raw const *closure._body).cast_mut().cast(),
                code.as_mut_ptr(),
            )
        };
        (made == libffi::raw::ffi_status_FFI_OK).then_some(closure)
    }

    /// Where C finds the function.
    pub fn address(&self) -> usize {
        self.code.as_mut_ptr().expose_provenance()
    }
}

impl Drop for Closure {
    fn drop(&mut self) {
        // SAFETY: allocated by `new`; who still has the address must not call it, as with any function that
        // is gone.
        unsafe { low::closure_free(self.memory) }
    }
}

/// What libffi calls when C calls a closure.
unsafe extern "C" fn enter(cif: *mut ffi_cif, result: *mut c_void, values: *mut *mut c_void, body: *mut c_void) {
    // SAFETY: libffi gives the closure's own interface and body, and as many values as it has arguments.
    unsafe {
        let values: &[*mut c_void] = match (*cif).nargs {
            0 => &[],
            count => std::slice::from_raw_parts(values, count as usize),
        };
        let body: &Body = &**body.cast::<Box<Body>>();
        body(values, result);
    }
}
