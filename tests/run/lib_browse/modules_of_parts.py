"""pyclbr finds in modules what users find there, wherever it is defined, and says the module."""
import pyclbr

WANTED = {
    'argparse': 'ArgumentParser Action HelpFormatter Namespace',
    'inspect': 'Signature Parameter isclass getsource getmembers',
    'ipaddress': 'IPv4Address IPv4Network IPv6Interface AddressValueError ip_address',
    'logging': 'Logger Handler FileHandler Formatter LogRecord Filter getLevelName addLevelName',
    'pathlib': 'Path PurePath PureWindowsPath PosixPath',
    'pydoc': 'Doc TextDoc HTMLDoc Helper ModuleScanner getdoc locate plainpager browse',
    'shutil': 'rmtree make_archive unpack_archive copytree Error ReadError',
    'typing': 'Generic Protocol TypeVar NamedTuple IO SupportsInt get_type_hints runtime_checkable',
}
for module, names in WANTED.items():
    found = pyclbr.readmodule_ex(module)
    for name in names.split():
        made = found.get(name)
        print(module, name, made and type(made).__name__, made and made.module)
