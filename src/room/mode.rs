//! The mode of the terminal on standard input: whether it edits lines and shows what is typed.

/// A mode the terminal can be put into. Elsewhere than on Unix there is none.
#[derive(Clone)]
pub(super) struct Mode {
    #[cfg(unix)]
    termios: rustix::termios::Termios,
}

#[cfg(unix)]
impl Mode {
    /// The mode as it is; nothing where standard input is no terminal.
    pub(super) fn now() -> Option<Self> {
        rustix::termios::tcgetattr(std::io::stdin()).ok().map(|termios| Self { termios })
    }

    /// This mode, with its own line editor off and its echo as said: what is typed comes key by key. Signal keys stay.
    pub(super) fn key_by_key(&self, echo: bool) -> Self {
        use rustix::termios::{InputModes, LocalModes, SpecialCodeIndex};
        let mut termios = self.termios.clone();
        termios.local_modes.remove(LocalModes::ICANON | LocalModes::IEXTEN);
        termios.local_modes.set(LocalModes::ECHO, echo);
        termios.input_modes.remove(InputModes::INLCR);
        // A read waits for one byte, however long it takes.
        termios.special_codes[SpecialCodeIndex::VMIN] = 1;
        termios.special_codes[SpecialCodeIndex::VTIME] = 0;
        Self { termios }
    }

    /// Puts the terminal into it. A terminal that has gone is noticed by whoever reads it.
    pub(super) fn set(&self) {
        let _ = rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, &self.termios);
    }
}

#[cfg(not(unix))]
impl Mode {
    pub(super) fn now() -> Option<Self> {
        None
    }

    pub(super) fn key_by_key(&self, _echo: bool) -> Self {
        self.clone()
    }

    pub(super) fn set(&self) {}
}
