//! Reads and compiles the lexicons while the program is built, so that a start need only decode them.
//!
//! It is made of the very modules that read and compile a team's lexicons when the program runs: there is one reader
//! and one compiler. A run that names lexicons of its own still reads and compiles all of them.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the modules are those of the program, which uses all of them"
)]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/call/mod.rs"]
mod call;
#[path = "src/error.rs"]
mod error;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/scan/mod.rs"]
mod scan;
#[path = "src/text/mod.rs"]
mod text;

#[expect(clippy::disallowed_methods, reason = "a build script is told where to write by the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build.rs", "lexicons", "src/call", "src/error.rs", "src/lexicon", "src/scan", "src/text"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let rules = scan::Rules::of(&lexicon::Library::builtin())?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder for what is built")?;
    fs::write(Path::new(&folder).join("rules.bin"), postcard::to_allocvec(&rules)?)?;
    Ok(())
}
