//! The words of the command line, as CPython 3.8 reads them.
//!
//! **Invariant**: nothing here looks at the environment; [`crate::environment`] adds it. Words stay as
//! the system gave them (`OsString`): an argument need not be text. The lexer is clap's own; its parser
//! cannot know options that end option parsing (`-c`, `-m`), nor give CPython's messages.

use std::ffi::{OsStr, OsString};

use clap_lex::{ArgCursor, RawArgs, ShortFlags};

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    Command(OsString),
    Module(OsString),
    Script(OsString),
    /// Standard input; interactive if it is a terminal.
    Stdin,
}

/// An answer that needs no interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Help,
    Version { verbose: bool },
}

/// Validation of hash-based `.pyc` files.
pub const HASH_PYC_MODES: [&str; 3] = ["default", "always", "never"];

/// CPython's words.
const NO_MODE: &str = "Argument expected for the --check-hash-based-pycs options";

/// How often each option without a value was given, and the values of those with one.
#[derive(Clone, Debug, Default)]
pub struct CommandLine {
    pub program: Option<Program>,
    pub answer: Option<Answer>,
    /// `sys.argv`.
    pub argv: Vec<OsString>,
    pub warn_options: Vec<OsString>,
    pub x_options: Vec<(OsString, Option<OsString>)>,
    pub check_hash_based_pycs: Option<&'static str>,
    pub bytes_warning: i32,
    pub dont_write_bytecode: i32,
    pub debug: i32,
    pub ignore_environment: i32,
    pub inspect: i32,
    pub isolated: i32,
    pub optimize: i32,
    pub quiet: i32,
    pub no_user_site: i32,
    pub no_site: i32,
    pub unbuffered: bool,
    pub verbose: i32,
    pub random_hashes: bool,
    pub skip_first_line: bool,
}

/// A bad option: the message for the user.
#[derive(Debug, PartialEq, Eq)]
pub struct BadOption(pub String);

impl CommandLine {
    /// Reads the words behind the executable's name.
    ///
    /// # Errors
    /// CPython's message for an unknown option or a missing value.
    pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<CommandLine, BadOption> {
        let raw = RawArgs::new(words);
        let mut cursor = raw.cursor();
        let mut line = CommandLine::default();
        while line.program.is_none() {
            let Some(word) = raw.next(&mut cursor) else { break };
            if word.is_stdio() {
                line.program = Some(Program::Stdin);
                line.argv.push("-".into());
            } else if word.is_escape() {
                line.take_program_after_escape(&raw, &mut cursor);
                break;
            } else if word.is_long() {
                line.long_option(word.to_value_os(), &raw, &mut cursor)?;
            } else if let Some(mut letters) = word.to_short() {
                line.short_options(&mut letters, &raw, &mut cursor)?;
            } else {
                let script = word.to_value_os().to_owned();
                line.argv.push(script.clone());
                line.program = Some(Program::Script(script));
            }
        }
        // `remaining` needs a cursor that is not past the end.
        if !raw.is_end(&cursor) {
            line.argv.extend(raw.remaining(&mut cursor).map(OsStr::to_owned));
        }
        if line.argv.is_empty() {
            line.argv.push(OsString::new());
        }
        Ok(line)
    }

    /// `--` ends the options; what follows is a script.
    fn take_program_after_escape(&mut self, raw: &RawArgs, cursor: &mut ArgCursor) {
        if let Some(word) = raw.next_os(cursor) {
            self.argv.push(word.to_owned());
            self.program = Some(if word == "-" { Program::Stdin } else { Program::Script(word.to_owned()) });
        }
    }

    fn long_option(&mut self, word: &OsStr, raw: &RawArgs, cursor: &mut ArgCursor) -> Result<(), BadOption> {
        if word == "--help" {
            self.answer = Some(Answer::Help);
        } else if word == "--version" {
            self.ask_version();
        } else if word == "--check-hash-based-pycs" {
            let value = raw.next_os(cursor).ok_or_else(|| BadOption(NO_MODE.into()))?;
            let mode = HASH_PYC_MODES.into_iter().find(|mode| value == *mode);
            let message = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
            self.check_hash_based_pycs = Some(mode.ok_or_else(|| BadOption(message.into()))?);
        } else {
            return Err(BadOption(format!("unknown option {}", word.to_string_lossy())));
        }
        Ok(())
    }

    /// Options of one letter that stand together; one that takes a value takes the rest of the word.
    fn short_options(
        &mut self,
        letters: &mut ShortFlags<'_>,
        raw: &RawArgs,
        cursor: &mut ArgCursor,
    ) -> Result<(), BadOption> {
        while let Some(letter) = letters.next_flag() {
            let letter = letter.map_err(|rest| BadOption(format!("Unknown option: -{}", rest.to_string_lossy())))?;
            match letter {
                'c' | 'm' | 'W' | 'X' => {
                    let rest = letters.next_value_os().map(OsStr::to_owned);
                    let value = rest.or_else(|| raw.next_os(cursor).map(OsStr::to_owned));
                    self.option_with_value(letter, value.ok_or_else(|| missing_value(&letter.to_string()))?);
                    return Ok(());
                }
                _ => self.flag(letter)?,
            }
        }
        Ok(())
    }

    fn option_with_value(&mut self, letter: char, value: OsString) {
        match letter {
            'c' => {
                self.argv.push("-c".into());
                self.program = Some(Program::Command(value));
            }
            'm' => {
                self.argv.push("-m".into());
                self.program = Some(Program::Module(value));
            }
            'W' => self.warn_options.push(value),
            _ => self.x_options.push(split_option(&value)),
        }
    }

    fn flag(&mut self, letter: char) -> Result<(), BadOption> {
        match letter {
            'b' => self.bytes_warning += 1,
            'B' => self.dont_write_bytecode += 1,
            'd' => self.debug += 1,
            'E' => self.ignore_environment += 1,
            'i' => self.inspect += 1,
            'I' => {
                self.isolated += 1;
                self.ignore_environment += 1;
                self.no_user_site += 1;
            }
            'O' => self.optimize += 1,
            'q' => self.quiet += 1,
            'R' => self.random_hashes = true,
            's' => self.no_user_site += 1,
            'S' => self.no_site += 1,
            // CPython accepts and ignores it.
            't' => (),
            'u' => self.unbuffered = true,
            'v' => self.verbose += 1,
            'x' => self.skip_first_line = true,
            'h' | '?' => self.answer = Some(Answer::Help),
            'V' => self.ask_version(),
            'J' => return Err(BadOption("-J is reserved for Jython".into())),
            other => return Err(BadOption(format!("Unknown option: -{other}"))),
        }
        Ok(())
    }

    fn ask_version(&mut self) {
        let verbose = matches!(self.answer, Some(Answer::Version { .. }));
        if self.answer != Some(Answer::Help) {
            self.answer = Some(Answer::Version { verbose });
        }
    }

    /// The value of the last `-X name`: `None` if absent, `Some(None)` if given without a value.
    pub fn x_option(&self, name: &str) -> Option<Option<&OsStr>> {
        self.x_options.iter().rev().find(|option| option.0 == name).map(|option| option.1.as_deref())
    }
}

fn missing_value(option: &str) -> BadOption {
    BadOption(format!("Argument expected for the -{option} option"))
}

/// `name=value` of `-X`.
fn split_option(option: &OsStr) -> (OsString, Option<OsString>) {
    use std::os::unix::ffi::OsStrExt;
    let bytes = option.as_bytes();
    match bytes.iter().position(|&byte| byte == b'=') {
        Some(at) => (OsStr::from_bytes(&bytes[..at]).to_owned(), Some(OsStr::from_bytes(&bytes[at + 1..]).to_owned())),
        None => (option.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<CommandLine, BadOption> {
        CommandLine::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn letters_stand_together_and_a_value_takes_the_rest() {
        let line = parse(&["-bbBcprint(1)", "-x", "y"]).expect("valid");
        assert_eq!((line.bytes_warning, line.dont_write_bytecode), (2, 1));
        assert_eq!(line.program, Some(Program::Command("print(1)".into())));
        assert_eq!(line.argv, ["-c", "-x", "y"]);
    }

    #[test]
    fn a_script_ends_the_options() {
        let line = parse(&["-X", "a=b=c", "-Xd", "s.py", "-O"]).expect("valid");
        assert_eq!(line.program, Some(Program::Script("s.py".into())));
        assert_eq!(line.argv, ["s.py", "-O"]);
        assert_eq!(line.x_option("a"), Some(Some(OsStr::new("b=c"))));
        assert_eq!((line.x_option("d"), line.x_option("e")), (Some(None), None));
        assert_eq!(line.optimize, 0);
    }

    #[test]
    fn messages_are_cpythons() {
        for (words, message) in [
            (&["-Z"][..], "Unknown option: -Z"),
            (&["-c"], "Argument expected for the -c option"),
            (&["--bad"], "unknown option --bad"),
            (&["-J"], "-J is reserved for Jython"),
        ] {
            assert_eq!(parse(words).map(drop), Err(BadOption(message.into())));
        }
    }

    #[test]
    fn version_twice_is_verbose() {
        assert_eq!(parse(&["-VV"]).expect("valid").answer, Some(Answer::Version { verbose: true }));
        assert_eq!(parse(&["-Vh"]).expect("valid").answer, Some(Answer::Help));
    }
}
