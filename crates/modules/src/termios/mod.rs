//! `termios`: the modes of terminals.

use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{c_long_of_number, parse_count, parse_int};
use crate::posix::path::file_descriptor;

mod constants;

pub struct TermiosModule;

static ERROR: Once<Type> = Once::new();

fn error_class() -> PyResult<&'static Type> {
    ERROR.get_or_try_init(|| new_exception("termios", "error", &exc::Exception))
}

/// `termios.error` for the last failed call.
fn last_error() -> Raised {
    let errno = errors::last_errno();
    let args = error_class().and_then(|class| Ok((class, (errno, errors::strerror(errno)).into_py()?)));
    args.map_or_else(|raised| raised, |(class, args)| errors::raise_object(class, args))
}

fn checked(status: i32) -> PyResult<()> {
    if status == -1 { Err(last_error()) } else { Ok(()) }
}

/// The positional arguments, of which the first is a descriptor.
fn arguments<'a>(name: &str, args: Args<'a>, count: usize) -> PyResult<(i32, &'a [&'a Object])> {
    args.no_keywords(name)?;
    parse_count(format!("{name}()"), args.positional.len(), count, count)?;
    Ok((file_descriptor(args.positional[0])?, &args.positional[1..]))
}

/// A function of a descriptor and a number.
fn act(name: &str, args: Args<'_>, action: unsafe extern "C" fn(i32, i32) -> i32) -> PyResult<()> {
    let (fd, rest) = arguments(name, args, 2)?;
    let number = parse_int(rest[0])?;
    // SAFETY: numbers.
    checked(allow_threads(|| unsafe { action(fd, number) }))
}

fn modes_of(fd: i32) -> PyResult<libc::termios> {
    // SAFETY: zero is a valid struct; the system fills it.
    unsafe {
        let mut modes: libc::termios = std::mem::zeroed();
        checked(libc::tcgetattr(fd, &mut modes))?;
        Ok(modes)
    }
}

fn control_character(object: &Object) -> PyResult<u8> {
    if let Some(&[byte]) = object.downcast::<Bytes>().map(Bytes::as_slice) {
        return Ok(byte);
    }
    if Int::check(object) {
        return Ok(protocol::as_c_long(object)? as u8);
    }
    Err(raise!(TypeError, "tcsetattr: elements of attributes must be characters or integers"))
}

/// The modes of terminals.
#[pymodule("termios")]
impl TermiosModule {
    /// The modes of a terminal: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc].
    ///
    /// cc are the control characters, bytes of length 1; but those at VMIN and VTIME are ints if input is
    /// not by lines.
    #[function]
    fn tcgetattr(args: Args<'_>) -> PyResult<Vec<Py>> {
        let (fd, _) = arguments("tcgetattr", args, 1)?;
        let modes = modes_of(fd)?;
        let by_lines = modes.c_lflag & libc::ICANON != 0;
        let character = |(index, byte): (usize, &u8)| {
            let is_number = !by_lines && matches!(index, libc::VMIN | libc::VTIME);
            if is_number { (*byte).into_py() } else { vec![*byte].into_py() }
        };
        let characters: Vec<Py> = modes.c_cc.iter().enumerate().map(character).collect::<PyResult<_>>()?;
        // SAFETY: a filled struct.
        let (ispeed, ospeed) = unsafe { (libc::cfgetispeed(&modes), libc::cfgetospeed(&modes)) };
        let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag, ispeed, ospeed];
        let mut list = flags.into_iter().map(IntoPy::into_py).collect::<PyResult<Vec<Py>>>()?;
        list.push(characters.into_py()?);
        Ok(list)
    }

    /// Sets the modes of a terminal, given as tcgetattr gives them: at once, or when all output is
    /// written, and maybe after pending input is thrown away.
    #[function]
    fn tcsetattr(args: Args<'_>) -> PyResult<()> {
        let (fd, rest) = arguments("tcsetattr", args, 3)?;
        let when = parse_int(rest[0])?;
        let wrong = || raise!(TypeError, "tcsetattr, arg 3: must be 7 element list");
        let attributes = rest[1].downcast::<List>().filter(|list| list.len() == 7).ok_or_else(wrong)?.to_vec();
        let mut modes = modes_of(fd)?;
        let mut numbers = [0i64; 6];
        for (number, attribute) in numbers.iter_mut().zip(&attributes) {
            *number = c_long_of_number(attribute)?;
        }
        let [iflag, oflag, cflag, lflag, ispeed, ospeed] = numbers.map(|number| number as u32);
        (modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag) = (iflag, oflag, cflag, lflag);
        let n = modes.c_cc.len();
        let wrong = || raise!(TypeError, "tcsetattr: attributes[6] must be {n} element list");
        let characters = attributes[6].downcast::<List>().filter(|list| list.len() == n).ok_or_else(wrong)?.to_vec();
        for (byte, character) in modes.c_cc.iter_mut().zip(&characters) {
            *byte = control_character(character)?;
        }
        // SAFETY: a filled struct.
        unsafe {
            checked(libc::cfsetispeed(&mut modes, ispeed))?;
            checked(libc::cfsetospeed(&mut modes, ospeed))?;
            checked(allow_threads(|| libc::tcsetattr(fd, when, &modes)))
        }
    }

    /// Sends a break, of 0.25 to 0.5 seconds if the duration is 0.
    #[function]
    fn tcsendbreak(args: Args<'_>) -> PyResult<()> {
        act("tcsendbreak", args, libc::tcsendbreak)
    }

    /// Waits until all output is written.
    #[function]
    fn tcdrain(args: Args<'_>) -> PyResult<()> {
        let (fd, _) = arguments("tcdrain", args, 1)?;
        // SAFETY: a number.
        checked(allow_threads(|| unsafe { libc::tcdrain(fd) }))
    }

    /// Throws pending input, output, or both away.
    #[function]
    fn tcflush(args: Args<'_>) -> PyResult<()> {
        act("tcflush", args, libc::tcflush)
    }

    /// Stops input or output, or lets it go on.
    #[function]
    fn tcflow(args: Args<'_>) -> PyResult<()> {
        act("tcflow", args, libc::tcflow)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in constants::CONSTANTS {
            module.add(name, *value)?;
        }
        module.add("error", error_class()?.new_ref())
    }
}
