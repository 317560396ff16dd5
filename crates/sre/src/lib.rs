//! The regular expression engine behind _sre.
