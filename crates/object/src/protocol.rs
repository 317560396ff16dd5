//! The protocols.
use crate::ptr::{Object, PyResult};
pub fn repr_string(_object: &Object) -> PyResult<String> {
    todo!()
}
