//! Calling.
use crate::dict::Dict;
use crate::ptr::{Object, Py, PyResult};
use crate::tuple::Tuple;
pub fn call(_callable: &Object, _args: &[&Object]) -> PyResult {
    todo!()
}
pub fn call_owned(_callable: &Object, _args: Vec<Py>) -> PyResult {
    todo!()
}
pub fn call_tuple(_callable: &Object, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    todo!()
}
