//! `_uuid`: identifiers made of the time and the machine's network address.
//!
//! **Invariant**: no identifier is given twice by this process: the time never goes back without a new
//! clock sequence. Other processes are not asked, so the identifiers are not called safe.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use pyston_object::prelude::*;

pub struct UuidModule;

/// Intervals of 100 ns from the start of the Gregorian calendar, 1582-10-15, to 1970.
const GREGORIAN: u64 = 0x01b2_1dd2_1381_4000;
/// How far identifiers may run ahead of the clock: a second.
const AHEAD: u64 = 10_000_000;
/// How `generate_time_safe` says that other processes may have made the same identifier.
const UNSAFE: i32 = -1;

struct Generator {
    /// Of the last identifier.
    ticks: u64,
    clock_sequence: u16,
    node: [u8; 6],
    process: u32,
}

static GENERATOR: Mutex<Option<Generator>> = Mutex::new(None);

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // SAFETY: room for as many bytes as said; so few come at once, and without them zeros do no harm.
    unsafe { libc::getrandom(bytes.as_mut_ptr().cast(), N, 0) };
    bytes
}

/// The address of the first network interface that has one; otherwise a random one, marked so.
fn node() -> [u8; 6] {
    let parse = |text: &str| {
        let bytes: Vec<u8> = text.trim().split(':').map_while(|byte| u8::from_str_radix(byte, 16).ok()).collect();
        <[u8; 6]>::try_from(bytes).ok().filter(|node| *node != [0; 6])
    };
    let interfaces = std::fs::read_dir("/sys/class/net").into_iter().flatten().flatten();
    let mut interfaces: Vec<_> = interfaces.map(|interface| interface.path().join("address")).collect();
    interfaces.sort();
    let found = interfaces.iter().find_map(|path| parse(&std::fs::read_to_string(path).ok()?));
    found.unwrap_or_else(|| {
        const MULTICAST: u8 = 1;
        let mut node = random::<6>();
        node[0] |= MULTICAST;
        node
    })
}

impl Generator {
    fn new() -> Generator {
        Generator { ticks: 0, clock_sequence: u16::from_ne_bytes(random()), node: node(), process: std::process::id() }
    }

    fn next(&mut self) -> [u8; 16] {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let ticks = GREGORIAN + (since.as_nanos() / 100) as u64;
        // Identifiers asked for faster than the clock ticks run ahead of it a little.
        let is_set_back = ticks + AHEAD < self.ticks;
        if is_set_back {
            self.clock_sequence = self.clock_sequence.wrapping_add(1);
        }
        self.ticks = if is_set_back { ticks } else { ticks.max(self.ticks + 1) };
        let [high, mid, low] = [self.ticks >> 48, self.ticks >> 32 & 0xffff, self.ticks & 0xffff_ffff];
        let mut id = [0; 16];
        id[..4].copy_from_slice(&(low as u32).to_be_bytes());
        id[4..6].copy_from_slice(&(mid as u16).to_be_bytes());
        id[6..8].copy_from_slice(&(high as u16 & 0x0fff | 0x1000).to_be_bytes());
        id[8..10].copy_from_slice(&(self.clock_sequence & 0x3fff | 0x8000).to_be_bytes());
        id[10..].copy_from_slice(&self.node);
        id
    }
}

/// Identifiers made of the time.
#[pymodule("_uuid")]
impl UuidModule {
    /// An identifier as 16 bytes, and whether it is safe: 0, or -1 if other processes may make the same.
    #[function(args = "($module, /)")]
    fn generate_time_safe() -> (Vec<u8>, i32) {
        let mut generator = GENERATOR.lock().unwrap_or_else(PoisonError::into_inner);
        let generator = match &mut *generator {
            // A forked child starts anew.
            Some(generator) if generator.process == std::process::id() => generator,
            generator => generator.insert(Generator::new()),
        };
        (generator.next().to_vec(), UNSAFE)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("has_uuid_generate_time_safe", 1)
    }
}
