//! The prompt as a person meets it: through a pseudo-terminal, and through pipes.
//!
//! **Invariant**: runs on the project's own `stdlib/`, wherever the executable was built, so that no other
//! Python is needed.

use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long an answer may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn pyston(home: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyston"));
    for variable in ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command.env("HOME", home).env("TERM", "xterm").env("PYTHONHOME", installation(home)).arg("-q");
    command
}

/// A folder like that of an installation, with the project's library.
fn installation(home: &std::path::Path) -> std::path::PathBuf {
    let prefix = home.join("prefix");
    std::fs::create_dir_all(prefix.join("lib")).expect("a folder");
    let stdlib = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stdlib");
    let library = stdlib.canonicalize().expect("the library");
    std::os::unix::fs::symlink(library, prefix.join("lib/python3.8")).expect("a link");
    prefix
}

/// A fresh home directory.
fn home(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("pyston-prompt-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

struct Session {
    child: Child,
    terminal: std::fs::File,
    seen: String,
}

impl Session {
    fn start(mut command: Command) -> Session {
        let (mut outer, mut inner) = (0, 0);
        // SAFETY: openpty fills both descriptors, which are owned from here on.
        let (outer, inner) = unsafe {
            let size = libc::winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
            let made = libc::openpty(&mut outer, &mut inner, std::ptr::null_mut(), std::ptr::null(), &size);
            assert_eq!(made, 0, "openpty");
            libc::fcntl(outer, libc::F_SETFL, libc::O_NONBLOCK);
            (OwnedFd::from_raw_fd(outer), OwnedFd::from_raw_fd(inner))
        };
        let copy = || Stdio::from(inner.try_clone().expect("a copy of the terminal"));
        // The terminal must be the child's own for Ctrl-C to become a signal.
        // SAFETY: the calls may be made between fork and exec.
        unsafe {
            std::os::unix::process::CommandExt::pre_exec(&mut command, || {
                // A shell has what it starts in the background ignore Ctrl-C.
                libc::signal(libc::SIGINT, libc::SIG_DFL);
                if libc::setsid() < 0 || libc::ioctl(0, libc::TIOCSCTTY, 0) < 0 {
                    return Err(std::io::Error::last_os_error());
                }
                Ok(())
            });
        }
        let child = command.stdin(copy()).stdout(copy()).stderr(copy()).spawn().expect("pyston starts");
        Session { child, terminal: outer.into(), seen: String::new() }
    }

    fn send(&mut self, keys: &str) {
        self.terminal.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Reads until `text` comes after what was awaited before.
    fn expect(&mut self, text: &str) {
        let start = Instant::now();
        while !self.seen.contains(text) {
            assert!(start.elapsed() < PATIENCE, "no {text:?} in {:?}", self.seen);
            let mut block = [0; 4096];
            match self.terminal.read(&mut block) {
                Ok(n) => self.seen.push_str(&String::from_utf8_lossy(&block[..n])),
                Err(_) => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        let end = self.seen.find(text).expect("just seen") + text.len();
        self.seen.drain(..end);
    }

    fn end(mut self) -> Option<i32> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the child is ours") {
                return status.code();
            }
            assert!(start.elapsed() < PATIENCE, "does not end: {:?}", self.seen);
            // Who does not read lets the other end block.
            let _ = self.terminal.read(&mut [0; 4096]);
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn blocks_completion_interrupt_and_end() {
    let home = home("blocks");
    let mut session = Session::start(pyston(&home));
    session.expect(">>> ");
    session.send("6 * 7\r");
    session.expect("42");
    session.expect(">>> ");
    session.send("_ + 1\r");
    session.expect("43");
    session.expect(">>> ");
    // A block goes on until an empty line.
    session.send("for i in range(2):\r    print('line', i)\r\r");
    session.expect("line 0");
    session.expect("line 1");
    session.expect(">>> ");
    // Completion of a module's name and of an attribute.
    session.send("import dataclas\t as d\r");
    session.expect(">>> ");
    session.send("d.make_data\t is not None\r");
    session.expect("True");
    session.expect(">>> ");
    // Ctrl-C gives up what is typed and interrupts what runs.
    session.send("half a li\x03");
    session.expect("KeyboardInterrupt");
    session.expect(">>> ");
    session.send("while True: pass\r\r");
    std::thread::sleep(Duration::from_millis(500));
    session.send("\x03");
    session.expect("KeyboardInterrupt");
    session.expect(">>> ");
    // Colours in tracebacks.
    session.send("1/0\r");
    session.expect("\x1b[1;31mZeroDivisionError\x1b[0m");
    session.expect(">>> ");
    session.send("\x04");
    assert_eq!(session.end(), Some(0));
    let history = std::fs::read_to_string(home.join(".pyston_history")).expect("a history");
    assert!(history.contains("6 * 7"), "{history:?}");
    let _ = std::fs::remove_dir_all(home);
}

#[test]
fn pasted_indented_code_runs() {
    let home = home("paste");
    let mut command = pyston(&home);
    command.env("NO_COLOR", "1");
    let mut session = Session::start(command);
    session.expect(">>> ");
    session.send("\x1b[200~    x = 20\n    y = 3\n    print('sum', x + y)\x1b[201~\r");
    session.expect("sum 23");
    session.expect(">>> ");
    session.send("1/0\r");
    session.expect("\nZeroDivisionError: ");
    session.expect(">>> ");
    session.send("exit(3)\r");
    assert_eq!(session.end(), Some(3));
    let _ = std::fs::remove_dir_all(home);
}

#[test]
fn piped_prompt_is_plain() {
    let home = home("pipe");
    let mut command = pyston(&home);
    command.arg("-i").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("pyston starts");
    let program = b"x = 1\nif x:\n  print(2)\n\nx\n1+\nfoo(\n)\nimport sys; sys.ps1\nsys.exit(3)\n";
    child.stdin.take().expect("piped").write_all(program).expect("written");
    let output = child.wait_with_output().expect("ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2\n1\n'>>> '\n");
    let expected = ">>> >>> ... ... >>> >>>   File \"<stdin>\", line 1\n    1+\n     ^\nSyntaxError: invalid syntax\n\
                    >>> ... Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n\
                    NameError: name 'foo' is not defined\n>>> >>> ";
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(3));
    let _ = std::fs::remove_dir_all(home);
}
