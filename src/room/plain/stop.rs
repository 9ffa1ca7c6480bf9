//! Ending a thread that waits for standard input.

use std::io;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, poll};
#[cfg(unix)]
use std::os::fd::OwnedFd;

/// Ends the wait when it is dropped.
pub(super) struct Stop {
    #[cfg(unix)]
    _end: OwnedFd,
}

/// The side of the thread.
pub(super) struct Stopped {
    #[cfg(unix)]
    closed: OwnedFd,
}

impl Stop {
    /// Whether the thread ends at once. Elsewhere than on Unix it ends with what it reads next.
    pub(super) const IS_QUICK: bool = cfg!(unix);
}

/// The two sides.
#[cfg(unix)]
pub(super) fn stop() -> io::Result<(Stop, Stopped)> {
    let (closed, end) = rustix::pipe::pipe()?;
    Ok((Stop { _end: end }, Stopped { closed }))
}

#[cfg(not(unix))]
pub(super) fn stop() -> io::Result<(Stop, Stopped)> {
    Ok((Stop {}, Stopped {}))
}

impl Stopped {
    /// Waits for input; false where it is no longer wanted.
    #[cfg(unix)]
    pub(super) fn wait(&self) -> bool {
        let input = io::stdin();
        let mut both = [PollFd::new(&input, PollFlags::IN), PollFd::new(&self.closed, PollFlags::IN)];
        loop {
            match poll(&mut both, None) {
                // The other end of the pipe is never written to, only closed.
                Ok(_) => return both[1].revents().is_empty(),
                Err(rustix::io::Errno::INTR) => {}
                // What cannot be waited for is read at once.
                Err(_) => return true,
            }
        }
    }

    #[cfg(not(unix))]
    pub(super) fn wait(&self) -> bool {
        true
    }
}
