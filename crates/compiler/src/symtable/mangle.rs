//! Private names of classes.

use crate::wstr::WStr;

/// The name that `name` has inside the class `private`: `__x` becomes `_Class__x`.
pub fn mangle(private: Option<&WStr>, name: &WStr) -> WStr {
    let bytes = name.as_bytes();
    let Some(class) = private else { return name.clone() };
    if !bytes.starts_with(b"__") || bytes.ends_with(b"__") || bytes.contains(&b'.') {
        return name.clone();
    }
    let class = class.as_bytes();
    let Some(start) = class.iter().position(|&byte| byte != b'_') else { return name.clone() };
    WStr::from_wtf8(&[b"_", &class[start..], bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_names_of_named_classes() {
        let cases = [
            ("__x", "C", "_C__x"),
            ("__x", "__C", "_C__x"),
            ("__x__", "C", "__x__"),
            ("_x", "C", "_x"),
            ("__a.b", "C", "__a.b"),
            ("__x", "___", "__x"),
        ];
        for (name, class, expected) in cases {
            assert_eq!(mangle(Some(&class.into()), &name.into()), expected.into());
        }
        assert_eq!(mangle(None, &"__x".into()), "__x".into());
    }
}
