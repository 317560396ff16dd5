//! `syslog`: messages to the system's log.
//!
//! **Invariant**: the C library keeps the address of the identification, so the string is kept here
//! until the log is closed or opened with another one.

use std::ffi::CString;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::hooks;
use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{parse_count, parse_int};
use crate::posix::path::audit;

pub struct SyslogModule;

struct Log {
    is_open: bool,
    #[expect(dead_code, reason = "kept for the C library")]
    identification: Option<CString>,
}

static LOG: GilRefCell<Log> = GilRefCell::new(Log { is_open: false, identification: None });

/// The text up to a NUL, as C reads it.
fn c_text(text: &Str) -> PyResult<CString> {
    let text = text.to_utf8()?;
    CString::new(text.split('\0').next().unwrap_or_default()).map_err(|_| errors::bad_internal_call())
}

/// The name of the running program: the last part of `sys.argv[0]`.
fn program_name() -> PyResult<Option<Py<Str>>> {
    let Some(argv) = (hooks::get().sys_object)("argv") else { return Ok(None) };
    let first = argv.downcast::<List>().and_then(|argv| argv.get(0));
    let Some(first) = first.and_then(|first| first.downcast_into::<Str>().ok()) else { return Ok(None) };
    let text = first.to_utf8()?;
    let name = text.rsplit('/').next().unwrap_or_default();
    if name.is_empty() { Ok(None) } else { Str::new(name).map(Some) }
}

fn open(identification: Option<Py<Str>>, options: i64, facility: i64) -> PyResult<()> {
    let identification = match identification {
        Some(identification) => Some(identification),
        None => program_name()?,
    };
    let text = identification.as_ref().map(|text| c_text(text)).transpose()?;
    let shown = identification.map_or_else(singletons::py_none, Py::into_object);
    audit("syslog.openlog", &[&shown, &*options.into_py()?, &*facility.into_py()?])?;
    let mut log = LOG.borrow_mut();
    let start = text.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
    // SAFETY: null or a C string, whose memory stays where it is when it is stored below.
    unsafe { libc::openlog(start, options as i32, facility as i32) };
    *log = Log { is_open: true, identification: text };
    Ok(())
}

/// The priority and the message.
fn message_arguments<'a>(args: &[&'a Object]) -> PyResult<(i32, &'a Str)> {
    let wrong = || raise!(TypeError, "[priority,] message string");
    match args {
        [message] => Ok((libc::LOG_INFO, message.downcast().ok_or_else(wrong)?)),
        [priority, message] => {
            let priority = parse_int(priority).map_err(|raised| {
                raised.clear();
                wrong()
            })?;
            Ok((priority, message.downcast().ok_or_else(wrong)?))
        }
        _ => Err(wrong()),
    }
}

/// The only argument of a function, an int.
fn number(name: &str, args: Args<'_>) -> PyResult<i64> {
    args.no_keywords(name)?;
    parse_count(format!("{name}()"), args.positional.len(), 1, 1)?;
    protocol::as_c_long(args.positional[0])
}

/// Messages to the system's log.
#[pymodule("syslog")]
impl SyslogModule {
    #[function]
    fn openlog(args: Args<'_>) -> PyResult<()> {
        static SIGNATURE: Signature = Signature {
            function: FunctionName::Text("openlog"),
            parameters: &["ident", "logoption", "facility"],
            n_posonly: 0,
            n_positional: 3,
            n_required: 0,
            required_keywords: &[],
            early: &[],
        };
        let mut bound = [None; 3];
        args.bind(&SIGNATURE, &mut bound)?;
        let identification = bound[0].map(|object| match object.downcast::<Str>() {
            Some(text) => Ok(text.new_ref()),
            None => {
                let got = if object.is_none() { "None".into() } else { object.type_name() };
                Err(raise!(TypeError, "openlog() argument 1 must be str, not {got:.50}"))
            }
        });
        let identification = identification.transpose()?;
        let options = bound[1].map_or(Ok(0), protocol::as_c_long)?;
        let facility = bound[2].map_or(Ok(libc::LOG_USER.into()), protocol::as_c_long)?;
        open(identification, options, facility)
    }

    #[function]
    fn syslog(args: Args<'_>) -> PyResult<()> {
        args.no_keywords("syslog")?;
        let (priority, message) = message_arguments(args.positional)?;
        let text = c_text(message)?;
        audit("syslog.syslog", &[&*priority.into_py()?, message])?;
        if !LOG.borrow().is_open {
            open(None, 0, libc::LOG_USER.into())?;
        }
        // SAFETY: C strings; the format takes one.
        allow_threads(|| unsafe { libc::syslog(priority, c"%s".as_ptr(), text.as_ptr()) });
        Ok(())
    }

    #[function(args = "($module, /)")]
    fn closelog() -> PyResult<()> {
        audit("syslog.closelog", &[])?;
        let mut log = LOG.borrow_mut();
        if log.is_open {
            // SAFETY: no arguments.
            unsafe { libc::closelog() };
            *log = Log { is_open: false, identification: None };
        }
        Ok(())
    }

    #[function]
    fn setlogmask(args: Args<'_>) -> PyResult<i32> {
        args.no_keywords("setlogmask")?;
        let [mask] = args.positional else { return Err(raise!(TypeError, "mask for priority")) };
        let mask = protocol::as_c_long(mask)?;
        audit("syslog.setlogmask", &[&*Tuple::from_slice(args.positional)?])?;
        // SAFETY: a number.
        Ok(unsafe { libc::setlogmask(mask as i32) })
    }

    #[function(name = "LOG_MASK")]
    fn log_mask(args: Args<'_>) -> PyResult<i32> {
        Ok(1i32.wrapping_shl(number("LOG_MASK", args)? as u32))
    }

    #[function(name = "LOG_UPTO")]
    fn log_upto(args: Args<'_>) -> PyResult<i32> {
        Ok(1i32.wrapping_shl((number("LOG_UPTO", args)? + 1) as u32).wrapping_sub(1))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        Ok(())
    }
}

const CONSTANTS: &[(&str, i32)] = &[
    ("LOG_ALERT", 1),
    ("LOG_AUTH", 32),
    ("LOG_AUTHPRIV", 80),
    ("LOG_CONS", 2),
    ("LOG_CRIT", 2),
    ("LOG_CRON", 72),
    ("LOG_DAEMON", 24),
    ("LOG_DEBUG", 7),
    ("LOG_EMERG", 0),
    ("LOG_ERR", 3),
    ("LOG_INFO", 6),
    ("LOG_KERN", 0),
    ("LOG_LOCAL0", 128),
    ("LOG_LOCAL1", 136),
    ("LOG_LOCAL2", 144),
    ("LOG_LOCAL3", 152),
    ("LOG_LOCAL4", 160),
    ("LOG_LOCAL5", 168),
    ("LOG_LOCAL6", 176),
    ("LOG_LOCAL7", 184),
    ("LOG_LPR", 48),
    ("LOG_MAIL", 16),
    ("LOG_NDELAY", 8),
    ("LOG_NEWS", 56),
    ("LOG_NOTICE", 5),
    ("LOG_NOWAIT", 16),
    ("LOG_ODELAY", 4),
    ("LOG_PERROR", 32),
    ("LOG_PID", 1),
    ("LOG_SYSLOG", 40),
    ("LOG_USER", 8),
    ("LOG_UUCP", 64),
    ("LOG_WARNING", 4),
];
