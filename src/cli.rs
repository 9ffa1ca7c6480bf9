//! Arguments, declared. What they do is in [`crate::command`].
