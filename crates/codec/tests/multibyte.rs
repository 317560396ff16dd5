//! The East Asian codecs by themselves; the mappings are compared with CPython's in `tests/run/lib_multibyte`.

use pyston_codec::Text;
use pyston_codec::multibyte::{ENCODINGS, Encoding, Stop};

fn encode(encoding: &Encoding, points: &[u32]) -> Option<Vec<u8>> {
    let (mut state, mut position, mut out) = (encoding.encoder_state(), 0, Vec::new());
    let stop = encoding.encode(&mut state, Text::Ucs4(points), &mut position, true, &mut out);
    encoding.reset_encoder(&mut state, &mut out);
    (stop == Stop::End).then_some(out)
}

fn decode(encoding: &Encoding, bytes: &[u8]) -> (Vec<u32>, Stop) {
    let (mut state, mut position, mut out) = (encoding.decoder_state(), 0, Vec::new());
    let stop = encoding.decode(&mut state, bytes, &mut position, &mut out);
    (out, stop)
}

/// What CPython does not read back either: a letter that begins longer sequences, and one that the encoder
/// finds in another set than the decoder.
const ONE_WAY: [(&str, u32); 2] = [("euc_kr", 0x3164), ("iso2022_jp_3", 0x9B1D)];

#[test]
fn what_is_encoded_can_be_decoded_and_encoded_again() {
    for encoding in ENCODINGS {
        let mut n_encoded = 0;
        // Control characters include escapes and shifts.
        for cp in (0x20..0x3_0000).filter(|&cp| !ONE_WAY.contains(&(encoding.name, cp))) {
            let Some(bytes) = encode(encoding, &[cp]) else { continue };
            n_encoded += 1;
            let (points, stop) = decode(encoding, &bytes);
            assert_eq!(stop, Stop::End, "{} U+{cp:04X}", encoding.name);
            assert_eq!(encode(encoding, &points), Some(bytes), "{} U+{cp:04X}", encoding.name);
        }
        assert!(n_encoded > 6900, "{} has only {n_encoded} characters", encoding.name);
    }
}

#[test]
fn the_first_of_a_pair_waits_for_the_second() {
    for name in ["euc_jis_2004", "shift_jisx0213", "iso2022_jp_3"] {
        let encoding = Encoding::find(name).unwrap();
        let (mut state, mut position, mut out) = (encoding.encoder_state(), 0, Vec::new());
        let text = Text::Ucs4(&[0x61, 0xE6]);
        assert_eq!(encoding.encode(&mut state, text, &mut position, false, &mut out), Stop::Incomplete);
        assert_eq!((position, out.as_slice()), (1, &b"a"[..]));
    }
}

#[test]
fn a_codec_stops_before_what_it_cannot_decode() {
    let encoding = Encoding::find("euc_jp").unwrap();
    assert_eq!(decode(encoding, b"a\xA4\xA2\xFF\xFF"), (vec![0x61, 0x3042], Stop::Illegal(1)));
    assert_eq!(decode(encoding, b"a\xA4\xA2\x8F\xFF"), (vec![0x61, 0x3042], Stop::Incomplete));
}
