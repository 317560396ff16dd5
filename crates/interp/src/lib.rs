//! Register code: translation, quickening, inline caches, the interpreter loop.
