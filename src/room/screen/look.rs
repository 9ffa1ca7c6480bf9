//! Colours, for light and dark terminals alike, and what stands in for them where there are none. Nothing is said by colour alone.

use std::time::Duration;

use ratatui::style::{Color, Modifier, Style};

use crate::mark::Status;

/// A heading.
pub(super) const HEADING: Style = Style::new().add_modifier(Modifier::BOLD);

/// What is good to know, and need not be seen.
pub(super) const QUIET: Style = Style::new().add_modifier(Modifier::DIM);

/// Where one stands; what is selected.
pub(super) const HERE: Style = Style::new().add_modifier(Modifier::REVERSED);

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    coloured: bool,
}

/// How much of a time is left, and how it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    Calm,
    /// It runs out soon.
    Soon,
    /// Its last seconds.
    Last,
}

/// Time left from which on a clock is said to run out.
const SOON: Duration = Duration::from_secs(120);

/// Time left from which on its last seconds are counted.
const LAST: Duration = Duration::from_secs(30);

impl Urgency {
    pub(super) fn of(left: Duration) -> Self {
        match left {
            left if left <= LAST => Self::Last,
            left if left <= SOON => Self::Soon,
            _ => Self::Calm,
        }
    }
}

impl Look {
    pub(super) fn new(coloured: bool) -> Self {
        Self { coloured }
    }

    fn colour(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.coloured { style.fg(colour) } else { style }
    }

    pub(super) fn time(self, urgency: Urgency) -> Style {
        match urgency {
            Urgency::Calm => Style::new(),
            Urgency::Soon => self.colour(Color::Magenta, Modifier::empty()),
            Urgency::Last => self.colour(Color::Red, Modifier::BOLD),
        }
    }

    pub(super) fn news(self) -> Style {
        self.colour(Color::Magenta, Modifier::BOLD)
    }

    pub(super) fn alarm(self) -> Style {
        self.colour(Color::Red, Modifier::BOLD)
    }

    pub(super) fn mark(self, status: Status) -> Style {
        match status {
            Status::Covered => self.colour(Color::Green, Modifier::BOLD),
            Status::Partial => self.colour(Color::Magenta, Modifier::BOLD),
            Status::Missed => self.colour(Color::Red, Modifier::BOLD),
        }
    }

    /// Words of an answer that earned something, partly or wholly, or that cost something.
    pub(super) fn evidence(self, status: Status) -> Style {
        let colour = match status {
            Status::Covered => Color::Green,
            Status::Partial => Color::Magenta,
            Status::Missed => Color::Red,
        };
        self.colour(colour, Modifier::UNDERLINED)
    }
}
