//! What the parser does in a state of the grammar.

use super::symbol::Symbol;

/// What to do in a state when a terminal comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// No arc begins with it: the rule ends here, or the source is wrong.
    None,
    /// Consume it and go to the state.
    Shift(u16),
    /// Begin the nonterminal; when it is complete go on in the state.
    Push(Symbol, u16),
}

/// Whether a rule may, or must, end in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    No,
    May,
    Must,
}
