//! Keeps the architecture of `src/lib.rs`: who may import whom, and what the pure modules must not touch.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. A module imports modules of lower layers; within a layer, only those of [`WITHIN`].
const LAYERS: &[&[&str]] = &[
    &["guide", "plan", "mark", "text"],
    &["matching"],
    &["interview", "scoring"],
    &["report", "progress"],
    &["room", "store", "authoring"],
    &["cli", "command"],
];

/// Imports allowed within a layer: a plan is made of a guide's questions, commands read their arguments.
const WITHIN: &[(&str, &str)] = &[("plan", "guide"), ("command", "cli")];

/// How many of the lowest layers are pure: no files, terminals, clocks or chance.
const PURE_LAYERS: usize = 4;

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
    let mut wrong = Vec::new();
    for source in sources() {
        for import in imports(&source) {
            let (from, to) = (source.module.as_str(), import.as_str());
            let lower = layer(to) < layer(from);
            if from != to && !lower && !WITHIN.contains(&(from, to)) {
                wrong.push(format!("{}: `{from}` imports `{to}`", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not go downward:\n{}", wrong.join("\n"));
}

#[test]
fn pure_modules_know_no_files_terminals_clocks_or_chance() {
    let mut wrong = Vec::new();
    for source in sources().into_iter().filter(|source| layer(&source.module) < PURE_LAYERS) {
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
    for source in sources() {
        assert!(layer(&source.module) < LAYERS.len(), "{} is in no layer of this test", source.path.display());
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
    let found = |code: &str| imports(&source(code));
    assert_eq!(found("use crate::store::Store;"), ["store"]);
    assert_eq!(found("use crate::{\n    guide::{Guide, mark},\n    store::{self, Store},\n};"), ["guide", "store"]);
    assert_eq!(found("fn f(s: &crate::authoring::Loaded) {}"), ["authoring"]);
    assert_eq!(found("use super::super::super::store;"), ["store"]);
    assert_eq!(found("use super::store;"), [""; 0], "a sub-module of its own");
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
fn imports(source: &Source) -> Vec<String> {
    let known: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(layer, names)| names.iter().map(move |name| (*name, layer))).collect();
    let mut found = Vec::new();
    for root in ["crate::".to_owned(), "super::".repeat(source.depth)] {
        for (at, _) in source.code.match_indices(&root) {
            found.extend(heads(&source.code[at + root.len()..]));
        }
    }
    found.retain(|name| known.contains_key(name.as_str()));
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

/// The module's layer, from 0; beyond the last for an unknown one.
fn layer(module: &str) -> usize {
    LAYERS.iter().position(|modules| modules.contains(&module)).unwrap_or(LAYERS.len())
}
