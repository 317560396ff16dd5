//! Python 3.8's own LL(1) grammar as tables: what decides whether a source is well formed, and the
//! base of the `parser`, `symbol` and `token` modules.
//!
//! The tables are made by the build script, of the text in `text.rs` (`automaton.rs`, `table.rs`).

mod action;
pub mod symbol;
pub mod token;

pub use action::{Action, Ending};
use symbol::Symbol;
use token::{N_TERMINALS, Terminal};

include!(concat!(env!("OUT_DIR"), "/grammar.rs"));

/// The first state of a nonterminal.
#[inline]
pub fn start(symbol: Symbol) -> u16 {
    START[usize::from(symbol)]
}

/// What to do in a state when a terminal comes.
#[inline]
pub fn action(state: u16, terminal: Terminal) -> Action {
    ACTIONS[usize::from(state)][usize::from(terminal)]
}

/// Whether the rule may end in a state.
#[inline]
pub fn ending(state: u16) -> Ending {
    ENDS[usize::from(state)]
}

/// The one terminal that can come in a state, if there is just one.
pub fn only_expected(state: u16) -> Option<Terminal> {
    EXPECTED[usize::from(state)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_know_an_atom() {
        let atom = start(symbol::ATOM);
        assert!(matches!(action(atom, token::NAME), Action::Shift(_)));
        assert_eq!(action(atom, token::RPAR), Action::None);
    }
}
