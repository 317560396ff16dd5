//! The Unicode 12.1 character database.
