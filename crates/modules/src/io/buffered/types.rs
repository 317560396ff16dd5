//! The three types of buffered streams: the same struct, each with its methods.

use pyston_object::prelude::*;

use super::core::Core;
use super::stream::{Abilities, Stream};
use crate::io::buffered_base::PyBufferedIOBase_Type;
use crate::io::convert::{Size, Target, size_or_all};

/// Declares a type with the methods that all have, those given as `extra`, and for readers (`reads`)
/// those that read.
macro_rules! buffered_type {
    ($(#[$($doc:tt)*])* $own:ident, $target:ident = $name:tt, $readable:literal, $writable:literal { $($extra:tt)* }) => {
        /// The state of a buffered stream.
        #[pyclass($target = $name, flags(BASETYPE), dict = dict, weaklist = weaklist)]
        #[derive(Default)]
        #[repr(C)]
        pub struct $own {
            dict: Field,
            weaklist: WeakList,
            pub(super) core: Core,
        }

        pyston_object::impl_trace!($own { dict, core });

        $(#[$($doc)*])*
        #[pytype($target, base = PyBufferedIOBase_Type, payload, sig = "(raw, buffer_size=DEFAULT_BUFFER_SIZE)")]
        impl $own {
            fn stream(this: &Instance<$own>) -> Stream<'_> {
                Stream::new(this.object(), &this.core)
            }

            fn install_members() {
                pyston_object::payload_members!($target, $own {
                    "raw" = core.raw [readonly],
                    "_finalizing" = core.finalizing,
                });
            }

            #[slot]
            fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<$own>>> {
                Instance::new_as(class, $own::default())
            }

            #[init("(raw, buffer_size=DEFAULT_BUFFER_SIZE)")]
            fn init(this: &Instance<$own>, raw: &Object, buffer_size: Option<isize>) -> PyResult<()> {
                Self::stream(this).init(raw, buffer_size, Abilities { readable: $readable, writable: $writable })
            }

            #[slot]
            fn tp_repr(this: &Instance<$own>) -> PyResult<String> {
                Self::stream(this).repr()
            }

            /// Take the raw stream away and return it; this stream is of no use afterwards.
            #[method(args = "($self, /)")]
            fn detach(this: &Instance<$own>) -> PyResult {
                Self::stream(this).detach()
            }

            /// Flush and close the stream with its raw stream.
            #[method(args = "($self, /)")]
            fn close(this: &Instance<$own>) -> PyResult {
                Self::stream(this).close()
            }

            #[method(args = "($self, /)")]
            fn seekable(this: &Instance<$own>) -> PyResult {
                Self::stream(this).forward(name!("seekable"))
            }

            #[method(args = "($self, /)")]
            fn fileno(this: &Instance<$own>) -> PyResult {
                Self::stream(this).forward(name!("fileno"))
            }

            #[method(args = "($self, /)")]
            fn isatty(this: &Instance<$own>) -> PyResult {
                Self::stream(this).forward(name!("isatty"))
            }

            #[method(args = "($self, source, /)")]
            fn _dealloc_warn(this: &Instance<$own>, source: &Object) {
                Self::stream(this).warn_unclosed(source);
            }

            /// Move to another position, counted from the start (0), from here (1) or from the end (2).
            #[method("($self, target, whence=0, /)")]
            fn seek(this: &Instance<$own>, target: &Object, whence: i32) -> PyResult<i64> {
                Self::stream(this).seek(target, whence)
            }

            #[method(args = "($self, /)")]
            fn tell(this: &Instance<$own>) -> PyResult<i64> {
                Self::stream(this).tell()
            }

            /// Set the size of the file, by default to the position.
            #[method("($self, pos=None, /)")]
            fn truncate(this: &Instance<$own>, pos: &Object) -> PyResult {
                Self::stream(this).truncate(pos)
            }

            #[method(args = "($self, /)")]
            fn __sizeof__(this: &Instance<$own>) -> isize {
                Self::stream(this).size_of()
            }

            #[getter]
            fn closed(this: &Instance<$own>) -> PyResult {
                Self::stream(this).raw_attr(name!("closed"))
            }

            #[getter]
            fn name(this: &Instance<$own>) -> PyResult {
                Self::stream(this).raw_attr(name!("name"))
            }

            #[getter]
            fn mode(this: &Instance<$own>) -> PyResult {
                Self::stream(this).raw_attr(name!("mode"))
            }

            $($extra)*
        }
    };
    // The methods of streams that can be read.
    (@reader $(#[$($doc:tt)*])* $own:ident, $target:ident = $name:tt, $writable:literal { $($extra:tt)* }) => {
        buffered_type! {
            $(#[$($doc)*])* $own, $target = $name, true, $writable {
                #[method(args = "($self, /)")]
                fn readable(this: &Instance<$own>) -> PyResult {
                    Self::stream(this).forward(name!("readable"))
                }

                /// Read size bytes, fewer only at the end; all there are if size is -1 or None.
                #[method("($self, size=-1, /)")]
                fn read(this: &Instance<$own>, size: Option<Size>) -> PyResult {
                    Self::stream(this).read(size_or_all(size))
                }

                /// Return bytes without moving on, after at most one read of the raw stream.
                #[method("($self, size=0, /)")]
                fn peek(this: &Instance<$own>, _size: isize) -> PyResult<Py<Bytes>> {
                    Self::stream(this).peek()
                }

                /// Read up to size bytes with at most one read of the raw stream.
                #[method("($self, size=-1, /)")]
                fn read1(this: &Instance<$own>, size: isize) -> PyResult<Py<Bytes>> {
                    Self::stream(this).read1(size)
                }

                /// Fill a writable buffer and return the number of bytes.
                #[method("($self, buffer, /)")]
                fn readinto(this: &Instance<$own>, buffer: Target) -> PyResult<Option<i64>> {
                    Self::stream(this).readinto(&buffer.0, false)
                }

                #[method("($self, buffer, /)")]
                fn readinto1(this: &Instance<$own>, buffer: Target) -> PyResult<Option<i64>> {
                    Self::stream(this).readinto(&buffer.0, true)
                }

                /// Read a line, at most size bytes of it.
                #[method("($self, size=-1, /)")]
                fn readline(this: &Instance<$own>, size: Option<Size>) -> PyResult<Py<Bytes>> {
                    Self::stream(this).readline(size_or_all(size))
                }

                #[slot]
                fn tp_iternext(this: &Instance<$own>) -> PyResult<Option<Py>> {
                    next_line(Self::stream(this), &$target)
                }

                $($extra)*
            }
        }
    };
}

/// The next line, read by the method `readline` of subclasses.
fn next_line(stream: Stream<'_>, exact: &'static Type) -> PyResult<Option<Py>> {
    stream.check_initialized()?;
    if stream.object.ty() == exact {
        let line = stream.readline(-1)?;
        return Ok((!line.is_empty()).then(|| line.into_object()));
    }
    let line = pyston_object::call::call_method(stream.object, name!("readline"), &[])?;
    match pyston_object::bytes::of(&line) {
        Some(bytes) => Ok((!bytes.is_empty()).then_some(line)),
        None => Err(raise!(OSError, "readline() should have returned a bytes object, not '{:.200}'", line.type_name())),
    }
}

buffered_type! {
    @reader
    /// A buffer for a raw stream that is read.
    BufferedReader, PyBufferedReader_Type = "_io.BufferedReader", false {
        #[method(args = "($self, /)")]
        fn flush(this: &Instance<BufferedReader>) -> PyResult {
            Self::stream(this).forward(name!("flush"))
        }
    }
}

buffered_type! {
    /// A buffer for a raw stream that is written.
    BufferedWriter, PyBufferedWriter_Type = "_io.BufferedWriter", false, true {
        #[method(args = "($self, /)")]
        fn writable(this: &Instance<BufferedWriter>) -> PyResult {
            Self::stream(this).forward(name!("writable"))
        }

        /// Write the bytes and return how many there are; all are taken.
        #[method("($self, buffer, /)")]
        fn write(this: &Instance<BufferedWriter>, buffer: Buffer) -> PyResult<i64> {
            Self::stream(this).write(&buffer)
        }

        /// Write out what is buffered.
        #[method(args = "($self, /)")]
        fn flush(this: &Instance<BufferedWriter>) -> PyResult<()> {
            Self::stream(this).flush()
        }
    }
}

buffered_type! {
    @reader
    /// A buffer for a raw stream that is read and written at any position.
    BufferedRandom, PyBufferedRandom_Type = "_io.BufferedRandom", true {
        #[method(args = "($self, /)")]
        fn writable(this: &Instance<BufferedRandom>) -> PyResult {
            Self::stream(this).forward(name!("writable"))
        }

        /// Write the bytes and return how many there are; all are taken.
        #[method("($self, buffer, /)")]
        fn write(this: &Instance<BufferedRandom>, buffer: Buffer) -> PyResult<i64> {
            Self::stream(this).write(&buffer)
        }

        /// Write out what is buffered.
        #[method(args = "($self, /)")]
        fn flush(this: &Instance<BufferedRandom>) -> PyResult<()> {
            Self::stream(this).flush()
        }
    }
}

pub fn install() {
    BufferedReader::install();
    BufferedReader::install_members();
    BufferedWriter::install();
    BufferedWriter::install_members();
    BufferedRandom::install();
    BufferedRandom::install_members();
}
