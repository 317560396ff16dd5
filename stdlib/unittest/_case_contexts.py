"""What `with self.assertRaises(...)` and its like give; found in unittest.case."""

import collections
import logging
import re
import sys
import traceback
import warnings

__name__ = 'unittest.case'  # where all of this is found

__unittest = True


def _is_subtype(expected, basetype):
    if isinstance(expected, tuple):
        return all(_is_subtype(item, basetype) for item in expected)
    return isinstance(expected, type) and issubclass(expected, basetype)


class _BaseTestCaseContext:
    """A context manager that belongs to a test case."""

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        case = self.test_case
        raise case.failureException(case._formatMessage(self.msg, standardMsg))


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    """What waiting for an exception and for a warning have in common."""

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.test_case = test_case
        self.expected = expected
        if expected_regex is not None:
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = self.msg = None

    def handle(self, name, args, kwargs):
        """Without arguments give the context manager itself, else call args[0] within it."""
        try:
            if not _is_subtype(self.expected, self._base_type):
                raise TypeError('%s() arg 1 must be %s' % (name, self._base_type_str))
            if not args:
                self.msg = kwargs.pop('msg', None)
                for key in kwargs:
                    raise TypeError('%r is an invalid keyword argument for this function'
                                    % (key,))
                return self
            function = args[0]
            self.obj_name = getattr(function, '__name__', None) or str(function)
            with self:
                function(*args[1:], **kwargs)
        finally:
            # The exception's traceback holds this frame.
            self = None

    def _fail_missing(self, verb):
        name = getattr(self.expected, '__name__', None) or str(self.expected)
        by = ' by {}'.format(self.obj_name) if self.obj_name else ''
        self._raiseFailure('{} not {}{}'.format(name, verb, by))

    def _fail_mismatch(self, value):
        self._raiseFailure('"{}" does not match "{}"'.format(
            self.expected_regex.pattern, str(value)))


class _AssertRaisesContext(_AssertRaisesBaseContext):
    """assertRaises() and assertRaisesRegex()."""

    _base_type = BaseException
    _base_type_str = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._fail_missing('raised')
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        # Kept for the test to look at, but without the frames it went through.
        self.exception = exc_value.with_traceback(None)
        regex = self.expected_regex
        if regex is not None and not regex.search(str(exc_value)):
            self._fail_mismatch(exc_value)
        return True


class _AssertWarnsContext(_AssertRaisesBaseContext):
    """assertWarns() and assertWarnsRegex()."""

    _base_type = Warning
    _base_type_str = 'a warning type or tuple of warning types'

    def __enter__(self):
        # A warning already given once may be held back by its module's registry.
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        seen = None
        for record in self.warnings:
            message = record.message
            if not isinstance(message, self.expected):
                continue
            if seen is None:
                seen = message
            if self.expected_regex is None or self.expected_regex.search(str(message)):
                self.warning = message
                self.filename, self.lineno = record.filename, record.lineno
                return
        if seen is not None:
            self._fail_mismatch(seen)
        self._fail_missing('triggered')


_LoggingWatcher = collections.namedtuple("_LoggingWatcher", ["records", "output"])


class _CapturingHandler(logging.Handler):
    """Keeps log records and their texts."""

    def __init__(self):
        super().__init__()
        self.watcher = _LoggingWatcher([], [])

    def flush(self):
        pass

    def emit(self, record):
        records, output = self.watcher
        records.append(record)
        output.append(self.format(record))


class _AssertLogsContext(_BaseTestCaseContext):
    """assertLogs()."""

    LOGGING_FORMAT = "%(levelname)s:%(name)s:%(message)s"

    def __init__(self, test_case, logger_name, level):
        super().__init__(test_case)
        self.logger_name = logger_name
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.msg = None

    def __enter__(self):
        logger = self.logger_name
        if not isinstance(logger, logging.Logger):
            logger = logging.getLogger(logger)
        self.logger = logger
        handler = _CapturingHandler()
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self.old_handlers = logger.handlers[:]
        self.old_level, self.old_propagate = logger.level, logger.propagate
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(self.level)
        return self.watcher

    def __exit__(self, exc_type, exc_value, tb):
        logger = self.logger
        logger.handlers, logger.propagate = self.old_handlers, self.old_propagate
        logger.setLevel(self.old_level)
        if exc_type is not None:
            return False
        if not self.watcher.records:
            self._raiseFailure("no logs of level {} or higher triggered on {}".format(
                logging.getLevelName(self.level), logger.name))


__name__ = __spec__.name
