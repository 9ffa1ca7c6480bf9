//! A guide's patterns, compiled when they are first needed: that takes longer than a first frame may, and a mock marks nothing
//! before its design is handed in.

use std::sync::{Arc, OnceLock};

use super::{Error, guides};
use crate::guide::Guide;
use crate::interview::Marker;
use crate::matching::Matcher;

/// The patterns of a guide.
pub(super) struct Patterns {
    guide: Arc<Guide>,
    compiled: OnceLock<Result<Matcher, Error>>,
}

impl Patterns {
    /// Of a guide that was just loaded, and its patterns checked then (or, for a built-in guide, tested).
    pub(super) fn of(guide: &Arc<Guide>) -> Arc<Self> {
        Arc::new(Self { guide: Arc::clone(guide), compiled: OnceLock::new() })
    }

    /// Of a guide that may come from another version: compiled now, before anybody sits down.
    ///
    /// # Errors
    /// Patterns that cannot be read.
    pub(super) fn checked(guide: &Arc<Guide>) -> Result<Arc<Self>, Error> {
        let patterns = Self::of(guide);
        patterns.compiled.get_or_init(|| guides::matcher(guide)).as_ref().map_err(Clone::clone)?;
        Ok(patterns)
    }

    /// Compiles them in the background, for whoever needs them soon.
    pub(super) fn prepare(self: &Arc<Self>) {
        let patterns = Arc::clone(self);
        // Without a thread they are compiled when they are needed.
        let _ = std::thread::Builder::new().name("patterns".to_owned()).spawn(move || patterns.matcher().is_ok());
    }

    /// The compiled patterns.
    ///
    /// # Errors
    /// Patterns that cannot be read.
    pub(super) fn matcher(&self) -> Result<&Matcher, Error> {
        self.compiled.get_or_init(|| guides::matcher(&self.guide)).as_ref().map_err(Clone::clone)
    }

    /// Marks answers while a session goes on.
    pub(super) fn marker(self: &Arc<Self>) -> Marker {
        let patterns = Arc::clone(self);
        Box::new(move |key, answer| {
            patterns.matcher().ok().and_then(|matcher| matcher.mark(key, answer)).unwrap_or_default()
        })
    }
}
