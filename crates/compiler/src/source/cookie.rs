//! The encoding declaration (PEP 263).
//!
//! **Invariant**: looked for in the first line, and in the second if the first is blank or a
//! comment; only lines that are ended count, and the declaration must be in a comment of its own.

/// The declared encoding, with the common spellings of UTF-8 and Latin-1 made one. The line ends
/// are `\n`.
pub fn declared_encoding(source: &[u8]) -> Option<String> {
    declaration(source).map(|(name, _)| name)
}

/// As [`declared_encoding`], and the line (1 or 2) of the declaration.
pub fn declaration(source: &[u8]) -> Option<(String, u32)> {
    let (first, rest) = split_line(source)?;
    if let Some(name) = in_line(first) {
        return Some((name, 1));
    }
    if !is_blank_or_comment(first) {
        return None;
    }
    Some((in_line(split_line(rest)?.0)?, 2))
}

/// The first line and what follows; none if it is not ended.
fn split_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'\n', text)?;
    Some((&text[..end], &text[end + 1..]))
}

fn skip_blanks(line: &[u8]) -> &[u8] {
    let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | 0x0C)).count();
    &line[blanks..]
}

fn is_blank_or_comment(line: &[u8]) -> bool {
    matches!(skip_blanks(line).first(), None | Some(b'#'))
}

fn in_line(line: &[u8]) -> Option<String> {
    let comment = skip_blanks(line).strip_prefix(b"#")?;
    let starts = (0..comment.len().saturating_sub(6)).filter(|&at| comment[at..].starts_with(b"coding"));
    for start in starts {
        let after = &comment[start + 6..];
        let Some(b':' | b'=') = after.first() else { continue };
        let name = &after[1..];
        let name = &name[name.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()..];
        let len = name.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).count();
        if len > 0 {
            return Some(normal_name(&String::from_utf8_lossy(&name[..len])));
        }
    }
    None
}

fn normal_name(name: &str) -> String {
    let start: String = name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is = |wanted: &str| start == wanted || start.starts_with(&format!("{wanted}-"));
    if is("utf-8") {
        "utf-8".to_string()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".to_string()
    } else {
        name.to_string()
    }
}
