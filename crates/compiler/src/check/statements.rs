//! Checks of statements, and of the clauses that bind names.

use crate::grammar::{symbol, token};
use crate::parse::tree::{Id, Item};

use super::{
    Checker, Outcome,
    targets::{Class, Context},
};

impl Checker<'_> {
    pub(super) fn expr_stmt(&mut self, children: &[Id]) -> Outcome {
        let (target, second) = (children[0], children[1]);
        match self.item(second) {
            Item::Node(symbol::ANNASSIGN) => self.annotation(target, self.children(second)),
            Item::Token(token::EQUAL) => self.assignment(children),
            _ => {
                self.visit(target)?;
                self.set_context(target, Context::Store, target)?;
                if !matches!(self.classify(target), Class::Name | Class::Attribute(_) | Class::Subscript) {
                    return self.error(target, "illegal expression for augmented assignment");
                }
                self.visit(children[2])?;
                self.matrix_operator(second)
            }
        }
    }

    fn assignment(&mut self, children: &[Id]) -> Outcome {
        let typed = self.is_token(children[children.len() - 1], token::TYPE_COMMENT);
        let children = &children[..children.len() - usize::from(typed)];
        let Some((&value, targets)) = children.split_last() else { return Ok(()) };
        for &target in targets.iter().step_by(2) {
            let is_yield = self.unit.tree.is_node(target, symbol::YIELD_EXPR);
            if is_yield || self.terminal(target) == Some(token::KW_YIELD) {
                return self.error(target, "assignment to yield expression not possible");
            }
            self.visit(target)?;
            self.set_context(target, Context::Store, target)?;
        }
        self.visit(value)
    }

    fn annotation(&mut self, target: Id, annotation: &[Id]) -> Outcome {
        self.require(6, target, "Variable annotation syntax is")?;
        self.visit(target)?;
        match self.classify(target) {
            Class::Name | Class::Attribute(_) | Class::Subscript => self.set_context(target, Context::Store, target)?,
            Class::List(_) => return self.error(target, "only single target (not list) can be annotated"),
            Class::Tuple(_) => return self.error(target, "only single target (not tuple) can be annotated"),
            Class::Starred(_) | Class::Other(_) => return self.error(target, "illegal target for annotation"),
        }
        self.visit_all(annotation)
    }

    /// CPython builds the last `elif` and the `else` first, then goes backwards.
    pub(super) fn if_stmt(&mut self, children: &[Id]) -> Outcome {
        let has_else = children.len() % 4 == 3;
        let clauses = &children[..children.len() - if has_else { 3 } else { 0 }];
        for (nth, clause) in clauses.chunks(4).rev().enumerate() {
            self.visit_all(clause)?;
            if nth == 0 && has_else {
                self.visit(children[children.len() - 1])?;
            }
        }
        Ok(())
    }

    /// CPython builds the handlers last.
    pub(super) fn try_stmt(&mut self, children: &[Id]) -> Outcome {
        let (handlers, others): (Vec<&[Id]>, Vec<&[Id]>) = children
            .chunks(3)
            .partition(|clause| self.terminal(clause[0]).is_none_or(|terminal| terminal == token::KW_EXCEPT));
        others.into_iter().chain(handlers).try_for_each(|clause| self.visit_all(clause))
    }

    /// `for targets in ...`, the statement or in a comprehension.
    pub(super) fn for_clause(&mut self, children: &[Id]) -> Outcome {
        self.targets(children[1], Context::Store)?;
        self.visit_all(&children[2..])
    }

    pub(super) fn comp_if(&mut self, children: &[Id]) -> Outcome {
        if matches!(self.item(children[1]), Item::Node(symbol::LAMBDEF_NOCOND)) {
            self.hole(children[1], children[1]);
        }
        self.visit_all(children)
    }

    pub(super) fn with_stmt(&mut self, children: &[Id]) -> Outcome {
        for &child in children {
            self.bracketed_manager(child);
            self.visit(child)?;
        }
        Ok(())
    }

    pub(super) fn with_item(&mut self, id: Id, children: &[Id]) -> Outcome {
        self.bracketed_manager(children[0]);
        self.visit(children[0])?;
        self.visit(children[2])?;
        self.set_context(children[2], Context::Store, id)
    }

    /// rustpython-parser takes parentheses after `with` for those of a later Python.
    fn bracketed_manager(&mut self, manager: Id) {
        let &[open, inner, ..] = self.children(manager) else { return };
        let is_starred = self.unit.tree.is_node(inner, symbol::STAR_EXPR);
        if self.unit.tree.is_node(manager, symbol::ATOM) && self.is_token(open, token::LPAR) && !is_starred {
            self.hole(manager, manager);
        }
    }

    pub(super) fn except_clause(&mut self, children: &[Id]) -> Outcome {
        if let Some(&name) = children.get(3) {
            self.forbidden_name(self.text(name), name, false)?;
        }
        self.visit_all(children)
    }

    pub(super) fn funcdef(&mut self, children: &[Id]) -> Outcome {
        self.forbidden_name(self.text(children[1]), children[1], false)?;
        let parameters = self.children(children[2]);
        self.parameters(&parameters[1..parameters.len() - 1])?;
        let typed = children.iter().position(|&child| self.is_token(child, token::TYPE_COMMENT));
        self.visit_all(&children[3..])?;
        let suite = children[children.len() - 1];
        let suite_typed = self.children(suite).get(1).is_some_and(|&child| self.is_token(child, token::TYPE_COMMENT));
        if typed.is_some() && suite_typed {
            return self.error(children[0], "Cannot have two type comments on def");
        }
        Ok(())
    }

    pub(super) fn classdef(&mut self, children: &[Id]) -> Outcome {
        let has_arguments = self.is_token(children[2], token::LPAR) && !self.is_token(children[3], token::RPAR);
        if has_arguments {
            self.call(&children[3..5], false)?;
        }
        self.visit(children[children.len() - 1])?;
        // Without arguments 3.8 reports the name two children further on.
        let at = if has_arguments { children[1] } else { children[3] };
        self.forbidden_name(self.text(children[1]), at, false)
    }

    pub(super) fn decorator(&mut self, children: &[Id]) -> Outcome {
        if self.is_token(children[2], token::LPAR) {
            return self.call(&children[3..], true);
        }
        Ok(())
    }

    pub(super) fn lambda(&mut self, children: &[Id]) -> Outcome {
        let colon = children.len() - 2;
        self.parameters(&children[1..colon])?;
        self.visit(children[colon + 1])
    }

    pub(super) fn import_name(&mut self, children: &[Id]) -> Outcome {
        let single = [children[1]];
        let names = if self.unit.tree.is_node(children[1], symbol::DOTTED_AS_NAMES) {
            self.children(children[1])
        } else {
            &single
        };
        names.iter().try_for_each(|&name| self.bound_import(name))
    }

    pub(super) fn import_from(&mut self, children: &[Id]) -> Outcome {
        let last = children.len() - 1;
        let bracketed = self.is_token(children[last], token::RPAR);
        let names = children[if bracketed { last - 1 } else { last }];
        let single = [names];
        let members =
            if self.unit.tree.is_node(names, symbol::IMPORT_AS_NAMES) { self.children(names) } else { &single };
        if !bracketed && members.len() % 2 == 0 {
            return self.error(names, "trailing comma not allowed without surrounding parentheses");
        }
        members.iter().try_for_each(|&name| self.bound_import(name))
    }

    /// The name an `import` clause binds: after `as`, or a name without dots.
    fn bound_import(&self, clause: Id) -> Outcome {
        let name = match (self.item(clause), self.children(clause)) {
            (Item::Token(token::NAME), _) => clause,
            (Item::Node(symbol::DOTTED_AS_NAME | symbol::IMPORT_AS_NAME), &[_, _, name]) => name,
            _ => return Ok(()),
        };
        self.forbidden_name(self.text(name), name, false)
    }
}
