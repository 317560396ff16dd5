//! What the command line and the environment decide, before anything runs.
//!
//! **Invariant**: fixed once, before the first object exists; what a program may change later (`sys.path`)
//! starts from here. Names of the system are `OsString`s: they need not be text.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Settings of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `sys.executable`.
    pub executable: OsString,
    /// `sys.prefix` and `sys.exec_prefix`.
    pub prefix: OsString,
    pub exec_prefix: OsString,
    /// Where `os.py` is.
    pub library: PathBuf,
    /// `sys.path` without the script's directory.
    pub module_search_paths: Vec<OsString>,
    pub argv: Vec<OsString>,
    pub warn_options: Vec<OsString>,
    /// `-X` options: name and value.
    pub x_options: Vec<(OsString, Option<OsString>)>,
    pub flags: Flags,
    /// `PYTHONHASHSEED`: `None` for random.
    pub hash_seed: Option<u32>,
    /// `sys.pycache_prefix`.
    pub pycache_prefix: Option<OsString>,
    /// `_imp.check_hash_based_pycs`.
    pub check_hash_based_pycs: &'static str,
    /// `-X importtime`.
    pub import_time: bool,
    /// `-X int_max_str_digits`: `None` for the default.
    pub int_max_str_digits: Option<usize>,
    /// Encoding and error handler of the standard streams, empty where the locale decides.
    pub stdio: (String, String),
    pub locale: Locale,
}

/// What the C locale of the process means for texts.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The name of its character set, as `nl_langinfo(CODESET)`; `UTF-8` in UTF-8 mode.
    pub codeset: String,
    /// Do the standard streams let undecodable bytes through?
    pub is_lenient: bool,
}

impl Default for Locale {
    fn default() -> Locale {
        Locale { codeset: "UTF-8".into(), is_lenient: true }
    }
}

/// `sys.flags`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    pub debug: i32,
    pub inspect: i32,
    pub interactive: i32,
    pub optimize: i32,
    pub dont_write_bytecode: i32,
    pub no_user_site: i32,
    pub no_site: i32,
    pub ignore_environment: i32,
    pub verbose: i32,
    pub bytes_warning: i32,
    pub quiet: i32,
    pub isolated: i32,
    pub dev_mode: bool,
    pub utf8_mode: i32,
    pub unbuffered: bool,
}

impl Config {
    /// The value of the last `-X name`: `None` if absent, `Some(None)` if given without a value.
    pub fn x_option(&self, name: &str) -> Option<Option<&OsStr>> {
        self.x_options.iter().rev().find(|option| option.0 == name).map(|option| option.1.as_deref())
    }

    /// Is `word` among the words, with commas between them, of that option?
    pub fn x_option_has(&self, name: &str, word: &str) -> bool {
        let value = self.x_option(name).flatten().and_then(OsStr::to_str);
        value.is_some_and(|value| value.split(',').any(|part| part == word))
    }
}

static CONFIG: std::sync::OnceLock<Config> = std::sync::OnceLock::new();

/// Fixes the configuration of this process; the first call counts.
pub fn set(config: Config) -> &'static Config {
    CONFIG.get_or_init(|| config)
}

/// The configuration; defaults before it is set.
pub fn get() -> &'static Config {
    CONFIG.get_or_init(Config::default)
}
