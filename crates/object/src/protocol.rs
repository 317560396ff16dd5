//! The protocols.
use crate::ptr::{Object, Py, PyResult};
pub fn repr_string(_object: &Object) -> PyResult<String> {
    todo!()
}
pub fn hash(object: &Object) -> PyResult<isize> {
    match object.downcast_exact::<crate::int::Int>() {
        Some(int) => Ok(int.hash()),
        None => todo!(),
    }
}
pub fn compare_eq(_a: &Object, _b: &Object) -> PyResult<bool> {
    todo!()
}
pub fn get_iter(_object: &Object) -> PyResult {
    todo!()
}
pub fn iter_next(_iterator: &Object) -> PyResult<Option<Py>> {
    todo!()
}
pub fn get_item(_object: &Object, _key: &Object) -> PyResult {
    todo!()
}
pub fn mapping_keys(_object: &Object) -> PyResult {
    todo!()
}
pub fn lookup_attr(_object: &Object, _name: &crate::str::Str) -> PyResult<Option<Py>> {
    todo!()
}
