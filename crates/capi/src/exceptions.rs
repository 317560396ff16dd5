//! `PyExc_*`: the pointers to exception classes.
//!
//! **Invariant**: every class of `object::exc` stands here once, and `OSError` under its old names, too.

use pyston_object::{Type, exc};

/// A pointer to a class that lives as long as the process.
#[repr(transparent)]
pub struct Class(&'static Type);

macro_rules! classes {
    ($($symbol:ident = $class:ident;)*) => {
        $(
            #[unsafe(no_mangle)]
            pub static $symbol: Class = Class(&exc::$class);
        )*
        /// The statics of this file.
        pub static SYMBOLS: &[&str] = &[$(stringify!($symbol)),*];
    };
}

classes! {
    PyExc_BaseException = BaseException;
    PyExc_Exception = Exception;
    PyExc_TypeError = TypeError;
    PyExc_StopAsyncIteration = StopAsyncIteration;
    PyExc_StopIteration = StopIteration;
    PyExc_GeneratorExit = GeneratorExit;
    PyExc_SystemExit = SystemExit;
    PyExc_KeyboardInterrupt = KeyboardInterrupt;
    PyExc_ImportError = ImportError;
    PyExc_ModuleNotFoundError = ModuleNotFoundError;
    PyExc_OSError = OSError;
    PyExc_EOFError = EOFError;
    PyExc_RuntimeError = RuntimeError;
    PyExc_RecursionError = RecursionError;
    PyExc_NotImplementedError = NotImplementedError;
    PyExc_NameError = NameError;
    PyExc_UnboundLocalError = UnboundLocalError;
    PyExc_AttributeError = AttributeError;
    PyExc_SyntaxError = SyntaxError;
    PyExc_IndentationError = IndentationError;
    PyExc_TabError = TabError;
    PyExc_LookupError = LookupError;
    PyExc_IndexError = IndexError;
    PyExc_KeyError = KeyError;
    PyExc_ValueError = ValueError;
    PyExc_UnicodeError = UnicodeError;
    PyExc_UnicodeEncodeError = UnicodeEncodeError;
    PyExc_UnicodeDecodeError = UnicodeDecodeError;
    PyExc_UnicodeTranslateError = UnicodeTranslateError;
    PyExc_AssertionError = AssertionError;
    PyExc_ArithmeticError = ArithmeticError;
    PyExc_FloatingPointError = FloatingPointError;
    PyExc_OverflowError = OverflowError;
    PyExc_ZeroDivisionError = ZeroDivisionError;
    PyExc_SystemError = SystemError;
    PyExc_ReferenceError = ReferenceError;
    PyExc_MemoryError = MemoryError;
    PyExc_BufferError = BufferError;
    PyExc_Warning = Warning;
    PyExc_UserWarning = UserWarning;
    PyExc_DeprecationWarning = DeprecationWarning;
    PyExc_PendingDeprecationWarning = PendingDeprecationWarning;
    PyExc_SyntaxWarning = SyntaxWarning;
    PyExc_RuntimeWarning = RuntimeWarning;
    PyExc_FutureWarning = FutureWarning;
    PyExc_ImportWarning = ImportWarning;
    PyExc_UnicodeWarning = UnicodeWarning;
    PyExc_BytesWarning = BytesWarning;
    PyExc_ResourceWarning = ResourceWarning;
    PyExc_ConnectionError = ConnectionError;
    PyExc_BlockingIOError = BlockingIOError;
    PyExc_BrokenPipeError = BrokenPipeError;
    PyExc_ChildProcessError = ChildProcessError;
    PyExc_ConnectionAbortedError = ConnectionAbortedError;
    PyExc_ConnectionRefusedError = ConnectionRefusedError;
    PyExc_ConnectionResetError = ConnectionResetError;
    PyExc_FileExistsError = FileExistsError;
    PyExc_FileNotFoundError = FileNotFoundError;
    PyExc_IsADirectoryError = IsADirectoryError;
    PyExc_NotADirectoryError = NotADirectoryError;
    PyExc_InterruptedError = InterruptedError;
    PyExc_PermissionError = PermissionError;
    PyExc_ProcessLookupError = ProcessLookupError;
    PyExc_TimeoutError = TimeoutError;
    PyExc_EnvironmentError = OSError;
    PyExc_IOError = OSError;
}
