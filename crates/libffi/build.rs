//! Compiles the C library libffi, whose sources come with crate `libffi-sys`, into a static library.
//!
//! **Invariant**: the two headers that libffi's `configure` would make say what it finds for the targets of
//! [`TARGETS`] with any C compiler and C library that Rust has there. That needs neither `make` nor a shell.
//!
//! Static trampolines (`FFI_EXEC_STATIC_TRAMP`) are on: memory of closures is never writable and executable at once.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What differs between processors.
struct Target {
    /// `CARGO_CFG_TARGET_ARCH`.
    arch: &'static str,
    /// The macro that says in `ffi.h` which processor it is for.
    name: &'static str,
    folder: &'static str,
    sources: &'static [&'static str],
    definitions: &'static [(&'static str, &'static str)],
}

const TARGETS: &[Target] = &[
    Target {
        arch: "x86_64",
        name: "X86_64",
        folder: "x86",
        sources: &["ffi64.c", "unix64.S", "ffiw64.c", "win64.S"],
        definitions: &[("HAVE_AS_X86_64_UNWIND_SECTION_TYPE", "1"), ("HAVE_AS_X86_PCREL", "1")],
    },
    Target { arch: "aarch64", name: "AARCH64", folder: "aarch64", sources: &["ffi.c", "sysv.S"], definitions: &[] },
];

/// The sources for all processors; `closures.c` includes the allocator `dlmalloc.c`.
const SOURCES: &[&str] = &["prep_cif.c", "types.c", "raw_api.c", "java_raw_api.c", "closures.c", "tramp.c"];

/// `fficonfig.h` for Linux with a 64-bit processor, glibc or musl: those names that the sources look at.
const DEFINITIONS: &[(&str, &str)] = &[
    ("EH_FRAME_FLAGS", "\"a\""),
    ("FFI_EXEC_STATIC_TRAMP", "1"),
    ("HAVE_ALLOCA_H", "1"),
    ("HAVE_AS_CFI_PSEUDO_OP", "1"),
    ("HAVE_HIDDEN_VISIBILITY_ATTRIBUTE", "1"),
    ("HAVE_INT128", "1"),
    ("HAVE_LONG_DOUBLE", "1"),
    ("HAVE_MEMCPY", "1"),
    ("HAVE_MEMFD_CREATE", "1"),
    ("HAVE_RO_EH_FRAME", "1"),
    ("SIZEOF_DOUBLE", "8"),
    ("SIZEOF_LONG_DOUBLE", "16"),
    ("SIZEOF_SIZE_T", "8"),
    ("STDC_HEADERS", "1"),
];

/// The end of `fficonfig.h`: how C and assembler keep a symbol to themselves.
const HIDDEN: &str = "#ifdef LIBFFI_ASM
#define FFI_HIDDEN(name) .hidden name
#else
#define FFI_HIDDEN __attribute__((visibility(\"hidden\")))
#endif
";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let [arch, system, pointer, endian] = ["ARCH", "OS", "POINTER_WIDTH", "ENDIAN"].map(|name| {
        let name = format!("CARGO_CFG_TARGET_{name}");
        env::var(&name).unwrap_or_else(|_| panic!("cargo sets {name}"))
    });
    let known = (system == "linux" && pointer == "64" && endian == "little")
        .then(|| TARGETS.iter().find(|target| target.arch == arch))
        .flatten();
    let Some(target) = known else {
        println!(
            "cargo::error=libffi can be built for Linux on x86-64 and AArch64 only so far, not for {}; \
             crates/libffi/build.rs has the table of targets",
            variable("TARGET")
        );
        return;
    };
    let library = sources();
    println!("cargo::rerun-if-changed={}", library.display());
    let headers = PathBuf::from(variable("OUT_DIR")).join("include");
    fs::create_dir_all(&headers).expect("a folder for headers in OUT_DIR");
    let write = |name: &str, text: String| fs::write(headers.join(name), text).expect("writing a header");
    write("ffi.h", interface(&library, target));
    write("fficonfig.h", configuration(target));
    compile(&library, &headers, target);
}

fn compile(library: &Path, headers: &Path, target: &Target) {
    let code = library.join("src");
    let own = code.join(target.folder);
    cc::Build::new()
        .files(SOURCES.iter().map(|name| code.join(name)))
        .files(target.sources.iter().map(|name| own.join(name)))
        .includes([headers, &library.join("include"), &own, &code])
        .define("HAVE_CONFIG_H", None)
        // As libffi's own build: fast even where the crates are not, and what C++ throws in a callback passes.
        .opt_level(3)
        .force_frame_pointer(false)
        .flag("-fexceptions")
        .pic(true)
        .warnings(false)
        // The linker meets this crate before `libffi` and `libffi-sys`, which use it, and would leave out of it
        // what nothing has asked for by then.
        .link_lib_modifier("+whole-archive")
        .compile("pyston_ffi");
}

/// `ffi.h`: libffi's template with its gaps filled.
fn interface(library: &Path, target: &Target) -> String {
    let configure = read(&library.join("configure"));
    let version = |name: &str| {
        let start = format!("{name}=");
        let value = configure.lines().find_map(|line| line.strip_prefix(&start));
        value.unwrap_or_else(|| panic!("no {name} in libffi's configure")).trim_matches(['\'', '"']).to_owned()
    };
    let gaps = [
        ("@VERSION@", version("PACKAGE_VERSION")),
        ("@FFI_VERSION_STRING@", version("FFI_VERSION_STRING")),
        ("@FFI_VERSION_NUMBER@", version("FFI_VERSION_NUMBER")),
        ("@TARGET@", target.name.to_owned()),
        ("@HAVE_LONG_DOUBLE@", "1".to_owned()),
        ("@FFI_EXEC_TRAMPOLINE_TABLE@", "0".to_owned()),
    ];
    let template = read(&library.join("include/ffi.h.in"));
    let text = gaps.iter().fold(template, |text, (gap, value)| text.replace(gap, value));
    if let Some(line) = text.lines().find(|line| line.starts_with('#') && line.contains('@')) {
        panic!("a gap in libffi's ffi.h that is not known: {line}");
    }
    text
}

/// `fficonfig.h`.
fn configuration(target: &Target) -> String {
    let definitions = DEFINITIONS.iter().chain(target.definitions);
    let lines: String = definitions.map(|(name, value)| format!("#define {name} {value}\n")).collect();
    lines + HIDDEN
}

/// The folder of libffi's sources: that of package `libffi-sys`, wherever cargo has it (registry, vendor folder).
fn sources() -> PathBuf {
    let metadata = metadata(&["--offline"]).or_else(|_| metadata(&[]));
    let metadata = metadata.unwrap_or_else(|error| panic!("cargo metadata, to find libffi-sys: {error}"));
    let mut folders = manifests(&metadata).filter_map(|manifest| Some(manifest.parent()?.join("libffi")));
    let found = folders.find(|folder| folder.join("include/ffi.h.in").is_file());
    found.expect("no package libffi-sys with libffi's sources")
}

/// What cargo says of all packages in the build.
fn metadata(options: &[&str]) -> Result<String, String> {
    let manifest = Path::new(&variable("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = Command::new(variable("CARGO"))
        .args(["metadata", "--format-version", "1", "--filter-platform", &variable("TARGET"), "--manifest-path"])
        .arg(manifest)
        .args(options)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The paths of the packages' manifests. No reader of JSON for that: a quote in a string is an escaped one, so the
/// key with its quotes is found nowhere else.
fn manifests(metadata: &str) -> impl Iterator<Item = PathBuf> {
    metadata.split(r#""manifest_path":""#).skip(1).map(|rest| {
        let mut path = String::new();
        let mut characters = rest.chars();
        loop {
            match characters.next() {
                Some('"') => return PathBuf::from(path),
                Some('\\') => path.extend(characters.next()),
                Some(character) => path.push(character),
                None => panic!("the answer of cargo metadata ends in a string"),
            }
        }
    })
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A variable that cargo sets for build scripts.
fn variable(name: impl AsRef<OsStr>) -> String {
    let name = name.as_ref();
    env::var(name).unwrap_or_else(|error| panic!("{}: {error}", name.display()))
}
