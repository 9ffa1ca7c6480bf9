//! Choices outside the session, on a terminal.
