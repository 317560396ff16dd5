//! Checks of parameters and of call arguments.

use hashbrown::HashSet;

use crate::grammar::{symbol, token};
use crate::parse::{
    names,
    tree::{Id, Item},
    unicode::Unanswered,
};

use super::{Checker, Outcome};

impl Checker<'_> {
    /// The parameters of a function or lambda: nothing, one, or a list node.
    pub(super) fn parameters(&mut self, list: &[Id]) -> Outcome {
        let Some(&list_id) = list.first() else { return Ok(()) };
        let is_list = matches!(self.item(list_id), Item::Node(symbol::TYPEDARGSLIST | symbol::VARARGSLIST));
        let items = if is_list { self.children(list_id) } else { list };
        let (mut at, mut found_default, mut keyword_only) = (0, false, false);
        while let Some(&item) = items.get(at) {
            at += 1;
            match self.item(item) {
                Item::Token(token::STAR) => {
                    keyword_only = true;
                    at += self.star_parameter(item, &items[at..])?;
                }
                Item::Token(token::NAME) | Item::Node(symbol::TFPDEF) => {
                    let default = items.get(at).filter(|&&next| self.is_token(next, token::EQUAL));
                    if default.is_some() {
                        self.visit(items[at + 1])?;
                        at += 2;
                        found_default |= !keyword_only;
                    } else if found_default && !keyword_only {
                        return self.error(list_id, "non-default argument follows default argument");
                    }
                    self.parameter(item)?;
                }
                Item::Token(token::DOUBLESTAR) => {
                    self.parameter(items[at])?;
                    at += 1;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What follows a `*`; gives how many items that was.
    fn star_parameter(&mut self, star: Id, rest: &[Id]) -> Result<usize, crate::syntax_error::SyntaxError> {
        const MESSAGE: &str = "named arguments must follow bare *";
        let separator = |id: Id| self.is_token(id, token::COMMA) || self.is_token(id, token::TYPE_COMMENT);
        match rest {
            [] => self.error(star, MESSAGE),
            &[only] if separator(only) => self.error(star, MESSAGE),
            &[comma, next, ..] if self.is_token(comma, token::COMMA) => {
                if self.is_token(next, token::TYPE_COMMENT) {
                    return self.error(next, "bare * has associated type comment");
                }
                if self.is_token(next, token::DOUBLESTAR) {
                    return self.error(next, MESSAGE);
                }
                Ok(1)
            }
            &[name, ..] => self.parameter(name).map(|()| 1),
        }
    }

    fn parameter(&mut self, id: Id) -> Outcome {
        let children = self.children(id);
        let name = children.first().copied().unwrap_or(id);
        self.forbidden_name(self.text(name), id, false)?;
        self.visit_all(children)
    }

    /// Call arguments: what stands between the parentheses, and the closing one.
    pub(super) fn call(&mut self, rest: &[Id], allow_generator: bool) -> Outcome {
        let Some(&list) = rest.first().filter(|&&first| !self.is_token(first, token::RPAR)) else { return Ok(()) };
        let single = [list];
        let items = if self.unit.tree.is_node(list, symbol::ARGLIST) { self.children(list) } else { &single };
        let arguments = || items.iter().copied().step_by(2);
        for argument in arguments().filter(|&argument| self.is_generator(argument)) {
            if !allow_generator {
                return self.error(argument, "invalid syntax");
            }
            if items.len() > 1 {
                return self.error(argument, "Generator expression must be parenthesized");
            }
        }
        let mut seen = Seen::default();
        arguments().try_for_each(|argument| self.argument(argument, &mut seen))
    }

    fn is_generator(&self, id: Id) -> bool {
        self.unit.tree.is_node(id, symbol::ARGUMENT) && self.is_comp_for(self.children(id)[1])
    }

    fn argument(&mut self, id: Id, seen: &mut Seen) -> Outcome {
        let children = self.children(id);
        if !self.unit.tree.is_node(id, symbol::ARGUMENT) {
            self.positional(id, seen)?;
            return self.visit(id);
        }
        if self.is_token(children[0], token::STAR) {
            if seen.unpacking {
                return self.error(id, "iterable argument unpacking follows keyword argument unpacking");
            }
            return self.visit(children[1]);
        }
        if self.is_token(children[0], token::DOUBLESTAR) {
            seen.keyword = true;
            seen.unpacking = true;
            return self.visit(children[1]);
        }
        if self.is_comp_for(children[1]) {
            return self.display(children);
        }
        if self.is_token(children[1], token::COLONEQUAL) {
            self.positional(id, seen)?;
            return self.named_expr(id, children);
        }
        self.keyword(children, seen)
    }

    fn positional(&self, id: Id, seen: &Seen) -> Outcome {
        match seen {
            Seen { unpacking: true, .. } => self.error(id, "positional argument follows keyword argument unpacking"),
            Seen { keyword: true, .. } => self.error(id, "positional argument follows keyword argument"),
            _ => Ok(()),
        }
    }

    fn keyword(&mut self, children: &[Id], seen: &mut Seen) -> Outcome {
        let name = children[0];
        if !self.is_token(name, token::NAME) {
            return self.error(name, "expression cannot contain assignment, perhaps you meant \"==\"?");
        }
        self.forbidden_name(self.text(name), name, true)?;
        let normal = names::normalize(self.text(name), &self.unit.database);
        let normal = normal.map_err(|Unanswered| self.unit.unanswered())?.into_owned();
        if !seen.names.insert(normal) {
            return self.error(name, "keyword argument repeated");
        }
        seen.keyword = true;
        self.visit(children[2])
    }
}

/// What has been met of a call's arguments.
#[derive(Default)]
struct Seen {
    keyword: bool,
    unpacking: bool,
    names: HashSet<String>,
}
