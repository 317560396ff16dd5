//! Text codecs: bytes to code points and back, with error positions.
