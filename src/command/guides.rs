//! Guides for the commands: by name or folder, with errors a person can act on.

use super::Error;
use crate::authoring::{self, ResolveError};
use crate::guide::Guide;
use crate::matching::Matcher;
use crate::report::inert;

/// The guide of that name or folder.
///
/// # Errors
/// An unknown name, or everything that is wrong with the guide.
pub(crate) fn resolve(name_or_path: &str) -> Result<Guide, Error> {
    authoring::resolve(name_or_path).map_err(|error| unusable(&error))
}

/// Like [`resolve`], with the patterns of built-in guides checked too.
///
/// # Errors
/// As [`resolve`].
pub(crate) fn check(name_or_path: &str) -> Result<Guide, Error> {
    authoring::check(name_or_path).map_err(|error| unusable(&error))
}

/// What is wrong with a guide, made harmless: it quotes files that may come from anywhere.
fn unusable(error: &ResolveError) -> Error {
    match error {
        ResolveError::Unknown { remedy, .. } => Error::failed(inert(&error.to_string())).remedy(inert(remedy)),
        ResolveError::Invalid(errors) if errors.len() == 1 => Error::failed(inert(&errors.to_string())),
        ResolveError::Invalid(errors) => {
            let count = errors.len();
            Error::failed(inert(&format!("the guide has {count} errors\n{errors}")))
        }
    }
}

/// The guide's compiled patterns.
///
/// # Errors
/// Patterns that cannot be read.
pub(crate) fn matcher(guide: &Guide) -> Result<Matcher, Error> {
    Matcher::new(guide).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Error::failed(lines.join("\n")).remedy(format!("greenroom guide check {}", guide.slug))
    })
}
