//! The end of generators that did not run to their end: `__del__`.
//!
//! **Invariant**: finalising raises nothing and keeps a pending exception.

use pyston_object::abi::flags::CO_COROUTINE;
use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};

use crate::code::Code;
use crate::generator::{AsyncGenerator, Generator, Kind};

impl Generator {
    /// Closes a suspended generator; leaves an async generator to its event loop; complains of a
    /// coroutine that never ran (`_PyGen_Finalize`).
    pub fn finalize(&self) {
        if self.frame().is_none() {
            return;
        }
        let pending = errors::fetch();
        if let Err(raised) = self.finish_early() {
            errors::write_unraisable(raised, Some(self));
        }
        if let Some(pending) = pending {
            let Raised = errors::restore(pending);
        }
    }

    fn finish_early(&self) -> PyResult<()> {
        if self.kind() == Kind::AsyncGenerator
            && let Some(this) = self.as_object().downcast::<AsyncGenerator>()
            && !this.is_closed()
            && let Some(finalizer) = this.finalizer()
        {
            return call::call(&finalizer, &[self]).map(drop);
        }
        let is_coroutine = self.code().downcast::<Code>().is_some_and(|code| code.flags() & CO_COROUTINE != 0);
        if is_coroutine && !self.is_started() {
            return warn_never_awaited(self);
        }
        self.close()
    }
}

/// `RuntimeWarning: coroutine '...' was never awaited`, through `warnings`, which adds the origin.
fn warn_never_awaited(coroutine: &Generator) -> PyResult<()> {
    let warn = match hooks::import("warnings") {
        Ok(warnings) => attr::find_attr(&warnings, name!("_warn_unawaited_coroutine"))?,
        Err(raised) => {
            raised.clear();
            None
        }
    };
    if let Some(warn) = warn {
        match call::call(&warn, &[coroutine]) {
            Ok(_) => return Ok(()),
            Err(raised) if raised.is(&exc::RuntimeWarning) => return Err(raised),
            // The function is broken: that is told too.
            Err(raised) => errors::write_unraisable(raised, Some(coroutine)),
        }
    }
    let message = format!("coroutine '{:.50}' was never awaited", coroutine.qualname());
    hooks::warn(&exc::RuntimeWarning, &message, 1)
}
