//! The character sets; names and bases are those of `data/generate.py`.

use super::table::Set;

macro_rules! sets {
    ($($name:ident $file:literal $(on $base:ident)?;)*) => {
        $(pub static $name: Set = Set::new(
            include_bytes!(concat!("../../data/multibyte/", $file, ".bin")),
            sets!(@base $($base)?),
        );)*
    };
    (@base) => { None };
    (@base $base:ident) => { Some(&$base) };
}

sets! {
    JISX0208 "jisx0208";
    EUC_JP "euc_jp" on JISX0208;
    SHIFT_JIS "shift_jis" on JISX0208;
    CP932 "cp932" on SHIFT_JIS;
    EUC_JIS_2004 "euc_jis_2004" on EUC_JP;
    EUC_JISX0213 "euc_jisx0213" on EUC_JIS_2004;
    SHIFT_JIS_2004 "shift_jis_2004" on EUC_JIS_2004;
    SHIFT_JISX0213 "shift_jisx0213" on EUC_JISX0213;
    JISX0213_2004 "jisx0213_2004" on SHIFT_JIS_2004;
    JISX0213_2000 "jisx0213_2000" on SHIFT_JISX0213;
    GB2312 "gb2312";
    GBK "gbk" on GB2312;
    GB18030 "gb18030" on GBK;
    GB18030_QUADS "gb18030_quads";
    EUC_KR "euc_kr";
    CP949 "cp949" on EUC_KR;
    JOHAB "johab" on EUC_KR;
    BIG5 "big5";
    CP950 "cp950" on BIG5;
    BIG5HKSCS "big5hkscs" on BIG5;
    ISO8859_7 "iso8859_7";
}
