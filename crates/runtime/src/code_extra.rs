//! Data that users of the C API hang on code objects (PEP 523).
//!
//! **Invariant**: `co_extra` is null or a block of ours with a value for each of the first users; every value that is
//! there when the code object dies, null or not, is given to its user's free function, as CPython does.

use std::ffi::c_void;

use pyston_object::alloc;
use pyston_object::prelude::*;

use crate::code::Code;

/// What frees a user's value.
pub type Free = Option<unsafe extern "C" fn(*mut c_void)>;

/// How many users there can be.
const MAX_USERS: usize = 255;

struct Users {
    n: usize,
    free: [Free; MAX_USERS],
}

static USERS: GilCell<Users> = GilCell::new(Users { n: 0, free: [None; MAX_USERS] });

/// The block behind `co_extra`; the values follow.
#[repr(C)]
struct Extra {
    len: isize,
    values: [*mut c_void; 0],
}

fn users() -> (usize, [Free; MAX_USERS]) {
    // SAFETY: a momentary copy under the GIL.
    let users = unsafe { USERS.get_mut() };
    (users.n, users.free)
}

/// The index of a new user, if there may be one more.
pub fn request_index(free: Free) -> Option<usize> {
    // SAFETY: a momentary change under the GIL.
    let users = unsafe { USERS.get_mut() };
    let index = users.n;
    *users.free.get_mut(index)? = free;
    users.n += 1;
    Some(index)
}

impl Code {
    fn extra_block(&self) -> *mut Extra {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).co_extra.cast() }
    }

    /// A user's value, null if there is none.
    pub fn extra(&self, index: isize) -> *mut c_void {
        let block = self.extra_block();
        // SAFETY: the block has `len` values.
        unsafe {
            if block.is_null() || index < 0 || (*block).len <= index {
                return std::ptr::null_mut();
            }
            (&raw mut (*block).values).cast::<*mut c_void>().offset(index).read()
        }
    }

    /// Sets a user's value; the old one is freed.
    ///
    /// # Errors
    /// `SystemError` if there is no such user.
    pub fn set_extra(&self, index: isize, value: *mut c_void) -> PyResult<()> {
        let (n, free) = users();
        let Some(index) = usize::try_from(index).ok().filter(|&index| index < n) else {
            return Err(errors::bad_internal_call());
        };
        // SAFETY: the block is this object's and grows to a value a user; new values are null.
        unsafe {
            let mut block = self.extra_block();
            let len = if block.is_null() { 0 } else { (*block).len as usize };
            if len <= index {
                let size = size_of::<Extra>() + n * size_of::<*mut c_void>();
                block = alloc::realloc(block.cast(), size).cast();
                if block.is_null() {
                    return Err(errors::no_memory());
                }
                let values = (&raw mut (*block).values).cast::<*mut c_void>();
                values.add(len).write_bytes(0, n - len);
                (*block).len = n as isize;
                (*self.raw()).co_extra = block.cast();
            }
            let place = (&raw mut (*block).values).cast::<*mut c_void>().add(index);
            let old = place.read();
            if let Some(free) = free[index].filter(|_| !old.is_null()) {
                free(old);
            }
            // The free function may have set a value here, but the block only grows in place of the field.
            let block = self.extra_block();
            (&raw mut (*block).values).cast::<*mut c_void>().add(index).write(value);
        }
        Ok(())
    }
}

/// Frees what hangs on a code object that dies.
///
/// # Safety
/// `block` is its `co_extra`, not used again.
pub(crate) unsafe fn free_all(block: *mut c_void) {
    if block.is_null() {
        return;
    }
    let (_, free) = users();
    // SAFETY: the block has `len` values, each of the user of its index.
    unsafe {
        let extra: *mut Extra = block.cast();
        for (index, free) in free.iter().enumerate().take((*extra).len as usize) {
            if let Some(free) = free {
                free((&raw mut (*extra).values).cast::<*mut c_void>().add(index).read());
            }
        }
        alloc::free(block);
    }
}
