//! When what is typed and used is kept.

use std::time::Duration;

/// How long a changed draft may wait before it is handed over. With a look at the clock every second, what is typed is kept
/// within two.
const DRAFT_EVERY: Duration = Duration::from_millis(900);

/// How often the used time is kept where nothing else changes: what a crash may give back to the candidate.
const TIME_EVERY: Duration = Duration::from_secs(5);

/// Tells when what was kept is out of date.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    changed: bool,
    kept_at: Duration,
}

impl Keeping {
    /// Text, stage or flag have changed.
    pub(super) fn changed(&mut self) {
        self.changed = true;
    }

    /// Whether it is time to keep what there is.
    pub(super) fn is_due(&self, now: Duration) -> bool {
        let since = now.saturating_sub(self.kept_at);
        (self.changed && since >= DRAFT_EVERY) || since >= TIME_EVERY
    }

    /// Time until a change is to be kept; nothing where none waits.
    pub(super) fn due_in(&self, now: Duration) -> Option<Duration> {
        self.changed.then(|| DRAFT_EVERY.saturating_sub(now.saturating_sub(self.kept_at)))
    }

    /// It was kept.
    pub(super) fn kept(&mut self, now: Duration) {
        *self = Self { changed: false, kept_at: now };
    }
}
