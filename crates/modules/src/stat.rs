//! `_stat`: the bits of file modes.
#![expect(non_snake_case, reason = "the functions are named as in C")]

use pyston_object::prelude::*;

/// The constants that do not come from the C library: they are the same everywhere.
const CONSTANTS: &[(&str, i64)] = &[
    ("SF_APPEND", 0x40000),
    ("SF_ARCHIVED", 0x10000),
    ("SF_IMMUTABLE", 0x20000),
    ("SF_NOUNLINK", 0x100000),
    ("SF_SNAPSHOT", 0x200000),
    ("ST_ATIME", 7),
    ("ST_CTIME", 9),
    ("ST_DEV", 2),
    ("ST_GID", 5),
    ("ST_INO", 1),
    ("ST_MODE", 0),
    ("ST_MTIME", 8),
    ("ST_NLINK", 3),
    ("ST_SIZE", 6),
    ("ST_UID", 4),
    ("S_ENFMT", 0o2000),
    ("S_IEXEC", 0o100),
    ("S_IFBLK", 0o60000),
    ("S_IFCHR", 0o20000),
    ("S_IFDIR", 0o40000),
    ("S_IFDOOR", 0o0),
    ("S_IFIFO", 0o10000),
    ("S_IFLNK", 0o120000),
    ("S_IFPORT", 0o0),
    ("S_IFREG", 0o100000),
    ("S_IFSOCK", 0o140000),
    ("S_IFWHT", 0o0),
    ("S_IREAD", 0o400),
    ("S_IRGRP", 0o40),
    ("S_IROTH", 0o4),
    ("S_IRUSR", 0o400),
    ("S_IRWXG", 0o70),
    ("S_IRWXO", 0o7),
    ("S_IRWXU", 0o700),
    ("S_ISGID", 0o2000),
    ("S_ISUID", 0o4000),
    ("S_ISVTX", 0o1000),
    ("S_IWGRP", 0o20),
    ("S_IWOTH", 0o2),
    ("S_IWRITE", 0o200),
    ("S_IWUSR", 0o200),
    ("S_IXGRP", 0o10),
    ("S_IXOTH", 0o1),
    ("S_IXUSR", 0o100),
    ("UF_APPEND", 0x4),
    ("UF_COMPRESSED", 0x20),
    ("UF_HIDDEN", 0x8000),
    ("UF_IMMUTABLE", 0x2),
    ("UF_NODUMP", 0x1),
    ("UF_NOUNLINK", 0x10),
    ("UF_OPAQUE", 0x8),
];

/// The only argument, as a mode.
fn mode_of(args: Args, function: &str) -> PyResult<u32> {
    args.no_keywords(function)?;
    let [mode] = args.positional else {
        let n = args.positional.len();
        return Err(raise!(TypeError, "{function}() takes exactly one argument ({n} given)"));
    };
    let Some(mode) = mode.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    if mode.is_negative() {
        return Err(raise!(OverflowError, "can't convert negative value to unsigned int"));
    }
    let mode =
        mode.to_u64().ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C unsigned long"))?;
    u32::try_from(mode).map_err(|_| raise!(OverflowError, "mode out of range"))
}

fn file_type(mode: u32) -> u32 {
    mode & libc::S_IFMT
}

/// The letter of a file's type.
fn type_letter(mode: u32) -> char {
    match file_type(mode) {
        libc::S_IFREG => '-',
        libc::S_IFDIR => 'd',
        libc::S_IFLNK => 'l',
        libc::S_IFBLK => 'b',
        libc::S_IFCHR => 'c',
        libc::S_IFIFO => 'p',
        libc::S_IFSOCK => 's',
        _ => '?',
    }
}

/// `-rwxr-xr-x`.
fn mode_text(mode: u32) -> String {
    let mut text = String::from(type_letter(mode));
    // Who, the bit that changes the x, and how it shows with and without x.
    for (shift, special, with, without) in
        [(6, libc::S_ISUID, 's', 'S'), (3, libc::S_ISGID, 's', 'S'), (0, libc::S_ISVTX, 't', 'T')]
    {
        let bits = mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => with,
            (true, false) => without,
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    text
}

pub struct StatModule;

/// The bits of file modes as os.stat() gives them: constants, and tests of a mode.
#[pymodule("_stat")]
impl StatModule {
    /// S_ISBLK(mode) -> bool
    ///
    /// Is the mode that of a block device?
    #[function]
    fn S_ISBLK(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISBLK")?) == libc::S_IFBLK)
    }

    /// S_ISCHR(mode) -> bool
    ///
    /// Is the mode that of a character device?
    #[function]
    fn S_ISCHR(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISCHR")?) == libc::S_IFCHR)
    }

    /// S_ISDIR(mode) -> bool
    ///
    /// Is the mode that of a directory?
    #[function]
    fn S_ISDIR(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISDIR")?) == libc::S_IFDIR)
    }

    /// S_ISDOOR(mode) -> bool
    ///
    /// Is the mode that of a door?
    #[function]
    fn S_ISDOOR(args: Args) -> PyResult<bool> {
        mode_of(args, "S_ISDOOR").map(|_| false)
    }

    /// S_ISFIFO(mode) -> bool
    ///
    /// Is the mode that of a named pipe?
    #[function]
    fn S_ISFIFO(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISFIFO")?) == libc::S_IFIFO)
    }

    /// S_ISLNK(mode) -> bool
    ///
    /// Is the mode that of a symbolic link?
    #[function]
    fn S_ISLNK(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISLNK")?) == libc::S_IFLNK)
    }

    /// S_ISPORT(mode) -> bool
    ///
    /// Is the mode that of an event port?
    #[function]
    fn S_ISPORT(args: Args) -> PyResult<bool> {
        mode_of(args, "S_ISPORT").map(|_| false)
    }

    /// S_ISREG(mode) -> bool
    ///
    /// Is the mode that of a regular file?
    #[function]
    fn S_ISREG(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISREG")?) == libc::S_IFREG)
    }

    /// S_ISSOCK(mode) -> bool
    ///
    /// Is the mode that of a socket?
    #[function]
    fn S_ISSOCK(args: Args) -> PyResult<bool> {
        Ok(file_type(mode_of(args, "S_ISSOCK")?) == libc::S_IFSOCK)
    }

    /// S_ISWHT(mode) -> bool
    ///
    /// Is the mode that of a whiteout?
    #[function]
    fn S_ISWHT(args: Args) -> PyResult<bool> {
        mode_of(args, "S_ISWHT").map(|_| false)
    }

    /// The part of the mode that os.chmod() can set.
    #[function]
    fn S_IMODE(args: Args) -> PyResult<u32> {
        Ok(mode_of(args, "S_IMODE")? & 0o7777)
    }

    /// The part of the mode that says what kind of file it is.
    #[function]
    fn S_IFMT(args: Args) -> PyResult<u32> {
        Ok(file_type(mode_of(args, "S_IFMT")?))
    }

    /// The mode as text, as in '-rwxrwxrwx'.
    #[function]
    fn filemode(args: Args) -> PyResult<String> {
        Ok(mode_text(mode_of(args, "filemode")?))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        CONSTANTS.iter().try_for_each(|(name, value)| module.add(name, *value))
    }
}
