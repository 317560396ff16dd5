//! The levels of the crates: dependencies point strictly downwards.

use std::path::Path;

/// Crate folders by level, lowest first.
pub const LEVELS: &[&[&str]] = &[
    &["abi", "opcode", "marshal", "unicode", "numeric", "decimal", "macros", "sre", "libffi"],
    &["codec"],
    &["compiler", "object"],
    &["builtins"],
    &["runtime"],
    &["interp", "modules", "capi"],
    &["cli"],
    &["xtask"],
];

fn level(name: &str) -> Option<usize> {
    LEVELS.iter().position(|level| level.contains(&name))
}

/// Arrows that do not point down, as messages.
pub fn violations(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for name in LEVELS.concat() {
        let manifest = root.join("crates").join(name).join("Cargo.toml");
        let Ok(text) = std::fs::read_to_string(&manifest) else {
            found.push(format!("no crate {name}"));
            continue;
        };
        let mut in_dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                in_dependencies = line == "[dependencies]";
            }
            let Some(dependency) = line.strip_prefix("pyston-").filter(|_| in_dependencies) else { continue };
            let dependency = dependency.split(['.', ' ', '=']).next().unwrap_or(dependency);
            match (level(name), level(dependency)) {
                (Some(own), Some(other)) if other < own => (),
                _ => found.push(format!("{name} must not depend on {dependency}")),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn dependencies_point_down() {
        let found = super::violations(&crate::root());
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn every_crate_has_a_level() {
        let entries = std::fs::read_dir(crate::root().join("crates")).expect("crates");
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(super::level(&name).is_some(), "{name} has no level");
        }
    }
}
