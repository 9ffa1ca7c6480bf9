#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

#[test]
fn the_built_in_guides_load_with_their_patterns() {
    for name in builtin_names() {
        builtin::load(name, true).unwrap_or_else(|error| panic!("{error}"));
    }
}
