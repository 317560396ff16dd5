//! What `-h`, `-V` and a bad command line print.

use crate::command_line::Answer;

/// The first line of help, shown after a bad option too.
pub fn usage() -> String {
    let name = std::env::args_os().next().unwrap_or_else(|| "pyston".into());
    format!("usage: {} [option] ... [-c cmd | -m mod | file | -] [arg] ...", name.to_string_lossy())
}

/// Prints the answer.
pub fn answer(answer: Answer) {
    match answer {
        Answer::Help => println!("{}\n{OPTIONS}", usage()),
        Answer::Version { verbose: false } => println!("Python 3.8.18"),
        Answer::Version { verbose: true } => println!("Python {}", pyston_runtime::sys::version()),
    }
}

const OPTIONS: &str = "\
Options (CPython 3.8's) and the variables that do the same:
-b     : warn when str() is taken of bytes or bytes are compared with text (-bb: error)
-B     : write no .pyc files; PYTHONDONTWRITEBYTECODE=x
-c cmd : run the program given as text (ends the options)
-d     : accepted for compatibility; PYTHONDEBUG=x
-E     : ignore all PYTHON* variables
-h     : this text (also -?, --help)
-i     : after the program, a prompt, even if standard input is no terminal; PYTHONINSPECT=x
-I     : keep the user's environment out (implies -E and -s)
-m mod : run a library module as the program (ends the options)
-O     : leave out assert statements, set __debug__ to False; PYTHONOPTIMIZE=x
-OO    : also leave out docstrings
-q     : no banner before the prompt
-s     : no user site directory on sys.path; PYTHONNOUSERSITE=x
-S     : do not import site at start
-u     : standard output and error without buffers; PYTHONUNBUFFERED=x
-v     : tell of each import (-vv: of each search too); PYTHONVERBOSE=x
-V     : the version (also --version); twice: the build too
-W arg : a warning filter, action:message:category:module:lineno; PYTHONWARNINGS=arg
-x     : skip the first line of the program
-X opt : an option of the implementation:
         -X dev                    development mode: all warnings, faulthandler; PYTHONDEVMODE=1
         -X faulthandler           tracebacks on fatal signals; PYTHONFAULTHANDLER=1
         -X importtime             print how long imports take; PYTHONPROFILEIMPORTTIME=1
         -X int_max_str_digits=N   limit of int/str conversion, 0 for none; PYTHONINTMAXSTRDIGITS=N
         -X pycache_prefix=PATH    .pyc files in a tree of their own; PYTHONPYCACHEPREFIX=PATH
         -X tracemalloc[=N]        trace allocations, N frames each; PYTHONTRACEMALLOC=N
         -X utf8[=0|1]             UTF-8 mode on or off; PYTHONUTF8=0|1
         pyston's own:
         -X dump=bytecode,regcode  print the program's code objects (and norun: only that)
         -X repl=basic             a plain prompt: no editing, no colours
         -X quicken=off            never specialise instructions
         -X stress=gc              collect at every safepoint
--check-hash-based-pycs always|default|never : when .pyc files with a source hash are compared with it
file   : the program is a script, or a directory or zip file with a __main__.py
-      : the program is read from standard input (a prompt if that is a terminal); the default
arg ...: arguments of the program, in sys.argv[1:]

Other variables: PYTHONSTARTUP (a file run before the prompt), PYTHONPATH (directories put before the library),
PYTHONHOME (where lib/python3.8 is), PYTHONIOENCODING (encoding[:errors] of the standard streams),
PYTHONHASHSEED (random, or 0 to 4294967295), PYTHONCOERCECLOCALE (0: keep a C locale; warn), PYTHONBREAKPOINT
(what breakpoint() calls), PYTHONMALLOC (pymalloc, malloc, debug, ...: where memory comes from).";
