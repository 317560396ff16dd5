//! Runs the LL(1) tables over the tokens: accepts a source or says where and why not.
//!
//! **Invariant**: errors come in CPython's order and shape, which follow from reading one token at
//! a time: what is reported is the first token the grammar cannot take, with the tokenizer's window
//! at that moment as text. The stack is CPython's, so that it overflows on the same sources.

mod report;

use crate::{
    grammar::{self, Action, Ending, symbol, symbol::Symbol, token},
    syntax_error::{SyntaxError, SyntaxErrorKind},
    wstr::WStr,
};

use super::{
    tokenizer::{Scanned, Token, TokenError, Tokenizer},
    tree::{Id, Tree},
    unicode::Database,
};

/// CPython's parser stack.
const MAX_STACK: usize = 1700;

/// How to read.
pub struct Rules<'a> {
    pub start: Symbol,
    pub filename: &'a WStr,
    pub type_comments: bool,
    pub dont_imply_dedent: bool,
    pub barry_as_bdfl: bool,
    /// The text is a file being run; whether its last line was ended.
    pub file: Option<bool>,
    /// Every line must be UTF-8.
    pub only_utf8: bool,
    pub feature_version: u8,
    pub max_int_digits: usize,
    pub database: Database,
    /// Keep nonterminals with a single child.
    pub full_tree: bool,
}

/// An accepted source.
pub struct Recognised {
    pub tree: Tree,
    pub root: Id,
    /// Line and span of each `# type: ignore`.
    pub type_ignores: Vec<(u32, usize, usize)>,
}

enum Failure {
    Token(TokenError),
    /// A byte and the line to tell.
    NotUtf8(u8, u32),
    Syntax {
        expected: Option<token::Terminal>,
        found: token::Kind,
    },
    Stack,
    BadSingle,
}

struct Frame {
    state: u16,
    symbol: Symbol,
    base: usize,
}

struct Recogniser<'a> {
    rules: &'a Rules<'a>,
    tokenizer: Tokenizer<'a>,
    stack: Vec<Frame>,
    /// Children of the rules on the stack.
    pending: Vec<Id>,
    tree: Tree,
    brackets: Vec<usize>,
    type_ignores: Vec<(u32, usize, usize)>,
    /// Column of the token in hand.
    col: Option<u32>,
}

/// Recognises a whole text.
pub fn recognise(text: &[u8], rules: &Rules) -> Result<Recognised, SyntaxError> {
    if text.len() > (i32::MAX / 2) as usize {
        return Err(SyntaxError::bare(SyntaxErrorKind::MemoryError, "", rules.filename));
    }
    let mut recogniser = Recogniser {
        rules,
        tokenizer: Tokenizer::new(text, rules.type_comments, rules.file, rules.feature_version),
        stack: vec![Frame { state: grammar::start(rules.start), symbol: rules.start, base: 0 }],
        pending: Vec::new(),
        tree: Tree::default(),
        brackets: Vec::new(),
        type_ignores: Vec::new(),
        col: None,
    };
    if rules.only_utf8 {
        recogniser.tokenizer.require_utf8();
    }
    match recogniser.run() {
        Ok(root) => Ok(Recognised { tree: recogniser.tree, root, type_ignores: recogniser.type_ignores }),
        Err(failure) => Err(recogniser.report(failure)),
    }
}

impl Recogniser<'_> {
    fn run(&mut self) -> Result<Id, Failure> {
        let mut started = false;
        loop {
            self.col = None;
            let scanned = self.tokenizer.scan();
            if let Some((byte, line)) = self.tokenizer.not_utf8 {
                return Err(Failure::NotUtf8(byte, line));
            }
            let mut found = scanned.map_err(Failure::Token)?;
            if found.kind == token::ENDMARKER && started {
                found.kind = token::NEWLINE;
                started = false;
                if self.tokenizer.indent != 0 && !self.rules.dont_imply_dedent {
                    self.tokenizer.pending = -(self.tokenizer.indent as i32);
                    self.tokenizer.indent = 0;
                }
            } else {
                started = true;
            }
            if found.kind == token::NOTEQUAL && self.refuses_not_equal(found) {
                return Err(Failure::Syntax { expected: None, found: found.kind });
            }
            let token = self.place(found);
            if found.kind == token::TYPE_IGNORE {
                self.type_ignores.push((token.lineno, token.start as usize, token.end as usize));
                continue;
            }
            if let Some(root) = self.add(token)? {
                if self.rules.start == symbol::SINGLE_INPUT && !self.only_blank_left() {
                    return Err(Failure::BadSingle);
                }
                return Ok(root);
            }
        }
    }

    fn refuses_not_equal(&self, found: Scanned) -> bool {
        let spelled = found.span.map(|(from, to)| &self.tokenizer.text[from..to]);
        spelled != Some(if self.rules.barry_as_bdfl { b"<>" } else { b"!=" })
    }

    fn place(&mut self, found: Scanned) -> Token {
        let tokenizer = &self.tokenizer;
        let (lineno, line_start) = match found.kind {
            token::STRING => tokenizer.string_line,
            _ => (tokenizer.lineno, tokenizer.line_start),
        };
        let (start, end) = found.span.unwrap_or((tokenizer.cur, tokenizer.cur));
        self.col = found.span.and_then(|_| start.checked_sub(line_start)).map(|col| col as u32);
        let terminal = match found.kind {
            token::NAME => token::word_terminal(&tokenizer.text[start..end]),
            kind => kind,
        };
        Token {
            kind: found.kind,
            terminal,
            start: start as u32,
            end: end as u32,
            lineno,
            col: self.col,
            end_lineno: tokenizer.lineno,
            end_col: end.saturating_sub(tokenizer.line_start) as u32,
            pair: 0,
        }
    }

    /// Feeds one token to the automaton; gives the root when the start symbol is complete.
    fn add(&mut self, token: Token) -> Result<Option<Id>, Failure> {
        if token.kind == token::OP {
            // No token of the grammar, so nothing is said of what was expected.
            return Err(Failure::Syntax { expected: None, found: token.kind });
        }
        loop {
            let Some(top) = self.stack.last_mut() else {
                return Err(Failure::Syntax { expected: None, found: token.kind });
            };
            match grammar::action(top.state, token.terminal) {
                Action::Push(symbol, next) => {
                    top.state = next;
                    if self.stack.len() >= MAX_STACK {
                        return Err(Failure::Stack);
                    }
                    // Without type comments 3.8 reads a function's body as any other suite.
                    let plain = symbol == symbol::FUNC_BODY_SUITE && !self.rules.type_comments;
                    let symbol = if plain { symbol::SUITE } else { symbol };
                    let state = grammar::start(symbol);
                    self.stack.push(Frame { state, symbol, base: self.pending.len() });
                }
                Action::Shift(next) => {
                    top.state = next;
                    self.shift(token);
                    return Ok(self.finish_complete());
                }
                Action::None if grammar::ending(top.state) != Ending::No => {
                    if let Some(root) = self.pop() {
                        // The start symbol ended without its end marker: nothing more may come.
                        self.pending.push(root);
                        return Err(Failure::Syntax { expected: None, found: token.kind });
                    }
                }
                Action::None => {
                    let expected = grammar::only_expected(top.state);
                    return Err(Failure::Syntax { expected, found: token.kind });
                }
            }
        }
    }

    fn shift(&mut self, mut token: Token) {
        let index = self.tree.tokens.len();
        match token.kind {
            token::LPAR | token::LSQB | token::LBRACE => self.brackets.push(index),
            token::RPAR | token::RSQB | token::RBRACE => {
                if let Some(open) = self.brackets.pop() {
                    self.tree.tokens[open].pair = index as u32;
                    token.pair = open as u32;
                }
            }
            _ => {}
        }
        self.tree.tokens.push(token);
        self.pending.push(Id::token(index));
    }

    fn finish_complete(&mut self) -> Option<Id> {
        while grammar::ending(self.stack.last()?.state) == Ending::Must {
            if let Some(root) = self.pop() {
                return Some(root);
            }
        }
        None
    }

    /// Completes the rule on top; gives its node if it was the start symbol.
    fn pop(&mut self) -> Option<Id> {
        let frame = self.stack.pop()?;
        let children = &self.pending[frame.base..];
        let is_root = self.stack.is_empty();
        if children.len() == 1 && !self.rules.full_tree && !is_root {
            return None;
        }
        let depth = self.depth(frame.symbol, children);
        let id = self.tree.add(frame.symbol, children, depth);
        self.pending.truncate(frame.base);
        if is_root {
            return Some(id);
        }
        self.pending.push(id);
        None
    }

    /// The depth the abstract tree will have: chains of operators nest to the left, of `elif` to
    /// the right.
    fn depth(&self, symbol: Symbol, children: &[Id]) -> u32 {
        let deepest = children.iter().map(|&child| self.tree.depth(child)).max().unwrap_or(0);
        let chain = match symbol {
            symbol::EXPR..=symbol::TERM => children.len() / 2,
            symbol::ATOM_EXPR => children.len(),
            symbol::IF_STMT => children.len() / 4,
            _ => 1,
        };
        deepest.saturating_add(chain as u32)
    }

    fn only_blank_left(&self) -> bool {
        let mut rest = &self.tokenizer.text[self.tokenizer.cur..];
        loop {
            let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0C)).count();
            rest = &rest[blanks..];
            match rest.first() {
                None => return true,
                Some(b'#') => rest = memchr::memchr(b'\n', rest).map_or(&[], |at| &rest[at..]),
                Some(_) => return false,
            }
        }
    }
}
