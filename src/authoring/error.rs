//! What is wrong with a guide: where, and what to do.

use std::fmt;

/// One thing that is wrong with a guide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GuideError {
    /// The file, as a person would open it.
    pub file: String,
    /// Line from 1 and column from 1 in characters; nothing where the file itself is the trouble.
    pub position: Option<(usize, usize)>,
    /// What is wrong. No full stop.
    pub message: String,
    /// What to do. No full stop.
    pub remedy: String,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}\n  help: {}", self.message, self.remedy)
    }
}

impl std::error::Error for GuideError {}

/// Everything that is wrong with a guide; never empty. By file, then line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideErrors(Vec<GuideError>);

impl GuideErrors {
    /// Sorts them; `guide.toml` comes first.
    pub(super) fn new(mut errors: Vec<GuideError>) -> Self {
        errors.sort_by_cached_key(|error| (!error.file.ends_with("guide.toml"), error.clone()));
        errors.dedup();
        Self(errors)
    }

    /// The errors.
    pub fn iter(&self) -> std::slice::Iter<'_, GuideError> {
        self.0.iter()
    }

    /// How many there are.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a GuideErrors {
    type Item = &'a GuideError;
    type IntoIter = std::slice::Iter<'a, GuideError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for GuideErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for GuideErrors {}

/// Why a guide that was asked for by name or folder cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Neither a built-in guide nor a folder.
    #[error("no guide is called `{name}`, and there is no folder of that name")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What to do: the built-in name that was probably meant, or all of them.
        remedy: String,
    },
    /// The guide is there, and wrong.
    #[error(transparent)]
    Invalid(#[from] GuideErrors),
}
