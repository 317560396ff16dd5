//! Native modules of the standard library, a file or folder each.

use pyston_object::prelude::*;

pub mod abc;
mod arguments;
pub mod array;
pub mod ast;
pub mod asyncio;
pub mod atexit;
pub mod binascii;
pub mod bisect;
pub mod bz2;
pub mod cmath;
pub mod codecs;
pub mod collections;
pub mod contextvars;
pub mod crypt;
pub mod csv;
pub mod ctypes;
pub mod datetime;
pub mod decimal;
pub mod errno;
pub mod faulthandler;
pub mod fcntl;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod hashlib;
pub mod heapq;
pub mod io;
pub mod itertools;
pub mod json;
pub mod locale;
pub mod lsprof;
pub mod lzma;
pub mod marshal;
pub mod math;
pub mod mmap;
pub mod multibyte;
pub mod opcode;
pub mod operator;
pub mod pickle;
pub mod posix;
pub mod posixshmem;
pub mod posixsubprocess;
pub mod queue;
pub mod random;
pub mod resource;
pub mod select;
pub mod semlock;
pub mod signal;
pub mod socket;
pub mod sre;
pub mod stat;
pub mod statistics;
pub mod string;
pub mod structs;
pub mod symtable;
pub mod sys;
pub mod syslog;
pub mod termios;
pub mod testcapi;
pub mod thread;
pub mod time;
pub mod tracemalloc;
pub mod unicodedata;
mod units;
mod unlocked;
pub mod users;
pub mod uuid;
pub mod warnings;
pub mod weakref;
pub mod xxsubtype;
pub mod zlib;

/// What makes a module.
pub type Create = fn() -> PyResult<Py<Module>>;

/// Every module of this crate by its name.
pub static MODULES: &[(&str, Create)] = &[
    (gc::GcModule::NAME, gc::GcModule::create),
    (io::IoModule::NAME, io::IoModule::create),
    (abc::AbcModule::NAME, abc::AbcModule::create),
    (asyncio::AsyncioModule::NAME, asyncio::AsyncioModule::create),
    (atexit::AtexitModule::NAME, atexit::AtexitModule::create),
    (contextvars::ContextvarsModule::NAME, contextvars::ContextvarsModule::create),
    (opcode::OpcodeModule::NAME, opcode::OpcodeModule::create),
    (lsprof::LsprofModule::NAME, lsprof::LsprofModule::create),
    (semlock::MultiprocessingModule::NAME, semlock::MultiprocessingModule::create),
    (queue::QueueModule::NAME, queue::QueueModule::create),
    (functools::FunctoolsModule::NAME, functools::FunctoolsModule::create),
    (collections::CollectionsModule::NAME, collections::CollectionsModule::create),
    (itertools::ItertoolsModule::NAME, itertools::ItertoolsModule::create),
    (weakref::WeakrefModule::NAME, weakref::WeakrefModule::create),
    (array::ArrayModule::NAME, array::ArrayModule::create),
    (binascii::BinasciiModule::NAME, binascii::BinasciiModule::create),
    (bisect::BisectModule::NAME, bisect::BisectModule::create),
    (cmath::CmathModule::NAME, cmath::CmathModule::create),
    (csv::CsvModule::NAME, csv::CsvModule::create),
    (ctypes::CtypesModule::NAME, ctypes::CtypesModule::create),
    (datetime::DatetimeModule::NAME, datetime::DatetimeModule::create),
    (decimal::DecimalModule::NAME, decimal::DecimalModule::create),
    (errno::ErrnoModule::NAME, errno::ErrnoModule::create),
    (hashes::Md5Module::NAME, hashes::Md5Module::create),
    (hashes::Sha1Module::NAME, hashes::Sha1Module::create),
    (hashes::Sha256Module::NAME, hashes::Sha256Module::create),
    (hashes::Sha512Module::NAME, hashes::Sha512Module::create),
    (hashes::Sha3Module::NAME, hashes::Sha3Module::create),
    (hashes::Blake2Module::NAME, hashes::Blake2Module::create),
    (hashlib::HashlibModule::NAME, hashlib::HashlibModule::create),
    (json::JsonModule::NAME, json::JsonModule::create),
    (heapq::HeapqModule::NAME, heapq::HeapqModule::create),
    (operator::OperatorModule::NAME, operator::OperatorModule::create),
    (random::RandomModule::NAME, random::RandomModule::create),
    (stat::StatModule::NAME, stat::StatModule::create),
    (statistics::StatisticsModule::NAME, statistics::StatisticsModule::create),
    (structs::StructModule::NAME, structs::StructModule::create),
    (codecs::CodecsModule::NAME, codecs::CodecsModule::create),
    (multibyte::MultibytecodecModule::NAME, multibyte::MultibytecodecModule::create),
    (multibyte::ChineseModule::NAME, multibyte::ChineseModule::create),
    (multibyte::HongKongModule::NAME, multibyte::HongKongModule::create),
    (multibyte::Iso2022Module::NAME, multibyte::Iso2022Module::create),
    (multibyte::JapaneseModule::NAME, multibyte::JapaneseModule::create),
    (multibyte::KoreanModule::NAME, multibyte::KoreanModule::create),
    (multibyte::TaiwanModule::NAME, multibyte::TaiwanModule::create),
    (string::StringModule::NAME, string::StringModule::create),
    (marshal::MarshalModule::NAME, marshal::MarshalModule::create),
    (pickle::PickleModule::NAME, pickle::PickleModule::create),
    (posix::PosixModule::NAME, posix::PosixModule::create),
    (thread::ThreadModule::NAME, thread::ThreadModule::create),
    (time::TimeModule::NAME, time::TimeModule::create),
    (signal::SignalModule::NAME, signal::SignalModule::create),
    (resource::ResourceModule::NAME, resource::ResourceModule::create),
    (faulthandler::FaulthandlerModule::NAME, faulthandler::FaulthandlerModule::create),
    (fcntl::FcntlModule::NAME, fcntl::FcntlModule::create),
    (locale::LocaleModule::NAME, locale::LocaleModule::create),
    (posixsubprocess::PosixSubprocessModule::NAME, posixsubprocess::PosixSubprocessModule::create),
    (socket::SocketModule::NAME, socket::SocketModule::create),
    (select::SelectModule::NAME, select::SelectModule::create),
    (tracemalloc::TracemallocModule::NAME, tracemalloc::TracemallocModule::create),
    (uuid::UuidModule::NAME, uuid::UuidModule::create),
    (xxsubtype::XxsubtypeModule::NAME, xxsubtype::XxsubtypeModule::create),
    (testcapi::TestcapiModule::NAME, testcapi::TestcapiModule::create),
    (unicodedata::UnicodedataModule::NAME, unicodedata::UnicodedataModule::create),
    (zlib::ZlibModule::NAME, zlib::ZlibModule::create),
    (bz2::Bz2Module::NAME, bz2::Bz2Module::create),
    (lzma::LzmaModule::NAME, lzma::LzmaModule::create),
    (mmap::MmapModule::NAME, mmap::MmapModule::create),
    (crypt::CryptModule::NAME, crypt::CryptModule::create),
    (posixshmem::PosixShmemModule::NAME, posixshmem::PosixShmemModule::create),
    (syslog::SyslogModule::NAME, syslog::SyslogModule::create),
    (termios::TermiosModule::NAME, termios::TermiosModule::create),
    (users::PwdModule::NAME, users::PwdModule::create),
    (users::GrpModule::NAME, users::GrpModule::create),
    (warnings::WarningsModule::NAME, warnings::WarningsModule::create),
    (ast::AstModule::NAME, ast::AstModule::create),
    (symtable::SymtableModule::NAME, symtable::SymtableModule::create),
    (sre::SreModule::NAME, sre::SreModule::create),
    (math::MathModule::NAME, math::MathModule::create),
];

/// Gives the runtime what these modules do for it, before any of them is imported.
pub fn install() {
    ast::install();
}

/// Adds a static type of a module, which may be made more than once.
fn add_type(module: &Module, ty: &'static Type, install: fn()) -> PyResult<()> {
    if !ty.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
        install();
    }
    module.add_type(ty)
}
