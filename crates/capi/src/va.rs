//! C's `...`: reading a `va_list`, and functions that have one.
//!
//! Stable Rust cannot define a C-variadic function. A naked function can: it saves the registers that carry arguments
//! where the System V ABI wants them, makes a `va_list` of that and hands its address on as one more argument. A
//! `va_list` parameter of C is such an address too, so that `PyUnicode_FromFormat` and `PyUnicode_FromFormatV` share
//! everything behind the first step.
//!
//! **Invariant**: what is read has the type that the caller passed; the format string says which. Nothing can check it.

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

#[cfg(not(all(target_arch = "x86_64", unix)))]
compile_error!("the layout of va_list is known for x86-64 with the System V ABI only");

/// C's `va_list`.
#[repr(C)]
pub struct VaList {
    /// Where in the saved registers the next integer and the next floating point number are.
    gp_offset: u32,
    fp_offset: u32,
    /// The next argument on the stack.
    overflow: *const u64,
    saved: *const u8,
}

/// The saved registers: six for integers, eight of 16 bytes for floating point numbers.
const GP_END: u32 = 48;
const FP_END: u32 = 176;

/// A type of argument as `...` passes it.
pub trait Passed: Sized {
    /// The next argument, which must be of this type.
    fn take(list: &mut VaList) -> Self;
}

impl VaList {
    /// The next argument as a `T`.
    pub fn arg<T: Passed>(&mut self) -> T {
        T::take(self)
    }

    fn word(&mut self) -> u64 {
        if self.gp_offset < GP_END {
            // SAFETY: the register area holds six words.
            let word = unsafe { self.saved.add(self.gp_offset as usize).cast::<u64>().read() };
            self.gp_offset += 8;
            return word;
        }
        self.stacked()
    }

    fn double(&mut self) -> f64 {
        if self.fp_offset < FP_END {
            // SAFETY: the register area holds eight entries behind the words.
            let value = unsafe { self.saved.add(self.fp_offset as usize).cast::<f64>().read() };
            self.fp_offset += 16;
            return value;
        }
        f64::from_bits(self.stacked())
    }

    fn stacked(&mut self) -> u64 {
        // SAFETY: the caller passed as many arguments as are read (the format's contract).
        unsafe {
            let word = self.overflow.read();
            self.overflow = self.overflow.add(1);
            word
        }
    }
}

macro_rules! passed_as_word {
    ($($type:ty),*) => { $(
        impl Passed for $type {
            fn take(list: &mut VaList) -> Self {
                list.word() as $type
            }
        }
    )* };
}
passed_as_word!(c_int, c_uint, c_long, c_ulong, isize, usize);

impl Passed for f64 {
    fn take(list: &mut VaList) -> Self {
        list.double()
    }
}

impl<T> Passed for *const T {
    fn take(list: &mut VaList) -> Self {
        list.word() as *const T
    }
}

impl<T> Passed for *mut T {
    fn take(list: &mut VaList) -> Self {
        list.word() as *mut T
    }
}

const _: () = assert!(size_of::<VaList>() == 24 && size_of::<*const c_char>() == size_of::<*mut c_void>());

unsafe extern "C" {
    /// The C library's, whose `va_list` parameter is a pointer to ours.
    pub fn vsnprintf(buffer: *mut c_char, size: usize, format: *const c_char, list: &mut VaList) -> c_int;
}

/// Defines the exported function `$name` that has the named arguments and `...`, as a call of `$target`, which has a
/// pointer to the `va_list` instead.
#[doc(hidden)]
#[macro_export]
macro_rules! trampoline {
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 1, "rsi");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 2, "rdx");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident $c:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 3, "rcx");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident $c:ident $d:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 4, "r8");
    };
    (@ $(#[$meta:meta])* $name:ident, $target:path, $named:literal, $next:literal) => {
        // The registers' area of 176 bytes, the list of 24, and 16 so that the stack is aligned for the call: at entry
        // it is 8 off. The first argument on the stack lies behind that and the return address. `al` tells whether
        // floating point registers are used at all.
        $(#[$meta])*
        #[unsafe(no_mangle)]
        #[unsafe(naked)]
        pub unsafe extern "C" fn $name() {
            ::core::arch::naked_asm!(
                ".cfi_startproc",
                "sub rsp, 216",
                ".cfi_adjust_cfa_offset 216",
                "mov [rsp], rdi",
                "mov [rsp + 8], rsi",
                "mov [rsp + 16], rdx",
                "mov [rsp + 24], rcx",
                "mov [rsp + 32], r8",
                "mov [rsp + 40], r9",
                "test al, al",
                "je 2f",
                "movaps [rsp + 48], xmm0",
                "movaps [rsp + 64], xmm1",
                "movaps [rsp + 80], xmm2",
                "movaps [rsp + 96], xmm3",
                "movaps [rsp + 112], xmm4",
                "movaps [rsp + 128], xmm5",
                "movaps [rsp + 144], xmm6",
                "movaps [rsp + 160], xmm7",
                "2:",
                "mov dword ptr [rsp + 176], {named} * 8",
                "mov dword ptr [rsp + 180], 48",
                "lea rax, [rsp + 224]",
                "mov [rsp + 184], rax",
                "mov [rsp + 192], rsp",
                concat!("lea ", $next, ", [rsp + 176]"),
                "call {target}",
                "add rsp, 216",
                ".cfi_adjust_cfa_offset -216",
                "ret",
                ".cfi_endproc",
                named = const $named,
                target = sym $target,
            )
        }
    };
}
