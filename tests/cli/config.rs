//! The configuration file and `config`.

use std::fs;

use crate::Greenroom;

fn with(text: &str) -> Greenroom {
    let room = Greenroom::new();
    fs::write(room.data().join("config.toml"), text).unwrap();
    room
}

#[test]
fn the_file_gives_defaults_that_environment_and_flags_go_before() {
    let room = with("candidate = \"Ada\"\n").args(["mock", "--part", "2"]).stdin("slow query log\n.\n");
    room.run().succeeds();
    let room = room.env("GREENROOM_CANDIDATE", "Bob");
    room.run().succeeds();
    let room = room.args(["mock", "--part", "2", "--candidate", "Cy"]);
    room.run().succeeds();
    for name in ["Ada", "Bob", "Cy"] {
        let history = Greenroom::new().args(["history", "--candidate", name]);
        history.env("GREENROOM_DATA_DIR", room.data()).run().succeeds().says(name);
    }
}

#[test]
fn config_shows_what_is_set_and_by_what() {
    let room = with("guide = \"senior-go\"\npace = 1.5\n").args(["config"]).env("GREENROOM_PACE", "2");
    room.run()
        .succeeds()
        .says("config.toml")
        .says("guide      \"senior-go\"  (from the file")
        .says("pace       \"2\"  (from GREENROOM_PACE")
        .says("candidate  not set");
}

#[test]
fn an_unknown_key_is_reported_with_the_one_that_was_meant() {
    let room = with("candidat = \"Ada\"\n").args(["history"]);
    room.run().ends_with(1).complains("unknown key `candidat`").complains("did you mean `candidate`?");
}
