//! Builds again when a file of `content/` comes or goes: the guides in it are compiled into the program.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks")]

fn main() {
    println!("cargo::rerun-if-changed=content");
}
