//! HZ: GB 2312 in 7 bits between `~{` and `~}`. The first byte of the state tells that we are there.

use super::sets;
use super::simple::{in_94, put};
use super::{State, Step, Stop};
use crate::Output;

const IN_GB: u8 = 1;

pub fn decode<O: Output + ?Sized>(state: &mut State, input: &[u8], out: &mut O) -> Step {
    let lead = input[0];
    let is_gb = state[0] == IN_GB;
    if lead == b'~' {
        let &[_, escape, ..] = input else { return Err(Stop::Incomplete) };
        match escape {
            b'~' if !is_gb => out.push(u32::from(b'~')),
            b'{' if !is_gb => state[0] = IN_GB,
            b'\n' if !is_gb => {}
            b'}' if is_gb => state[0] = 0,
            _ => return Err(Stop::Illegal(1)),
        }
        return Ok(2);
    }
    if lead >= 0x80 {
        return Err(Stop::Illegal(1));
    }
    if !is_gb {
        out.push(lead.into());
        return Ok(1);
    }
    let &[_, trail, ..] = input else { return Err(Stop::Incomplete) };
    let key = in_94(lead ^ 0x80, trail ^ 0x80).map(|key| key | 0x8080);
    put(key.and_then(|key| sets::GB2312.table().decode(key)), 2, out)
}

pub fn encode(state: &mut State, cp: u32, out: &mut Vec<u8>) -> Step {
    if cp < 0x80 {
        reset_encoder(state, out);
        out.push(cp as u8);
        if cp == u32::from(b'~') {
            out.push(b'~');
        }
        return Ok(1);
    }
    let key = sets::GB2312.table().encode(cp).ok_or(Stop::Illegal(1))?;
    if state[0] == 0 {
        out.extend(b"~{");
        state[0] = IN_GB;
    }
    out.extend((key & 0x7F7F).to_be_bytes());
    Ok(1)
}

pub fn reset_encoder(state: &mut State, out: &mut Vec<u8>) {
    if state[0] != 0 {
        out.extend(b"~}");
        state[0] = 0;
    }
}
