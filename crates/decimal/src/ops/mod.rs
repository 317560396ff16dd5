//! Operations of contexts on numbers, a file for each family.
//!
//! **Invariant**: an operation gives its result and adds conditions to the caller's status word; what a
//! condition means (a flag, an exception) is the caller's business.

mod add;
pub mod compare;
mod divide;
mod exp;
mod fixed;
mod integral;
mod ln;
mod logical;
mod multiply;
mod neighbour;
mod power;
mod quantize;
mod root;
mod shift;
