"""The machine, the system and the Python that a program runs on, as far as can be found out."""

import collections
import os
import re
import sys

__version__ = "1.0.8"

# ---- Versions

# Rank of what stands in the parts of a version that are no numbers; numbers have 100
_ver_stages = {"dev": 10, "alpha": 20, "a": 20, "beta": 30, "b": 30, "c": 40, "RC": 50, "rc": 50, "pl": 200, "p": 200}
_component_re = re.compile(r"([0-9]+|[._+-])")


def _comparable_version(version):
    """A list by which versions can be compared."""
    result = []
    for part in _component_re.split(version):
        if part in "._+-":  # the empty one, too
            continue
        if part.isdigit():
            result += 100, int(part)
        else:
            result += _ver_stages.get(part, 0), part
    return result


def _norm_version(version, build=""):
    """major.minor.build"""
    parts = version.split(".")
    if build:
        parts.append(build)
    try:
        parts = [str(int(part)) for part in parts]
    except ValueError:
        pass
    return ".".join(parts[:3])


# ---- The C library

_libc_search = re.compile(br"(__libc_init)|(GLIBC_([0-9.]+))|(libc(_\w+)?\.so(?:\.(\d[0-9.]*))?)", re.ASCII)


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """(name, version) of the C library that a program (this Python) needs; the arguments are what is given if that
    cannot be told."""
    if executable is None:
        try:
            parts = os.confstr("CS_GNU_LIBC_VERSION").split(maxsplit=1)
            if len(parts) == 2:
                return tuple(parts)
        except (AttributeError, ValueError, OSError):
            pass
        executable = sys.executable
    rank = _comparable_version
    with open(os.path.realpath(executable), "rb") as file:
        for found in _matches(file, chunksize):
            init, glibc, glibc_version, shared, threads, so_version = (
                part and part.decode("latin1") for part in found.groups())
            if init and not lib:
                lib = "libc"
            elif glibc:
                if lib != "glibc" or rank(glibc_version) > rank(version):
                    lib, version = "glibc", glibc_version
            elif shared and lib != "glibc":
                lib = "libc"
                if so_version and (not version or rank(so_version) > rank(version)):
                    version = so_version
                if threads and not version.endswith(threads):
                    version += threads
    return lib, version


def _matches(file, chunksize):
    """The matches of _libc_search in a file, read by chunks."""
    data = file.read(chunksize)
    place = 0
    while place < len(data):
        found = None
        if b"libc" in data or b"GLIBC" in data:
            found = _libc_search.search(data, place)
        if found is None or found.end() == len(data):
            # what matches may go on
            more = file.read(chunksize)
            if more:
                data = data[max(place, len(data) - 1000):] + more
                place = 0
                continue
            if found is None:
                return
        yield found
        place = found.end()


# ---- Other systems: these give their arguments where they do not apply

_ver_output = re.compile(r"(?:([\w ]+) ([\w.]+) .*\[.* ([\d.]+)\])")


def _syscmd_ver(system="", release="", version="", supported_platforms=("win32", "win16", "dos")):
    """(system, release, version) by the command `ver` of Windows."""
    if sys.platform not in supported_platforms:
        return system, release, version
    import subprocess
    for command in ("ver", "command /c ver", "cmd /c ver"):
        try:
            output = subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True, shell=True)
            break
        except (OSError, subprocess.CalledProcessError):
            continue
    else:
        return system, release, version
    found = _ver_output.match(output.strip())
    if found:
        system, release, version = (part.rstrip(".") for part in found.groups())
        version = _norm_version(version)
    return system, release, version


_WIN32_CLIENT_RELEASES = {
    (5, 0): "2000", (5, 1): "XP", (5, 2): "2003Server", (5, None): "post2003",
    (6, 0): "Vista", (6, 1): "7", (6, 2): "8", (6, 3): "8.1", (6, None): "post8.1",
    (10, 0): "10", (10, None): "post10",
}
_WIN32_SERVER_RELEASES = {
    (5, 2): "2003Server", (6, 0): "2008Server", (6, 1): "2008ServerR2", (6, 2): "2012Server", (6, 3): "2012ServerR2",
    (6, None): "post2012ServerR2",
}


def _windows_registry(name):
    """A value of the key CurrentVersion."""
    try:
        import winreg
    except ImportError:
        import _winreg as winreg
    with winreg.OpenKeyEx(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion") as key:
        return winreg.QueryValueEx(key, name)[0]


def win32_is_iot():
    """Is this an edition of Windows for small devices?"""
    return win32_edition() in ("IoTUAP", "NanoServer", "WindowsCoreHeadless", "IoTEdgeOS")


def win32_edition():
    """The edition of Windows, None elsewhere."""
    try:
        return _windows_registry("EditionId")
    except (ImportError, OSError):
        return None


def win32_ver(release="", version="", csd="", ptype=""):
    """(release, version, service pack, type of processor) of Windows."""
    try:
        from sys import getwindowsversion
    except ImportError:
        return release, version, csd, ptype
    system = getwindowsversion()
    major, minor, build = system.platform_version or system[:3]
    version = f"{major}.{minor}.{build}"
    release = _WIN32_CLIENT_RELEASES.get((major, minor)) or _WIN32_CLIENT_RELEASES.get((major, None)) or release
    if system[:2] == (major, minor):
        try:
            csd = f"SP{system.service_pack_major}"
        except AttributeError:
            if csd[:13] == "Service Pack ":
                csd = "SP" + csd[13:]
    if getattr(system, "product_type", None) == 3:  # a server
        release = _WIN32_SERVER_RELEASES.get((major, minor)) or _WIN32_SERVER_RELEASES.get((major, None)) or release
    try:
        ptype = _windows_registry("CurrentType")
    except (ImportError, OSError):
        pass
    return release, version, csd, ptype


def _mac_ver_xml():
    """What mac_ver() gives, None on other systems."""
    file = "/System/Library/CoreServices/SystemVersion.plist"
    if not os.path.exists(file):
        return None
    try:
        import plistlib
    except ImportError:
        return None
    with open(file, "rb") as stream:
        release = plistlib.load(stream)["ProductVersion"]
    machine = os.uname().machine
    if machine in ("ppc", "Power Macintosh"):
        machine = "PowerPC"
    return release, ("", "", ""), machine


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """(release, version, machine) of macOS; version is (version, stage, other)."""
    return _mac_ver_xml() or (release, versioninfo, machine)


def _java_getprop(name, default):
    from java.lang import System
    try:
        value = System.getProperty(name)
    except AttributeError:
        return default
    return default if value is None else value


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    """(release, vendor, about the virtual machine, about the system) of Jython."""
    try:
        import java.lang
    except ImportError:
        return release, vendor, vminfo, osinfo

    def properties(prefix, names, defaults):
        return tuple(_java_getprop(prefix + name, default) for name, default in zip(names, defaults))

    return (_java_getprop("java.version", release), _java_getprop("java.vendor", vendor),
            properties("java.vm.", ("name", "release", "vendor"), vminfo),
            properties("java.os.", ("arch", "name", "version"), osinfo))


# ---- The system

def system_alias(system, release, version):
    """The three under the names that are usual in marketing."""
    if system == "SunOS":
        if release < "5":
            return system, release, version
        parts = release.split(".")
        try:
            parts[0] = str(int(parts[0]) - 3)
        except ValueError:
            pass
        else:
            release = ".".join(parts)
        system = "Solaris"
    elif system == "IRIX64":
        # the same system, of 64 bits
        system = "IRIX"
        version = version + " (64bit)" if version else "64bit"
    elif system in ("win32", "win16"):
        system = "Windows"
    return system, release, version


def _platform(*args):
    """The parts as one word fit for the name of a file."""
    text = "-".join(part.strip() for part in args if len(part))
    text = text.translate(str.maketrans(" /\\:;\"()", "_-------")).replace("unknown", "")
    return re.sub("-{2,}", "-", text).rstrip("-")


def _node(default=""):
    """The name in the network."""
    try:
        import socket
        return socket.gethostname()
    except (ImportError, OSError):
        return default


def _follow_symlinks(filepath):
    """What the links lead to in the end."""
    filepath = os.path.abspath(filepath)
    while os.path.islink(filepath):
        filepath = os.path.normpath(os.path.join(os.path.dirname(filepath), os.readlink(filepath)))
    return filepath


def _syscmd_uname(option, default=""):
    """What the command `uname` gives."""
    if sys.platform in ("dos", "win32", "win16"):
        return default
    import subprocess
    try:
        output = subprocess.check_output(("uname", option), stderr=subprocess.DEVNULL, text=True)
    except (OSError, subprocess.CalledProcessError):
        return default
    return output.strip() or default


def _syscmd_file(target, default=""):
    """What the command `file` gives, in English."""
    if sys.platform in ("dos", "win32", "win16"):
        return default
    import subprocess
    try:
        output = subprocess.check_output(["file", "-b", _follow_symlinks(target)], stderr=subprocess.DEVNULL,
                                         env=dict(os.environ, LC_ALL="C"))
    except (OSError, subprocess.CalledProcessError):
        return default
    return output.decode("latin-1") or default


# By sys.platform: (bits, linkage) where nothing else tells them
_default_architecture = {"win32": ("", "WindowsPE"), "win16": ("", "Windows"), "dos": ("", "MSDOS")}


def architecture(executable=sys.executable, bits="", linkage=""):
    """(bits, format) of a program (this Python), such as ('64bit', 'ELF')."""
    if not bits:
        import struct
        bits = f"{struct.calcsize('P') * 8}bit"
    about = _syscmd_file(executable, "") if executable else ""
    if not about and executable == sys.executable:
        known = _default_architecture.get(sys.platform)
        if known is not None:
            bits, linkage = known[0] or bits, known[1] or linkage
        return bits, linkage
    if "executable" not in about and "shared object" not in about:
        return bits, linkage
    for mark, value in (("32-bit", "32bit"), ("N32", "n32bit"), ("64-bit", "64bit")):
        if mark in about:
            bits = value
            break
    if "ELF" in about:
        linkage = "ELF"
    elif "PE" in about:
        linkage = "WindowsPE" if "Windows" in about else "PE"
    elif "COFF" in about:
        linkage = "COFF"
    elif "MS-DOS" in about:
        linkage = "MSDOS"
    return bits, linkage


uname_result = collections.namedtuple("uname_result", "system node release version machine processor")
_uname_cache = None


def uname():
    """(system, node, release, version, machine, processor), '' for what is not known."""
    global _uname_cache
    if _uname_cache is None:
        try:
            found = list(os.uname())
        except AttributeError:
            found = [sys.platform, "", "", "", ""]
        processor = ""
        if not any(found[1:]):
            processor = _without_uname(found)
        found = ["" if part == "unknown" else part for part in found]
        system, node, release, version, machine = found
        if system == "Microsoft" and release == "Windows":
            # as some tools for Windows have it
            system, release = "Windows", "Vista" if version[:3] == "6.0" else ""
        if not processor:
            processor = _syscmd_uname("-p", "")
        _uname_cache = uname_result(system, node, release, version, machine,
                                    "" if processor == "unknown" else processor)
    return _uname_cache


def _without_uname(found):
    """Fill system, node, release, version and machine without os.uname(); gives the processor."""
    system, _, release, version, machine = found
    processor = ""
    if system == "win32":
        release, version, _, _ = win32_ver()
        env = os.environ
        machine = env.get("PROCESSOR_ARCHITEW6432", "") or env.get("PROCESSOR_ARCHITECTURE", "")
        processor = env.get("PROCESSOR_IDENTIFIER", machine)
    if not (release and version):
        system, release, version = _syscmd_ver(system)
        if system == "Microsoft Windows":
            system = "Windows"
    if system in ("win32", "win16"):
        if not version:
            version = "32bit" if system == "win32" else "16bit"
        system = "Windows"
    elif system[:4] == "java":
        release, vendor, vminfo, _ = java_ver()
        system = "Java"
        version = ", ".join(vminfo) or vendor
    found[:] = system, _node(), release, version, machine
    return processor


def system():
    """Name of the system, such as 'Linux'."""
    return uname().system


def node():
    """Name in the network."""
    return uname().node


def release():
    """Release of the system."""
    return uname().release


def version():
    """Version of the release of the system."""
    return uname().version


def machine():
    """Type of the machine, such as 'x86_64'."""
    return uname().machine


def processor():
    """Name of the processor, which many systems do not tell."""
    return uname().processor


# ---- Python

_sys_version_parser = re.compile(
    r"([\w.+]+)\s*\(#?([^,]+)(?:,\s*([\w ]*)(?:,\s*([\w :]*))?)?\)\s*\[([^\]]+)\]?", re.ASCII)
_ironpython_sys_version_parser = re.compile(r"IronPython\s*([\d.]+)(?: \(([\d.]+)\))? on (.NET [\d.]+)", re.ASCII)
_ironpython26_sys_version_parser = re.compile(
    r"([\d.]+)\s*\(IronPython\s*[\d.]+\s*\(([\d.]+)\) on ([\w.]+ [\d.]+(?: \(\d+-bit\))?)\)")
_pypy_sys_version_parser = re.compile(r"([\w.+]+)\s*\(#?([^,]+),\s*([\w ]+),\s*([\w :]+)\)\s*\[PyPy [^\]]+\]?")

_sys_version_cache = {}


def _parsed(program, sys_version, what=""):
    found = program.match(sys_version)
    if found is None:
        raise ValueError(f"failed to parse {what}sys.version: {sys_version!r}")
    return found.groups()


def _sys_version(sys_version=None):
    """(name, version, branch, revision, build number, build date, compiler) by a text like sys.version."""
    if sys_version is None:
        sys_version = sys.version
    known = _sys_version_cache.get(sys_version)
    if known is not None:
        return known
    number = date = ""
    if "IronPython" in sys_version:
        name = "IronPython"
        program = (_ironpython_sys_version_parser if sys_version.startswith("IronPython")
                   else _ironpython26_sys_version_parser)
        version, _, compiler = _parsed(program, sys_version, "IronPython ")
    elif sys.platform.startswith("java"):
        name = "Jython"
        version, number, date, _, _ = _parsed(_sys_version_parser, sys_version, "Jython ")
        compiler = sys.platform
        date = date or ""
    elif "PyPy" in sys_version:
        name = "PyPy"
        version, number, date, _ = _parsed(_pypy_sys_version_parser, sys_version, "PyPy ")
        compiler = ""
    else:
        name = "CPython"
        version, number, date, clock, compiler = _parsed(_sys_version_parser, sys_version, "CPython ")
        date = " ".join(part for part in (date, clock) if part)
    _, branch, revision = getattr(sys, "_git", getattr(sys, "_mercurial", ("", "", "")))
    if version.count(".") == 1:  # always with the patch level
        version += ".0"
    result = name, version, branch, revision, number, date, compiler
    _sys_version_cache[sys_version] = result
    return result


def python_implementation():
    """Name of the implementation."""
    return _sys_version()[0]


def python_version():
    """Version, with the patch level."""
    return _sys_version()[1]


def python_version_tuple():
    """(major, minor, patch level) as texts."""
    return tuple(_sys_version()[1].split("."))


def python_branch():
    """The branch that it was built from."""
    return _sys_version()[2]


def python_revision():
    """The revision that it was built from."""
    return _sys_version()[3]


def python_build():
    """(number, date) of the build."""
    return _sys_version()[4:6]


def python_compiler():
    """The compiler that it was built by."""
    return _sys_version()[6]


# ---- All in one

_platform_cache = {}


def platform(aliased=0, terse=0):
    """One word with all that is useful about the platform; with `aliased` by system_alias(), with `terse` short."""
    key = aliased, terse
    known = _platform_cache.get(key)
    if known is not None:
        return known
    system, _, release, version, machine, processor = uname()
    if machine == processor:
        processor = ""
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system == "Darwin":
        macos = mac_ver()[0]
        if macos:
            system, release = "macOS", macos
    parts = [system, release]
    if system == "Windows":
        _, _, csd, _ = win32_ver(version)
        if not terse:
            parts += version, csd
    elif system == "Linux":
        parts += machine, processor, "with", "".join(libc_ver(sys.executable))
    elif system == "Java":
        _, _, vminfo, (os_name, os_version, _) = java_ver()
        if terse or not os_name:
            parts.append(version)
        else:
            parts += version, "on", os_name, os_version
    elif not terse:
        parts += [machine, processor, *architecture(sys.executable)]
    result = _platform_cache[key] = _platform(*parts)
    return result


if __name__ == "__main__":
    brief = "terse" in sys.argv or "--terse" in sys.argv
    plain = "nonaliased" not in sys.argv and "--nonaliased" not in sys.argv
    print(platform(plain, brief))
    sys.exit(0)
