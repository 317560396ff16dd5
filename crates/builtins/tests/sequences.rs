//! Exceptions, lists, tuples, slices, ranges and iterators through the protocols. Expected values and
//! messages are CPython 3.8's.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_object::statics::*;
use pyston_object::{call, tstate};

static GIL: Mutex<()> = Mutex::new(());
static START: Once = Once::new();

fn gil() -> MutexGuard<'static, ()> {
    let guard = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(|| {
        // SAFETY: all fields of a thread state may be zero.
        let state: PyThreadState = unsafe { std::mem::zeroed() };
        let state = Box::leak(Box::new(state));
        state.exc_info = &raw mut state.exc_state;
        tstate::swap(state);
        pyston_builtins::install().expect("the types install");
    });
    guard
}

fn py(value: impl IntoPy) -> Py {
    value.into_py().expect("a value")
}

fn list(values: &[i64]) -> Py {
    py(values.iter().map(|value| py(*value)).collect::<Vec<Py>>())
}

/// `repr` of a result, or "Type: message" of the exception.
fn shown(result: PyResult<impl IntoPy>) -> String {
    match result.and_then(IntoPy::into_py).and_then(|value| protocol::repr_string(&value)) {
        Ok(text) => text,
        Err(raised) => {
            let instance = errors::take(raised).into_instance();
            let text = protocol::str(&instance).map(|text| text.to_string()).unwrap_or_default();
            format!("{}: {text}", instance.type_name())
        }
    }
}

fn method(object: &Object, name: &str, args: &[&Object]) -> PyResult {
    call::call_method(object, &Str::intern(name), args)
}

fn make(ty: &Type, args: &[&Object]) -> PyResult {
    call::call(ty, args)
}

fn slice(start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Py {
    let field = |value: Option<i64>| py(value);
    let (start, stop, step) = (field(start), field(stop), field(step));
    Slice::new(Some(&start), Some(&stop), Some(&step)).expect("a slice").into_object()
}

#[test]
fn exceptions_show_their_arguments() {
    let _gil = gil();
    let text = py("boom");
    let error = make(&exc::ValueError, &[&text]).expect("an exception");
    assert_eq!(shown(Ok(error.clone())), "ValueError('boom')");
    assert_eq!(shown(protocol::str(&error)), "'boom'");
    assert_eq!(shown(make(&exc::KeyError, &[&text]).and_then(|error| protocol::str(&error))), "\"'boom'\"");
    assert_eq!(shown(method(&error, "__reduce__", &[])), "(<class 'ValueError'>, ('boom',))");
    let (errno, file) = (py(2), py("name"));
    let missing = make(&exc::OSError, &[&errno, &text, &file]).expect("an exception");
    assert_eq!(missing.type_name(), "FileNotFoundError");
    assert_eq!(shown(protocol::str(&missing)), "\"[Errno 2] boom: 'name'\"");
    assert_eq!(shown(Ok(missing)), "FileNotFoundError(2, 'boom')");
    let stop = make(&exc::StopIteration, &[&errno]).expect("an exception");
    assert_eq!(shown(pyston_object::attr::getattr_str(&stop, name!("value"))), "2");
    let place = py(("file.py", 3, 1, "print 1"));
    let syntax = make(&exc::SyntaxError, &[&text, &place]).expect("an exception");
    assert_eq!(
        shown(protocol::str(&syntax)),
        "\"Missing parentheses in call to 'print'. Did you mean print(1)? (file.py, line 3)\""
    );
    let unicode = make(&exc::UnicodeDecodeError, &[&py("ascii"), &py(&b"a\xff"[..]), &py(1), &py(2), &py("no")]);
    let unicode = unicode.expect("an exception");
    assert_eq!(shown(protocol::str(&unicode)), "\"'ascii' codec can't decode byte 0xff in position 1: no\"");
    let wrong = make(&exc::UnicodeEncodeError, &[&errno]);
    assert_eq!(shown(wrong), "TypeError: function takes exactly 5 arguments (1 given)");
    let context = pyston_object::attr::setattr_str(&unicode, name!("__cause__"), Some(&errno));
    assert_eq!(shown(context), "TypeError: exception cause must be None or derive from BaseException");
}

#[test]
fn lists_slice_sort_and_extend() {
    let _gil = gil();
    let numbers = list(&[5, 3, 1, 4]);
    method(&numbers, "sort", &[]).expect("sorts");
    assert_eq!(shown(Ok(numbers.clone())), "[1, 3, 4, 5]");
    assert_eq!(shown(protocol::getitem(&numbers, &slice(None, None, Some(-2)))), "[5, 3]");
    protocol::setitem(&numbers, &slice(Some(1), Some(3), None), Some(&list(&[7, 8, 9]))).expect("replaces");
    assert_eq!(shown(Ok(numbers.clone())), "[1, 7, 8, 9, 5]");
    protocol::setitem(&numbers, &slice(None, None, Some(2)), None).expect("deletes");
    assert_eq!(shown(Ok(numbers.clone())), "[7, 9]");
    let wrong = protocol::setitem(&numbers, &slice(None, None, Some(2)), Some(&list(&[1, 2])));
    assert_eq!(shown(wrong), "ValueError: attempt to assign sequence of size 2 to extended slice of size 1");
    method(&numbers, "extend", &[&numbers]).expect("extends");
    assert_eq!(shown(method(&numbers, "index", &[&py(9), &py(2)])), "3");
    assert_eq!(shown(method(&numbers, "index", &[&py(6)])), "ValueError: 6 is not in list");
    assert_eq!(shown(method(&numbers, "pop", &[&py(9)])), "IndexError: pop index out of range");
    method(&numbers, "append", &[&numbers]).expect("appends");
    assert_eq!(shown(Ok(numbers.clone())), "[7, 9, 7, 9, [...]]");
    assert_eq!(
        shown(protocol::getitem(&numbers, &py("a"))),
        "TypeError: list indices must be integers or slices, not str"
    );
    let mixed = py(vec![py(1), py("a")]);
    assert_eq!(shown(method(&mixed, "sort", &[])), "TypeError: '<' not supported between instances of 'str' and 'int'");
    assert_eq!(shown(Ok(mixed)), "[1, 'a']");
}

#[test]
fn tuples_hash_compare_and_show() {
    let _gil = gil();
    let pair = py((1, "a"));
    assert_eq!(shown(Ok(py((1,)))), "(1,)");
    assert_eq!(shown(Ok(Tuple::empty())), "()");
    assert_eq!(protocol::hash(&py((1, 2, 3))).expect("a hash"), 529_344_067_295_497_451);
    assert_eq!(shown(protocol::compare(&pair, &py((1, "b")), CompareOp::Lt)), "True");
    assert_eq!(shown(protocol::binary_op(&pair, &py(2), protocol::BinaryOp::Multiply)), "(1, 'a', 1, 'a')");
    assert_eq!(shown(method(&pair, "index", &[&py(7)])), "ValueError: tuple.index(x): x not in tuple");
    assert_eq!(shown(make(&PyTuple_Type, &[&py("ab")])), "('a', 'b')");
}

#[test]
fn ranges_are_exact() {
    let _gil = gil();
    let range = |args: &[&Object]| make(&pyston_builtins::range::PyRange_Type, args);
    let numbers = range(&[&py(10), &py(0), &py(-3)]).expect("a range");
    assert_eq!(shown(make(&PyList_Type, &[&numbers])), "[10, 7, 4, 1]");
    assert_eq!(shown(method(&numbers, "__reversed__", &[]).and_then(|it| make(&PyList_Type, &[&it]))), "[1, 4, 7, 10]");
    assert_eq!(shown(protocol::getitem(&numbers, &slice(Some(1), None, Some(2)))), "range(7, -2, -6)");
    assert_eq!(shown(method(&numbers, "index", &[&py(4)])), "2");
    let big = py(num_bigint::BigInt::from(1u8) << 100);
    let long = range(&[&big, &py((num_bigint::BigInt::from(1u8) << 100) + 3)]).expect("a range");
    assert_eq!(protocol::len(&long).expect("a length"), 3);
    assert_eq!(shown(protocol::contains(&long, &big)), "True");
    assert_eq!(protocol::collect(&long).expect("items").len(), 3);
    assert_eq!(shown(range(&[&py(1), &py(2), &py(0)])), "ValueError: range() arg 3 must not be zero");
    assert_eq!(shown(protocol::getitem(&numbers, &py(4))), "IndexError: range object index out of range");
}

#[test]
fn iterators_end_once() {
    let _gil = gil();
    use pyston_builtins::iterators::{PyEnum_Type, PyReversed_Type, PyZip_Type};
    let numbers = list(&[1, 2, 3]);
    let iterator = protocol::iter(&numbers).expect("an iterator");
    assert_eq!(protocol::collect(&iterator).expect("items").len(), 3);
    method(&numbers, "append", &[&py(4)]).expect("appends");
    assert!(protocol::next(&iterator).expect("no error").is_none());
    let zipped = make(&PyZip_Type, &[&numbers, &py("ab")]).expect("a zip");
    assert_eq!(shown(make(&PyList_Type, &[&zipped])), "[(1, 'a'), (2, 'b')]");
    let counted = make(&PyEnum_Type, &[&py("ab"), &py(5)]).expect("an enumerate");
    assert_eq!(shown(make(&PyList_Type, &[&counted])), "[(5, 'a'), (6, 'b')]");
    let backwards = make(&PyReversed_Type, &[&py("abc")]).expect("a reversed");
    assert_eq!(shown(make(&PyList_Type, &[&backwards])), "['c', 'b', 'a']");
    assert_eq!(shown(make(&PyReversed_Type, &[&py(1)])), "TypeError: 'int' object is not reversible");
}

#[test]
fn functions_of_the_module() {
    let _gil = gil();
    let module = pyston_builtins::builtin_functions::BuiltinsModule::create().expect("a module");
    let run = |name: &str, args: &[&Object]| shown(module.get(name).and_then(|function| call::call(&function, args)));
    let numbers = list(&[4, 2, 9]);
    assert_eq!(run("max", &[&numbers]), "9");
    assert_eq!(run("sum", &[&numbers, &py(0.5)]), "15.5");
    assert_eq!(run("sorted", &[&numbers]), "[2, 4, 9]");
    assert_eq!(run("sorted", &[]), "TypeError: sorted expected 1 argument, got 0");
    assert_eq!(run("hex", &[&py(-255)]), "'-0xff'");
    assert_eq!(run("chr", &[&py(-1)]), "ValueError: chr() arg not in range(0x110000)");
    assert_eq!(run("next", &[&protocol::iter(&Tuple::empty()).expect("an iterator")]), "StopIteration: ");
    assert_eq!(run("getattr", &[&numbers, &py("nothing"), &py(3)]), "3");
    assert_eq!(run("divmod", &[&py(7), &py(-2)]), "(-4, -1)");
    assert_eq!(run("format", &[&py(1), &py(2)]), "TypeError: format() argument 2 must be str, not int");
    assert_eq!(run("max", &[]), "TypeError: max expected 1 argument, got 0");
    assert_eq!(run("sum", &[]), "TypeError: sum() takes at least 1 positional argument (0 given)");
    assert_eq!(run("__build_class__", &[&py(1), &py("C")]), "TypeError: __build_class__: func must be a function");
}
