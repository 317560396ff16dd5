//! The watchdog of `dump_traceback_later`: a thread of its own, which needs no GIL.
//!
//! **Invariant**: at most one watchdog is armed; one that was replaced or cancelled sees so by its number
//! and ends without a word.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::dump;

/// The number of the armed watchdog; odd: armed.
static ARMED: Mutex<u64> = Mutex::new(0);
static CHANGED: Condvar = Condvar::new();

/// What a watchdog does.
pub struct Watch {
    pub patience: Duration,
    pub repeat: bool,
    pub fd: i32,
    pub exit: bool,
}

fn header(patience: Duration) -> String {
    let (seconds, micros) = (patience.as_secs(), patience.subsec_micros());
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    format!("Timeout ({hours}:{minutes:02}:{seconds:02}{fraction})!\n")
}

/// Arms a watchdog instead of the one that may be there. False if no thread can be started.
pub fn arm(watch: Watch) -> bool {
    cancel();
    let number = {
        let mut armed = ARMED.lock().unwrap_or_else(PoisonError::into_inner);
        *armed += 1;
        *armed
    };
    std::thread::Builder::new().name("watchdog".into()).spawn(move || run(&watch, number)).is_ok()
}

/// Disarms the watchdog.
pub fn cancel() {
    let mut armed = ARMED.lock().unwrap_or_else(PoisonError::into_inner);
    if *armed % 2 == 1 {
        *armed += 1;
    }
    drop(armed);
    CHANGED.notify_all();
}

fn run(watch: &Watch, number: u64) {
    // SAFETY: a mask filled by the C library; signals are for the threads that run Python code.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
    }
    let header = header(watch.patience);
    loop {
        let armed = ARMED.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = CHANGED.wait_timeout_while(armed, watch.patience, |armed| *armed == number);
        let (armed, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *armed != number {
            return;
        }
        // Who cancels waits until the dump is written: the descriptor may be closed next.
        dump::say(watch.fd, format_args!("{header}"));
        dump::all_threads(watch.fd, std::ptr::null_mut());
        drop(armed);
        if watch.exit {
            // SAFETY: ends the process at once, as asked.
            unsafe { libc::_exit(1) }
        }
        if !watch.repeat {
            return;
        }
    }
}
