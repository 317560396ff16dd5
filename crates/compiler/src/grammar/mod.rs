//! Python 3.8's own LL(1) grammar as tables: what decides whether a source is well formed, and the
//! base of the `parser`, `symbol` and `token` modules.
//!
//! **Invariant**: the grammar is LL(1): at most one arc of a state can begin with a given terminal
//! (checked when the table is built).

pub mod automaton;
pub mod symbol;
mod text;
pub mod token;

use std::sync::OnceLock;

use automaton::{Label, State};
use symbol::{SYMBOLS, Symbol};
use token::{N_TERMINALS, Terminal};

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

/// The grammar with its parse table.
pub struct Grammar {
    /// The automaton of each nonterminal, by its number.
    pub rules: Vec<Vec<State>>,
    /// The first state of each nonterminal in the numbering of all states.
    pub start: Vec<u16>,
    actions: Vec<Action>,
    ends: Vec<Ending>,
    expected: Vec<Option<Terminal>>,
}

/// Whether a rule may, or must, end in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    No,
    May,
    Must,
}

impl Grammar {
    /// The one grammar, built at first use.
    pub fn get() -> &'static Grammar {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(Grammar::build)
    }

    #[inline]
    pub fn action(&self, state: u16, terminal: Terminal) -> Action {
        self.actions[usize::from(state) * N_TERMINALS + usize::from(terminal)]
    }

    #[inline]
    pub fn ending(&self, state: u16) -> Ending {
        self.ends[usize::from(state)]
    }

    /// The one terminal that can come in a state, if there is just one.
    pub fn only_expected(&self, state: u16) -> Option<Terminal> {
        self.expected[usize::from(state)]
    }

    fn build() -> Grammar {
        let rules: Vec<Vec<State>> = text::GRAMMAR
            .lines()
            .map(|line| automaton::compile(line.split_once(": ").expect("grammar: no colon").1))
            .collect();
        assert_eq!(rules.len(), SYMBOLS.len());
        let first = first_sets(&rules);
        let mut start = Vec::new();
        let mut count = 0;
        for rule in &rules {
            start.push(count);
            count += rule.len() as u16;
        }
        let mut grammar = Grammar { start, actions: Vec::new(), ends: Vec::new(), expected: Vec::new(), rules };
        for number in 0..grammar.rules.len() {
            for state in 0..grammar.rules[number].len() {
                grammar.add_row(number, state, &first);
            }
        }
        grammar
    }

    fn add_row(&mut self, number: usize, state: usize, first: &[Vec<Terminal>]) {
        let state = &self.rules[number][state];
        let mut row = [Action::None; N_TERMINALS];
        for &(label, target) in &state.arcs {
            let target = self.start[number] + target as u16;
            let (terminals, action) = match label {
                Label::Terminal(terminal) => (vec![terminal], Action::Shift(target)),
                Label::Nonterminal(symbol) => (first[usize::from(symbol)].clone(), Action::Push(symbol, target)),
            };
            for terminal in terminals {
                let cell = &mut row[usize::from(terminal)];
                assert_eq!(*cell, Action::None, "grammar: not LL(1) in {}", SYMBOLS[number]);
                *cell = action;
            }
        }
        let mut possible = (0..N_TERMINALS as Terminal).filter(|&t| row[usize::from(t)] != Action::None);
        let only = possible.next().filter(|_| possible.next().is_none());
        self.expected.push(only.filter(|_| !state.accepting));
        self.ends.push(match (state.accepting, state.arcs.is_empty()) {
            (false, _) => Ending::No,
            (true, false) => Ending::May,
            (true, true) => Ending::Must,
        });
        self.actions.extend(row);
    }
}

/// The terminals each nonterminal can begin with. The grammar has no empty and no left-recursive
/// rule, so following the first arcs ends.
fn first_sets(rules: &[Vec<State>]) -> Vec<Vec<Terminal>> {
    fn visit(rules: &[Vec<State>], sets: &mut [Option<Vec<Terminal>>], number: usize) -> Vec<Terminal> {
        if let Some(set) = &sets[number] {
            return set.clone();
        }
        let mut set = Vec::new();
        for (label, _) in &rules[number][0].arcs {
            match label {
                Label::Terminal(terminal) => set.push(*terminal),
                Label::Nonterminal(symbol) => set.extend(visit(rules, sets, usize::from(*symbol))),
            }
        }
        sets[number] = Some(set.clone());
        set
    }
    let mut sets = vec![None; rules.len()];
    (0..rules.len()).map(|number| visit(rules, &mut sets, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_symbol_order() {
        for (line, name) in text::GRAMMAR.lines().zip(SYMBOLS) {
            assert_eq!(line.split(':').next(), Some(name.to_ascii_lowercase().as_str()));
        }
    }

    #[test]
    fn builds_without_conflicts() {
        let grammar = Grammar::get();
        let atom = grammar.start[usize::from(symbol::ATOM)];
        assert!(matches!(grammar.action(atom, token::NAME), Action::Shift(_)));
        assert_eq!(grammar.action(atom, token::RPAR), Action::None);
    }
}
