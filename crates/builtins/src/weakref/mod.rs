//! Weak references and proxies: `weakref`, `weakproxy`, `weakcallableproxy`.
//!
//! The lists behind them are `pyston_object::weakref`'s; here is what Python code sees.

mod proxy;
mod reference;

pub use proxy::{WeakCallableProxyType, WeakProxyType};
pub use reference::WeakRefType;

/// Fills the three types.
pub fn install() {
    WeakRefType::install();
    reference::install_members();
    WeakProxyType::install();
    WeakCallableProxyType::install();
}
