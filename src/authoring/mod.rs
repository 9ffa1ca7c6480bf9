//! Guides as files: loading with located errors, the built-in guides, checks. The library's only reader of guides.
//!
//! A guide is a folder:
//!
//! | file | holds |
//! |---|---|
//! | `guide.toml` | everything but the questions: title, minutes, `[[part]]`, `[[area]]`, `[[rule]]`, ... |
//! | `questions/NN-name.toml` | one numbered question; `number` inside decides, the file's name is for people |
//! | `alternatives/SLUG.toml` | one alternative question; the file's name is its slug, `group` says where it belongs |
//! | `study/NAME.toml` | what there is for studying the question whose file has the same name |
//!
//! The keys are the fields of [`crate::guide`]; arrays of tables are written in the singular (`[[point]]`). What can be
//! left out is what has a default there, and a point's `id`, which then is the slug of its title.

mod answers;
mod builtin;
mod error;
mod folder;
mod outline;
mod read;
mod remarks;
mod semantics;
mod slug;
mod source;
mod structure;
mod suggest;
mod tidy;

pub use answers::{AnswerSet, AnswersError, labelled_answers};
pub use builtin::{builtin, builtin_names};
pub use error::{GuideError, GuideErrors, ResolveError};
pub use folder::{load_folder, record_agreement, tidy_folder};
pub use outline::{outline, review, study};
pub use remarks::{Minutes, Remark, remarks, remarks_with_answers};
pub use slug::slug;
pub use suggest::suggest;
pub use tidy::tidy;

use std::path::Path;

use crate::guide::Guide;

/// The guide of that name: a built-in guide's, or a folder's. A built-in name goes first; `./name` is the folder.
///
/// # Errors
/// A name that is neither, with the built-in name that was probably meant; a guide with errors, with all of them.
pub fn resolve(name_or_path: &str) -> Result<Guide, ResolveError> {
    find(name_or_path, false)
}

/// Like [`resolve`], and compiles the patterns of built-in guides too, as those of folders always are.
///
/// # Errors
/// As [`resolve`].
pub fn check(name_or_path: &str) -> Result<Guide, ResolveError> {
    find(name_or_path, true)
}

fn find(name_or_path: &str, check_patterns: bool) -> Result<Guide, ResolveError> {
    if builtin_names().contains(&name_or_path) {
        return builtin::load(name_or_path, check_patterns);
    }
    let path = Path::new(name_or_path);
    // Something that looks like a path is meant as one, so that its own error is shown.
    if path.exists() || name_or_path.contains(['/', '\\']) {
        return Ok(load_folder(path)?);
    }
    Err(unknown(name_or_path))
}

fn unknown(name: &str) -> ResolveError {
    let names = builtin_names();
    let remedy = suggest::remedy(name, &names, "name a guide's folder, or a built-in guide:");
    ResolveError::Unknown { name: name.to_owned(), remedy }
}

/// A guide's content hash: BLAKE3 of its JSON, in hexadecimal. The model has no unordered maps, so that equal guides
/// have equal hashes; where the guide came from and how its files are laid out do not matter.
pub fn hash(guide: &Guide) -> String {
    let mut hasher = blake3::Hasher::new();
    // The model holds nothing JSON cannot say, and a hasher takes every byte.
    let written = serde_json::to_writer(&mut hasher, guide);
    debug_assert!(written.is_ok(), "a guide is always JSON");
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod verbatim_tests;
