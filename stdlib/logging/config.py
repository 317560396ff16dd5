"""Configuration of logging from files in the format of configparser and from dictionaries."""

import errno
import io
import logging
import logging.handlers
import re
import struct
import sys
import threading
import traceback
from socketserver import ThreadingTCPServer, StreamRequestHandler

DEFAULT_LOGGING_CONFIG_PORT = 9030
RESET_ERROR = errno.ECONNRESET

# The thread of listen() while it runs.
_listener = None


# ---- files

def fileConfig(fname, defaults=None, disable_existing_loggers=True):
    """Configure from a file name, an open file or a RawConfigParser."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        cp = fname
    else:
        cp = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            cp.read_file(fname)
        else:
            cp.read(fname)
    formatters = _create_formatters(cp)
    logging._acquireLock()
    try:
        _clearExistingHandlers()
        _install_loggers(cp, _install_handlers(cp, formatters), disable_existing_loggers)
    finally:
        logging._releaseLock()


def _resolve(name):
    """The object of a dotted name, importing what has to be."""
    first, *rest = name.split('.')
    found = __import__(first)
    path = first
    for part in rest:
        path += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(path)
            found = getattr(found, part)
    return found


def _strip_spaces(alist):
    return map(str.strip, alist)


def _names(text):
    return list(_strip_spaces(text.split(','))) if text else []


def _evaluate(text):
    """The value of an expression that may use the names of the logging module, or a dotted name."""
    return eval(text, vars(logging))


def _create_formatters(cp):
    made = {}
    for name in _names(cp['formatters']['keys']):
        section = cp['formatter_' + name]
        fmt = section.get('format', raw=True, fallback=None)
        datefmt = section.get('datefmt', raw=True, fallback=None)
        style = section.get('style', raw=True, fallback='%')
        factory = _resolve(section['class']) if section.get('class') else logging.Formatter
        made[name] = factory(fmt, datefmt, style)
    return made


def _install_handlers(cp, formatters):
    made, targets = {}, []
    for name in _names(cp['handlers']['keys']):
        section = cp['handler_' + name]
        try:
            klass = _evaluate(section['class'])
        except (AttributeError, NameError):
            klass = _resolve(section['class'])
        args = _evaluate(section.get('args', '()'))
        kwargs = _evaluate(section.get('kwargs', '{}'))
        handler = klass(*args, **kwargs)
        if 'level' in section:
            handler.setLevel(section['level'])
        formatter = section.get('formatter', '')
        if formatter:
            handler.setFormatter(formatters[formatter])
        if issubclass(klass, logging.handlers.MemoryHandler) and section.get('target', ''):
            targets.append((handler, section['target']))
        made[name] = handler
    for handler, target in targets:
        handler.setTarget(made[target])
    return made


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    """Loggers that the configuration does not name: those below named ones are reset, others disabled."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name not in child_loggers:
            logger.disabled = disable_existing
        elif not isinstance(logger, logging.PlaceHolder):
            logger.setLevel(logging.NOTSET)
            logger.handlers = []
            logger.propagate = True


class _Existing:
    """The loggers there were before, by name; which of them the configuration concerns."""

    def __init__(self):
        self.names = sorted(logging.root.manager.loggerDict)
        self.children = []

    def named(self, name):
        if name in self.names:
            self.children += [each for each in self.names if each.startswith(name + '.')]
            self.names.remove(name)

    def settle(self, disable_existing):
        _handle_existing_loggers(self.names, self.children, disable_existing)


def _replace_handlers(logger, section, handlers):
    if 'level' in section:
        logger.setLevel(section['level'])
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in _names(section['handlers']):
        logger.addHandler(handlers[name])


def _install_loggers(cp, handlers, disable_existing):
    names = _names(cp['loggers']['keys'])
    names.remove('root')
    _replace_handlers(logging.root, cp['logger_root'], handlers)
    existing = _Existing()
    for name in names:
        section = cp['logger_' + name]
        qualified = section['qualname']
        logger = logging.getLogger(qualified)
        existing.named(qualified)
        _replace_handlers(logger, section, handlers)
        logger.propagate = section.getint('propagate', fallback=1)
        logger.disabled = 0
    existing.settle(disable_existing)


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


# ---- dictionaries

IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


class ConvertingMixin(object):
    """Converts the values of a container when they are asked for; keeps what came out."""

    def convert_with_key(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            self._adopt(result, key)
        return result

    def convert(self, value):
        result = self.configurator.convert(value)
        if value is not result:
            self._adopt(result)
        return result

    def _adopt(self, result, *key):
        if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
            result.parent = self
            for result.key in key:
                pass


class ConvertingDict(dict, ConvertingMixin):
    """A dict whose values are converted when they are looked up."""
    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list whose items are converted when they are looked up."""
    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple whose items are converted when they are looked up."""
    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator(object):
    """Resolves values like 'ext://sys.stderr' and 'cfg://handlers.console'."""

    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[\s*(\w+)\s*\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')

    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}

    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """The object of a dotted name, imported by the configurator's importer."""
        parts = s.split('.')
        path = parts.pop(0)
        try:
            found = self.importer(path)
            for part in parts:
                path += '.' + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(path)
                    found = getattr(found, part)
            return found
        except ImportError:
            _, error, trace = sys.exc_info()
            problem = ValueError('Cannot resolve %r: %s' % (s, error))
            problem.__cause__, problem.__traceback__ = error, trace
            raise problem

    def ext_convert(self, value):
        """What an "ext://" reference names: an object to import."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """The value at a path like 'handlers.file[0].name' in the configuration."""
        match = self.WORD_PATTERN.match(value)
        if match is None:
            raise ValueError('Unable to convert %r' % value)
        found = self.config[match.group(1)]
        rest = value[match.end():]
        while rest:
            match = self.DOT_PATTERN.match(rest)
            if match:
                found = found[match.group(1)]
            else:
                match = self.INDEX_PATTERN.match(rest)
                if not match:
                    raise ValueError('Unable to convert %r at %r' % (value, rest))
                key = match.group(1)
                if self.DIGIT_PATTERN.match(key):
                    try:
                        found = found[int(key)]
                    except TypeError:
                        found = found[key]
                else:
                    found = found[key]
            rest = rest[match.end():]
        return found

    def convert(self, value):
        """Containers become converting ones; strings with a known prefix what they stand for."""
        for plain, converting in ((dict, ConvertingDict), (list, ConvertingList), (tuple, ConvertingTuple)):
            if isinstance(value, converting):
                return value
            if isinstance(value, plain) and not (plain is tuple and hasattr(value, '_fields')):
                made = converting(value)
                made.configurator = self
                return made
        if isinstance(value, str):
            match = self.CONVERT_PATTERN.match(value)
            if match:
                converter = self.value_converters.get(match['prefix'])
                if converter:
                    return getattr(self, converter)(match['suffix'])
        return value

    def configure_custom(self, config):
        """Make an object by the factory at '()', with the other items as arguments, '.' as attributes."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop('.', None)
        made = factory(**{key: config[key] for key in config if valid_ident(key)})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def as_tuple(self, value):
        """A tuple of the items, if the value is a list; else the value itself."""
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    """Applies a configuration given as a dictionary."""

    def configure(self):
        """Does what the dict says, under the lock of the logging module."""
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        incremental = config.pop('incremental', False)
        logging._acquireLock()
        try:
            if incremental:
                self._change(config)
            else:
                self._replace(config)
        finally:
            logging._releaseLock()

    def _change(self, config):
        """Set the levels of handlers and loggers that exist."""
        handlers = config.get('handlers', {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            with _explain('Unable to configure handler %r', name):
                level = handlers[name].get('level', None)
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
        self._loggers(config, True)

    def _replace(self, config):
        disable_existing = config.pop('disable_existing_loggers', True)
        _clearExistingHandlers()
        for kind, configure in (('formatter', self.configure_formatter), ('filter', self.configure_filter)):
            section = config.get(kind + 's', {})
            for name in section:
                with _explain('Unable to configure %s %%r' % kind, name):
                    section[name] = configure(section[name])
        self._handlers(config.get('handlers', {}))
        existing = _Existing()
        self._loggers(config, False, existing)
        existing.settle(disable_existing)
        self._root(config, False)

    def _handlers(self, section):
        """Handlers may refer to each other: those with a target that is not there yet come later."""
        deferred = []
        for name in sorted(section):
            try:
                handler = self.configure_handler(section[name])
                handler.name = name
                section[name] = handler
            except Exception as error:
                if 'target not configured yet' not in str(error.__cause__):
                    raise ValueError('Unable to configure handler %r' % name) from error
                deferred.append(name)
        for name in deferred:
            with _explain('Unable to configure handler %r', name):
                handler = self.configure_handler(section[name])
                handler.name = name
                section[name] = handler

    def _loggers(self, config, incremental, existing=None):
        section = config.get('loggers', {})
        for name in section:
            if existing:
                existing.named(name)
            with _explain('Unable to configure logger %r', name):
                self.configure_logger(name, section[name], incremental)
        if incremental:
            self._root(config, True)

    def _root(self, config, incremental):
        root = config.get('root', None)
        if root:
            with _explain('Unable to configure root logger'):
                self.configure_root(root, incremental)

    def configure_formatter(self, config):
        """The formatter that a part of the dict describes."""
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # Factories that call the parameter by Formatter's name.
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        factory = _resolve(config['class']) if config.get('class', None) else logging.Formatter
        args = [config.get('format', None), config.get('datefmt', None), config.get('style', '%')]
        if 'validate' in config:
            args.append(config['validate'])
        return factory(*args)

    def configure_filter(self, config):
        """The filter that a part of the dict describes."""
        return self.configure_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        """Gives a handler or logger the filters of these names."""
        for name in filters:
            with _explain('Unable to add filter %r', name):
                filterer.addFilter(self.config['filters'][name])

    # Arguments that name another handler or have to be tuples.
    def _handler_references(self, klass, config):
        if issubclass(klass, logging.handlers.MemoryHandler) and 'target' in config:
            with _explain('Unable to set target handler %r', config['target']):
                handler = self.config['handlers'][config['target']]
                if not isinstance(handler, logging.Handler):
                    raise TypeError('target not configured yet')
                config['target'] = handler
        elif issubclass(klass, logging.handlers.SMTPHandler) and 'mailhost' in config:
            config['mailhost'] = self.as_tuple(config['mailhost'])
        elif issubclass(klass, logging.handlers.SysLogHandler) and 'address' in config:
            config['address'] = self.as_tuple(config['address'])

    def configure_handler(self, config):
        """The handler that a part of the dict describes."""
        original = dict(config)  # to begin again with, when the handler is deferred
        formatter = config.pop('formatter', None)
        if formatter:
            with _explain('Unable to set formatter %r', formatter):
                formatter = self.config['formatters'][formatter]
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        if '()' in config:
            factory = config.pop('()')
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            factory = self.resolve(config.pop('class'))
            try:
                self._handler_references(factory, config)
            except ValueError:
                config.update(original)
                raise
        attributes = config.pop('.', None)
        kwargs = {key: config[key] for key in config if valid_ident(key)}
        try:
            made = factory(**kwargs)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            # The name of StreamHandler's parameter in old versions.
            kwargs['strm'] = kwargs.pop('stream')
            made = factory(**kwargs)
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(made, filters)
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def add_handlers(self, logger, handlers):
        """Gives a logger the handlers of these names."""
        for name in handlers:
            with _explain('Unable to add handler %r', name):
                logger.addHandler(self.config['handlers'][name])

    def common_logger_config(self, logger, config, incremental=False):
        """Sets what the root logger and all others have in common."""
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        handlers = config.get('handlers', None)
        if handlers:
            self.add_handlers(logger, handlers)
        filters = config.get('filters', None)
        if filters:
            self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        """Sets up the logger of a name as a part of the dict says."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate
        if not incremental:
            logger.disabled = False

    def configure_root(self, config, incremental=False):
        """Sets up the root logger as a part of the dict says."""
        self.common_logger_config(logging.getLogger(), config, incremental)


class _explain:
    """Exceptions of the block become ValueErrors that say what could not be done."""

    def __init__(self, message, *args):
        self.message = message
        self.args = args

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, Exception):
            raise ValueError(self.message % self.args if self.args else self.message) from error


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure from a dictionary."""
    dictConfigClass(config).configure()


# ---- configuration over a socket

class _ConfigHandler(StreamRequestHandler):
    """Takes one configuration, JSON of a dictionary or a file's text, with its length in front."""

    def handle(self):
        try:
            head = self._receive(4)
            if len(head) == 4:
                self._apply(self._receive(struct.unpack('>L', head)[0]))
                if self.server.ready:
                    self.server.ready.set()
        except OSError as error:
            if error.errno != RESET_ERROR:
                raise

    def _receive(self, size):
        data = b''
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            if not more:
                break
            data += more
        return data

    def _apply(self, data):
        if self.server.verify is not None:
            data = self.server.verify(data)
        if data is None:
            return
        text = data.decode('utf-8')
        try:
            import json
            config = json.loads(text)
            assert isinstance(config, dict)
            dictConfig(config)
        except Exception:
            try:
                fileConfig(io.StringIO(text))
            except Exception:
                traceback.print_exc()


class _ConfigServer(ThreadingTCPServer):
    allow_reuse_address = 1

    def __init__(self, port, ready, verify):
        ThreadingTCPServer.__init__(self, ('localhost', port), _ConfigHandler)
        self.abort = 0
        self.timeout = 1
        self.ready = ready
        self.verify = verify

    def serve_until_stopped(self):
        import select
        while not self.abort:
            readable, _, _ = select.select([self.socket.fileno()], [], [], self.timeout)
            if readable:
                self.handle_request()
            logging._acquireLock()
            try:
                stop = self.abort
            finally:
                logging._releaseLock()
            if stop:
                break
        self.server_close()


class _ConfigThread(threading.Thread):
    def __init__(self, port, verify):
        super().__init__()
        self.port = port
        self.verify = verify
        self.ready = threading.Event()

    def run(self):
        global _listener
        server = _ConfigServer(self.port, self.ready, self.verify)
        if self.port == 0:
            self.port = server.server_address[1]
        self.ready.set()
        logging._acquireLock()
        try:
            _listener = server
        finally:
            logging._releaseLock()
        server.serve_until_stopped()


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread, to be started, that takes new configurations on a port; verify(bytes) may change or drop them."""
    return _ConfigThread(port, verify)


def stopListening():
    """Stop the thread that listen() made."""
    global _listener
    logging._acquireLock()
    try:
        if _listener:
            _listener.abort = 1
            _listener = None
    finally:
        logging._releaseLock()
