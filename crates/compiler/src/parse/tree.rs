//! The concrete syntax tree: what the recogniser accepted, over the tokens.
//!
//! **Invariant**: a node's children are in source order and cover it. Unless asked to keep them, a
//! nonterminal with a single child stands for that child and makes no node, so the tree is small
//! and a node's symbol says what the construct is.

use crate::grammar::{symbol::Symbol, token::Kind};

use super::tokenizer::Token;

/// A child: a node or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u32);

const TOKEN_BIT: u32 = 1 << 31;

impl Id {
    pub fn token(index: usize) -> Id {
        Id(index as u32 | TOKEN_BIT)
    }

    fn node(index: usize) -> Id {
        Id(index as u32)
    }
}

/// What an [`Id`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Node(Symbol),
    Token(Kind),
}

#[derive(Clone, Copy, Debug)]
struct Node {
    symbol: Symbol,
    children: (u32, u32),
    tokens: (u32, u32),
    depth: u32,
}

/// Nodes and tokens of one source.
#[derive(Default)]
pub struct Tree {
    pub tokens: Vec<Token>,
    nodes: Vec<Node>,
    children: Vec<Id>,
}

impl Tree {
    /// Makes a node of children.
    pub fn add(&mut self, symbol: Symbol, children: &[Id], depth: u32) -> Id {
        let first = self.children.len() as u32;
        self.children.extend_from_slice(children);
        let start = children.first().map_or(0, |&id| self.first_token(id));
        let end = children.last().map_or(0, |&id| self.last_token(id));
        let range = (first, self.children.len() as u32);
        self.nodes.push(Node { symbol, children: range, tokens: (start as u32, end as u32), depth });
        Id::node(self.nodes.len() - 1)
    }

    pub fn item(&self, id: Id) -> Item {
        if id.0 & TOKEN_BIT != 0 {
            Item::Token(self.tokens[self.first_token(id)].kind)
        } else {
            Item::Node(self.nodes[id.0 as usize].symbol)
        }
    }

    pub fn children(&self, id: Id) -> &[Id] {
        if id.0 & TOKEN_BIT != 0 {
            return &[];
        }
        let (from, to) = self.nodes[id.0 as usize].children;
        &self.children[from as usize..to as usize]
    }

    /// How deep the abstract tree of this node will be, at most.
    pub fn depth(&self, id: Id) -> u32 {
        if id.0 & TOKEN_BIT != 0 { 1 } else { self.nodes[id.0 as usize].depth }
    }

    /// Index of the first token.
    pub fn first_token(&self, id: Id) -> usize {
        if id.0 & TOKEN_BIT != 0 { (id.0 & !TOKEN_BIT) as usize } else { self.nodes[id.0 as usize].tokens.0 as usize }
    }

    /// Index of the last token.
    pub fn last_token(&self, id: Id) -> usize {
        if id.0 & TOKEN_BIT != 0 { (id.0 & !TOKEN_BIT) as usize } else { self.nodes[id.0 as usize].tokens.1 as usize }
    }

    pub fn is_token(&self, id: Id, kind: Kind) -> bool {
        self.item(id) == Item::Token(kind)
    }

    pub fn is_node(&self, id: Id, symbol: Symbol) -> bool {
        self.item(id) == Item::Node(symbol)
    }
}
