//! Dictionaries, code objects and marshalled files from within.

use std::fs;

use pyston_object::prelude::*;
use pyston_runtime::code::{Code, CodeParts};
use pyston_runtime::marshal;

use super::must_be;

fn io_error(error: &std::io::Error) -> Raised {
    errors::os_error(error.raw_os_error().unwrap_or(0), None)
}

fn read(filename: &Str) -> PyResult<Vec<u8>> {
    fs::read(&*filename.to_utf8()?).map_err(|error| io_error(&error))
}

fn write(filename: &Str, data: &[u8]) -> PyResult<()> {
    fs::write(&*filename.to_utf8()?, data).map_err(|error| io_error(&error))
}

/// The first `N` bytes of a file.
fn read_head<const N: usize>(filename: &Str) -> PyResult<[u8; N]> {
    let data = read(filename)?;
    data.first_chunk().copied().ok_or_else(|| raise!(EOFError, "marshal data too short"))
}

fn dict_of(object: &Object) -> PyResult<&Dict> {
    object.downcast().ok_or_else(|| must_be(1, "dict", object))
}

pub(super) struct Storage;

#[pymodule("_testcapi")]
impl Storage {
    /// Are the dictionary's keys shared with others?
    #[function(args = "(dict, /)")]
    fn dict_hassplittable(dict: &Object) -> PyResult<bool> {
        Ok(dict_of(dict)?.is_split())
    }

    /// The number that changes with every change of the dictionary.
    #[function(args = "(dict, /)")]
    fn dict_get_version(dict: &Object) -> PyResult<u64> {
        Ok(dict_of(dict)?.version())
    }

    /// Looks a key up by a hash that the caller vouches for.
    #[function(args = "(mp, key, hash, /)")]
    fn dict_getitem_knownhash(mp: &Object, key: &Object, hash: isize) -> PyResult {
        let dict: &Dict = mp.downcast().ok_or_else(errors::bad_internal_call)?;
        dict.get_with_hash(key, hash)?.ok_or_else(|| errors::key_error(key))
    }

    /// A code object with nothing in it but a place.
    #[function(args = "(filename, funcname, firstlineno, /)")]
    fn code_newempty(filename: &Str, funcname: &Str, firstlineno: i32) -> PyResult<Py<Code>> {
        let none = Tuple::from_vec(Vec::new())?;
        let nothing = Bytes::new(b"")?;
        Code::new(CodeParts {
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            nlocals: 0,
            stacksize: 0,
            flags: 0,
            firstlineno,
            code: nothing.clone(),
            consts: none.clone(),
            names: none.clone(),
            varnames: none.clone(),
            freevars: none.clone(),
            cellvars: none,
            filename: filename.new_ref(),
            name: funcname.new_ref(),
            lnotab: nothing,
        })
    }

    #[function(args = "(value, filename, version, /)")]
    fn pymarshal_write_long_to_file(value: i64, filename: &Str, version: i32) -> PyResult<()> {
        let _ = version;
        write(filename, &(value as i32).to_le_bytes())
    }

    #[function(args = "(obj, filename, version, /)")]
    fn pymarshal_write_object_to_file(obj: &Object, filename: &Str, version: i32) -> PyResult<()> {
        write(filename, &marshal::dumps(obj, version.max(0) as u32)?)
    }

    #[function(args = "(filename, /)")]
    fn pymarshal_read_short_from_file(filename: &Str) -> PyResult<(i32, usize)> {
        Ok((i16::from_le_bytes(read_head(filename)?).into(), 2))
    }

    #[function(args = "(filename, /)")]
    fn pymarshal_read_long_from_file(filename: &Str) -> PyResult<(i32, usize)> {
        Ok((i32::from_le_bytes(read_head(filename)?), 4))
    }

    #[function(args = "(filename, /)")]
    fn pymarshal_read_object_from_file(filename: &Str) -> PyResult<(Py, usize)> {
        let data = read(filename)?;
        let mut rest = &data[..];
        let object = marshal::load(&mut rest)?;
        Ok((object, data.len() - rest.len()))
    }

    /// As the function for one object, for the last object of a file: the file is read whole.
    #[function(args = "(filename, /)")]
    fn pymarshal_read_last_object_from_file(filename: &Str) -> PyResult<(Py, usize)> {
        let data = read(filename)?;
        Ok((marshal::loads(&data)?, data.len()))
    }
}
