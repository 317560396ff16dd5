//! What the command line and the environment decide, before anything runs.

/// Settings of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `sys.executable`.
    pub executable: String,
    /// `sys.prefix`: where `lib/python3.8` is.
    pub prefix: String,
    /// `sys.path` without the script's directory.
    pub module_search_paths: Vec<String>,
    pub argv: Vec<String>,
    pub warn_options: Vec<String>,
    /// `-X` options: name and value.
    pub x_options: Vec<(String, Option<String>)>,
    pub flags: Flags,
    /// `PYTHONHASHSEED`: `None` for random.
    pub hash_seed: Option<u32>,
}

impl Config {
    /// The value of the last `-X name=value`; empty without a value.
    pub fn x_option(&self, name: &str) -> Option<&str> {
        let option = self.x_options.iter().rev().find(|option| option.0 == name)?;
        Some(option.1.as_deref().unwrap_or_default())
    }

    /// Is `word` among the words, with commas between them, of that option?
    pub fn x_option_has(&self, name: &str, word: &str) -> bool {
        self.x_option(name).is_some_and(|value| value.split(',').any(|part| part == word))
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

static CONFIG: std::sync::OnceLock<Config> = std::sync::OnceLock::new();

/// Fixes the configuration of this process; the first call counts.
pub fn set(config: Config) -> &'static Config {
    CONFIG.get_or_init(|| config)
}

/// The configuration; defaults before it is set.
pub fn get() -> &'static Config {
    CONFIG.get_or_init(Config::default)
}
