//! `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `BufferedRWPair`: streams of bytes with a
//! buffer.

mod core;
mod lock;
mod pair;
mod raw;
mod read;
mod stream;
mod types;
mod write;

pub use pair::PyBufferedRWPair_Type;
pub use stream::Stream;
pub use types::{
    BufferedRandom, BufferedReader, BufferedWriter, PyBufferedRandom_Type, PyBufferedReader_Type, PyBufferedWriter_Type,
};

pub fn install() {
    types::install();
    pair::BufferedRwPair::install();
}
