//! The `va_list` of AArch64 (AAPCS64) on Linux, and functions that make one.
//!
//! **Invariant**: the list lives in the frame of the trampoline that made it, or of C code.

/// C's `va_list`. As a parameter it is a pointer to a copy, as every struct of its size.
#[repr(C)]
pub struct VaList {
    /// The next argument on the stack.
    stack: *const u64,
    /// The ends of the saved registers for integers and for floating point numbers.
    gr_top: *const u8,
    vr_top: *const u8,
    /// Where before its end the next register is; from 0 on all are used up.
    gr_offs: i32,
    vr_offs: i32,
}

const _: () = assert!(size_of::<VaList>() == 32);

impl VaList {
    pub(super) fn word(&mut self) -> u64 {
        if self.gr_offs < 0 {
            // SAFETY: eight words are saved before the end.
            let word = unsafe { self.gr_top.offset(self.gr_offs as isize).cast::<u64>().read() };
            self.gr_offs += 8;
            return word;
        }
        self.stacked()
    }

    pub(super) fn double(&mut self) -> f64 {
        if self.vr_offs < 0 {
            // SAFETY: eight entries of 16 bytes are saved before the end.
            let value = unsafe { self.vr_top.offset(self.vr_offs as isize).cast::<f64>().read() };
            self.vr_offs += 16;
            return value;
        }
        f64::from_bits(self.stacked())
    }

    fn stacked(&mut self) -> u64 {
        // SAFETY: the caller passed as many arguments as are read (the format's contract).
        unsafe {
            let word = self.stack.read();
            self.stack = self.stack.add(1);
            word
        }
    }
}

/// Defines the exported function `$name` that has the named arguments and `...`, as a call of `$target`, which has a
/// pointer to the `va_list` instead.
#[doc(hidden)]
#[macro_export]
macro_rules! trampoline {
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 1, "x1");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 2, "x2");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident $c:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 3, "x3");
    };
    ($(#[$meta:meta])* $name:ident, $target:path, $a:ident $b:ident $c:ident $d:ident) => {
        $crate::trampoline!(@ $(#[$meta])* $name, $target, 4, "x4");
    };
    (@ $(#[$meta:meta])* $name:ident, $target:path, $named:literal, $next:literal) => {
        // From the stack pointer up: the frame record, eight words, eight entries of 16 bytes, the list, the caller's
        // arguments on the stack.
        $(#[$meta])*
        #[unsafe(no_mangle)]
        #[unsafe(naked)]
        pub unsafe extern "C" fn $name() {
            ::core::arch::naked_asm!(
                ".cfi_startproc",
                "stp x29, x30, [sp, #-240]!",
                ".cfi_def_cfa_offset 240",
                ".cfi_offset x29, -240",
                ".cfi_offset x30, -232",
                "stp x0, x1, [sp, #16]",
                "stp x2, x3, [sp, #32]",
                "stp x4, x5, [sp, #48]",
                "stp x6, x7, [sp, #64]",
                "stp q0, q1, [sp, #80]",
                "stp q2, q3, [sp, #112]",
                "stp q4, q5, [sp, #144]",
                "stp q6, q7, [sp, #176]",
                "add x9, sp, #240",
                "str x9, [sp, #208]",
                "add x9, sp, #80",
                "str x9, [sp, #216]",
                "add x9, sp, #208",
                "str x9, [sp, #224]",
                "mov w9, #{unnamed}",
                "str w9, [sp, #232]",
                "mov w9, #-128",
                "str w9, [sp, #236]",
                concat!("add ", $next, ", sp, #208"),
                "bl {target}",
                "ldp x29, x30, [sp], #240",
                ".cfi_restore x29",
                ".cfi_restore x30",
                ".cfi_def_cfa_offset 0",
                "ret",
                ".cfi_endproc",
                unnamed = const ($named - 8) * 8,
                target = sym $target,
            )
        }
    };
}
