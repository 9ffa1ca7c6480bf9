//! Keeps the architecture of `src/lib.rs`: who may import whom, and what the pure modules must not touch.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The map of the modules, with its table of layers.
const MAP: &str = include_str!("../src/lib.rs");

/// Imports allowed within a layer: a plan is made of a guide's questions, a person's mark names one, commands read their
/// arguments.
const WITHIN: &[(&str, &str)] = &[("plan", "guide"), ("mark", "guide"), ("command", "cli")];

/// The layers that are not pure, as the table calls them.
const IMPURE_LAYERS: &[&str] = &["wiring", "edges"];

/// What pure modules must not name. Random numbers are drawn from a generator that is passed in or seeded.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "crossterm",
    "ratatui",
    "rusqlite",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "rand::rng()",
    "println!",
    "print!(",
];

#[test]
fn imports_go_downward_only() {
    let layers = Layers::read();
    let mut wrong = Vec::new();
    for source in sources() {
        for import in imports(&source, &layers) {
            let (from, to) = (source.module.as_str(), import.as_str());
            let lower = layers.height(to) < layers.height(from);
            if from != to && !lower && !WITHIN.contains(&(from, to)) {
                wrong.push(format!("{}: `{from}` imports `{to}`", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not go downward:\n{}", wrong.join("\n"));
}

#[test]
fn pure_modules_know_no_files_terminals_clocks_or_chance() {
    let layers = Layers::read();
    let mut wrong = Vec::new();
    for source in sources().into_iter().filter(|source| layers.is_pure(&source.module)) {
        // Tests may read fixtures.
        if source.path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        let code = source.code.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        wrong.extend(
            IMPURE.iter().filter(|name| code.contains(**name)).map(|name| format!("{}: {name}", source.path.display())),
        );
    }
    assert!(wrong.is_empty(), "pure modules that are not:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let layers = Layers::read();
    for source in sources() {
        let known = layers.height(&source.module).is_some();
        assert!(known, "{} is in no layer of the table in src/lib.rs", source.path.display());
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    let source = |code: &str| Source {
        path: PathBuf::from("src/room/view/bar.rs"),
        module: "room".to_owned(),
        depth: 3,
        code: code.to_owned(),
    };
    let layers = Layers::read();
    let found = |code: &str| imports(&source(code), &layers);
    assert_eq!(found("use crate::store::Store;"), ["store"]);
    assert_eq!(found("use crate::{\n    guide::{Guide, mark},\n    store::{self, Store},\n};"), ["guide", "store"]);
    assert_eq!(found("fn f(s: &crate::authoring::Loaded) {}"), ["authoring"]);
    assert_eq!(found("use super::super::super::store;"), ["store"]);
    assert_eq!(found("use super::store;"), [""; 0], "a sub-module of its own");
}

/// The layers of the map, lowest first: what the table calls each, and its modules.
struct Layers(Vec<(String, Vec<String>)>);

impl Layers {
    fn read() -> Self {
        let rows = MAP.lines().filter_map(|line| line.strip_prefix("//! | "));
        let rows = rows.filter(|row| row.contains("[`")).map(|row| {
            let mut cells = row.split('|').map(str::trim);
            let name = cells.next().unwrap_or_default().to_owned();
            let modules = cells.next().unwrap_or_default().split(", ");
            (name, modules.map(|module| module.trim_matches(|mark| "[]`".contains(mark)).to_owned()).collect())
        });
        let mut layers: Vec<_> = rows.collect();
        layers.reverse();
        assert!(layers.len() > 3, "the table of src/lib.rs cannot be read");
        Self(layers)
    }

    /// How high the module's layer lies, from 0; none for an unknown module.
    fn height(&self, module: &str) -> Option<usize> {
        self.0.iter().position(|(_, modules)| modules.iter().any(|known| known == module))
    }

    fn is_pure(&self, module: &str) -> bool {
        self.height(module).is_some_and(|height| !IMPURE_LAYERS.contains(&self.0[height].0.as_str()))
    }
}

/// A file of `src`, but for `lib.rs` and `main.rs`.
struct Source {
    path: PathBuf,
    /// Its top-level module.
    module: String,
    /// How deep it lies: 1 for a top-level module's own file.
    depth: usize,
    /// Its lines without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.extend(source(&root, path));
            }
        }
    }
    assert!(sources.len() > 20, "the sources are somewhere else");
    sources
}

fn source(root: &Path, path: PathBuf) -> Option<Source> {
    let within = path.strip_prefix(root).expect("below the root").with_extension("");
    let mut names: Vec<_> = within.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    if names == ["lib"] || names == ["main"] {
        return None;
    }
    let text = fs::read_to_string(&path).expect("UTF-8");
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n"));
    Some(Source { code: code.collect(), path, depth: names.len(), module: names.swap_remove(0) })
}

/// The top-level modules that a file names, sorted.
fn imports(source: &Source, layers: &Layers) -> Vec<String> {
    let mut found = Vec::new();
    for root in ["crate::".to_owned(), "super::".repeat(source.depth)] {
        for (at, _) in source.code.match_indices(&root) {
            found.extend(heads(&source.code[at + root.len()..]));
        }
    }
    found.retain(|name| layers.height(name).is_some());
    found.sort();
    found.dedup();
    found
}

/// The first names of what follows `crate::`: one, or those of a braced list.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let Some(list) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut names = vec![name(list)];
    let mut depth = 0_u32;
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&list[at + 1..])),
            _ => {}
        }
    }
    names
}
