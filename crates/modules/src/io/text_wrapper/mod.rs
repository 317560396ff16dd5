//! `_io.TextIOWrapper`: a buffered stream of bytes as a stream of text.

mod codec;
mod cookie;
mod encode;
mod init;
pub mod line_end;
mod read;
mod seek;
mod state;
mod types;
mod write;

pub use types::PyTextIOWrapper_Type;
pub use write::replace_newlines;

pub fn install() {
    types::TextIoWrapper::install();
    types::install_members();
}
