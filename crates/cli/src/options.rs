//! The command line, as CPython 3.8 reads it.

use pyston_runtime::config::{Config, Flags};

/// What to run.
#[derive(Debug)]
pub enum Program {
    Command(String),
    Module(String),
    Script(String),
    Stdin,
    Version,
    Help,
}

/// The parsed command line.
#[derive(Debug)]
pub struct Options {
    pub program: Program,
    pub config: Config,
}

/// A bad option: the message for the user.
pub struct BadOption(pub String);

/// Reads the arguments behind the executable's name and the environment.
pub fn parse(args: &[String]) -> Result<Options, BadOption> {
    let mut flags = Flags::default();
    let mut config = Config::default();
    let mut program = None;
    let mut rest: Vec<String> = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "-" || !arg.starts_with('-') {
            program = Some(if arg == "-" { Program::Stdin } else { Program::Script(arg.clone()) });
            rest.push(arg.clone());
            break;
        }
        match arg.as_str() {
            "--version" => return Ok(Options { program: Program::Version, config }),
            "--help" => return Ok(Options { program: Program::Help, config }),
            _ if arg.starts_with("--") => return Err(BadOption(format!("unknown option {arg}"))),
            _ => (),
        }
        let letters = arg[1..].char_indices();
        for (at, letter) in letters {
            let tail = &arg[1 + at + letter.len_utf8()..];
            let mut value = |what: &str| -> Result<String, BadOption> {
                if !tail.is_empty() {
                    return Ok(tail.to_owned());
                }
                let missing = || BadOption(format!("Argument expected for the -{what} option"));
                args.next().cloned().ok_or_else(missing)
            };
            match letter {
                'c' => {
                    program = Some(Program::Command(value("c")?));
                    rest.push("-c".into());
                }
                'm' => {
                    program = Some(Program::Module(value("m")?));
                    rest.push("-m".into());
                }
                'W' => config.warn_options.push(value("W")?),
                'X' => {
                    let option = value("X")?;
                    config.x_options.push(match option.split_once('=') {
                        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                        None => (option, None),
                    });
                }
                'b' => flags.bytes_warning += 1,
                'B' => flags.dont_write_bytecode += 1,
                'd' => flags.debug += 1,
                'E' => flags.ignore_environment += 1,
                'i' => {
                    flags.inspect += 1;
                    flags.interactive += 1;
                }
                'I' => {
                    flags.isolated += 1;
                    flags.ignore_environment += 1;
                    flags.no_user_site += 1;
                }
                'O' => flags.optimize += 1,
                'q' => flags.quiet += 1,
                's' => flags.no_user_site += 1,
                'S' => flags.no_site += 1,
                'u' => flags.unbuffered = true,
                'v' => flags.verbose += 1,
                'R' => (),
                'x' => (),
                'V' => return Ok(Options { program: Program::Version, config }),
                'h' | '?' => return Ok(Options { program: Program::Help, config }),
                other => return Err(BadOption(format!("Unknown option: -{other}"))),
            }
            if matches!(letter, 'c' | 'm' | 'W' | 'X') {
                break;
            }
        }
        if program.is_some() {
            break;
        }
    }
    rest.extend(args.cloned());
    if rest.is_empty() {
        rest.push(String::new());
    }
    config.argv = rest;
    environment(&mut config, &mut flags);
    modes(&mut config, &mut flags);
    config.flags = flags;
    Ok(Options { program: program.unwrap_or(Program::Stdin), config })
}

fn environment(config: &mut Config, flags: &mut Flags) {
    let get = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let use_it = flags.ignore_environment == 0;
    let get = |name: &str| if use_it { get(name) } else { None };
    let count = |name: &str| get(name).map_or(0, |value| value.parse::<i32>().unwrap_or(1).max(0));
    flags.optimize = flags.optimize.max(count("PYTHONOPTIMIZE"));
    flags.verbose = flags.verbose.max(count("PYTHONVERBOSE"));
    flags.dont_write_bytecode = flags.dont_write_bytecode.max(count("PYTHONDONTWRITEBYTECODE"));
    flags.no_user_site = flags.no_user_site.max(count("PYTHONNOUSERSITE"));
    flags.inspect = flags.inspect.max(count("PYTHONINSPECT"));
    flags.unbuffered |= get("PYTHONUNBUFFERED").is_some();
    if let Some(warnings) = get("PYTHONWARNINGS") {
        let mut all: Vec<String> = warnings.split(',').map(str::to_owned).collect();
        all.append(&mut config.warn_options);
        config.warn_options = all;
    }
    config.hash_seed = get("PYTHONHASHSEED").and_then(|seed| seed.parse().ok());
    config.executable = std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    config.prefix = get("PYTHONHOME").unwrap_or_else(|| "/usr/local".into());
    let lib = format!("{}/lib/python3.8", config.prefix);
    if let Some(path) = get("PYTHONPATH") {
        config.module_search_paths.extend(path.split(':').filter(|entry| !entry.is_empty()).map(str::to_owned));
    }
    config.module_search_paths.extend([
        format!("{}/lib/python38.zip", config.prefix),
        lib.clone(),
        format!("{lib}/lib-dynload"),
    ]);
}

/// `-X dev`, `-X utf8` and their environment variables; the warning filters that modes and `-b` imply.
fn modes(config: &mut Config, flags: &mut Flags) {
    let is_set = |name: &str, variable: &str| {
        let option = config.x_options.iter().rev().find(|option| option.0 == name);
        match option {
            Some((_, value)) => value.as_deref() != Some("0"),
            None => flags.ignore_environment == 0 && std::env::var(variable).is_ok_and(|value| value == "1"),
        }
    };
    let (is_dev, is_utf8) = (is_set("dev", "PYTHONDEVMODE"), is_set("utf8", "PYTHONUTF8"));
    flags.dev_mode = is_dev;
    flags.utf8_mode = i32::from(is_utf8);
    if is_dev {
        config.warn_options.insert(0, "default".into());
    }
    match flags.bytes_warning {
        0 => (),
        1 => config.warn_options.push("default::BytesWarning".into()),
        _ => config.warn_options.push("error::BytesWarning".into()),
    }
}

/// What `-h` shows below the usage line.
pub const HELP: &str = "\
Options (as CPython 3.8's):
-b     : warn about str(bytes) and comparing bytes with str (-bb: error)
-B     : do not write .pyc files
-c cmd : run a program given as text
-E     : ignore PYTHON* environment variables
-h     : this help
-I     : isolate from the user's environment (implies -E and -s)
-m mod : run a module as a program
-O     : remove asserts; -OO also documentation strings
-q     : no banner in interactive use
-s     : no user site directory
-S     : do not import site
-u     : standard streams without buffers
-v     : trace imports
-V     : version
-W arg : warning filter
-X opt : implementation option; pyston's own:
         dump=bytecode,regcode   print the program's code objects (and norun: only that)
         quicken=off             never specialise instructions
         stress=gc               collect at every safepoint
file   : program read from a file
-      : program read from standard input";
