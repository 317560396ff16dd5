//! Objects: references, counts, types, attribute lookup, calls, errors, the cycle collector.
