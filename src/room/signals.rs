//! Signals, as events of a room: whatever ends the program must save first.

use std::io;
#[cfg(unix)]
use std::thread;

#[cfg(unix)]
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};

/// Number of the signal that Ctrl-C sends.
pub(super) const INTERRUPT: i32 = 2;

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "elsewhere no signal is watched"))]
pub(super) enum Signal {
    /// Leave: Ctrl-C, a hang-up, a request to end. Carries its number.
    Leave(i32),
    /// Step back for the shell (Ctrl-Z).
    Suspend,
    /// The program goes on after it was stopped.
    Continue,
}

/// The signals that are watched. Dropping it ends the watch; the signals then do nothing.
pub(super) struct Watch {
    #[cfg(unix)]
    handle: signal_hook::iterator::Handle,
}

impl Watch {
    /// Watches signals on a thread of its own; `send` says whether anybody still listens.
    #[cfg(unix)]
    pub(super) fn start(send: impl Fn(Signal) -> bool + Send + 'static) -> io::Result<Self> {
        let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT])?;
        let handle = signals.handle();
        let run = move || {
            for signal in signals.forever() {
                let signal = match signal {
                    SIGTSTP => Signal::Suspend,
                    SIGCONT => Signal::Continue,
                    number => Signal::Leave(number),
                };
                if !send(signal) {
                    break;
                }
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(run)?;
        Ok(Self { handle })
    }

    /// Elsewhere the system ends the program.
    #[cfg(not(unix))]
    pub(super) fn start(_send: impl Fn(Signal) -> bool + Send + 'static) -> io::Result<Self> {
        Ok(Self {})
    }
}

#[cfg(unix)]
impl Drop for Watch {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// Exit status of a program that a signal ended, less the signal's number, as shells count it.
#[cfg(not(unix))]
const EXIT_OF_SIGNALS: i32 = 128;

/// Ends this program as the signal would have.
pub(super) fn end_by(number: i32) {
    // It returns only for a signal that ends nothing.
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(number);
    #[cfg(not(unix))]
    #[expect(clippy::disallowed_methods, reason = "as the signal would have")]
    std::process::exit(EXIT_OF_SIGNALS + number);
}

/// Stops this program as Ctrl-Z would have; returns when it goes on.
pub(super) fn suspend() {
    // Where it cannot be stopped, it simply goes on.
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
