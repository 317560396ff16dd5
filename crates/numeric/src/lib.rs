//! Numbers and text: float repr, parsing, the format mini-language.
