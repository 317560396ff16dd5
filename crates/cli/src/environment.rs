//! From the command line and the environment to the configuration of the run.
//!
//! **Invariant**: an option wins over its variable except where CPython takes the larger of both
//! (`PYTHONOPTIMIZE`, `PYTHONVERBOSE`, ...). A variable set to nothing counts as not set.

use std::ffi::{OsStr, OsString};

use pyston_runtime::config::{Config, Flags, Locale};

use crate::command_line::CommandLine;
use crate::paths::{self, Paths};

/// A setting that cannot be used: the function that CPython names, the message, the runtime's state then.
#[derive(Debug, PartialEq, Eq)]
pub struct BadSetting {
    function: &'static str,
    message: &'static str,
    state: &'static str,
}

impl BadSetting {
    /// Prints it as a fatal error.
    pub fn report(&self) {
        let BadSetting { function, message, state } = self;
        eprintln!("Fatal Python error: {function}: {message}\nPython runtime state: {state}\n");
    }
}

fn bad<T>(function: &'static str, message: &'static str) -> Result<T, BadSetting> {
    Err(BadSetting { function, message, state: "preinitialized" })
}

/// The variables of the process, unless `-E` hides those that begin with `PYTHON`.
#[derive(Clone, Copy)]
pub struct Variables {
    is_visible: bool,
}

impl Variables {
    pub fn new(line: &CommandLine) -> Variables {
        Variables { is_visible: line.ignore_environment == 0 }
    }

    /// A variable that is set to something.
    pub fn get(self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|value| self.is_visible && !value.is_empty())
    }

    fn text(self, name: &str) -> Option<String> {
        self.get(name).map(|value| value.to_string_lossy().into_owned())
    }

    /// The larger of a counted option and its variable, in which anything but a number counts as 1.
    fn at_least(self, count: i32, name: &str) -> i32 {
        let value =
            self.text(name).map_or(0, |value| value.trim().parse::<i32>().ok().filter(|&n| n >= 0).unwrap_or(1));
        count.max(value)
    }
}

/// UTF-8 mode as asked for; `None` if the locale decides.
///
/// # Errors
/// A value other than 0 and 1.
pub fn utf8_mode(line: &CommandLine) -> Result<Option<bool>, BadSetting> {
    let reject = |message| Err(BadSetting { function: "preconfig_init_utf8_mode", message, state: "preinitializing" });
    if let Some(value) = line.x_option("utf8") {
        return match value.map(OsStr::as_encoded_bytes) {
            None | Some(b"1") => Ok(Some(true)),
            Some(b"0") => Ok(Some(false)),
            Some(_) => reject("invalid -X utf8 option value"),
        };
    }
    match Variables::new(line).text("PYTHONUTF8").as_deref() {
        None => Ok(None),
        Some("1") => Ok(Some(true)),
        Some("0") => Ok(Some(false)),
        Some(_) => reject("invalid PYTHONUTF8 environment variable value"),
    }
}

/// Where memory comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocator {
    /// From the C library.
    pub is_system: bool,
    /// With guards around each block.
    pub is_guarded: bool,
}

/// The names that `PYTHONMALLOC` may have; CPython's name of its own allocator means ours.
const ALLOCATORS: [(&str, Allocator); 7] = [
    ("default", Allocator { is_system: false, is_guarded: false }),
    ("debug", Allocator { is_system: false, is_guarded: true }),
    ("mimalloc", Allocator { is_system: false, is_guarded: false }),
    ("pymalloc", Allocator { is_system: false, is_guarded: false }),
    ("pymalloc_debug", Allocator { is_system: false, is_guarded: true }),
    ("malloc", Allocator { is_system: true, is_guarded: false }),
    ("malloc_debug", Allocator { is_system: true, is_guarded: true }),
];

/// Where memory shall come from.
///
/// # Errors
/// An allocator that does not exist.
pub fn allocator(line: &CommandLine) -> Result<Allocator, BadSetting> {
    let variables = Variables::new(line);
    match variables.text("PYTHONMALLOC") {
        None => Ok(Allocator { is_system: false, is_guarded: is_dev_mode(line, variables) }),
        Some(name) => match ALLOCATORS.iter().find(|known| known.0 == name) {
            Some(&(_, allocator)) => Ok(allocator),
            None => Err(BadSetting {
                function: "preconfig_init_allocator",
                message: "PYTHONMALLOC: unknown allocator",
                state: "preinitializing",
            }),
        },
    }
}

fn is_dev_mode(line: &CommandLine, variables: Variables) -> bool {
    line.x_option("dev").is_some() || variables.get("PYTHONDEVMODE").is_some()
}

/// The configuration of a run in a process whose locale is `locale`.
///
/// # Errors
/// A value that CPython does not start with.
pub fn configure(line: CommandLine, locale: Locale, is_utf8: bool) -> Result<Config, BadSetting> {
    let variables = Variables::new(&line);
    let flags = flags(&line, variables, is_utf8);
    let Paths { executable, prefix, exec_prefix, library, module_search_paths } = paths::find(variables);
    Ok(Config {
        executable,
        prefix,
        exec_prefix,
        library,
        module_search_paths,
        warn_options: warn_options(&line, variables, &flags),
        flags,
        hash_seed: hash_seed(&line, variables)?,
        pycache_prefix: match line.x_option("pycache_prefix") {
            Some(value) => value.filter(|value| !value.is_empty()).map(OsStr::to_owned),
            None => variables.get("PYTHONPYCACHEPREFIX"),
        },
        check_hash_based_pycs: line.check_hash_based_pycs.unwrap_or("default"),
        import_time: line.x_option("importtime").is_some() || variables.get("PYTHONPROFILEIMPORTTIME").is_some(),
        int_max_str_digits: int_max_str_digits(&line, variables)?,
        stdio: stdio(variables),
        locale,
        argv: line.argv,
        x_options: line.x_options,
    })
}

fn flags(line: &CommandLine, variables: Variables, is_utf8: bool) -> Flags {
    Flags {
        debug: variables.at_least(line.debug, "PYTHONDEBUG"),
        inspect: variables.at_least(line.inspect, "PYTHONINSPECT"),
        interactive: line.inspect,
        optimize: variables.at_least(line.optimize, "PYTHONOPTIMIZE"),
        dont_write_bytecode: variables.at_least(line.dont_write_bytecode, "PYTHONDONTWRITEBYTECODE").min(1),
        no_user_site: variables.at_least(line.no_user_site, "PYTHONNOUSERSITE").min(1),
        no_site: line.no_site.min(1),
        ignore_environment: line.ignore_environment.min(1),
        verbose: variables.at_least(line.verbose, "PYTHONVERBOSE"),
        bytes_warning: line.bytes_warning,
        quiet: line.quiet,
        isolated: line.isolated.min(1),
        dev_mode: is_dev_mode(line, variables),
        utf8_mode: i32::from(is_utf8),
        unbuffered: variables.at_least(i32::from(line.unbuffered), "PYTHONUNBUFFERED") > 0,
    }
}

/// `sys.warnoptions`: what modes imply, the variable, the options; the later wins.
fn warn_options(line: &CommandLine, variables: Variables, flags: &Flags) -> Vec<OsString> {
    let mut all = Vec::new();
    if flags.dev_mode {
        all.push("default".into());
    }
    if let Some(listed) = variables.get("PYTHONWARNINGS") {
        all.extend(split(&listed, b',').map(OsStr::to_owned));
    }
    all.extend(line.warn_options.iter().cloned());
    match flags.bytes_warning {
        0 => (),
        1 => all.push("default::BytesWarning".into()),
        _ => all.push("error::BytesWarning".into()),
    }
    all
}

/// The parts of a text of the system.
pub fn split(text: &OsStr, separator: u8) -> impl Iterator<Item = &OsStr> {
    use std::os::unix::ffi::OsStrExt;
    text.as_bytes().split(move |&byte| byte == separator).map(OsStr::from_bytes)
}

fn hash_seed(line: &CommandLine, variables: Variables) -> Result<Option<u32>, BadSetting> {
    match variables.text("PYTHONHASHSEED").as_deref() {
        _ if line.random_hashes => Ok(None),
        None | Some("random") => Ok(None),
        Some(seed) => match seed.parse() {
            Ok(seed) => Ok(Some(seed)),
            Err(_) => {
                bad("config_init_hash_seed", "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
            }
        },
    }
}

/// The least limit that may be set; 0 is no limit.
const LEAST_DIGIT_LIMIT: usize = 640;

fn int_max_str_digits(line: &CommandLine, variables: Variables) -> Result<Option<usize>, BadSetting> {
    let function = "config_init_int_max_str_digits";
    let read = |text: &str| text.parse().ok().filter(|&limit: &usize| limit == 0 || limit >= LEAST_DIGIT_LIMIT);
    if let Some(value) = line.x_option("int_max_str_digits") {
        let limit = value.and_then(OsStr::to_str).and_then(read);
        return match limit {
            Some(limit) => Ok(Some(limit)),
            None => bad(function, "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited."),
        };
    }
    match variables.text("PYTHONINTMAXSTRDIGITS") {
        None => Ok(None),
        Some(text) => match read(&text) {
            Some(limit) => Ok(Some(limit)),
            None => bad(function, "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited."),
        },
    }
}

/// How many frames `-X tracemalloc` keeps; `None` if it is off.
///
/// # Errors
/// A value that is no number of frames.
pub fn tracemalloc(line: &CommandLine) -> Result<Option<i32>, BadSetting> {
    let function = "config_init_tracemalloc";
    let read = |text: &str| text.trim_start().parse::<i32>().ok().filter(|&frames| frames >= 0);
    let (frames, message) = match line.x_option("tracemalloc") {
        Some(None) => return Ok(Some(1)),
        Some(Some(value)) => (value.to_str().and_then(read), "-X tracemalloc=NFRAME: invalid number of frames"),
        None => match Variables::new(line).text("PYTHONTRACEMALLOC") {
            None => return Ok(None),
            Some(text) => (read(&text), "PYTHONTRACEMALLOC: invalid number of frames"),
        },
    };
    match frames {
        None => bad(function, message),
        Some(frames) => Ok(Some(frames).filter(|&frames| frames > 0)),
    }
}

/// `PYTHONIOENCODING`: encoding and error handler, empty where not given.
fn stdio(variables: Variables) -> (String, String) {
    let setting = variables.text("PYTHONIOENCODING").unwrap_or_default();
    match setting.split_once(':') {
        Some((encoding, handler)) => (encoding.to_owned(), handler.to_owned()),
        None => (setting, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[&str]) -> CommandLine {
        CommandLine::parse(words.iter().map(OsString::from)).expect("valid")
    }

    #[test]
    fn utf8_mode_is_on_off_or_open() {
        assert_eq!(utf8_mode(&line(&["-E"])), Ok(None));
        assert_eq!(utf8_mode(&line(&["-Xutf8"])), Ok(Some(true)));
        assert_eq!(utf8_mode(&line(&["-Xutf8=0"])), Ok(Some(false)));
        assert!(utf8_mode(&line(&["-Xutf8=a"])).is_err());
    }

    #[test]
    fn numbers_of_frames_are_checked() {
        let frames = |option: &str| tracemalloc(&line(&["-E", "-X", option]));
        assert_eq!(frames("tracemalloc"), Ok(Some(1)));
        assert_eq!(frames("tracemalloc=0"), Ok(None));
        assert_eq!(frames("tracemalloc=65536"), Ok(Some(65536)));
        assert!(frames("tracemalloc=-1").is_err());
    }

    #[test]
    fn development_mode_has_guards() {
        assert_eq!(allocator(&line(&["-E", "-X", "dev"])), Ok(Allocator { is_system: false, is_guarded: true }));
        assert_eq!(allocator(&line(&["-E"])), Ok(Allocator { is_system: false, is_guarded: false }));
    }

    #[test]
    fn limits_are_checked() {
        let limit = |option: &str| int_max_str_digits(&line(&["-E", "-X", option]), Variables { is_visible: false });
        assert_eq!(limit("int_max_str_digits=0"), Ok(Some(0)));
        assert_eq!(limit("int_max_str_digits=640"), Ok(Some(640)));
        assert!(limit("int_max_str_digits=639").is_err());
        assert!(limit("int_max_str_digits").is_err());
    }
}
