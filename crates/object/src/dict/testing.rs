//! The lock and thread state of unit tests, with the types of this module and of sets able to die.

use std::sync::{MutexGuard, Once};

static START: Once = Once::new();

/// Makes the calling test the only one that touches objects while the guard lives.
pub(crate) fn locked() -> MutexGuard<'static, ()> {
    let guard = crate::testing::gil();
    START.call_once(|| {
        crate::statics::PyDict_Type.fill(|ty| ty.tp_dealloc = Some(crate::dict::dealloc));
        for ty in [&crate::statics::PySet_Type, &crate::statics::PyFrozenSet_Type] {
            ty.fill(|ty| ty.tp_dealloc = Some(crate::set::dealloc));
        }
    });
    guard
}
