//! The runtime: frames, code objects, functions, generators, import, sys, threads, start-up.
