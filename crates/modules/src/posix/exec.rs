//! Replacing the program, and the argument vectors that starting programs needs.

use std::ffi::{CString, c_char};

use pyston_object::prelude::*;

use super::path::{Path, audit, check, fs_bytes, path, path_or_fd};

pub struct ExecFunctions;

/// A vector of C strings that ends with a null pointer.
pub struct Vector {
    _strings: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl Vector {
    pub fn new(strings: Vec<CString>) -> Vector {
        let pointers = strings.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect();
        Vector { _strings: strings, pointers }
    }

    pub fn as_ptr(&self) -> *const *const c_char {
        self.pointers.as_ptr()
    }
}

/// The arguments of a program; `what` is how messages call them.
pub fn arguments(argv: &Object, what: &str) -> PyResult<Vector> {
    let items = if let Some(list) = argv.downcast::<List>() {
        list.to_vec()
    } else if let Some(tuple) = argv.downcast::<Tuple>() {
        tuple.as_slice().iter().map(|item| item.new_ref()).collect()
    } else {
        return Err(raise!(TypeError, "{what} must be a tuple or list"));
    };
    if items.is_empty() {
        return Err(raise!(ValueError, "{what} must not be empty"));
    }
    let strings: PyResult<Vec<CString>> = items.iter().map(|item| fs_bytes(item)).collect();
    let strings = strings?;
    if strings[0].is_empty() {
        return Err(raise!(ValueError, "{what} first element cannot be empty"));
    }
    Ok(Vector::new(strings))
}

/// A mapping as a program's environment.
pub fn environment(env: &Object, function: &str) -> PyResult<Vector> {
    if !protocol::is_mapping(env) {
        return Err(raise!(TypeError, "{function}: environment must be a mapping object"));
    }
    let keys = protocol::mapping_list(env, name!("keys"))?;
    let values = protocol::mapping_list(env, name!("values"))?;
    let mut strings = Vec::new();
    for (key, value) in keys.to_vec().iter().zip(values.to_vec()) {
        let (key, value) = (fs_bytes(key)?, fs_bytes(&value)?);
        // A leading equals sign stands for hidden names elsewhere.
        if key.is_empty() || key.as_bytes()[1..].contains(&b'=') {
            return Err(raise!(ValueError, "illegal environment variable name"));
        }
        let pair = [key.as_bytes(), b"=", value.as_bytes()].concat();
        strings.push(CString::new(pair).expect("parts without NUL"));
    }
    Ok(Vector::new(strings))
}

/// Replacing the program.
#[pymodule("posix")]
impl ExecFunctions {
    /// Runs another program in this process.
    #[function("($module, path, argv, /)")]
    fn execv(program: &Object, argv: &Object) -> PyResult<()> {
        let program = Path::of(program, path("execv"))?;
        let vector = arguments(argv, "execv() arg 2")?;
        audit("os.exec", &[program.audited(), argv, singletons::none()])?;
        let c = program.c_string();
        // SAFETY: C strings and a vector that ends with null.
        check(unsafe { libc::execv(c.as_ptr(), vector.as_ptr()) }).map(drop)
    }

    /// Runs another program with an environment in this process.
    #[function("($module, /, path, argv, env)")]
    fn execve(program: &Object, argv: &Object, env: &Object) -> PyResult<()> {
        let program = Path::of(program, path_or_fd("execve"))?;
        let vector = arguments(argv, "execve: argv")?;
        let environment = environment(env, "execve")?;
        audit("os.exec", &[program.audited(), argv, env])?;
        let c = program.c_string();
        // SAFETY: C strings and vectors that end with null.
        let status = unsafe {
            match program.fd {
                Some(fd) => libc::fexecve(fd, vector.as_ptr(), environment.as_ptr()),
                None => libc::execve(c.as_ptr(), vector.as_ptr(), environment.as_ptr()),
            }
        };
        program.check(status).map(drop)
    }
}
