//! The instructions of CPython 3.8's bytecode: one table row each.
//!
//! **Invariant**: number, name, kind of argument and stack effect are written in one place, the
//! table below; everything else here is derived from it. `arg` and `jump` in the last column are
//! the instruction's argument and whether its jump is taken.

/// What the argument of an instruction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// The instruction takes none; the byte after it is 0.
    NoArg,
    /// A count, flags or another number of its own meaning.
    Plain,
    /// Index into `co_consts`.
    Const,
    /// Index into `co_names`.
    Name,
    /// Index into `co_varnames`.
    Local,
    /// Index into `co_cellvars + co_freevars`.
    Free,
    /// A [`COMPARE_NAMES`] index.
    Compare,
    /// Distance in bytes from the next instruction.
    JumpRel,
    /// Byte offset in `co_code`.
    JumpAbs,
}

/// The operators of `COMPARE_OP`, by argument.
pub const COMPARE_NAMES: [&str; 12] =
    ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "exception match", "BAD"];

/// Opcodes from this number on take an argument.
pub const HAVE_ARGUMENT: u8 = 90;

macro_rules! opcodes {
    ($arg:ident, $jump:ident; $($variant:ident = $number:literal, $name:literal, $kind:ident, $effect:expr;)*) => {
        /// An instruction of CPython 3.8.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Opcode {
            $($variant = $number,)*
        }

        impl Opcode {
            /// Every instruction, by number.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$variant),*];

            /// The instruction of that number, if CPython 3.8 has one.
            pub fn from_u8(number: u8) -> Option<Opcode> {
                match number {
                    $($number => Some(Opcode::$variant),)*
                    _ => None,
                }
            }

            /// The name in `dis.opname`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Opcode::$variant => $name,)*
                }
            }

            pub fn arg_kind(self) -> ArgKind {
                match self {
                    $(Opcode::$variant => ArgKind::$kind,)*
                }
            }

            /// How far the stack grows: what `dis.stack_effect(op, arg, jump=jump)` says.
            pub fn stack_effect(self, $arg: u32, $jump: bool) -> i32 {
                let $arg = $arg as i32;
                match self {
                    $(Opcode::$variant => $effect,)*
                }
            }
        }
    };
}

opcodes! { arg, jump;
    PopTop = 1, "POP_TOP", NoArg, -1;
    RotTwo = 2, "ROT_TWO", NoArg, 0;
    RotThree = 3, "ROT_THREE", NoArg, 0;
    DupTop = 4, "DUP_TOP", NoArg, 1;
    DupTopTwo = 5, "DUP_TOP_TWO", NoArg, 2;
    RotFour = 6, "ROT_FOUR", NoArg, 0;
    Nop = 9, "NOP", NoArg, 0;
    UnaryPositive = 10, "UNARY_POSITIVE", NoArg, 0;
    UnaryNegative = 11, "UNARY_NEGATIVE", NoArg, 0;
    UnaryNot = 12, "UNARY_NOT", NoArg, 0;
    UnaryInvert = 15, "UNARY_INVERT", NoArg, 0;
    BinaryMatrixMultiply = 16, "BINARY_MATRIX_MULTIPLY", NoArg, -1;
    InplaceMatrixMultiply = 17, "INPLACE_MATRIX_MULTIPLY", NoArg, -1;
    BinaryPower = 19, "BINARY_POWER", NoArg, -1;
    BinaryMultiply = 20, "BINARY_MULTIPLY", NoArg, -1;
    BinaryModulo = 22, "BINARY_MODULO", NoArg, -1;
    BinaryAdd = 23, "BINARY_ADD", NoArg, -1;
    BinarySubtract = 24, "BINARY_SUBTRACT", NoArg, -1;
    BinarySubscr = 25, "BINARY_SUBSCR", NoArg, -1;
    BinaryFloorDivide = 26, "BINARY_FLOOR_DIVIDE", NoArg, -1;
    BinaryTrueDivide = 27, "BINARY_TRUE_DIVIDE", NoArg, -1;
    InplaceFloorDivide = 28, "INPLACE_FLOOR_DIVIDE", NoArg, -1;
    InplaceTrueDivide = 29, "INPLACE_TRUE_DIVIDE", NoArg, -1;
    GetAiter = 50, "GET_AITER", NoArg, 0;
    GetAnext = 51, "GET_ANEXT", NoArg, 1;
    BeforeAsyncWith = 52, "BEFORE_ASYNC_WITH", NoArg, 1;
    BeginFinally = 53, "BEGIN_FINALLY", NoArg, 6;
    EndAsyncFor = 54, "END_ASYNC_FOR", NoArg, -7;
    InplaceAdd = 55, "INPLACE_ADD", NoArg, -1;
    InplaceSubtract = 56, "INPLACE_SUBTRACT", NoArg, -1;
    InplaceMultiply = 57, "INPLACE_MULTIPLY", NoArg, -1;
    InplaceModulo = 59, "INPLACE_MODULO", NoArg, -1;
    StoreSubscr = 60, "STORE_SUBSCR", NoArg, -3;
    DeleteSubscr = 61, "DELETE_SUBSCR", NoArg, -2;
    BinaryLshift = 62, "BINARY_LSHIFT", NoArg, -1;
    BinaryRshift = 63, "BINARY_RSHIFT", NoArg, -1;
    BinaryAnd = 64, "BINARY_AND", NoArg, -1;
    BinaryXor = 65, "BINARY_XOR", NoArg, -1;
    BinaryOr = 66, "BINARY_OR", NoArg, -1;
    InplacePower = 67, "INPLACE_POWER", NoArg, -1;
    GetIter = 68, "GET_ITER", NoArg, 0;
    GetYieldFromIter = 69, "GET_YIELD_FROM_ITER", NoArg, 0;
    PrintExpr = 70, "PRINT_EXPR", NoArg, -1;
    LoadBuildClass = 71, "LOAD_BUILD_CLASS", NoArg, 1;
    YieldFrom = 72, "YIELD_FROM", NoArg, -1;
    GetAwaitable = 73, "GET_AWAITABLE", NoArg, 0;
    InplaceLshift = 75, "INPLACE_LSHIFT", NoArg, -1;
    InplaceRshift = 76, "INPLACE_RSHIFT", NoArg, -1;
    InplaceAnd = 77, "INPLACE_AND", NoArg, -1;
    InplaceXor = 78, "INPLACE_XOR", NoArg, -1;
    InplaceOr = 79, "INPLACE_OR", NoArg, -1;
    WithCleanupStart = 81, "WITH_CLEANUP_START", NoArg, 2;
    WithCleanupFinish = 82, "WITH_CLEANUP_FINISH", NoArg, -3;
    ReturnValue = 83, "RETURN_VALUE", NoArg, -1;
    ImportStar = 84, "IMPORT_STAR", NoArg, -1;
    SetupAnnotations = 85, "SETUP_ANNOTATIONS", NoArg, 0;
    YieldValue = 86, "YIELD_VALUE", NoArg, 0;
    PopBlock = 87, "POP_BLOCK", NoArg, 0;
    EndFinally = 88, "END_FINALLY", NoArg, -6;
    PopExcept = 89, "POP_EXCEPT", NoArg, -3;
    StoreName = 90, "STORE_NAME", Name, -1;
    DeleteName = 91, "DELETE_NAME", Name, 0;
    UnpackSequence = 92, "UNPACK_SEQUENCE", Plain, arg - 1;
    ForIter = 93, "FOR_ITER", JumpRel, if jump { -1 } else { 1 };
    UnpackEx = 94, "UNPACK_EX", Plain, (arg & 0xFF) + (arg >> 8);
    StoreAttr = 95, "STORE_ATTR", Name, -2;
    DeleteAttr = 96, "DELETE_ATTR", Name, -1;
    StoreGlobal = 97, "STORE_GLOBAL", Name, -1;
    DeleteGlobal = 98, "DELETE_GLOBAL", Name, 0;
    LoadConst = 100, "LOAD_CONST", Const, 1;
    LoadName = 101, "LOAD_NAME", Name, 1;
    BuildTuple = 102, "BUILD_TUPLE", Plain, 1 - arg;
    BuildList = 103, "BUILD_LIST", Plain, 1 - arg;
    BuildSet = 104, "BUILD_SET", Plain, 1 - arg;
    BuildMap = 105, "BUILD_MAP", Plain, 1 - 2 * arg;
    LoadAttr = 106, "LOAD_ATTR", Name, 0;
    CompareOp = 107, "COMPARE_OP", Compare, -1;
    ImportName = 108, "IMPORT_NAME", Name, -1;
    ImportFrom = 109, "IMPORT_FROM", Name, 1;
    JumpForward = 110, "JUMP_FORWARD", JumpRel, 0;
    JumpIfFalseOrPop = 111, "JUMP_IF_FALSE_OR_POP", JumpAbs, if jump { 0 } else { -1 };
    JumpIfTrueOrPop = 112, "JUMP_IF_TRUE_OR_POP", JumpAbs, if jump { 0 } else { -1 };
    JumpAbsolute = 113, "JUMP_ABSOLUTE", JumpAbs, 0;
    PopJumpIfFalse = 114, "POP_JUMP_IF_FALSE", JumpAbs, -1;
    PopJumpIfTrue = 115, "POP_JUMP_IF_TRUE", JumpAbs, -1;
    LoadGlobal = 116, "LOAD_GLOBAL", Name, 1;
    SetupFinally = 122, "SETUP_FINALLY", JumpRel, if jump { 6 } else { 0 };
    LoadFast = 124, "LOAD_FAST", Local, 1;
    StoreFast = 125, "STORE_FAST", Local, -1;
    DeleteFast = 126, "DELETE_FAST", Local, 0;
    RaiseVarargs = 130, "RAISE_VARARGS", Plain, -arg;
    CallFunction = 131, "CALL_FUNCTION", Plain, -arg;
    MakeFunction = 132, "MAKE_FUNCTION", Plain, -1 - (arg & 0xF).count_ones() as i32;
    BuildSlice = 133, "BUILD_SLICE", Plain, if arg == 3 { -2 } else { -1 };
    LoadClosure = 135, "LOAD_CLOSURE", Free, 1;
    LoadDeref = 136, "LOAD_DEREF", Free, 1;
    StoreDeref = 137, "STORE_DEREF", Free, -1;
    DeleteDeref = 138, "DELETE_DEREF", Free, 0;
    CallFunctionKw = 141, "CALL_FUNCTION_KW", Plain, -arg - 1;
    CallFunctionEx = 142, "CALL_FUNCTION_EX", Plain, -1 - (arg & 1);
    SetupWith = 143, "SETUP_WITH", JumpRel, if jump { 6 } else { 1 };
    ExtendedArg = 144, "EXTENDED_ARG", Plain, 0;
    ListAppend = 145, "LIST_APPEND", Plain, -1;
    SetAdd = 146, "SET_ADD", Plain, -1;
    MapAdd = 147, "MAP_ADD", Plain, -2;
    LoadClassderef = 148, "LOAD_CLASSDEREF", Free, 1;
    BuildListUnpack = 149, "BUILD_LIST_UNPACK", Plain, 1 - arg;
    BuildMapUnpack = 150, "BUILD_MAP_UNPACK", Plain, 1 - arg;
    BuildMapUnpackWithCall = 151, "BUILD_MAP_UNPACK_WITH_CALL", Plain, 1 - arg;
    BuildTupleUnpack = 152, "BUILD_TUPLE_UNPACK", Plain, 1 - arg;
    BuildSetUnpack = 153, "BUILD_SET_UNPACK", Plain, 1 - arg;
    SetupAsyncWith = 154, "SETUP_ASYNC_WITH", JumpRel, if jump { 5 } else { 0 };
    FormatValue = 155, "FORMAT_VALUE", Plain, if arg & 4 == 4 { -1 } else { 0 };
    BuildConstKeyMap = 156, "BUILD_CONST_KEY_MAP", Plain, -arg;
    BuildString = 157, "BUILD_STRING", Plain, 1 - arg;
    BuildTupleUnpackWithCall = 158, "BUILD_TUPLE_UNPACK_WITH_CALL", Plain, 1 - arg;
    LoadMethod = 160, "LOAD_METHOD", Name, 1;
    CallMethod = 161, "CALL_METHOD", Plain, -arg - 1;
    CallFinally = 162, "CALL_FINALLY", JumpRel, if jump { 1 } else { 0 };
    PopFinally = 163, "POP_FINALLY", Plain, -6;
}

impl Opcode {
    pub fn has_arg(self) -> bool {
        self as u8 >= HAVE_ARGUMENT
    }

    /// Jumps to an absolute offset or relatively.
    pub fn is_jump(self) -> bool {
        matches!(self.arg_kind(), ArgKind::JumpRel | ArgKind::JumpAbs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argument_kind_agrees_with_the_number() {
        for &op in Opcode::ALL {
            assert_eq!(op.has_arg(), op.arg_kind() != ArgKind::NoArg, "{}", op.name());
            assert_eq!(Opcode::from_u8(op as u8), Some(op));
        }
    }

    #[test]
    fn effects_that_depend_on_argument_or_jump() {
        let cases = [
            (Opcode::UnpackEx, 0x0302, false, 5),
            (Opcode::ForIter, 0, true, -1),
            (Opcode::SetupWith, 0, true, 6),
            (Opcode::SetupAsyncWith, 0, true, 5),
            (Opcode::MakeFunction, 0xF, false, -5),
            (Opcode::CallFunctionEx, 1, false, -2),
            (Opcode::BuildMap, 3, false, -5),
            (Opcode::FormatValue, 4, false, -1),
        ];
        for (op, arg, jump, effect) in cases {
            assert_eq!(op.stack_effect(arg, jump), effect, "{}", op.name());
        }
    }
}
