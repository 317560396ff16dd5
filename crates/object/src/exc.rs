//! The built-in exception types: one row each.
//!
//! **Invariant**: a row stands after the row of its base. `builtins` fills the slots; the layouts
//! are CPython's.
#![expect(non_upper_case_globals, reason = "the names are Python's")]

use pyston_abi::exceptions::*;
use pyston_abi::flags::*;

use crate::ty::Type;

macro_rules! exceptions {
    ($($name:ident : $base:ident, $layout:ident, $doc:literal;)*) => {
        $(
            #[doc = $doc]
            pub static $name: Type = Type::declare(
                // SAFETY: the literal ends with the NUL added here and has no other.
                unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(concat!(stringify!($name), "\0").as_bytes()) },
                size_of::<$layout>(),
                0,
                Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASE_EXC_SUBCLASS,
            );
        )*
        /// Every exception type with its base and documentation, bases first.
        pub static EXCEPTIONS: &[(&Type, &Type, &std::ffi::CStr)] = &[$((
            &$name,
            &$base,
            // SAFETY: as above.
            unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(concat!($doc, "\0").as_bytes()) },
        )),*];
    };
}

use crate::statics::PyBaseObject_Type as object;

exceptions! {
    BaseException: object, PyBaseExceptionObject, "Common base class for all exceptions";
    Exception: BaseException, PyBaseExceptionObject, "Common base class for all non-exit exceptions.";
    TypeError: Exception, PyBaseExceptionObject, "Inappropriate argument type.";
    StopAsyncIteration: Exception, PyBaseExceptionObject, "Signal the end from iterator.__anext__().";
    StopIteration: Exception, PyStopIterationObject, "Signal the end from iterator.__next__().";
    GeneratorExit: BaseException, PyBaseExceptionObject, "Request that a generator exit.";
    SystemExit: BaseException, PySystemExitObject, "Request to exit from the interpreter.";
    KeyboardInterrupt: BaseException, PyBaseExceptionObject, "Program interrupted by user.";
    ImportError: Exception, PyImportErrorObject, "Import can't find module, or can't find name in module.";
    ModuleNotFoundError: ImportError, PyImportErrorObject, "Module not found.";
    OSError: Exception, PyOSErrorObject, "Base class for I/O related errors.";
    EOFError: Exception, PyBaseExceptionObject, "Read beyond end of file.";
    RuntimeError: Exception, PyBaseExceptionObject, "Unspecified run-time error.";
    RecursionError: RuntimeError, PyBaseExceptionObject, "Recursion limit exceeded.";
    NotImplementedError: RuntimeError, PyBaseExceptionObject, "Method or function hasn't been implemented yet.";
    NameError: Exception, PyBaseExceptionObject, "Name not found globally.";
    UnboundLocalError: NameError, PyBaseExceptionObject, "Local name referenced but not bound to a value.";
    AttributeError: Exception, PyBaseExceptionObject, "Attribute not found.";
    SyntaxError: Exception, PySyntaxErrorObject, "Invalid syntax.";
    IndentationError: SyntaxError, PySyntaxErrorObject, "Improper indentation.";
    TabError: IndentationError, PySyntaxErrorObject, "Improper mixture of spaces and tabs.";
    LookupError: Exception, PyBaseExceptionObject, "Base class for lookup errors.";
    IndexError: LookupError, PyBaseExceptionObject, "Sequence index out of range.";
    KeyError: LookupError, PyBaseExceptionObject, "Mapping key not found.";
    ValueError: Exception, PyBaseExceptionObject, "Inappropriate argument value (of correct type).";
    UnicodeError: ValueError, PyBaseExceptionObject, "Unicode related error.";
    UnicodeEncodeError: UnicodeError, PyUnicodeErrorObject, "Unicode encoding error.";
    UnicodeDecodeError: UnicodeError, PyUnicodeErrorObject, "Unicode decoding error.";
    UnicodeTranslateError: UnicodeError, PyUnicodeErrorObject, "Unicode translation error.";
    AssertionError: Exception, PyBaseExceptionObject, "Assertion failed.";
    ArithmeticError: Exception, PyBaseExceptionObject, "Base class for arithmetic errors.";
    FloatingPointError: ArithmeticError, PyBaseExceptionObject, "Floating point operation failed.";
    OverflowError: ArithmeticError, PyBaseExceptionObject, "Result too large to be represented.";
    ZeroDivisionError: ArithmeticError, PyBaseExceptionObject, "Second argument to a division or modulo operation was zero.";
    SystemError: Exception, PyBaseExceptionObject, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    ReferenceError: Exception, PyBaseExceptionObject, "Weak ref proxy used after referent went away.";
    MemoryError: Exception, PyBaseExceptionObject, "Out of memory.";
    BufferError: Exception, PyBaseExceptionObject, "Buffer error.";
    Warning: Exception, PyBaseExceptionObject, "Base class for warning categories.";
    UserWarning: Warning, PyBaseExceptionObject, "Base class for warnings generated by user code.";
    DeprecationWarning: Warning, PyBaseExceptionObject, "Base class for warnings about deprecated features.";
    PendingDeprecationWarning: Warning, PyBaseExceptionObject, "Base class for warnings about features which will be deprecated\nin the future.";
    SyntaxWarning: Warning, PyBaseExceptionObject, "Base class for warnings about dubious syntax.";
    RuntimeWarning: Warning, PyBaseExceptionObject, "Base class for warnings about dubious runtime behavior.";
    FutureWarning: Warning, PyBaseExceptionObject, "Base class for warnings about constructs that will change semantically\nin the future.";
    ImportWarning: Warning, PyBaseExceptionObject, "Base class for warnings about probable mistakes in module imports";
    UnicodeWarning: Warning, PyBaseExceptionObject, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    BytesWarning: Warning, PyBaseExceptionObject, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    ResourceWarning: Warning, PyBaseExceptionObject, "Base class for warnings about resource usage.";
    ConnectionError: OSError, PyOSErrorObject, "Connection error.";
    BlockingIOError: OSError, PyOSErrorObject, "I/O operation would block.";
    BrokenPipeError: ConnectionError, PyOSErrorObject, "Broken pipe.";
    ChildProcessError: OSError, PyOSErrorObject, "Child process error.";
    ConnectionAbortedError: ConnectionError, PyOSErrorObject, "Connection aborted.";
    ConnectionRefusedError: ConnectionError, PyOSErrorObject, "Connection refused.";
    ConnectionResetError: ConnectionError, PyOSErrorObject, "Connection reset.";
    FileExistsError: OSError, PyOSErrorObject, "File already exists.";
    FileNotFoundError: OSError, PyOSErrorObject, "File not found.";
    IsADirectoryError: OSError, PyOSErrorObject, "Operation doesn't work on directories.";
    NotADirectoryError: OSError, PyOSErrorObject, "Operation only works on directories.";
    InterruptedError: OSError, PyOSErrorObject, "Interrupted by signal.";
    PermissionError: OSError, PyOSErrorObject, "Not enough permissions.";
    ProcessLookupError: OSError, PyOSErrorObject, "Process not found.";
    TimeoutError: OSError, PyOSErrorObject, "Timeout expired.";
}
