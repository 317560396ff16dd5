//! The parse table of the grammar text; the build script makes it, so that no run has to.
//!
//! **Invariant**: the grammar is LL(1): at most one arc of a state can begin with a given terminal (checked here).

use super::action::{Action, Ending};
use super::automaton::{self, Label, State};
use super::symbol::SYMBOLS;
use super::text;
use super::token::{N_TERMINALS, Terminal};

/// The table; states of all rules are numbered through.
pub struct Table {
    /// The automaton of each nonterminal, by its number.
    rules: Vec<Vec<State>>,
    /// The first state of each nonterminal in the numbering of all states.
    pub start: Vec<u16>,
    /// By state and terminal.
    pub actions: Vec<[Action; N_TERMINALS]>,
    pub ends: Vec<Ending>,
    pub expected: Vec<Option<Terminal>>,
}

impl Table {
    /// Makes the table.
    pub fn build() -> Table {
        let rules: Vec<Vec<State>> = text::GRAMMAR
            .lines()
            .map(|line| automaton::compile(line.split_once(": ").expect("grammar: no colon").1))
            .collect();
        assert_eq!(rules.len(), SYMBOLS.len());
        for (line, name) in text::GRAMMAR.lines().zip(SYMBOLS) {
            assert_eq!(line.split(':').next(), Some(&*name.to_ascii_lowercase()), "grammar: rules out of order");
        }
        let first = first_sets(&rules);
        let mut start = Vec::new();
        let mut count = 0;
        for rule in &rules {
            start.push(count);
            count += rule.len() as u16;
        }
        let mut table = Table { start, actions: Vec::new(), ends: Vec::new(), expected: Vec::new(), rules };
        for number in 0..table.rules.len() {
            for state in 0..table.rules[number].len() {
                table.add_row(number, state, &first);
            }
        }
        table
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
        self.actions.push(row);
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
