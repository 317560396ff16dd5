//! The `pyston` executable: options, wiring of the crates, running a program.

mod main_program;
mod options;

fn main() {
    // Deep recursion of native code needs room; the stack is committed lazily.
    const STACK: usize = 512 << 20;
    let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK).spawn(main_program::run);
    let status = match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(status)) => status,
        Ok(Err(_)) => 134,
        Err(error) => {
            eprintln!("pyston: cannot start: {error}");
            1
        }
    };
    std::process::exit(status);
}
