//! What holds for every command: help, usage errors, colour.

use crate::Greenroom;

#[test]
fn alone_in_a_pipe_it_prints_help() {
    Greenroom::new().run().succeeds().says("Usage: greenroom").says("history").says("GREENROOM_DATA_DIR");
}

#[test]
fn wrong_usage_is_status_2_with_a_suggestion() {
    Greenroom::new().args(["histroy"]).run().ends_with(2).complains("error:").complains("history");
}

#[test]
fn every_sub_command_has_help_with_examples() {
    for command in ["mock", "grade", "report", "history"] {
        Greenroom::new().args([command, "--help"]).run().succeeds().says("Examples:");
    }
}

#[test]
fn colour_is_asked_for_never_assumed() {
    let escape = '\u{1b}';
    let plain = Greenroom::new().args(["--help"]).run().succeeds();
    assert!(!plain.stdout.contains(escape));
    let coloured = Greenroom::new().args(["--help", "--color", "always"]).run().succeeds();
    assert!(coloured.stdout.contains(escape));
    let wrong = Greenroom::new().args(["--wrong"]).env("CLICOLOR_FORCE", "1").run().ends_with(2);
    assert!(wrong.stderr.contains(escape));
    let quiet = Greenroom::new().args(["--wrong"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").run().ends_with(2);
    assert!(!quiet.stderr.contains(escape));
}
