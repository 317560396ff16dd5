//! Source bytes in the East Asian charsets, by the tables of the codecs themselves.

use pyston_codec::multibyte::{Encoding, Stop};

/// The other names that Python has for these codecs.
const ALIASES: &[(&str, &[&str])] = &[
    (
        "gb2312",
        &[
            "chinese",
            "csiso58gb231280",
            "euc_cn",
            "euccn",
            "eucgb2312_cn",
            "gb2312_1980",
            "gb2312_80",
            "iso_ir_58",
            "x_mac_simp_chinese",
        ],
    ),
    ("gbk", &["936", "cp936", "ms936"]),
    ("gb18030", &["gb18030_2000"]),
    ("hz", &["hzgb", "hz_gb", "hz_gb_2312"]),
    ("big5hkscs", &["big5_hkscs", "hkscs"]),
    ("cp932", &["932", "ms932", "mskanji", "ms_kanji"]),
    ("shift_jis", &["csshiftjis", "shiftjis", "sjis", "s_jis", "x_mac_japanese"]),
    ("euc_jp", &["eucjp", "ujis", "u_jis"]),
    ("euc_jis_2004", &["jisx0213", "eucjis2004", "euc_jis2004"]),
    ("shift_jis_2004", &["shiftjis2004", "sjis_2004", "s_jis_2004"]),
    ("euc_jisx0213", &["eucjisx0213"]),
    ("shift_jisx0213", &["shiftjisx0213", "sjisx0213", "s_jisx0213"]),
    ("iso2022_jp", &["csiso2022jp", "iso2022jp", "iso_2022_jp"]),
    ("iso2022_jp_1", &["iso2022jp_1", "iso_2022_jp_1"]),
    ("iso2022_jp_2", &["iso2022jp_2", "iso_2022_jp_2"]),
    ("iso2022_jp_2004", &["iso_2022_jp_2004", "iso2022jp_2004"]),
    ("iso2022_jp_3", &["iso2022jp_3", "iso_2022_jp_3"]),
    ("iso2022_jp_ext", &["iso2022jp_ext", "iso_2022_jp_ext"]),
    ("iso2022_kr", &["csiso2022kr", "iso2022kr", "iso_2022_kr"]),
    ("cp949", &["949", "ms949", "uhc"]),
    ("euc_kr", &["euckr", "korean", "ksc5601", "ks_c_5601", "ks_c_5601_1987", "ksx1001", "ks_x_1001", "x_mac_korean"]),
    ("johab", &["cp1361", "ms1361"]),
    ("big5", &["big5_tw", "csbig5", "x_mac_trad_chinese"]),
    ("cp950", &["950", "ms950"]),
];

/// The codec of a charset's name in lower case.
pub fn find(name: &str) -> Option<&'static Encoding> {
    let name = name.replace(['-', ' ', '.'], "_");
    let alias = ALIASES.iter().find(|(_, aliases)| aliases.contains(&name.as_str()));
    Encoding::find(alias.map_or(name.as_str(), |alias| alias.0))
}

/// Decodes `bytes`; the error is the text of Python's exception.
pub fn decode(bytes: &[u8], encoding: &Encoding) -> Result<String, String> {
    let (mut state, mut position, mut points) = (encoding.decoder_state(), 0, Vec::<u32>::with_capacity(bytes.len()));
    let (bad, reason) = match encoding.decode(&mut state, bytes, &mut position, &mut points) {
        // None of these charsets has surrogates.
        Stop::End => return Ok(points.into_iter().filter_map(char::from_u32).collect()),
        Stop::Illegal(bad) => (bad, "illegal multibyte sequence"),
        Stop::Incomplete => (bytes.len() - position, "incomplete multibyte sequence"),
    };
    let name = encoding.name;
    Err(match bad {
        1 => format!("'{name}' codec can't decode byte 0x{:02x} in position {position}: {reason}", bytes[position]),
        _ => format!("'{name}' codec can't decode bytes in position {position}-{}: {reason}", position + bad - 1),
    })
}
