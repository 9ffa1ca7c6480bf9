//! A report on a terminal: through a pager where it is long.

use crate::Home;

/// Prints one line for all it gets: whoever sees it knows that the pager was used.
const PAGER: &str = "sed -n '$s/.*/the pager was here/p'";

fn home() -> Home {
    let home = Home::new();
    let mut drill = home.start(["drill", "--plain", "--question", "1"]);
    drill.says("Question 1: ").keys("Work is stolen.\r.\r").says("points covered").keys(":quit\r").ends_with(0);
    home
}

#[test]
fn a_long_report_goes_through_the_pager() {
    home().start_with("PAGER", PAGER, ["report"]).says("the pager was here").ends_with(0);
}

#[test]
fn without_a_pager_it_is_printed() {
    let home = home();
    for pager in ["", "cat", "greenroom-has-no-such-pager"] {
        home.start_with("PAGER", pager, ["report"]).says("How to read this").ends_with(0);
    }
    home.start_with("PAGER", PAGER, ["report", "--no-pager"]).says("How to read this").ends_with(0);
}
