//! Colours of the prompt and of tracebacks, on terminals that want them.

use std::io::IsTerminal;

const BOLD_GREEN: &str = "\x1b[1;32m";
const BOLD_RED: &str = "\x1b[1;31m";
const CYAN: &str = "\x1b[36m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// Is standard error a terminal that shows colours? `NO_COLOR` says no (no-color.org).
pub fn is_wanted() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    std::io::stderr().is_terminal() && !refused && !is_dumb
}

/// The prompt in colour.
pub fn prompt(text: &str) -> String {
    format!("{BOLD_GREEN}{text}{RESET}")
}

/// A printed traceback in colour: places cyan, headings dim, the exception's type red.
pub fn traceback(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.split_inclusive('\n') {
        let (content, end) = line.strip_suffix('\n').map_or((line, ""), |content| (content, "\n"));
        if content.starts_with("  File ") {
            out.push_str(&format!("{CYAN}{content}{RESET}"));
        } else if content.starts_with("Traceback (") || content.ends_with(" exception:") {
            out.push_str(&format!("{DIM}{content}{RESET}"));
        } else if content.starts_with(' ') || content.is_empty() {
            out.push_str(content);
        } else {
            let (name, rest) = content.split_once(':').unwrap_or((content, ""));
            let colon = if content.len() > name.len() { ":" } else { "" };
            out.push_str(&format!("{BOLD_RED}{name}{RESET}{colon}{rest}"));
        }
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::traceback;

    #[test]
    fn only_the_last_line_is_red() {
        let plain = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nKeyError: 'x: y'\n";
        let coloured = traceback(plain);
        assert!(coloured.ends_with("\x1b[1;31mKeyError\x1b[0m: 'x: y'\n"), "{coloured:?}");
        assert_eq!(coloured.matches("\x1b[1;31m").count(), 1);
    }
}
