//! The Python types of frames, functions, code objects, generators and tracebacks.

/// Fills the types' slots. Once, at start-up.
pub fn install() {}
