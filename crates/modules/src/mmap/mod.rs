//! `mmap`: files as memory.

mod content;
mod map;
mod new;
mod object;

use pyston_object::prelude::*;

use object::{Mmap, Mmap_Type};

pub struct MmapModule;

/// Files as memory.
#[pymodule("mmap")]
impl MmapModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("error", exc::OSError.new_ref())?;
        crate::add_type(module, &Mmap_Type, Mmap::install)?;
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        // SAFETY: a question to the system.
        let page_size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        module.add("PAGESIZE", page_size)?;
        module.add("ALLOCATIONGRANULARITY", page_size)
    }
}

const CONSTANTS: &[(&str, i32)] = &[
    ("PROT_EXEC", libc::PROT_EXEC),
    ("PROT_READ", libc::PROT_READ),
    ("PROT_WRITE", libc::PROT_WRITE),
    ("MAP_SHARED", libc::MAP_SHARED),
    ("MAP_PRIVATE", libc::MAP_PRIVATE),
    ("MAP_DENYWRITE", libc::MAP_DENYWRITE),
    ("MAP_EXECUTABLE", libc::MAP_EXECUTABLE),
    ("MAP_ANON", libc::MAP_ANON),
    ("MAP_ANONYMOUS", libc::MAP_ANONYMOUS),
    ("ACCESS_DEFAULT", object::access::DEFAULT),
    ("ACCESS_READ", object::access::READ),
    ("ACCESS_WRITE", object::access::WRITE),
    ("ACCESS_COPY", object::access::COPY),
    ("MADV_NORMAL", libc::MADV_NORMAL),
    ("MADV_RANDOM", libc::MADV_RANDOM),
    ("MADV_SEQUENTIAL", libc::MADV_SEQUENTIAL),
    ("MADV_WILLNEED", libc::MADV_WILLNEED),
    ("MADV_DONTNEED", libc::MADV_DONTNEED),
    ("MADV_REMOVE", libc::MADV_REMOVE),
    ("MADV_DONTFORK", libc::MADV_DONTFORK),
    ("MADV_DOFORK", libc::MADV_DOFORK),
    ("MADV_HWPOISON", libc::MADV_HWPOISON),
    ("MADV_MERGEABLE", libc::MADV_MERGEABLE),
    ("MADV_UNMERGEABLE", libc::MADV_UNMERGEABLE),
    ("MADV_HUGEPAGE", libc::MADV_HUGEPAGE),
    ("MADV_NOHUGEPAGE", libc::MADV_NOHUGEPAGE),
    ("MADV_DONTDUMP", libc::MADV_DONTDUMP),
    ("MADV_DODUMP", libc::MADV_DODUMP),
    ("MADV_FREE", libc::MADV_FREE),
];
