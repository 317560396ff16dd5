//! Register code: what the interpreter runs and the JIT reads.
//!
//! An instruction is 16 bytes: opcode, which operands die, a small immediate `aux`, and three operands
//! `a`, `b`, `c`. Registers are the frame's `f_localsplus`: locals, cells and free variables, then one
//! register for each slot of CPython's value stack ("temporaries"), then the constants.
//!
//! ```text
//!   0    1      2      4          8          12         16
//!   | op | ends | aux  |    a     |    b     |    c     |
//! ```
//!
//! Translation writes operands to read as [`In`] words, which say what they are. Before code runs it is
//! *linked* ([`Instr::link`]): each such word becomes a plain register number, and `ends` tells which
//! operands die with the instruction, so that the interpreter reads every operand in the same way.
//!
//! **Invariants**
//! - An [`In`] operand is a register (borrowed), a temporary that dies here (`take`), or a constant.
//! - A register that is not live is null, so frames can be traversed and unwound without liveness
//!   tables; writing an [`Out`] drops what the register held (only locals hold something).
//! - Arguments of calls and elements of displays stand in consecutive temporaries, in order: they are
//!   the argument vector.
//! - Instructions with caches are followed by that many [`CACHE`](Op::Cache) units.

use std::fmt;

/// A value to read: register, dying temporary or constant.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct In(pub u32);

/// A register to write.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Out(pub u32);

const CONST: u32 = 1 << 31;
const TAKE: u32 = 1 << 30;

/// What an [`In`] operand says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Register(u32),
    /// A temporary whose reference moves out.
    Take(u32),
    Const(u32),
}

impl In {
    pub const fn register(index: u32) -> In {
        In(index)
    }
    pub const fn take(index: u32) -> In {
        In(index | TAKE)
    }
    pub const fn constant(index: u32) -> In {
        In(index | CONST)
    }
    #[inline(always)]
    pub const fn source(self) -> Source {
        if self.0 & CONST != 0 {
            Source::Const(self.0 & !CONST)
        } else if self.0 & TAKE != 0 {
            Source::Take(self.0 & !TAKE)
        } else {
            Source::Register(self.0)
        }
    }
}

impl fmt::Display for In {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source() {
            Source::Register(index) => write!(f, "r{index}"),
            Source::Take(index) => write!(f, "r{index}!"),
            Source::Const(index) => write!(f, "k{index}"),
        }
    }
}

/// What of an instruction's operands ends with it: bits of [`Instr::ends`].
pub mod ends {
    /// The temporary in `a`, `b` or `c` dies.
    pub const A: u8 = 1;
    pub const B: u8 = 2;
    pub const C: u8 = 4;
    /// The result goes to the variable that is read as `b`, whose old value may end.
    pub const OVER_B: u8 = 8;
}

/// One instruction, or one cache unit behind an instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C, align(16))]
pub struct Instr {
    pub op: Op,
    /// In linked code which operands end here, see [`ends`].
    pub ends: u8,
    pub aux: u16,
    pub a: u32,
    pub b: u32,
    pub c: u32,
}

const _: () = assert!(size_of::<Instr>() == 16);

/// How an operand word is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Not used.
    None,
    In,
    Out,
    /// A register read and written in place, or the first of a run of registers.
    Reg,
    /// An instruction index.
    Target,
    /// An index into `co_names`.
    Name,
    /// A plain number.
    Imm,
}

/// What an instruction may do besides writing its result.
pub mod effect {
    /// May raise an exception.
    pub const RAISES: u8 = 1;
    /// May run Python code (and so change anything but this frame's registers).
    pub const CALLS: u8 = 2;
    /// Ends a basic block: jumps, returns, yields.
    pub const ENDS: u8 = 4;
}

/// The table of instructions: name, operands a, b, c, number of cache units, effects, meaning.
/// `macro` gets all rows.
#[macro_export]
macro_rules! for_each_instruction {
    ($macro:ident) => {
        $macro! {
            // Moves.
            Mov (Out, In, None) 0 [] "a := b";
            CheckBound (Reg, Imm, None) 0 [RAISES] "UnboundLocalError unless a is bound (b: index in co_varnames)";
            Delete (Reg, Imm, None) 0 [RAISES | CALLS] "unbind local a (b: index in co_varnames)";
            Drop (Reg, None, None) 0 [CALLS] "drop temporary a";
            Swap (Reg, Reg, None) 0 [] "a, b := b, a";
            Shift (Reg, Imm, None) 0 [] "rotate the b registers from a: the last becomes the first";
            // Cells and names.
            LoadDeref (Out, Reg, Imm) 0 [RAISES] "a := contents of cell b (c: index of the variable)";
            LoadClassDeref (Out, Reg, Imm) 0 [RAISES | CALLS] "a := f_locals[name of c], else contents of cell b";
            StoreDeref (Reg, In, None) 0 [CALLS] "contents of cell a := b";
            DeleteDeref (Reg, Imm, None) 0 [RAISES | CALLS] "empty cell a";
            LoadName (Out, Name, None) 0 [RAISES | CALLS] "a := name b from locals, globals, builtins";
            StoreName (Name, In, None) 0 [RAISES | CALLS] "locals[a] := b";
            DeleteName (Name, None, None) 0 [RAISES | CALLS] "del locals[a]";
            LoadGlobal (Out, Name, None) 1 [RAISES | CALLS] "a := name b from globals, builtins";
            StoreGlobal (Name, In, None) 0 [RAISES | CALLS] "globals[a] := b";
            DeleteGlobal (Name, None, None) 0 [RAISES | CALLS] "del globals[a]";
            LoadBuildClass (Out, None, None) 0 [RAISES | CALLS] "a := __build_class__";
            // Attributes and items.
            LoadAttr (Out, In, Name) 2 [RAISES | CALLS] "a := b.c";
            StoreAttr (In, In, Name) 2 [RAISES | CALLS] "a.c := b";
            DeleteAttr (In, Name, None) 0 [RAISES | CALLS] "del a.b";
            LoadMethod (Reg, In, Name) 2 [RAISES | CALLS] "a, a+1 := function, b if b.c is a method, else null, b.c";
            Subscr (Out, In, In) 1 [RAISES | CALLS] "a := b[c]";
            StoreSubscr (In, In, In) 0 [RAISES | CALLS] "a[b] := c";
            DeleteSubscr (In, In, None) 0 [RAISES | CALLS] "del a[b]";
            // Operators.
            Binary (Out, In, In) 0 [RAISES | CALLS] "a := b OP c (aux: operator)";
            Inplace (Out, In, In) 0 [RAISES | CALLS] "a := b OP= c (aux: operator)";
            Unary (Out, In, None) 0 [RAISES | CALLS] "a := OP b (aux: operator)";
            Not (Out, In, None) 0 [RAISES | CALLS] "a := not b";
            Compare (Out, In, In) 0 [RAISES | CALLS] "a := b OP c (aux: as COMPARE_OP)";
            // Jumps.
            Jump (Target, None, None) 0 [ENDS] "go to a";
            LoopJump (Target, None, None) 0 [RAISES | CALLS | ENDS] "go back to a; safepoint";
            JumpIfTrue (In, Target, None) 0 [RAISES | CALLS | ENDS] "go to b if a";
            JumpIfFalse (In, Target, None) 0 [RAISES | CALLS | ENDS] "go to b unless a";
            CompareJump (In, In, Target) 0 [RAISES | CALLS | ENDS] "go to c if (a OP b) is aux>>8 (aux & 255: as COMPARE_OP)";
            GetIter (Out, In, None) 0 [RAISES | CALLS] "a := iter(b)";
            ForIter (Out, Reg, Target) 1 [RAISES | CALLS | ENDS] "a := next(b), or at the end drop b and go to c";
            // Displays; elements in consecutive temporaries from b, c of them.
            BuildTuple (Out, Reg, Imm) 0 [RAISES] "a := (b, ..)";
            BuildList (Out, Reg, Imm) 0 [RAISES] "a := [b, ..]";
            BuildSet (Out, Reg, Imm) 0 [RAISES | CALLS] "a := {b, ..}";
            BuildMap (Out, Reg, Imm) 0 [RAISES | CALLS] "a := {b: b+1, ..}";
            BuildConstKeyMap (Out, Reg, Imm) 0 [RAISES | CALLS] "a := c values from b, keys in the tuple behind them";
            BuildString (Out, Reg, Imm) 0 [RAISES] "a := ''.join(b, ..)";
            BuildSlice (Out, Reg, Imm) 0 [RAISES] "a := slice(b, ..)";
            BuildUnpack (Out, Reg, Imm) 0 [RAISES | CALLS] "a := all items of the iterables b, .. (aux: kind)";
            ListAppend (Reg, In, None) 0 [RAISES] "a.append(b)";
            SetAdd (Reg, In, None) 0 [RAISES | CALLS] "a.add(b)";
            MapAdd (Reg, In, In) 0 [RAISES | CALLS] "a[b] := c";
            Unpack (Reg, In, Imm) 0 [RAISES | CALLS] "c registers from a := items of b, last item in a";
            UnpackPair (Out, In, Out) 0 [RAISES | CALLS] "a, c := the two items of b";
            UnpackEx (Reg, In, Imm) 0 [RAISES | CALLS] "registers from a := items of b around a star (c: as UNPACK_EX)";
            FormatValue (Out, In, In) 0 [RAISES | CALLS] "a := format(b, c) (aux: conversion)";
            // Calls; callable in b, arguments behind it, c of them.
            Call (Out, Reg, Imm) 2 [RAISES | CALLS] "a := b(b+1, ..)";
            CallKw (Out, Reg, Imm) 2 [RAISES | CALLS] "a := b(b+1, ..), names in the tuple behind the arguments";
            CallEx (Out, Reg, Imm) 2 [RAISES | CALLS] "a := b(*b+1, **b+2), the latter if c & 1";
            CallMethod (Out, Reg, Imm) 2 [RAISES | CALLS] "a := call of what LoadMethod put in b, b+1 with c arguments";
            MakeFunction (Out, Reg, Imm) 0 [RAISES] "a := function of code and name at the end of the run b (c: flags)";
            // Exceptions.
            Raise (Reg, Imm, None) 0 [RAISES | CALLS | ENDS] "raise with b arguments from a";
            PopExcept (Reg, None, None) 0 [CALLS] "the handled exception := the three values at a";
            CallFinally (Reg, Target, None) 0 [ENDS] "a .. a+5 := nothing with return address aux; go to b";
            EndFinally (Reg, Imm, None) 0 [RAISES | CALLS | ENDS] "leave the finally block whose state is a .. a+5";
            PopFinally (Reg, In, Out) 0 [CALLS] "forget the finally state a .. a+5; c := b if aux";
            SetupWith (Reg, In, None) 0 [RAISES | CALLS] "a := exit method of b, a+1 := b.__enter__()";
            WithStart (Reg, None, None) 0 [RAISES | CALLS] "call the exit method below the finally state a .. a+5";
            WithFinish (Reg, None, None) 0 [RAISES | CALLS] "swallow the exception of state a .. a+5 if a+7 is true";
            // Generators and coroutines.
            Return (In, Imm, None) 0 [CALLS | ENDS] "return a (b: registers that may hold something)";
            Yield (Out, In, None) 0 [RAISES | CALLS | ENDS] "yield b; a := what is sent";
            YieldFrom (Reg, In, Out) 0 [RAISES | CALLS | ENDS] "delegate to iterator a, sending b first; c := its result";
            GetYieldFromIter (Out, In, None) 0 [RAISES | CALLS] "a := iterator to delegate to";
            GetAwaitable (Out, In, None) 0 [RAISES | CALLS] "a := awaitable of b (aux: previous opcode)";
            GetAIter (Out, In, None) 0 [RAISES | CALLS] "a := b.__aiter__()";
            GetANext (Out, Reg, None) 0 [RAISES | CALLS] "a := awaitable of b.__anext__()";
            BeforeAsyncWith (Reg, In, None) 0 [RAISES | CALLS] "a := exit method of b, a+1 := b.__aenter__()";
            EndAsyncFor (Reg, None, None) 0 [RAISES | CALLS] "end of the loop if the exception at a .. a+5 is StopAsyncIteration";
            // Imports and the rest.
            ImportName (Out, In, In) 0 [RAISES | CALLS] "a := import of name aux|next (b: level, c: names)";
            ImportFrom (Out, Reg, Name) 0 [RAISES | CALLS] "a := c from module b";
            ImportStar (In, None, None) 0 [RAISES | CALLS] "all public names of module a into locals";
            SetupAnnotations (None, None, None) 0 [RAISES | CALLS] "make __annotations__";
            PrintExpr (In, None, None) 0 [RAISES | CALLS] "sys.displayhook(a)";
            // Specialised forms, which the interpreter writes over the general ones; never translated to.
            LoadGlobalCached (Out, Name, None) 1 [RAISES | CALLS] "LoadGlobal of a known place in the globals";
            LoadBuiltinCached (Out, Name, None) 1 [RAISES | CALLS] "LoadGlobal of a known place in the builtins";
            LoadAttrSplit (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a place in an instance's split dict";
            LoadAttrInline (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of an inline value of an instance";
            LoadAttrDict (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a place in an instance's or module's table";
            LoadAttrSlot (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a __slots__ member";
            LoadAttrShared (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a plain attribute of the instance's class";
            LoadAttrClass (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a plain attribute of a class";
            LoadAttrProperty (Out, In, Name) 2 [RAISES | CALLS] "LoadAttr of a property whose getter is a Python function";
            StoreAttrSplit (In, In, Name) 2 [RAISES | CALLS] "StoreAttr to a place in an instance's split dict";
            StoreAttrInline (In, In, Name) 2 [RAISES | CALLS] "StoreAttr to an inline value of an instance";
            StoreAttrSlot (In, In, Name) 2 [RAISES | CALLS] "StoreAttr to a __slots__ member";
            LoadMethodCached (Reg, In, Name) 2 [RAISES | CALLS] "LoadMethod of a function of the object's class";
            LoadMethodDict (Reg, In, Name) 2 [RAISES | CALLS] "LoadMethod of a place in a module's table";
            LoadMethodClass (Reg, In, Name) 2 [RAISES | CALLS] "LoadMethod of a plain attribute of a class";
            AddInt (Out, In, In) 0 [RAISES | CALLS] "Binary + of short ints";
            SubInt (Out, In, In) 0 [RAISES | CALLS] "Binary - of short ints";
            MulInt (Out, In, In) 0 [RAISES | CALLS] "Binary * of short ints";
            IntOp (Out, In, In) 0 [RAISES | CALLS] "Binary of ints, another operator";
            AddFloat (Out, In, In) 0 [RAISES | CALLS] "Binary + of floats";
            SubFloat (Out, In, In) 0 [RAISES | CALLS] "Binary - of floats";
            MulFloat (Out, In, In) 0 [RAISES | CALLS] "Binary * of floats";
            FloatOp (Out, In, In) 0 [RAISES | CALLS] "Binary of floats or floats and ints, another operator";
            CompareJumpInt (In, In, Target) 0 [RAISES | CALLS | ENDS] "CompareJump of short ints";
            CompareJumpFloat (In, In, Target) 0 [RAISES | CALLS | ENDS] "CompareJump of floats";
            SubscrListInt (Out, In, In) 1 [RAISES | CALLS] "Subscr of a list by a short int";
            SubscrTupleInt (Out, In, In) 1 [RAISES | CALLS] "Subscr of a tuple by a short int";
            SubscrDict (Out, In, In) 1 [RAISES | CALLS] "Subscr of an exact dict";
            ForIterList (Out, Reg, Target) 1 [RAISES | CALLS | ENDS] "ForIter over a list";
            ForIterTuple (Out, Reg, Target) 1 [RAISES | CALLS | ENDS] "ForIter over a tuple";
            ForIterRange (Out, Reg, Target) 1 [RAISES | CALLS | ENDS] "ForIter over a range of machine words";
            ForIterGenerator (Out, Reg, Target) 1 [RAISES | CALLS | ENDS] "ForIter over a generator, resumed in the loop";
            // Tracing: only in the tracing form of a code object.
            Trace (Imm, None, None) 0 [RAISES | CALLS] "before bytecode instruction a: line and opcode events";
            TraceCall (None, None, None) 0 [RAISES | CALLS] "do the next instruction's call with profile events, if it is of native code";
            TraceNext (Out, Reg, Target) 0 [RAISES | CALLS | ENDS] "ForIter with an event for StopIteration";
            TraceReturn (In, None, None) 0 [RAISES | CALLS] "event for returning a";
            // Written over instructions of running code that must go on in its tracing form.
            Trap (Imm, Imm, Imm) 0 [CALLS | ENDS] "go on in the tracing form";
            // Data, never executed.
            Extra (Imm, Imm, Imm) 0 [] "more operands of the instruction before";
            Cache (Imm, Imm, Imm) 0 [] "cache of the instruction before";
        }
    };
}

macro_rules! define {
    ($($name:ident ($a:ident, $b:ident, $c:ident) $caches:literal [$($effect:ident)|*] $doc:literal;)*) => {
        /// The operation of an instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Op {
            $(#[doc = $doc] $name,)*
        }

        impl Op {
            /// Every operation, in the order of the codes.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
            pub fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name)),* }
            }
            /// Kinds of the operands a, b, c.
            pub fn operands(self) -> [Operand; 3] {
                match self { $(Op::$name => [Operand::$a, Operand::$b, Operand::$c]),* }
            }
            /// How many cache units follow.
            pub const fn caches(self) -> usize {
                match self { $(Op::$name => $caches),* }
            }
            pub fn effects(self) -> u8 {
                match self { $(Op::$name => 0 $(| effect::$effect)*),* }
            }
        }
    };
}
for_each_instruction!(define);

impl Instr {
    pub fn new(op: Op, a: u32, b: u32, c: u32) -> Instr {
        Instr { op, ends: 0, aux: 0, a, b, c }
    }

    /// Makes words that say what they are plain register numbers; the constants stand in the registers
    /// from `constants` on.
    pub fn link(&mut self, constants: u32) {
        let kinds = self.op.operands();
        let words = [&mut self.a, &mut self.b, &mut self.c];
        for (index, (kind, word)) in kinds.into_iter().zip(words).enumerate() {
            if kind != Operand::In {
                continue;
            }
            *word = match In(*word).source() {
                Source::Register(register) => register,
                Source::Const(number) => constants + number,
                Source::Take(register) => {
                    self.ends |= 1 << index;
                    register
                }
            };
        }
        if kinds[0] == Operand::Out && kinds[1] == Operand::In && self.a == self.b && self.ends & ends::B == 0 {
            self.ends |= ends::OVER_B;
        }
    }
}

impl fmt::Display for Instr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.op.name())?;
        if self.aux != 0 {
            write!(f, ".{}", self.aux)?;
        }
        let mut separator = " ";
        for (kind, word) in self.op.operands().into_iter().zip([self.a, self.b, self.c]) {
            match kind {
                Operand::None => continue,
                Operand::In => write!(f, "{separator}{}", In(word))?,
                Operand::Out | Operand::Reg => write!(f, "{separator}r{word}")?,
                Operand::Target => write!(f, "{separator}->{word}")?,
                Operand::Name => write!(f, "{separator}n{word}")?,
                Operand::Imm => write!(f, "{separator}{word}")?,
            }
            separator = ", ";
        }
        Ok(())
    }
}

/// A region of the exception table: what happens when an instruction in it raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// Go to the instruction with the exception pushed as six values from the register.
    Catch { target: u32, base: u32 },
    /// An `except` clause is left: the handled exception becomes the three values at the register.
    Except { base: u32 },
    /// A `finally` body is left: the same, if it was entered by an exception (type at register + 5).
    Finally { base: u32 },
}

/// An entry of the exception table's chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub handler: Handler,
    /// The block around this one: index + 1, 0 for none.
    pub outer: u32,
}
