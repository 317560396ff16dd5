"""Where Python is installed and how it was built.

Paths come in schemes, tables of templates filled with the variables; variables
come from the interpreter and from the module _sysconfigdata_... that the
installation has for its platform.  python -m sysconfig prints both.
"""

import os
import sys
from os.path import pardir, realpath
from site import _getuserbase

__all__ = ["get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path",
           "get_path_names", "get_paths", "get_platform", "get_python_version", "get_scheme_names", "parse_config_h"]

# Variables that stay text even if they look like numbers
_ALWAYS_STR = {"MACOSX_DEPLOYMENT_TARGET"}

# Paths of each scheme, with variables in braces
_SCHEME_KEYS = "stdlib", "platstdlib", "purelib", "platlib", "include", "scripts", "data"


def _schemes():
    def unix(stdlib, platstdlib, purelib, platlib, include, data, platinclude=None):
        scheme = {"stdlib": stdlib, "platstdlib": platstdlib, "purelib": purelib, "platlib": platlib,
                  "include": include}
        if platinclude is not None:
            scheme["platinclude"] = platinclude
        scheme.update(scripts=data + "/bin", data=data)
        return scheme

    def windows(base, include, scripts, data, platinclude=None):
        scheme = dict.fromkeys(("stdlib", "platstdlib"), base)
        scheme.update(dict.fromkeys(("purelib", "platlib"), base + "/site-packages"), include=include)
        if platinclude is not None:
            scheme["platinclude"] = platinclude
        scheme.update(scripts=scripts, data=data)
        return scheme

    versioned = "/lib/python{py_version_short}"
    user = "{userbase}" + versioned
    nt = windows("{base}/Lib", "{installed_base}/Include", "{base}/Scripts", "{base}", "{installed_base}/Include")
    nt["stdlib"] = "{installed_base}/Lib"
    nt_user = "{userbase}/Python{py_version_nodot}"
    return {
        "posix_prefix": unix(
            "{installed_base}" + versioned, "{platbase}" + versioned, "{base}" + versioned + "/site-packages",
            "{platbase}" + versioned + "/site-packages",
            "{installed_base}/include/python{py_version_short}{abiflags}", "{base}",
            "{installed_platbase}/include/python{py_version_short}{abiflags}"),
        "posix_home": unix(
            "{installed_base}/lib/python", "{base}/lib/python", "{base}/lib/python", "{base}/lib/python",
            "{installed_base}/include/python", "{base}", "{installed_base}/include/python"),
        "nt": nt,
        "nt_user": windows(nt_user, nt_user + "/Include", nt_user + "/Scripts", "{userbase}"),
        "posix_user": unix(user, user, user + "/site-packages", user + "/site-packages",
                           "{userbase}/include/python{py_version_short}", "{userbase}"),
        "osx_framework_user": unix(
            "{userbase}/lib/python", "{userbase}/lib/python", "{userbase}/lib/python/site-packages",
            "{userbase}/lib/python/site-packages", "{userbase}/include", "{userbase}"),
    }


_INSTALL_SCHEMES = _schemes()

_PY_VERSION = sys.version.split()[0]
_PY_VERSION_SHORT = "%d.%d" % sys.version_info[:2]
_PY_VERSION_SHORT_NO_DOT = "%d%d" % sys.version_info[:2]
_PREFIX, _EXEC_PREFIX = map(os.path.normpath, (sys.prefix, sys.exec_prefix))
_BASE_PREFIX, _BASE_EXEC_PREFIX = map(os.path.normpath, (sys.base_prefix, sys.base_exec_prefix))
_CONFIG_VARS = None  # until they are asked for
_USER_BASE = None


def _safe_realpath(path):
    try:
        return realpath(path)
    except OSError:
        return path


if "_PYTHON_PROJECT_BASE" in os.environ:  # set while Python itself is built for another machine
    _PROJECT_BASE = _safe_realpath(os.environ["_PYTHON_PROJECT_BASE"])
elif sys.executable:
    _PROJECT_BASE = os.path.dirname(_safe_realpath(sys.executable))
else:
    _PROJECT_BASE = _safe_realpath(os.getcwd())


def _is_python_source_dir(d):
    return any(os.path.isfile(os.path.join(d, "Modules", name)) for name in ("Setup.dist", "Setup.local"))


_sys_home = getattr(sys, "_home", None)


def is_python_build(check_home=False):
    """Does this Python run from the directory in which it was built?"""
    return _is_python_source_dir(_sys_home if check_home and _sys_home else _PROJECT_BASE)


_PYTHON_BUILD = is_python_build(True)
if _PYTHON_BUILD:
    for _scheme in ("posix_prefix", "posix_home"):
        _INSTALL_SCHEMES[_scheme].update(include="{srcdir}/Include", platinclude="{projectbase}/.")
    del _scheme


# ---- Paths

def _subst_vars(s, local_vars):
    """The text with variables in braces replaced, by those given or of the environment."""
    try:
        return s.format(**local_vars)
    except KeyError:
        pass
    try:
        return s.format(**os.environ)
    except KeyError as problem:
        raise AttributeError("{%s}" % problem) from None


def _extend_dict(target_dict, other_dict):
    """Add what is not there yet."""
    for key, value in other_dict.items():
        target_dict.setdefault(key, value)


def _expand_vars(scheme, vars):
    values = {} if vars is None else vars
    _extend_dict(values, get_config_vars())
    expanded = {}
    for key, template in _INSTALL_SCHEMES[scheme].items():
        if os.name in ("posix", "nt"):
            template = os.path.expanduser(template)
        expanded[key] = os.path.normpath(_subst_vars(template, values))
    return expanded


def _get_default_scheme():
    # the scheme of POSIX is named for the prefix
    return "posix_prefix" if os.name == "posix" else os.name


def get_scheme_names():
    """Names of the schemes."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """Names of the paths in a scheme."""
    return _SCHEME_KEYS


def get_paths(scheme=_get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme."""
    return _expand_vars(scheme, vars) if expand else _INSTALL_SCHEMES[scheme]


def get_path(name, scheme=_get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


# ---- Files of the build

def _parse_makefile(filename, vars=None):
    """The variables of a Makefile, with references between them resolved."""
    import re
    assignment = re.compile(r"([a-zA-Z][a-zA-Z0-9_]+)\s*=\s*(.*)")
    reference = re.compile(r"\$(?:\(([A-Za-z][A-Za-z0-9_]*)\)|\{([A-Za-z][A-Za-z0-9_]*)\})")

    def number(text):
        try:
            return int(text)
        except ValueError:
            return text

    done, raw = {}, {}
    with open(filename, errors="surrogateescape") as file:
        for line in file:
            match = None if line.startswith("#") or not line.strip() else assignment.match(line)
            if not match:
                continue
            name, value = match.group(1), match.group(2).strip()
            if "$" in value.replace("$$", ""):
                raw[name] = value
            else:
                value = value.replace("$$", "$")
                done[name] = value if name in _ALWAYS_STR else number(value)

    def resolve(name, pending):
        """The value of a variable; `pending` are those that wait for it."""
        if name in done:
            return str(done[name])
        if name in raw and name not in pending:
            return expand(raw[name], pending | {name})
        if name not in raw:
            if name in os.environ:
                return os.environ[name]
            # these three come with and without PY_, and only one is in the file
            if "PY_" + name in raw and "PY_" + name not in pending or "PY_" + name in done:
                return resolve("PY_" + name, pending)
        return ""

    def expand(value, pending):
        return reference.sub(lambda match: resolve(match.group(1) or match.group(2), pending), value)

    for name, value in raw.items():
        value = expand(value, {name})
        done[name] = value if name in _ALWAYS_STR else number(value.strip())
    for name in ("CFLAGS", "LDFLAGS", "CPPFLAGS"):
        if "PY_" + name in done and name not in done:
            done[name] = done["PY_" + name]
    done = {name: value.strip() if isinstance(value, str) else value for name, value in done.items()}
    if vars is None:
        return done
    vars.update(done)
    return vars


def parse_config_h(fp, vars=None):
    """The definitions in a file such as pyconfig.h."""
    import re
    if vars is None:
        vars = {}
    define = re.compile("#define ([A-Z][A-Za-z0-9_]+) (.*)\n")
    undefine = re.compile("/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n")
    for line in fp:
        match = define.match(line)
        if match:
            name, value = match.groups()
            if name not in _ALWAYS_STR:
                try:
                    value = int(value)
                except ValueError:
                    pass
            vars[name] = value
            continue
        match = undefine.match(line)
        if match:
            vars[match.group(1)] = 0
    return vars


def get_makefile_filename():
    """Path of the Makefile."""
    if _PYTHON_BUILD:
        return os.path.join(_sys_home or _PROJECT_BASE, "Makefile")
    folder = "config-" + _PY_VERSION_SHORT + sys.abiflags if hasattr(sys, "abiflags") else "config"
    multiarch = getattr(sys.implementation, "_multiarch", None)
    if multiarch:
        folder += "-" + multiarch
    return os.path.join(get_path("stdlib"), folder, "Makefile")


def get_config_h_filename():
    """Path of pyconfig.h."""
    if not _PYTHON_BUILD:
        return os.path.join(get_path("platinclude"), "pyconfig.h")
    home = _sys_home or _PROJECT_BASE
    return os.path.join(home, "PC" if os.name == "nt" else "", "pyconfig.h")


def _get_sysconfigdata_name():
    """The module that has the variables of the build."""
    return os.environ.get("_PYTHON_SYSCONFIGDATA_NAME",
                          f"_sysconfigdata_{sys.abiflags}_{sys.platform}_"
                          f"{getattr(sys.implementation, '_multiarch', '')}")


def _generate_posix_vars():
    """Write that module; part of building Python."""
    import pprint
    variables = {}
    makefile = get_makefile_filename()
    try:
        _parse_makefile(makefile, variables)
    except OSError as problem:
        raise OSError(f"invalid Python installation: unable to open {makefile} ({problem.strerror})")
    header = get_config_h_filename()
    try:
        with open(header) as file:
            parse_config_h(file, variables)
    except OSError as problem:
        raise OSError(f"invalid Python installation: unable to open {header} ({problem.strerror})")
    if _PYTHON_BUILD:
        variables["BLDSHARED"] = variables["LDSHARED"]
    name = _get_sysconfigdata_name()
    folder = f"build/lib.{get_platform()}-{_PY_VERSION_SHORT}"
    if hasattr(sys, "gettotalrefcount"):
        folder += "-pydebug"
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".py"), "w", encoding="utf8") as file:
        file.write("# system configuration generated and used by the sysconfig module\nbuild_time_vars = ")
        pprint.pprint(variables, stream=file)
    with open("pybuilddir.txt", "w", encoding="utf8") as file:
        file.write(folder)


# ---- Variables

def _init_posix(vars):
    """Add the variables of the build; where no module has them for the platform, what the interpreter knows."""
    try:
        built = __import__(_get_sysconfigdata_name(), fromlist=["build_time_vars"]).build_time_vars
    except ImportError:
        from _buildvars import build_vars
        built = build_vars()
    vars.update(built)


def _init_non_posix(vars):
    """Add what distutils wants to know on Windows."""
    import _imp
    vars.update(LIBDEST=get_path("stdlib"), BINLIBDEST=get_path("platstdlib"), INCLUDEPY=get_path("include"),
                EXT_SUFFIX=_imp.extension_suffixes()[0], EXE=".exe", VERSION=_PY_VERSION_SHORT_NO_DOT,
                BINDIR=os.path.dirname(_safe_realpath(sys.executable)))


def get_config_vars(*args):
    """All variables, a dictionary that may be changed; with arguments a list of the values of these."""
    global _CONFIG_VARS
    if _CONFIG_VARS is None:
        # as it is also asked for while it is made
        _CONFIG_VARS = {
            "prefix": _PREFIX, "exec_prefix": _EXEC_PREFIX, "py_version": _PY_VERSION,
            "py_version_short": _PY_VERSION_SHORT, "py_version_nodot": _PY_VERSION_SHORT_NO_DOT,
            "installed_base": _BASE_PREFIX, "base": _PREFIX, "installed_platbase": _BASE_EXEC_PREFIX,
            "platbase": _EXEC_PREFIX, "projectbase": _PROJECT_BASE, "abiflags": getattr(sys, "abiflags", ""),
        }
        _complete(_CONFIG_VARS)
    if not args:
        return _CONFIG_VARS
    return [_CONFIG_VARS.get(name) for name in args]


def _complete(variables):
    if os.name == "nt":
        _init_non_posix(variables)
        variables["TZPATH"] = ""
    elif os.name == "posix":
        _init_posix(variables)
        suffix = variables.get("EXT_SUFFIX")
        if suffix is not None:
            variables["SO"] = suffix  # older name
    variables["userbase"] = _getuserbase()
    source = variables.get("srcdir", _PROJECT_BASE)
    if os.name == "posix":
        if _PYTHON_BUILD:
            source = os.path.join(os.path.dirname(get_makefile_filename()), source)
        else:
            # There is no source; the Makefile's place is what distutils used to get.
            source = os.path.dirname(get_makefile_filename())
    variables["srcdir"] = _safe_realpath(source)
    if sys.platform == "darwin":
        import _osx_support
        _osx_support.customize_config_vars(variables)


def get_config_var(name):
    """One variable, None if it is not known."""
    if name == "SO":
        import warnings
        warnings.warn("SO is deprecated, use EXT_SUFFIX", DeprecationWarning, 2)
    return get_config_vars().get(name)


def get_platform():
    """The platform as it stands in names of built distributions, such as linux-x86_64."""
    if os.name == "nt":
        version = sys.version.lower()
        for mark, name in (("amd64", "win-amd64"), ("(arm)", "win-arm32"), ("(arm64)", "win-arm64")):
            if mark in version:
                return name
        return sys.platform
    if os.name != "posix" or not hasattr(os, "uname"):
        return sys.platform
    if "_PYTHON_HOST_PLATFORM" in os.environ:  # set while Python is built for another machine
        return os.environ["_PYTHON_HOST_PLATFORM"]
    system, _, release, version, machine = os.uname()
    system = system.lower().replace("/", "")
    machine = machine.replace(" ", "_").replace("/", "-")
    if system[:5] == "linux":
        return f"{system}-{machine}"
    if system[:5] == "sunos":
        if release[0] >= "5":
            bits = {2147483647: "32bit", 9223372036854775807: "64bit"}
            system, release = "solaris", f"{int(release[0]) - 3}.{release[2:]}"
            machine += f".{bits[sys.maxsize]}"
    elif system[:3] == "aix":
        return f"{system}-{version}.{release}"
    elif system[:6] == "cygwin":
        import re
        found = re.match(r"[\d.]+", release)
        if found:
            release = found.group()
    elif system[:6] == "darwin":
        import _osx_support
        system, release, machine = _osx_support.get_platform_osx(get_config_vars(), system, release, machine)
    return f"{system}-{release}-{machine}"


def get_python_version():
    """Major and minor version."""
    return _PY_VERSION_SHORT


def _print_dict(title, data):
    for number, (key, value) in enumerate(sorted(data.items())):
        if number == 0:
            print(f"{title}: ")
        print(f'\t{key} = "{value}"')


def _main():
    if "--generate-posix-vars" in sys.argv:
        _generate_posix_vars()
        return
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{_get_default_scheme()}"')
    print()
    _print_dict("Paths", get_paths())
    print()
    _print_dict("Variables", get_config_vars())


if __name__ == "__main__":
    _main()
