//! The clock of a session: monotonic, and it counts sleep and suspension.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

/// Names a file that holds the time in milliseconds, in place of the real clock. For the whole-program tests alone, so that
/// none of them waits; nobody else has a reason to set it.
const TEST_CLOCK: &str = "GREENROOM_TEST_CLOCK";

/// How often a room looks at the real clock at least: a wait does not count the time asleep.
const TICK: Duration = Duration::from_secs(1);

/// How often a room looks at the test clock, which moves without telling anybody.
const TEST_TICK: Duration = Duration::from_millis(5);

/// Time since it was started.
#[derive(Debug)]
pub struct Clock {
    source: Source,
    start: Duration,
}

#[derive(Debug)]
enum Source {
    /// Time since the machine was started, asleep or not.
    Machine,
    /// A file, and what it held last.
    File(PathBuf, Cell<Duration>),
}

impl Clock {
    /// A clock that stands at 0 and runs.
    pub fn start() -> Self {
        let source = match std::env::var_os(TEST_CLOCK) {
            Some(path) => Source::File(path.into(), Cell::new(Duration::ZERO)),
            None => Source::Machine,
        };
        let start = source.now();
        Self { source, start }
    }

    /// Time since the start.
    pub fn now(&self) -> Duration {
        self.source.now().saturating_sub(self.start)
    }

    /// How long a room may wait before it looks at the clock again, where `event` is the time until something happens.
    pub fn patience(&self, event: Option<Duration>) -> Duration {
        match self.source {
            Source::Machine => event.unwrap_or(TICK).min(TICK),
            Source::File(..) => TEST_TICK,
        }
    }
}

impl Source {
    fn now(&self) -> Duration {
        match self {
            Self::Machine => machine(),
            Self::File(path, last) => {
                // A file that is just being written is read again in a moment.
                let millis = std::fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok());
                last.set(millis.map_or(last.get(), Duration::from_millis));
                last.get()
            }
        }
    }
}

/// Linux and Android stop their monotonic clock while the machine sleeps; the boot-time clock goes on.
#[cfg(any(target_os = "linux", target_os = "android"))]
const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Boottime;

/// Elsewhere the monotonic clock counts sleep (macOS: `clock_gettime(3)`).
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

#[cfg(unix)]
fn machine() -> Duration {
    let time = rustix::time::clock_gettime(CLOCK);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

#[cfg(not(unix))]
fn machine() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    // Windows counts sleep in it.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads this machine's clock")]
    let now = Instant::now();
    now.duration_since(*START.get_or_init(|| now))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_machines_clock_does_not_go_backwards() {
        let clock = Clock { source: Source::Machine, start: machine() };
        let before = clock.now();
        assert!(clock.now() >= before);
    }

    #[test]
    fn a_room_looks_at_the_clock_every_second_or_earlier_where_something_happens() {
        let clock = Clock { source: Source::Machine, start: Duration::ZERO };
        assert_eq!(clock.patience(None), TICK);
        assert_eq!(clock.patience(Some(Duration::from_secs(60))), TICK);
        assert_eq!(clock.patience(Some(Duration::from_millis(20))), Duration::from_millis(20));
    }

    #[test]
    fn the_test_clock_keeps_its_time_while_its_file_is_unreadable() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let source = Source::File(file.path().to_owned(), Cell::new(Duration::ZERO));
        std::fs::write(file.path(), "1500\n").unwrap();
        assert_eq!(source.now(), Duration::from_millis(1500));
        std::fs::write(file.path(), "").unwrap();
        assert_eq!(source.now(), Duration::from_millis(1500));
    }
}
