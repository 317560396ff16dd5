"""Methods of the library's classes say the class and the public module that they are found in."""
import asyncio
import datetime
import ipaddress
import logging
import pathlib
import pydoc
import sched
import shutil
import types
import typing

CLASSES = [
    asyncio.AbstractEventLoop, asyncio.AbstractServer, asyncio.Handle, asyncio.TimerHandle, asyncio.StreamReader,
    asyncio.StreamWriter, asyncio.StreamReaderProtocol, asyncio.AbstractChildWatcher, asyncio.FastChildWatcher,
    asyncio.SafeChildWatcher, asyncio.ThreadedChildWatcher, asyncio.MultiLoopChildWatcher,
    ipaddress.IPv4Address, ipaddress.IPv4Network, ipaddress.IPv6Address,
    logging.Formatter, logging.Handler, logging.FileHandler, logging.LogRecord, logging.Logger, logging.LoggerAdapter,
    pathlib.Path, pathlib.PurePath, pathlib.PosixPath, pydoc.Doc, pydoc.TextDoc, pydoc.HTMLDoc, pydoc.Helper,
    pydoc.ModuleScanner, sched.Event, sched.scheduler, typing.Generic, typing.Protocol, typing.ForwardRef,
    typing.TypeVar, typing.IO, typing.SupportsAbs,
]


def own_functions(cls):
    for name, value in sorted(vars(cls).items()):
        if isinstance(value, property):
            value = value.fget
        value = getattr(value, '__func__', value)
        value = getattr(value, '__wrapped__', value)
        if isinstance(value, types.FunctionType):
            yield name, value


for cls in CLASSES:
    strange = {value.__module__ for name, value in own_functions(cls)} - {cls.__module__}
    strange |= {value.__qualname__ for name, value in own_functions(cls)
                if name == value.__name__ and value.__qualname__ != '%s.%s' % (cls.__qualname__, name)}
    print(cls.__module__, cls.__qualname__, *sorted(strange))
for function in (shutil.make_archive, shutil.unpack_archive, shutil.rmtree, shutil.get_archive_formats,
                 typing.get_type_hints, typing.runtime_checkable, logging.getLevelName, logging.addLevelName,
                 pydoc.getdoc, pydoc.locate, pydoc.plainpager, pydoc.browse, ipaddress.ip_address, asyncio.wait,
                 asyncio.gather):
    print(function.__module__, function.__qualname__)
print(sched.Event.__lt__.__name__, pathlib.Path.is_dir.__name__, datetime.date.__module__)
