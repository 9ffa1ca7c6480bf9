//! Guides for the commands: by name or folder, with errors a person can act on.

use super::Error;
use crate::authoring;
use crate::guide::Guide;
use crate::matching::Matcher;

/// The guide of that name or folder.
///
/// # Errors
/// An unknown name, or everything that is wrong with the guide.
pub(crate) fn resolve(name_or_path: &str) -> Result<Guide, Error> {
    authoring::resolve(name_or_path).map_err(|error| Error::failed(error.to_string()))
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
