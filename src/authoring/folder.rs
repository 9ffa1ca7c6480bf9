//! A guide from a folder on disk.

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item};

use super::source::TextFile;
use super::{GuideError, GuideErrors, read};
use crate::guide::{Guide, MeasuredAgreement};

/// Sub-folders that hold questions and what there is for studying them.
pub(super) const FOLDERS: [&str; 3] = ["questions", "alternatives", "study"];

/// Loads the guide in that folder; its slug is the folder's name. Files other than `.toml`, and other folders, are left
/// alone.
///
/// # Errors
/// Everything that is wrong with it: what cannot be read, what is not TOML, unknown and missing keys, references to
/// what is not there, patterns that cannot be read.
pub fn load_folder(path: &Path) -> Result<Guide, GuideErrors> {
    let whole = |error: GuideError| GuideErrors::new(vec![error]);
    if !path.is_dir() {
        return Err(whole(missing(path, "there is no such folder", "a guide is a folder with a guide.toml in it")));
    }
    let entry = path.join("guide.toml");
    if !entry.is_file() {
        return Err(whole(missing(&entry, "the guide has no guide.toml", "write one, or name another folder")));
    }
    let mut files = vec![text_file(&entry, "guide.toml".to_owned())];
    for folder in FOLDERS {
        match toml_files(&path.join(folder)) {
            Ok(names) => files
                .extend(names.iter().map(|name| text_file(&path.join(folder).join(name), format!("{folder}/{name}")))),
            Err(error) => files.push(Err(error)),
        }
    }
    read::guide(&slug_of(path), files, true)
}

/// The folder's own name; for `.` and the like, that of the place they stand for.
fn slug_of(path: &Path) -> String {
    let named = path.file_name().map(ToOwned::to_owned);
    let named = named.or_else(|| path.canonicalize().ok()?.file_name().map(ToOwned::to_owned));
    named.map_or_else(|| "guide".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Names of the TOML files in a folder, sorted; none if the folder is not there.
fn toml_files(folder: &Path) -> Result<Vec<String>, GuideError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(missing(folder, format!("the folder cannot be read: {error}"), "look at its permissions"));
        }
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_toml = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "toml");
    // A leading dot marks what editors and file systems leave behind.
    let mut names: Vec<String> = names.filter(|name| is_toml(name) && !name.starts_with('.')).collect();
    names.sort();
    Ok(names)
}

fn text_file(path: &Path, inside: String) -> Result<TextFile, GuideError> {
    let bytes = fs::read(path)
        .map_err(|error| missing(path, format!("the file cannot be read: {error}"), "look at its permissions"))?;
    TextFile::new(inside, path.display().to_string(), &bytes)
}

fn missing(path: &Path, message: impl Into<String>, remedy: impl Into<String>) -> GuideError {
    GuideError { file: path.display().to_string(), position: None, message: message.into(), remedy: remedy.into() }
}

/// Writes the folder's TOML files in their canonical form (see [`super::tidy`]); names those that were changed.
///
/// # Errors
/// A file that cannot be read or written; those before it are done.
pub fn tidy_folder(path: &Path) -> Result<Vec<String>, GuideError> {
    let mut changed = Vec::new();
    for folder in std::iter::once("").chain(FOLDERS) {
        for name in toml_files(&path.join(folder))? {
            let file = path.join(folder).join(&name);
            let text = text_file(&file, name)?.text;
            let tidied = super::tidy(&text);
            if tidied != text {
                replace(&file, &tidied)?;
                changed.push(file.display().to_string());
            }
        }
    }
    Ok(changed)
}

/// Writes the agreement into the folder's `guide.toml`, in place of the one there.
///
/// # Errors
/// A file that cannot be read or written, or is no TOML; it stays as it is.
pub fn record_agreement(path: &Path, measured: &MeasuredAgreement) -> Result<(), GuideError> {
    let file = path.join("guide.toml");
    let text = text_file(&file, "guide.toml".to_owned())?.text;
    let unreadable =
        |error: &dyn std::fmt::Display| missing(&file, error.to_string(), "`guide check` says what is wrong");
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| unreadable(&error))?;
    let item = toml_edit::ser::to_document(measured).map_err(|error| unreadable(&error))?;
    document.insert("agreement", Item::Table(item.as_table().clone()));
    replace(&file, &super::tidy(&document.to_string()))
}

/// Replaces a file's text; a full disk leaves the old one.
fn replace(path: &Path, text: &str) -> Result<(), GuideError> {
    let beside = path.with_extension("toml.new");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        missing(
            path,
            format!("the file cannot be written: {error}"),
            "look at its permissions, and at the disk's space",
        )
    })
}
