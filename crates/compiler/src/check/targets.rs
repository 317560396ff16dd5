//! Assignment and deletion targets.
//!
//! **Invariant**: [`Class`] names what the abstract node of a concrete one will be, with CPython's
//! words for it in messages.

use crate::grammar::{symbol, token};
use crate::parse::{
    strings,
    tree::{Id, Item},
};

use super::{Checker, Outcome};

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Store,
    Del,
}

/// The kind of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Class {
    Name,
    /// Its name token.
    Attribute(Id),
    Subscript,
    Starred(Id),
    List(Vec<Id>),
    Tuple(Vec<Id>),
    /// Anything that cannot be a target, under its name in messages.
    Other(&'static str),
}

impl Class {
    pub fn name(&self) -> &'static str {
        match self {
            Class::Name => "name",
            Class::Attribute(_) => "attribute",
            Class::Subscript => "subscript",
            Class::Starred(_) => "starred",
            Class::List(_) => "list",
            Class::Tuple(_) => "tuple",
            Class::Other(name) => name,
        }
    }
}

impl Checker<'_> {
    /// Visits the members of an `exprlist` and makes them targets.
    pub(super) fn targets(&mut self, list: Id, context: Context) -> Outcome {
        let single = [list];
        let members = if self.unit.tree.is_node(list, symbol::EXPRLIST) { self.children(list) } else { &single };
        for &member in members.iter().step_by(2) {
            self.visit(member)?;
            self.set_context(member, context, member)?;
        }
        Ok(())
    }

    /// Rejects what cannot be bound or deleted; the error stands at `at`.
    pub(super) fn set_context(&self, target: Id, context: Context, at: Id) -> Outcome {
        match self.classify(target) {
            Class::Name if context == Context::Store => self.forbidden_name(self.name_text(target), at, false),
            Class::Attribute(name) if context == Context::Store => self.forbidden_name(self.text(name), at, true),
            Class::Name | Class::Attribute(_) | Class::Subscript => Ok(()),
            Class::Starred(inner) => self.set_context(inner, context, at),
            Class::List(members) | Class::Tuple(members) => {
                members.into_iter().try_for_each(|member| self.set_context(member, context, at))
            }
            Class::Other(name) => {
                let verb = if context == Context::Store { "assign to" } else { "delete" };
                self.error(at, format!("cannot {verb} {name}"))
            }
        }
    }

    /// The text of a name, parentheses around it removed.
    pub(super) fn name_text(&self, mut id: Id) -> &[u8] {
        while let Some(&inner) = self.children(id).get(1) {
            id = inner;
        }
        self.text(id)
    }

    pub(super) fn classify(&self, id: Id) -> Class {
        let children = self.children(id);
        match self.item(id) {
            Item::Token(_) => self.classify_token(id),
            Item::Node(symbol) => match symbol {
                symbol::ATOM => self.classify_atom(id, children),
                symbol::ATOM_EXPR => self.classify_trailer(children),
                symbol::STAR_EXPR => Class::Starred(children[1]),
                symbol::TESTLIST_STAR_EXPR | symbol::TESTLIST | symbol::EXPRLIST | symbol::SUBSCRIPTLIST => {
                    Class::Tuple(members(children))
                }
                symbol::OR_TEST..=symbol::NOT_TEST | symbol::EXPR..=symbol::POWER => Class::Other("operator"),
                symbol::COMPARISON => Class::Other("comparison"),
                symbol::TEST => Class::Other("conditional expression"),
                symbol::LAMBDEF | symbol::LAMBDEF_NOCOND => Class::Other("lambda"),
                symbol::NAMEDEXPR_TEST => Class::Other("named expression"),
                _ => Class::Other("yield expression"),
            },
        }
    }

    fn classify_token(&self, id: Id) -> Class {
        match self.terminal(id) {
            Some(token::KW_NONE) => Class::Other("None"),
            Some(token::KW_TRUE) => Class::Other("True"),
            Some(token::KW_FALSE) => Class::Other("False"),
            Some(token::KW_YIELD) => Class::Other("yield expression"),
            Some(token::ELLIPSIS) => Class::Other("Ellipsis"),
            Some(token::STRING) if strings::is_formatted(self.text(id)) => Class::Other("f-string expression"),
            Some(token::NAME) => Class::Name,
            _ => Class::Other("literal"),
        }
    }

    fn classify_trailer(&self, children: &[Id]) -> Class {
        if self.is_token(children[0], token::AWAIT) {
            return Class::Other("await expression");
        }
        let trailer = self.children(children[children.len() - 1]);
        match self.item(trailer[0]) {
            Item::Token(token::DOT) => Class::Attribute(trailer[1]),
            Item::Token(token::LSQB) => Class::Subscript,
            _ => Class::Other("function call"),
        }
    }

    fn classify_atom(&self, id: Id, children: &[Id]) -> Class {
        let inner = children[1];
        let parts = self.children(inner);
        let is_comp = parts.last().is_some_and(|&last| self.is_comp_for(last));
        match self.item(children[0]) {
            Item::Token(token::STRING) => {
                let formatted = self.children(id).iter().any(|&part| strings::is_formatted(self.text(part)));
                Class::Other(if formatted { "f-string expression" } else { "literal" })
            }
            Item::Token(token::LPAR) if children.len() == 2 => Class::Tuple(Vec::new()),
            Item::Token(token::LPAR) if !self.unit.tree.is_node(inner, symbol::TESTLIST_COMP) => self.classify(inner),
            Item::Token(token::LPAR) if is_comp => Class::Other("generator expression"),
            Item::Token(token::LPAR) => Class::Tuple(members(parts)),
            Item::Token(token::LSQB) if children.len() == 2 => Class::List(Vec::new()),
            Item::Token(token::LSQB) if !self.unit.tree.is_node(inner, symbol::TESTLIST_COMP) => {
                Class::List(vec![inner])
            }
            Item::Token(token::LSQB) if is_comp => Class::Other("list comprehension"),
            Item::Token(token::LSQB) => Class::List(members(parts)),
            _ if children.len() == 2 => Class::Other("dict display"),
            _ if !self.unit.tree.is_node(inner, symbol::DICTORSETMAKER) => Class::Other("set display"),
            _ => {
                let is_dict = self.is_token(parts[0], token::DOUBLESTAR) || self.is_token(parts[1], token::COLON);
                Class::Other(match (is_dict, is_comp) {
                    (true, true) => "dict comprehension",
                    (true, false) => "dict display",
                    (false, true) => "set comprehension",
                    (false, false) => "set display",
                })
            }
        }
    }
}

/// The members of a comma-separated list.
fn members(children: &[Id]) -> Vec<Id> {
    children.iter().copied().step_by(2).collect()
}
