//! What CPython's AST builder rejects in a source that the grammar accepts, found on the concrete
//! tree; string literals are made here too, because their errors come in this order.
//!
//! **Invariant**: constructs are visited in the order in which CPython builds them, so that of
//! several errors the same one is reported.

mod arguments;
mod statements;
mod targets;

use hashbrown::HashMap;

use crate::{
    ast::Expr,
    grammar::{symbol, token},
    parse::{
        Unit, numbers, strings,
        tree::{Id, Item},
    },
    syntax_error::{SyntaxError, SyntaxErrorKind, SyntaxWarning},
};

pub use targets::Context;

/// An expression that rustpython-parser would not take, or take otherwise, where it stands: it is
/// parsed by itself. Token indices, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Hole {
    pub outer: (usize, usize),
    pub inner: (usize, usize),
}

/// What checking leaves for the lowering.
#[derive(Default)]
pub struct Checked {
    /// The literals, by index of their first token.
    pub strings: HashMap<usize, Expr>,
    pub holes: Vec<Hole>,
}

/// Checks one source.
pub fn check(unit: &Unit, root: Id, warnings: &mut Vec<SyntaxWarning>) -> Result<Checked, SyntaxError> {
    let mut checker = Checker { unit, warnings, checked: Checked::default() };
    checker.visit(root)?;
    Ok(checker.checked)
}

/// The state of a check.
pub struct Checker<'a> {
    pub unit: &'a Unit<'a>,
    pub warnings: &'a mut Vec<SyntaxWarning>,
    checked: Checked,
}

pub type Outcome = Result<(), SyntaxError>;

impl<'a> Checker<'a> {
    /// CPython's `ast_error`: the error stands at the start of a node.
    pub fn error<T>(&self, at: Id, msg: impl Into<String>) -> Result<T, SyntaxError> {
        self.error_at_token(self.unit.tree.first_token(at), msg)
    }

    pub fn error_at_token<T>(&self, at: usize, msg: impl Into<String>) -> Result<T, SyntaxError> {
        let token = &self.unit.tree.tokens[at];
        Err(SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: msg.into(),
            filename: self.unit.filename.clone(),
            lineno: token.lineno,
            offset: Some(token.col.map_or(0, |col| col + 1)),
            text: None,
        })
    }

    fn item(&self, id: Id) -> Item {
        self.unit.tree.item(id)
    }

    fn children(&self, id: Id) -> &'a [Id] {
        self.unit.tree.children(id)
    }

    fn is_token(&self, id: Id, kind: token::Kind) -> bool {
        self.unit.tree.is_token(id, kind)
    }

    /// The terminal of a token, `None` for a node.
    fn terminal(&self, id: Id) -> Option<token::Terminal> {
        match self.item(id) {
            Item::Token(_) => Some(self.unit.tree.tokens[self.unit.tree.first_token(id)].terminal),
            Item::Node(_) => None,
        }
    }

    fn text(&self, id: Id) -> &'a [u8] {
        self.unit.token_text(self.unit.tree.first_token(id))
    }

    fn visit_all(&mut self, ids: &[Id]) -> Outcome {
        ids.iter().try_for_each(|&id| self.visit(id))
    }

    fn visit(&mut self, id: Id) -> Outcome {
        let children = self.children(id);
        match self.item(id) {
            Item::Token(token::STRING) => self.string(id),
            Item::Token(token::NUMBER) => self.number(id),
            Item::Token(_) => Ok(()),
            Item::Node(symbol) => match symbol {
                symbol::EXPR_STMT => self.expr_stmt(children),
                symbol::DEL_STMT => self.targets(children[1], Context::Del),
                symbol::IF_STMT => self.if_stmt(children),
                symbol::TRY_STMT => self.try_stmt(children),
                symbol::FOR_STMT | symbol::SYNC_COMP_FOR => self.for_clause(children),
                symbol::COMP_IF => self.comp_if(children),
                symbol::WITH_STMT => self.with_stmt(children),
                symbol::WITH_ITEM => self.with_item(id, children),
                symbol::EXCEPT_CLAUSE => self.except_clause(children),
                symbol::FUNCDEF => self.funcdef(children),
                symbol::CLASSDEF => self.classdef(children),
                symbol::DECORATOR => self.decorator(children),
                symbol::IMPORT_NAME => self.import_name(children),
                symbol::IMPORT_FROM => self.import_from(children),
                symbol::LAMBDEF | symbol::LAMBDEF_NOCOND => self.lambda(children),
                symbol::NAMEDEXPR_TEST => self.named_expr(id, children),
                symbol::TERM => self.term(children),
                symbol::ASYNC_FUNCDEF | symbol::ASYNC_STMT => {
                    self.require(5, children[1], "Async functions are")?;
                    self.visit(children[1])
                }
                symbol::COMP_FOR => {
                    self.require(6, id, "Async comprehensions are")?;
                    self.visit(children[1])
                }
                symbol::COMPARISON => {
                    self.visit_all(&children[1..])?;
                    self.visit(children[0])
                }
                symbol::ATOM => self.atom(id, children),
                symbol::TRAILER if self.is_token(children[0], token::LPAR) => self.call(&children[1..], true),
                symbol::TESTLIST_COMP | symbol::DICTORSETMAKER => self.display(children),
                _ => self.visit_all(children),
            },
        }
    }

    fn atom(&mut self, id: Id, children: &[Id]) -> Outcome {
        if self.is_token(children[0], token::STRING) {
            return self.string(id);
        }
        let inner = children[1];
        if self.is_token(children[0], token::LPAR) && self.unit.tree.is_node(inner, symbol::STAR_EXPR) {
            self.hole(id, inner);
        }
        let is_dict_comprehension =
            |pair: &[Id]| self.is_token(pair[0], token::DOUBLESTAR) && self.is_comp_for(pair[2]);
        if self.children(inner).len() == 3 && is_dict_comprehension(self.children(inner)) {
            return self.error(id, "dict unpacking cannot be used in dict comprehension");
        }
        self.visit_all(&children[1..])
    }

    fn number(&self, id: Id) -> Outcome {
        let text = self.text(id);
        if text.contains(&b'_') {
            self.require(6, id, "Underscores in numeric literals are")?;
        }
        numbers::check_digits(text, self.unit.max_int_digits).or_else(|msg| self.error(id, msg))
    }

    /// Refuses what the requested version of Python does not have.
    fn require(&self, version: u8, at: Id, what: &str) -> Outcome {
        if self.unit.feature_version < version {
            return self.error(at, format!("{what} only supported in Python 3.{version} and greater"));
        }
        Ok(())
    }

    fn term(&mut self, children: &[Id]) -> Outcome {
        self.visit(children[0])?;
        for pair in children[1..].chunks(2) {
            self.visit(pair[1])?;
            self.matrix_operator(pair[0])?;
        }
        Ok(())
    }

    fn matrix_operator(&self, operator: Id) -> Outcome {
        if self.is_token(operator, token::AT) || self.is_token(operator, token::ATEQUAL) {
            return self.require(5, operator, "The '@' operator is");
        }
        Ok(())
    }

    fn is_comp_for(&self, id: Id) -> bool {
        matches!(self.item(id), Item::Node(symbol::COMP_FOR | symbol::SYNC_COMP_FOR))
    }

    /// The inside of brackets: a display or a comprehension.
    fn display(&mut self, children: &[Id]) -> Outcome {
        self.visit(children[0])?;
        let starred = matches!(self.classify(children[0]), targets::Class::Starred(_));
        if self.is_comp_for(children[1]) && starred {
            return self.error(children[0], "iterable unpacking cannot be used in comprehension");
        }
        self.visit_all(&children[1..])
    }

    fn named_expr(&mut self, id: Id, children: &[Id]) -> Outcome {
        self.visit(children[0])?;
        self.visit(children[2])?;
        let name = self.classify(children[0]).name();
        if name != "name" {
            return self.error(id, format!("cannot use assignment expressions with {name}"));
        }
        if self.unit.tree.is_node(children[0], symbol::ATOM) {
            // rustpython-parser wants a bare name.
            self.hole(children[0], children[0]);
        }
        self.set_context(children[0], Context::Store, id)
    }

    fn string(&mut self, id: Id) -> Outcome {
        let tokens = (self.unit.tree.first_token(id), self.unit.tree.last_token(id));
        let literal = strings::literal(self, tokens)?;
        self.checked.strings.insert(tokens.0, literal);
        Ok(())
    }

    fn hole(&mut self, outer: Id, inner: Id) {
        let span = |id| (self.unit.tree.first_token(id), self.unit.tree.last_token(id));
        let hole = Hole { outer: span(outer), inner: span(inner) };
        self.checked.holes.push(hole);
    }

    /// `__debug__` may not be bound, and with `constants` neither may `None`, `True`, `False`.
    fn forbidden_name(&self, name: &[u8], at: Id, constants: bool) -> Outcome {
        let forbidden = name == b"__debug__" || (constants && matches!(name, b"None" | b"True" | b"False"));
        if forbidden {
            return self.error(at, format!("cannot assign to {}", String::from_utf8_lossy(name)));
        }
        Ok(())
    }
}
