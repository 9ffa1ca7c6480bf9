//! The guides that are compiled into the program.

use include_dir::{Dir, include_dir};

use super::folder::FOLDERS;
use super::source::TextFile;
use super::{ResolveError, read, unknown};
use crate::guide::Guide;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// Names of the built-in guides, sorted.
pub fn builtin_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = CONTENT
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join("guide.toml")).is_some())
        .filter_map(|dir| dir.path().to_str())
        .collect();
    names.sort_unstable();
    names
}

/// The built-in guide of that name.
///
/// Its patterns are not compiled here, as they were when the program was tested.
///
/// # Errors
/// An unknown name; the built-in guides themselves are tested to load.
pub fn builtin(name: &str) -> Result<Guide, ResolveError> {
    load(name, false)
}

/// Loads the built-in guide of that name, its patterns checked if asked for.
///
/// # Errors
/// As [`builtin`].
pub(super) fn load(name: &str, check_patterns: bool) -> Result<Guide, ResolveError> {
    if !builtin_names().contains(&name) {
        return Err(unknown(name));
    }
    let inside = FOLDERS.iter().map(|folder| format!("{name}/{folder}"));
    let folders: Vec<String> = std::iter::once(name.to_owned()).chain(inside).collect();
    let files = folders.iter().filter_map(|folder| CONTENT.get_dir(folder)).flat_map(Dir::files);
    let files = files.filter(|file| file.path().extension().is_some_and(|ext| ext == "toml"));
    let mut files: Vec<_> = files.map(|file| (file.path().to_string_lossy().into_owned(), file.contents())).collect();
    files.sort_unstable();
    let inside = |path: &str| path.strip_prefix(&format!("{name}/")).unwrap_or(path).to_owned();
    let files = files.into_iter().map(|(path, bytes)| TextFile::new(inside(&path), path, bytes)).collect();
    Ok(read::guide(name, files, check_patterns)?)
}

/// Path and text of a built-in guide's TOML files, by name.
#[cfg(test)]
pub(super) fn texts(name: &str) -> Vec<(String, String)> {
    let folders = std::iter::once(name.to_owned()).chain(FOLDERS.iter().map(|folder| format!("{name}/{folder}")));
    let files = folders.filter_map(|folder| CONTENT.get_dir(folder)).flat_map(Dir::files);
    let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"));
    files
        .filter_map(|file| Some((file.path().to_string_lossy().into_owned(), file.contents_utf8()?.to_owned())))
        .collect()
}

/// Path and text of a built-in guide's files of labelled answers, by name; `None` where no guide has that name.
pub(super) fn answer_files(name: &str) -> Option<Vec<(String, String)>> {
    if !builtin_names().contains(&name) {
        return None;
    }
    let files = CONTENT.get_dir(format!("{name}/answers")).into_iter().flat_map(Dir::files);
    let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "jsonl"));
    let mut files: Vec<_> = files
        .filter_map(|file| Some((file.path().to_string_lossy().into_owned(), file.contents_utf8()?.to_owned())))
        .collect();
    files.sort_unstable();
    Some(files)
}
