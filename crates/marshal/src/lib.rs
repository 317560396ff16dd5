//! CPython 3.8's marshal format, independent of any object model.
