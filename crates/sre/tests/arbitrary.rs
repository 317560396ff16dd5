//! Arbitrary code words must be refused or run; they may never panic, hang
//! unstoppably, or exhaust the native stack.

mod common;

use common::PROPS;
use pyston_sre::{Fault, Program, Scanner, State, Text, match_, search};

/// Xorshift: good enough to shuffle test data, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    fn below(&mut self, limit: u32) -> u32 {
        self.next() % limit
    }
}

/// Runs a program that may do anything; stops it after a while.
fn exercise(program: &Program) {
    let text = Text::Ucs1(b"abaabb\n0ab \xe9");
    for pos in [0, 5, 12] {
        let mut patience = 3;
        let mut check = move || {
            patience -= 1;
            if patience > 0 { Ok(()) } else { Err(()) }
        };
        let mut state = State::new(program, text.len(), pos, 12);
        let _ = match_(program, text, &mut state, &mut check);
        let mut scanner = Scanner::new(program, text.len(), pos, 12);
        while scanner.search(program, text, &mut check) == Ok(true) {
            for group in 0..=program.groups().min(5) {
                scanner.state().span(group);
            }
        }
    }
}

#[test]
fn random_words() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut valid = 0;
    for _ in 0..200_000 {
        let len = 1 + random.below(24);
        let mut code: Vec<u32> = (0..len)
            .map(|_| match random.below(40) {
                0 => random.next(),
                1 => u32::MAX - random.below(3),
                _ => random.below(42),
            })
            .collect();
        code.extend([1]);
        if let Ok(program) = Program::new(&code, random.below(4) as usize, 0, &PROPS) {
            exercise(&program);
            valid += 1;
        }
    }
    assert!(valid > 100, "only {valid} valid programs: the test tests little");
}

/// Changes a few words of real programs: what gets through is deeply nested
/// and nearly right.
#[test]
fn mutated_programs() {
    let data = include_str!("data/cases.txt");
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut valid = 0;
    for line in data.lines().filter(|line| line.starts_with("P ")) {
        let fields: Vec<&str> = line.split(' ').collect();
        let groups = fields[1].parse().unwrap();
        let code: Vec<u32> = fields[3].split(',').map(|word| u32::from_str_radix(word, 16).unwrap()).collect();
        for _ in 0..8 {
            let mut code = code.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(code.len() as u32) as usize;
                code[at] = match random.below(4) {
                    0 => random.below(42),
                    1 => code[at].wrapping_add(1),
                    2 => code[at].wrapping_sub(1),
                    _ => random.next() >> random.below(32),
                };
            }
            if let Ok(program) = Program::new(&code, groups, 0, &PROPS) {
                exercise(&program);
                valid += 1;
            }
        }
    }
    assert!(valid > 1000, "only {valid} valid programs: the test tests little");
}

/// Nesting is bounded by memory alone.
#[test]
fn deep_nesting() {
    const DEPTH: u32 = 100_000;
    const ASSERT: u32 = 4;
    const ANY: u32 = 2;
    let mut code = Vec::new();
    for level in (0..DEPTH).rev() {
        // From the skip: itself, the width, the code inside and its SUCCESS.
        code.extend([ASSERT, 2 + (4 * level + 1) + 1, 0]);
    }
    code.push(ANY);
    code.extend(std::iter::repeat_n(1, DEPTH as usize + 1));
    let program = Program::new(&code, 0, 0, &PROPS).expect("valid code");
    let mut state = State::new(&program, 1, 0, 1);
    assert_eq!(match_(&program, Text::Ucs1(b"a"), &mut state, &mut || Ok(())), Ok(true));
    assert_eq!((state.start(), state.end()), (0, 0));
}

/// `(?:ab|b)*c` on a long text: a choice point for every character.
#[test]
fn long_text_and_interruption() {
    let code =
        [15, 4, 0, 1, u32::MAX, 24, 17, 0, u32::MAX, 7, 7, 17, 97, 17, 98, 16, 7, 5, 17, 98, 16, 2, 0, 19, 17, 99, 1];
    let program = Program::new(&code, 0, 0, &PROPS).expect("valid code");
    let mut text = b"ab".repeat(500_000);
    let mut state = State::new(&program, text.len(), 0, isize::MAX);
    let mut calls = 0;
    let mut count = || {
        calls += 1;
        Ok(())
    };
    assert_eq!(match_(&program, Text::Ucs1(&text), &mut state, &mut count), Ok(false));
    assert!(calls > 100);
    let stopped = search(&program, Text::Ucs1(&text), &mut state, &mut || Err(()));
    assert_eq!(stopped, Err(Fault::Interrupted));
    let mut state = State::new(&program, text.len(), 0, isize::MAX);
    state.set_stack_limit(1 << 20);
    let starved = match_(&program, Text::Ucs1(&text), &mut state, &mut || Ok(()));
    assert_eq!(starved, Err(Fault::MemoryError));
    text.push(b'c');
    let mut state = State::new(&program, text.len(), 0, isize::MAX);
    assert_eq!(match_(&program, Text::Ucs1(&text), &mut state, &mut || Ok(())), Ok(true));
    assert_eq!(state.end(), text.len());
}
