//! `_locale`: the C library's locale.

use std::ffi::{CStr, CString};

use pyston_object::prelude::*;

use crate::arguments::{CText, OptionalCText};
use crate::posix::path::fs_bytes;

pub struct LocaleModule;

static ERROR: GilCell<Option<&'static Type>> = GilCell::new(None);

fn error_type() -> PyResult<&'static Type> {
    if let Some(ty) = ERROR.get() {
        return Ok(ty);
    }
    let ty = crate::arguments::new_exception("locale.Error", &exc::Exception)?;
    ERROR.set(Some(ty));
    Ok(ty)
}

/// The locales with UTF-8 that a C locale is replaced by, in the order of trying (PEP 538).
const UTF8_LOCALES: [&CStr; 3] = [c"C.UTF-8", c"C.utf8", c"UTF-8"];

/// What the process's locale came out as.
pub struct Found {
    /// The character set's name.
    pub codeset: String,
    /// The locale is C or POSIX, or one that replaced it: the standard streams let undecodable bytes through.
    pub is_lenient: bool,
    /// The environment asked for the C locale.
    pub is_c: bool,
    /// What the user may be told about it.
    pub warning: Option<String>,
}

/// Takes the characters' locale from the environment; a C locale that `LC_ALL` does not demand becomes one
/// with UTF-8 if `coerce` says so, also in the environment of child processes.
pub fn init(coerce: bool) -> Found {
    // SAFETY: C strings, copied before the next call; no other thread runs yet.
    unsafe {
        libc::setlocale(libc::LC_CTYPE, c"".as_ptr());
        let current = || CStr::from_ptr(libc::setlocale(libc::LC_CTYPE, std::ptr::null())).to_owned();
        let name = current();
        let is_c = matches!(name.to_bytes(), b"C" | b"POSIX");
        let mut warning = is_c.then(|| {
            "Python runtime initialized with LC_CTYPE=C (a locale with default ASCII encoding), which may cause \
             Unicode compatibility problems. Using C.UTF-8, C.utf8, or UTF-8 (if available) as alternative \
             Unicode-compatible locales is recommended."
                .to_owned()
        });
        let demanded = std::env::var_os("LC_ALL").is_some_and(|value| !value.is_empty());
        if name.to_bytes() == b"C" && coerce && !demanded {
            let target =
                UTF8_LOCALES.into_iter().find(|target| !libc::setlocale(libc::LC_CTYPE, target.as_ptr()).is_null());
            if let Some(target) = target {
                let target = target.to_string_lossy();
                std::env::set_var("LC_CTYPE", &*target);
                libc::setlocale(libc::LC_CTYPE, c"".as_ptr());
                warning = Some(format!(
                    "Python detected LC_CTYPE=C: LC_CTYPE coerced to {target} (set another locale or \
                     PYTHONCOERCECLOCALE=0 to disable this locale coercion behavior)."
                ));
            }
        }
        let name = current();
        let codeset = CStr::from_ptr(libc::nl_langinfo(libc::CODESET)).to_string_lossy().into_owned();
        let is_lenient = is_c || UTF8_LOCALES.contains(&&*name);
        Found { codeset, is_lenient, is_c, warning }
    }
}

/// A text of the C library.
///
/// # Safety
/// `text` is a C string or null.
unsafe fn text(text: *const std::ffi::c_char) -> PyResult {
    if text.is_null() {
        return Ok(singletons::py_none());
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
    pyston_builtins::codecs::decode_file_name(bytes).map(Py::into_object)
}

/// The numbers that say where to group digits; the list ends with CHAR_MAX or 0.
///
/// # Safety
/// `grouping` is a C string.
unsafe fn grouping(grouping: *const std::ffi::c_char) -> PyResult<Vec<Py>> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { CStr::from_ptr(grouping) }.to_bytes();
    let mut numbers: Vec<Py> = Vec::new();
    if bytes.is_empty() {
        return Ok(numbers);
    }
    for byte in bytes {
        numbers.push((*byte as i8 as i32).into_py()?);
        if *byte == 127 {
            return Ok(numbers);
        }
    }
    numbers.push(0.into_py()?);
    Ok(numbers)
}

/// Code points with an end, as C's wide characters.
fn wide_text(text: &Str) -> PyResult<Vec<u32>> {
    let mut points: Vec<u32> = text.data().iter().collect();
    if points.contains(&0) {
        return Err(raise!(ValueError, "embedded null character"));
    }
    points.push(0);
    Ok(points)
}

fn c_text(text: &Str) -> PyResult<CString> {
    CString::new(text.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))
}

#[link(name = "c")]
unsafe extern "C" {
    fn gettext(id: *const std::ffi::c_char) -> *mut std::ffi::c_char;
    fn dgettext(domain: *const std::ffi::c_char, id: *const std::ffi::c_char) -> *mut std::ffi::c_char;
    fn dcgettext(domain: *const std::ffi::c_char, id: *const std::ffi::c_char, category: i32) -> *mut std::ffi::c_char;
    fn textdomain(domain: *const std::ffi::c_char) -> *mut std::ffi::c_char;
    fn bindtextdomain(domain: *const std::ffi::c_char, folder: *const std::ffi::c_char) -> *mut std::ffi::c_char;
    fn bind_textdomain_codeset(
        domain: *const std::ffi::c_char,
        codeset: *const std::ffi::c_char,
    ) -> *mut std::ffi::c_char;
    fn wcscoll(a: *const u32, b: *const u32) -> i32;
    fn strxfrm(to: *mut std::ffi::c_char, from: *const std::ffi::c_char, size: usize) -> usize;
}

/// Locales.
#[pymodule("_locale")]
impl LocaleModule {
    /// Sets or asks for the locale of a category.
    #[function(args = "($module, category, locale=OptionalCText(None), /)", parsed)]
    fn setlocale(category: i32, locale: OptionalCText) -> PyResult {
        let given = locale.pointer();
        // SAFETY: a C string or null; the GIL is held.
        let found = unsafe { libc::setlocale(category, given) };
        if found.is_null() {
            let message = if given.is_null() { "locale query failed" } else { "unsupported locale setting" };
            return Err(errors::raise_object(error_type()?, message.into_py()?));
        }
        // SAFETY: a C string.
        unsafe { text(found) }
    }

    /// How numbers and money are written.
    #[function(args = "($module, /)")]
    fn localeconv() -> PyResult<Py<Dict>> {
        let dict = Dict::new()?;
        // SAFETY: the C library's structure and its C strings, read under the GIL.
        unsafe {
            let conv = &*libc::localeconv();
            let texts = [
                ("int_curr_symbol", conv.int_curr_symbol),
                ("currency_symbol", conv.currency_symbol),
                ("mon_decimal_point", conv.mon_decimal_point),
                ("mon_thousands_sep", conv.mon_thousands_sep),
            ];
            for (name, value) in texts {
                dict.set_str(&Str::intern(name), text(value)?)?;
            }
            dict.set_str(name!("mon_grouping"), grouping(conv.mon_grouping)?.into_py()?)?;
            for (name, value) in [("positive_sign", conv.positive_sign), ("negative_sign", conv.negative_sign)] {
                dict.set_str(&Str::intern(name), text(value)?)?;
            }
            let numbers = [
                ("int_frac_digits", conv.int_frac_digits),
                ("frac_digits", conv.frac_digits),
                ("p_cs_precedes", conv.p_cs_precedes),
                ("p_sep_by_space", conv.p_sep_by_space),
                ("n_cs_precedes", conv.n_cs_precedes),
                ("n_sep_by_space", conv.n_sep_by_space),
                ("p_sign_posn", conv.p_sign_posn),
                ("n_sign_posn", conv.n_sign_posn),
            ];
            for (name, value) in numbers {
                dict.set_str(&Str::intern(name), i32::from(value).into_py()?)?;
            }
            for (name, value) in [("decimal_point", conv.decimal_point), ("thousands_sep", conv.thousands_sep)] {
                dict.set_str(&Str::intern(name), text(value)?)?;
            }
            dict.set_str(name!("grouping"), grouping(conv.grouping)?.into_py()?)?;
        }
        Ok(dict)
    }

    /// A text of the locale by its number.
    #[function(args = "($module, key, /)", parsed)]
    fn nl_langinfo(key: i32) -> PyResult {
        if !CONSTANTS
            .iter()
            .any(|(name, value)| *value == i64::from(key) && !name.starts_with("LC_") && *name != "CHAR_MAX")
        {
            return Err(raise!(ValueError, "unsupported langinfo constant"));
        }
        // SAFETY: a C string of the C library.
        unsafe { text(libc::nl_langinfo(key)) }
    }

    /// Compares texts as the locale orders them.
    #[function(args = "($module, s1, s2, /)", parsed)]
    fn strcoll(s1: &Str, s2: &Str) -> PyResult<i32> {
        let (a, b) = (wide_text(s1)?, wide_text(s2)?);
        // SAFETY: wide C strings.
        Ok(unsafe { wcscoll(a.as_ptr(), b.as_ptr()) })
    }

    /// A text that compares as the locale orders the given one.
    #[function(args = "($module, s, /)", parsed)]
    fn strxfrm(s: &Str) -> PyResult {
        let c = c_text(s)?;
        // SAFETY: asks for the length alone; then the block is as long as said.
        unsafe {
            let size = strxfrm(std::ptr::null_mut(), c.as_ptr(), 0) + 1;
            let mut block = vec![0u8; size];
            strxfrm(block.as_mut_ptr().cast(), c.as_ptr(), size);
            text(block.as_ptr().cast())
        }
    }

    /// The translation of a message.
    #[function(args = "($module, msg, /)", parsed, unnamed)]
    fn gettext(msg: CText) -> PyResult {
        // SAFETY: C strings.
        unsafe { text(gettext(msg.0.as_ptr())) }
    }

    /// The translation of a message in a domain.
    #[function(args = "($module, domain, msg, /)", parsed, unnamed)]
    fn dgettext(domain: OptionalCText, msg: CText) -> PyResult {
        // SAFETY: C strings or null.
        unsafe { text(dgettext(domain.pointer(), msg.0.as_ptr())) }
    }

    /// The translation of a message in a domain and category.
    #[function(args = "($module, domain, msg, category, /)", parsed, unnamed)]
    fn dcgettext(domain: OptionalCText, msg: CText, category: i32) -> PyResult {
        // SAFETY: C strings or null.
        unsafe { text(dcgettext(domain.pointer(), msg.0.as_ptr(), category)) }
    }

    /// Sets or asks for the domain of messages.
    #[function(args = "($module, domain, /)", parsed, unnamed)]
    fn textdomain(domain: OptionalCText) -> PyResult {
        // SAFETY: a C string or null.
        unsafe { text(textdomain(domain.pointer())) }
    }

    /// Sets or asks for the folder of a domain's messages.
    #[function(args = "($module, domain, dir, /)", parsed, unnamed)]
    fn bindtextdomain(domain: CText, dir: &Object) -> PyResult {
        if domain.0.is_empty() {
            return Err(errors::raise_object(error_type()?, "domain must be a non-empty string".into_py()?));
        }
        let folder = OptionalCText(if dir.is_none() { None } else { Some(fs_bytes(dir)?) });
        // SAFETY: C strings or null.
        let found = unsafe { bindtextdomain(domain.0.as_ptr(), folder.pointer()) };
        if found.is_null() {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        // SAFETY: a C string.
        unsafe { text(found) }
    }

    /// Sets or asks for the encoding of a domain's messages.
    #[function(args = "($module, domain, codeset, /)", parsed, unnamed)]
    fn bind_textdomain_codeset(domain: CText, codeset: OptionalCText) -> PyResult {
        // SAFETY: C strings or null.
        unsafe { text(bind_textdomain_codeset(domain.0.as_ptr(), codeset.pointer())) }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        module.add("Error", error_type()?.new_ref())
    }
}

const CONSTANTS: &[(&str, i64)] = &[
    ("ABDAY_1", 131072),
    ("ABDAY_2", 131073),
    ("ABDAY_3", 131074),
    ("ABDAY_4", 131075),
    ("ABDAY_5", 131076),
    ("ABDAY_6", 131077),
    ("ABDAY_7", 131078),
    ("ABMON_1", 131086),
    ("ABMON_10", 131095),
    ("ABMON_11", 131096),
    ("ABMON_12", 131097),
    ("ABMON_2", 131087),
    ("ABMON_3", 131088),
    ("ABMON_4", 131089),
    ("ABMON_5", 131090),
    ("ABMON_6", 131091),
    ("ABMON_7", 131092),
    ("ABMON_8", 131093),
    ("ABMON_9", 131094),
    ("ALT_DIGITS", 131119),
    ("AM_STR", 131110),
    ("CHAR_MAX", 127),
    ("CODESET", 14),
    ("CRNCYSTR", 262159),
    ("DAY_1", 131079),
    ("DAY_2", 131080),
    ("DAY_3", 131081),
    ("DAY_4", 131082),
    ("DAY_5", 131083),
    ("DAY_6", 131084),
    ("DAY_7", 131085),
    ("D_FMT", 131113),
    ("D_T_FMT", 131112),
    ("ERA", 131116),
    ("ERA_D_FMT", 131118),
    ("ERA_D_T_FMT", 131120),
    ("ERA_T_FMT", 131121),
    ("LC_ALL", 6),
    ("LC_COLLATE", 3),
    ("LC_CTYPE", 0),
    ("LC_MESSAGES", 5),
    ("LC_MONETARY", 4),
    ("LC_NUMERIC", 1),
    ("LC_TIME", 2),
    ("MON_1", 131098),
    ("MON_10", 131107),
    ("MON_11", 131108),
    ("MON_12", 131109),
    ("MON_2", 131099),
    ("MON_3", 131100),
    ("MON_4", 131101),
    ("MON_5", 131102),
    ("MON_6", 131103),
    ("MON_7", 131104),
    ("MON_8", 131105),
    ("MON_9", 131106),
    ("NOEXPR", 327681),
    ("PM_STR", 131111),
    ("RADIXCHAR", 65536),
    ("THOUSEP", 65537),
    ("T_FMT", 131114),
    ("T_FMT_AMPM", 131115),
    ("YESEXPR", 327680),
    ("_DATE_FMT", 131180),
];
