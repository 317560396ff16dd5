//! The codes of simple types (`_type_`): what each stands for in C.
//!
//! **Invariant**: [`CODES`] has a row for every code that this platform supports; sizes are those of the
//! 64-bit ABIs of Linux, where alignment is size.

/// What a simple type holds, which decides how it is passed to and returned by functions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Machine {
    SignedInt,
    UnsignedInt,
    Float,
    LongDouble,
    Pointer,
}

struct Row {
    code: u8,
    size: usize,
    machine: Machine,
    /// Is there a variant with the bytes in the other order?
    swappable: bool,
    /// What the buffer protocol calls it.
    format: u8,
}

const fn row(code: u8, size: usize, machine: Machine, swappable: bool, format: u8) -> Row {
    Row { code, size, machine, swappable, format }
}

static CODES: &[Row] = &[
    row(b'c', 1, Machine::SignedInt, false, b'c'),
    row(b'b', 1, Machine::SignedInt, false, b'b'),
    row(b'B', 1, Machine::UnsignedInt, false, b'B'),
    row(b'h', 2, Machine::SignedInt, true, b'h'),
    row(b'H', 2, Machine::UnsignedInt, true, b'H'),
    row(b'i', 4, Machine::SignedInt, true, b'i'),
    row(b'I', 4, Machine::UnsignedInt, true, b'I'),
    row(b'l', 8, Machine::SignedInt, true, b'q'),
    row(b'L', 8, Machine::UnsignedInt, true, b'Q'),
    row(b'q', 8, Machine::SignedInt, true, b'q'),
    row(b'Q', 8, Machine::UnsignedInt, true, b'Q'),
    row(b'f', 4, Machine::Float, true, b'f'),
    row(b'd', 8, Machine::Float, true, b'd'),
    row(b'g', 16, Machine::LongDouble, false, b'g'),
    row(b'P', 8, Machine::Pointer, false, b'P'),
    row(b'z', 8, Machine::Pointer, false, b'z'),
    row(b'Z', 8, Machine::Pointer, false, b'Z'),
    row(b'O', 8, Machine::Pointer, false, b'O'),
    row(b'u', 4, Machine::SignedInt, false, b'u'),
    row(b'?', 1, Machine::UnsignedInt, false, b'?'),
    row(b'v', 2, Machine::SignedInt, false, b'v'),
];

/// The codes that a message lists; `X` exists on other systems only.
pub const KNOWN: &str = "cbBhHiIlLdfuzZqQPXOv?g";

/// A simple type: its code, and whether its bytes are in the other order than the machine's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Simple {
    pub code: u8,
    pub swapped: bool,
}

impl Simple {
    /// `None` for a code that is not supported here.
    pub fn new(code: u8) -> Option<Simple> {
        CODES.iter().any(|row| row.code == code).then_some(Simple { code, swapped: false })
    }

    /// The variant in the other byte order, if there is one.
    pub fn other_order(self) -> Option<Simple> {
        self.row().swappable.then_some(Simple { swapped: !self.swapped, ..self })
    }

    fn row(self) -> &'static Row {
        let row = CODES.iter().find(|row| row.code == self.code);
        row.expect("only codes of the table are made into a `Simple`")
    }

    /// In bytes; also the alignment.
    pub fn size(self) -> usize {
        self.row().size
    }

    pub fn machine(self) -> Machine {
        self.row().machine
    }

    /// `char`, whose arrays are bytes.
    pub fn is_char(self) -> bool {
        self.code == b'c'
    }

    /// `wchar_t`, whose arrays are strings.
    pub fn is_wide_char(self) -> bool {
        self.code == b'u'
    }

    /// Is it one of C's integer types, of which bit fields are parts?
    pub fn is_int(self) -> bool {
        b"bBhHiIlLqQ".contains(&self.code)
    }

    /// Does an integer type have a sign?
    pub fn is_signed(self) -> bool {
        self.code.is_ascii_lowercase()
    }

    /// May a bit field be of this type?
    pub fn allows_bits(self) -> bool {
        matches!(self.machine(), Machine::SignedInt | Machine::UnsignedInt) && !self.is_char() && !self.is_wide_char()
    }

    /// The format of the buffer protocol.
    pub fn format(self) -> std::ffi::CString {
        let order = if self.swapped == cfg!(target_endian = "little") { '>' } else { '<' };
        std::ffi::CString::new(format!("{order}{}", char::from(self.row().format))).unwrap_or_default()
    }
}
