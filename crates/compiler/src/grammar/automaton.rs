//! From one rule of the grammar text to a deterministic automaton.
//!
//! **Invariant**: state 0 is the start; arcs of a state have distinct labels. The rule is read into
//! a nondeterministic automaton (Thompson), made deterministic by subsets, and equal states are
//! merged, as parser generators of this family do.

use super::{symbol::SYMBOLS, text::FRAGMENTS, token};

/// What an arc consumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Terminal(token::Terminal),
    Nonterminal(u8),
}

/// A state: whether the rule may end here, and where each label leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub accepting: bool,
    pub arcs: Vec<(Label, usize)>,
}

/// Compiles a right-hand side. Panics on a malformed text: the text is ours and constant.
pub fn compile(right_hand_side: &str) -> Vec<State> {
    let text = expand(right_hand_side);
    let mut nfa = Nfa { arcs: Vec::new(), text: &text };
    let (start, end) = nfa.alternatives();
    assert!(nfa.text.trim().is_empty(), "grammar: left over {:?}", nfa.text);
    merge_equal(nfa.determinize(start, end))
}

fn expand(text: &str) -> String {
    let mut text = text.to_string();
    while let Some(open) = text.find('{').filter(|&at| !text[at..].starts_with("{'")) {
        let close = open + text[open..].find('}').expect("grammar: unclosed fragment");
        let name = &text[open + 1..close];
        let body = FRAGMENTS.iter().find(|fragment| fragment.0 == name).expect("grammar: unknown fragment").1;
        text.replace_range(open..=close, body);
    }
    text
}

struct Nfa<'a> {
    /// By state: label (`None` is epsilon) and target.
    arcs: Vec<Vec<(Option<Label>, usize)>>,
    text: &'a str,
}

impl Nfa<'_> {
    fn state(&mut self) -> usize {
        self.arcs.push(Vec::new());
        self.arcs.len() - 1
    }

    fn epsilon(&mut self, from: usize, to: usize) {
        self.arcs[from].push((None, to));
    }

    fn peek(&mut self) -> char {
        self.text = self.text.trim_start();
        self.text.chars().next().unwrap_or('\0')
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == wanted;
        if found {
            self.text = &self.text[wanted.len_utf8()..];
        }
        found
    }

    fn alternatives(&mut self) -> (usize, usize) {
        let (start, end) = (self.state(), self.state());
        loop {
            let (from, to) = self.sequence();
            self.epsilon(start, from);
            self.epsilon(to, end);
            if !self.eat('|') {
                return (start, end);
            }
        }
    }

    fn sequence(&mut self) -> (usize, usize) {
        let (start, mut end) = self.item();
        while !matches!(self.peek(), '|' | ')' | ']' | '\0') {
            let (from, to) = self.item();
            self.epsilon(end, from);
            end = to;
        }
        (start, end)
    }

    fn item(&mut self) -> (usize, usize) {
        if self.eat('[') {
            let (start, end) = self.alternatives();
            assert!(self.eat(']'), "grammar: missing ]");
            self.epsilon(start, end);
            return (start, end);
        }
        let (start, end) = self.atom();
        if self.eat('+') {
            self.epsilon(end, start);
        } else if self.eat('*') {
            self.epsilon(end, start);
            return (start, start);
        }
        (start, end)
    }

    fn atom(&mut self) -> (usize, usize) {
        if self.eat('(') {
            let pair = self.alternatives();
            assert!(self.eat(')'), "grammar: missing )");
            return pair;
        }
        let label = self.label();
        let (start, end) = (self.state(), self.state());
        self.arcs[start].push((Some(label), end));
        (start, end)
    }

    fn label(&mut self) -> Label {
        if self.eat('\'') {
            let (word, rest) = self.text.split_once('\'').expect("grammar: unclosed quote");
            self.text = rest;
            return Label::Terminal(token::spelled(word).expect("grammar: unknown spelling"));
        }
        let len = self.text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.text.len());
        let (word, rest) = self.text.split_at(len);
        self.text = rest;
        let is_lower = !word.bytes().any(|b| b.is_ascii_uppercase());
        if let Some(at) = SYMBOLS.iter().position(|name| is_lower && name.eq_ignore_ascii_case(word)) {
            return Label::Nonterminal(at as u8);
        }
        let at = token::TOKENS.iter().position(|token| token.0 == word).expect("grammar: unknown name");
        Label::Terminal(at as u8)
    }

    fn closure(&self, seeds: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut set: Vec<usize> = Vec::new();
        let mut todo: Vec<usize> = seeds.into_iter().collect();
        while let Some(state) = todo.pop() {
            if !set.contains(&state) {
                set.push(state);
                todo.extend(self.arcs[state].iter().filter(|arc| arc.0.is_none()).map(|arc| arc.1));
            }
        }
        set.sort_unstable();
        set
    }

    fn determinize(&self, start: usize, end: usize) -> Vec<State> {
        let mut sets = vec![self.closure([start])];
        let mut states = Vec::new();
        while states.len() < sets.len() {
            let set = sets[states.len()].clone();
            let mut state = State { accepting: set.contains(&end), arcs: Vec::new() };
            let mut labels: Vec<Label> =
                set.iter().flat_map(|&from| &self.arcs[from]).filter_map(|arc| arc.0).collect();
            labels.sort_unstable();
            labels.dedup();
            for label in labels {
                let arcs = set.iter().flat_map(|&from| &self.arcs[from]);
                let next = self.closure(arcs.filter(|arc| arc.0 == Some(label)).map(|arc| arc.1));
                let target = sets.iter().position(|known| *known == next).unwrap_or_else(|| {
                    sets.push(next);
                    sets.len() - 1
                });
                state.arcs.push((label, target));
            }
            states.push(state);
        }
        states
    }
}

fn merge_equal(mut states: Vec<State>) -> Vec<State> {
    loop {
        let pair = (0..states.len())
            .flat_map(|i| (i + 1..states.len()).map(move |j| (i, j)))
            .find(|&(i, j)| states[i] == states[j]);
        let Some((keep, gone)) = pair else { return states };
        states.remove(gone);
        for arc in states.iter_mut().flat_map(|state| &mut state.arcs) {
            arc.1 = match arc.1 {
                target if target == gone => keep,
                target if target > gone => target - 1,
                target => target,
            };
        }
    }
}
