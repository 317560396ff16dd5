//! `_csv`: reading and writing rows of text, and the registry of dialects.
//!
//! **Invariant**: a row is parsed and written without running Python code in between; lines are fetched and
//! fields turned into text before and after.

mod dialect;
mod reader;
mod writer;

use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::{attr, protocol};

use crate::arguments::{check_count, install_once, is_callable};

static ERROR: Once<Type> = Once::new();
static DIALECTS: Once<Dict> = Once::new();

/// The longest field that readers accept.
static FIELD_LIMIT: GilCell<i64> = GilCell::new(128 * 1024);

fn error_class() -> PyResult<&'static Type> {
    ERROR.get_or_try_init(|| pyston_object::once::new_exception("_csv", "Error", &exc::Exception))
}

/// Raises `_csv.Error`.
#[cold]
fn error(message: &str) -> Raised {
    match error_class().and_then(|class| Ok((class, message.into_py()?))) {
        Ok((class, message)) => errors::raise_object(class, message),
        Err(raised) => raised,
    }
}

fn registry() -> PyResult<&'static Dict> {
    DIALECTS.get_or_try_init(Dict::new)
}

/// The dialect registered under `name`.
fn registered(name: &Object) -> PyResult {
    registry()?.get(name)?.ok_or_else(|| error("unknown dialect"))
}

pub struct CsvModule;

/// Reading and writing of text in rows and fields: CSV files.
///
/// A dialect says how the fields of a row are delimited, quoted and escaped.
#[pymodule("_csv")]
impl CsvModule {
    /// csv_reader = reader(iterable [, dialect='excel']
    ///                         [optional keyword args])
    ///
    /// An iterator over the rows, each a list of strings, of an iterable of lines. Keyword arguments
    /// override settings of the dialect.
    #[function]
    fn reader(args: Args) -> PyResult {
        check_count("", args.positional.len(), 1, 2)?;
        let lines = protocol::iter(args.positional[0])?;
        let dialect = dialect::from_arguments(&args.positional[1..], args)?;
        reader::new(lines, dialect)
    }

    /// csv_writer = csv.writer(fileobj [, dialect='excel']
    ///                             [optional keyword args])
    ///
    /// Writes rows to an object with a method write. Keyword arguments override settings of the dialect.
    #[function]
    fn writer(args: Args) -> PyResult {
        check_count("", args.positional.len(), 1, 2)?;
        let write = attr::find_attr(args.positional[0], name!("write"))?.filter(|write| is_callable(write));
        let Some(write) = write else {
            return Err(raise!(TypeError, "argument 1 must have a \"write\" method"));
        };
        let dialect = dialect::from_arguments(&args.positional[1..], args)?;
        writer::new(write, dialect)
    }

    /// A list of the names of all registered dialects.
    #[function(args = "()")]
    fn list_dialects() -> PyResult<Vec<Py>> {
        Ok(registry()?.keys())
    }

    /// dialect = csv.register_dialect(name[, dialect[, **fmtparams]])
    ///
    /// Gives a dialect a name.
    #[function]
    fn register_dialect(args: Args) -> PyResult<()> {
        check_count("", args.positional.len(), 1, 2)?;
        let name = args.positional[0];
        if !Str::check(name) {
            return Err(raise!(TypeError, "dialect name must be a string"));
        }
        let dialect = dialect::from_arguments(&args.positional[1..], args)?;
        registry()?.set(name, dialect.into_object())
    }

    /// csv.unregister_dialect(name)
    ///
    /// Forgets the dialect of that name.
    #[function(args = "(name, /)")]
    fn unregister_dialect(name: &Object) -> PyResult<()> {
        registry()?.remove(name)?.map(drop).ok_or_else(|| error("unknown dialect"))
    }

    /// dialect = csv.get_dialect(name)
    ///
    /// The dialect of that name.
    #[function(args = "(name, /)")]
    fn get_dialect(name: &Object) -> PyResult {
        registered(name)
    }

    /// csv.field_size_limit([limit])
    ///
    /// The longest field that readers accept; sets it if an argument is given.
    #[function]
    fn field_size_limit(args: Args) -> PyResult<i64> {
        args.no_keywords("field_size_limit")?;
        check_count("field_size_limit", args.positional.len(), 0, 1)?;
        let old = FIELD_LIMIT.get();
        if let Some(limit) = args.positional.first() {
            if !Int::check_exact(limit) {
                return Err(raise!(TypeError, "limit must be an integer"));
            }
            FIELD_LIMIT.set(protocol::as_long(limit)?);
        }
        Ok(old)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        let install: [(&'static Type, fn()); 3] = [
            (&dialect::Dialect_Type, dialect::install),
            (&reader::Reader_Type, reader::install),
            (&writer::Writer_Type, writer::install),
        ];
        for (ty, install) in install {
            install_once(ty, || {
                install();
                pyston_object::ready::ready(ty)
            })?;
        }
        module.add("Dialect", dialect::Dialect_Type.new_ref())?;
        for (name, quoting) in dialect::QUOTING {
            module.add(name, quoting as i32)?;
        }
        module.add("__version__", "1.0")?;
        module.add("_dialects", registry()?.new_ref())?;
        module.add("Error", error_class()?.new_ref())
    }
}
