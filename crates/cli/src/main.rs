//! The `pyston` executable: options, wiring of the crates, running a program.

mod main_program;
mod options;

fn main() {
    // Deep recursion of native code needs room; the stack is committed lazily.
    const STACK: usize = 512 << 20;
    // The interpreter's thread ends the process itself: in a forked child it is the only one.
    let run = || std::process::exit(main_program::run());
    let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK).spawn(run);
    leave_signals_to_other_threads();
    match thread {
        Ok(thread) => {
            let Err(_) = thread.join();
            std::process::exit(134)
        }
        Err(error) => {
            eprintln!("pyston: cannot start: {error}");
            std::process::exit(1)
        }
    }
}

/// The system prefers the first thread for delivering signals; but it is the interpreter's thread whose
/// system calls they shall interrupt.
fn leave_signals_to_other_threads() {
    // SAFETY: a mask filled by the C library.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
    }
}
