//! The constants of `sys`: versions, limits, flags, paths.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};

use crate::config::Config;

const VERSION: (u8, u8, u8) = (3, 8, 18);
/// `sys.hexversion`: 3.8.18 final.
const HEX_VERSION: i64 = 0x0308_12F0;
const PYSTON_VERSION: &str = env!("CARGO_PKG_VERSION");

macro_rules! field_names {
    ($($name:literal),*) => { &[$((Some($name), "")),*] };
}

const VERSION_INFO: &[Field] = field_names!("major", "minor", "micro", "releaselevel", "serial");
const FLAGS: &[Field] = field_names!(
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "bytes_warning",
    "quiet",
    "hash_randomization",
    "isolated",
    "dev_mode",
    "utf8_mode",
    "int_max_str_digits"
);
const FLOAT_INFO: &[Field] = field_names!(
    "max",
    "max_exp",
    "max_10_exp",
    "min",
    "min_exp",
    "min_10_exp",
    "dig",
    "mant_dig",
    "epsilon",
    "radix",
    "rounds"
);
const HASH_INFO: &[Field] =
    field_names!("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff");
const INT_INFO: &[Field] =
    field_names!("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold");
const THREAD_INFO: &[Field] = field_names!("name", "lock", "version");

fn struct_of(name: &str, fields: &[Field], values: Vec<PyResult>) -> PyResult {
    let ty = structseq::new_type(name, name, fields, fields.len())?;
    let values: PyResult<Vec<Py>> = values.into_iter().collect();
    structseq::make(ty, values?)
}

/// As [`struct_of`], of a type of which there are no other instances.
fn single_struct_of(name: &str, fields: &[Field], values: Vec<PyResult>) -> PyResult {
    let value = struct_of(name, fields, values)?;
    structseq::forbid_instances(value.ty())?;
    Ok(value)
}

/// Adds all values to the module.
pub fn fill(sys: &Module, config: &Config) -> PyResult<()> {
    versions(sys)?;
    limits(sys)?;
    flags(sys, config)?;
    paths(sys, config)
}

/// `sys.version`.
pub fn version() -> String {
    let (major, minor, micro) = VERSION;
    format!("{major}.{minor}.{micro} (pyston {PYSTON_VERSION}) \n[Rust]")
}

fn versions(sys: &Module) -> PyResult<()> {
    let (major, minor, micro) = VERSION;
    let info = || {
        single_struct_of(
            "sys.version_info",
            VERSION_INFO,
            vec![major.into_py(), minor.into_py(), micro.into_py(), "final".into_py(), 0.into_py()],
        )
    };
    let version_info = info()?;
    sys.add("version", version())?;
    sys.add("version_info", version_info.clone())?;
    sys.add("pyston_version_info", pyston_version()?)?;
    sys.add("hexversion", HEX_VERSION)?;
    sys.add("api_version", 1013)?;
    sys.add("copyright", "Copyright (c) 2026 The pyston developers.\nAll Rights Reserved.")?;
    sys.add("platform", std::env::consts::OS)?;
    sys.add("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" })?;
    sys.add("abiflags", "")?;
    sys.add("_git", ("CPython", "", ""))?;
    sys.add("_framework", "")?;
    sys.add("float_repr_style", "short")?;
    let namespace = Dict::new()?;
    let multiarch = format!("{}-linux-gnu", std::env::consts::ARCH);
    let entries: [(&str, PyResult); 5] = [
        ("name", "cpython".into_py()),
        ("cache_tag", "cpython-38".into_py()),
        ("version", Ok(version_info)),
        ("hexversion", HEX_VERSION.into_py()),
        ("_multiarch", multiarch.into_py()),
    ];
    for (name, value) in entries {
        namespace.set_str(&Str::intern(name), value?)?;
    }
    sys.add("implementation", pyston_builtins::namespace::new(&namespace)?)
}

/// The project's own version as a tuple.
fn pyston_version() -> PyResult<Py<Tuple>> {
    let parts: PyResult<Vec<Py>> =
        PYSTON_VERSION.split('.').map(|part| part.parse::<i64>().unwrap_or(0).into_py()).collect();
    Tuple::from_vec(parts?)
}

fn limits(sys: &Module) -> PyResult<()> {
    sys.add("maxsize", isize::MAX)?;
    sys.add("maxunicode", 0x10_FFFF)?;
    sys.add(
        "float_info",
        struct_of(
            "sys.float_info",
            FLOAT_INFO,
            vec![
                f64::MAX.into_py(),
                f64::MAX_EXP.into_py(),
                f64::MAX_10_EXP.into_py(),
                f64::MIN_POSITIVE.into_py(),
                f64::MIN_EXP.into_py(),
                f64::MIN_10_EXP.into_py(),
                f64::DIGITS.into_py(),
                f64::MANTISSA_DIGITS.into_py(),
                f64::EPSILON.into_py(),
                f64::RADIX.into_py(),
                1.into_py(),
            ],
        )?,
    )?;
    sys.add(
        "hash_info",
        struct_of(
            "sys.hash_info",
            HASH_INFO,
            vec![
                64.into_py(),
                ((1i64 << 61) - 1).into_py(),
                314_159.into_py(),
                0.into_py(),
                1_000_003.into_py(),
                "siphash24".into_py(),
                64.into_py(),
                128.into_py(),
                0.into_py(),
            ],
        )?,
    )?;
    sys.add(
        "int_info",
        struct_of("sys.int_info", INT_INFO, vec![30.into_py(), 4.into_py(), 4300.into_py(), 640.into_py()])?,
    )?;
    sys.add(
        "thread_info",
        struct_of(
            "sys.thread_info",
            THREAD_INFO,
            vec!["pthread".into_py(), "semaphore".into_py(), glibc_version().into_py()],
        )?,
    )
}

/// `NPTL 2.36`.
fn glibc_version() -> String {
    // SAFETY: gives a static C string.
    let version = unsafe { std::ffi::CStr::from_ptr(libc::gnu_get_libc_version()) };
    format!("NPTL {}", version.to_string_lossy())
}

fn flags(sys: &Module, config: &Config) -> PyResult<()> {
    let flags = &config.flags;
    let randomized = i32::from(config.hash_seed != Some(0));
    let values = vec![
        flags.debug.into_py(),
        flags.inspect.into_py(),
        flags.interactive.into_py(),
        flags.optimize.into_py(),
        flags.dont_write_bytecode.into_py(),
        flags.no_user_site.into_py(),
        flags.no_site.into_py(),
        flags.ignore_environment.into_py(),
        flags.verbose.into_py(),
        flags.bytes_warning.into_py(),
        flags.quiet.into_py(),
        randomized.into_py(),
        flags.isolated.into_py(),
        flags.dev_mode.into_py(),
        flags.utf8_mode.into_py(),
        config.int_max_str_digits.map_or(-1, |limit| limit as i64).into_py(),
    ];
    sys.add("flags", single_struct_of("sys.flags", FLAGS, values)?)?;
    sys.add("dont_write_bytecode", flags.dont_write_bytecode != 0)?;
    sys.add("warnoptions", texts(&config.warn_options)?)?;
    let options = Dict::new()?;
    for (name, value) in &config.x_options {
        let value = match value {
            Some(value) => text(value)?,
            None => singletons::py_bool(true),
        };
        options.set(&*text(name)?, value)?;
    }
    sys.add("_xoptions", options)
}

/// A text of the system.
fn text(text: &OsStr) -> PyResult {
    pyston_builtins::codecs::decode_file_name(text.as_bytes()).map(Py::into_object)
}

fn texts(list: &[OsString]) -> PyResult<Py<List>> {
    let items: PyResult<Vec<Py>> = list.iter().map(|item| text(item)).collect();
    List::from_vec(items?)
}

fn paths(sys: &Module, config: &Config) -> PyResult<()> {
    sys.add("executable", text(&config.executable)?)?;
    sys.add("_base_executable", text(&config.executable)?)?;
    for (name, path) in [
        ("prefix", &config.prefix),
        ("exec_prefix", &config.exec_prefix),
        ("base_prefix", &config.prefix),
        ("base_exec_prefix", &config.exec_prefix),
    ] {
        sys.add(name, text(path)?)?;
    }
    sys.add("argv", texts(&config.argv)?)?;
    sys.add("path", texts(&config.module_search_paths)?)?;
    match &config.pycache_prefix {
        Some(prefix) => sys.add("pycache_prefix", text(prefix)?)?,
        None => sys.add("pycache_prefix", ())?,
    }
    sys.add("meta_path", List::new()?)?;
    sys.add("path_hooks", List::new()?)?;
    sys.add("path_importer_cache", Dict::new()?)?;
    let names: PyResult<Vec<Py>> = crate::inittab::built_in_names().map(IntoPy::into_py).collect();
    sys.add("builtin_module_names", Tuple::from_vec(names?)?)
}
