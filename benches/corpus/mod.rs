//! What the benches read: dialogue grown from `fixtures/vignettes` by a fixed rule, so that it is the same everywhere.
//!
//! Every bench counts the bytes of what is said, whatever form it is in by then, so that their figures can be set side
//! by side; `parse` and `batch`, which begin with files, count the bytes of those.

use std::fs;
use std::path::PathBuf;

use pursuit::analyze::{Method, analyze};
use pursuit::batch::{InputHash, Outcome};
use pursuit::call::{Call, Draft, Role};
use pursuit::scan::Rules;

/// Turns of the one call that most benches read; about 60 KB, an hour of talk.
pub(crate) const TURNS: usize = 700;

/// A turn further on in the fixtures, a turn further on in the call: a prime, so that every turn of theirs comes in.
const STRIDE: usize = 37;

/// Turns of seller and buyer, as many as asked for. The order is not the fixtures', and yet always the same.
pub(crate) fn said(turns: usize) -> Vec<(Role, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/vignettes");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let mut pool = Vec::new();
    for file in files {
        let call: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(file).expect("readable")).expect("the fixtures are JSON");
        for turn in call["turns"].as_array().expect("turns") {
            let role = turn["role"].as_str().and_then(Role::parse).expect("a role");
            pool.push((role, turn["text"].as_str().expect("text").to_owned()));
        }
    }
    (0..turns).map(|step| pool[step * STRIDE % pool.len()].clone()).collect()
}

/// The call of [`TURNS`] turns whose sides are stated.
pub(crate) fn call() -> Call {
    let said = said(TURNS);
    Draft::talk((1..).zip(&said).map(|(line, (role, words))| (*role, words.as_str(), line)))
}

/// The same call without a word about the sides: two strangers, whose roles the words must tell.
pub(crate) fn call_of_strangers() -> Call {
    let mut draft = Draft::new();
    for (line, (role, words)) in (1..).zip(said(TURNS)) {
        let party = draft.party(if role == Role::Seller { "Robin Hale" } else { "Kim Ortega" });
        draft.say(Some(party), &words, None, None, line);
    }
    draft.finish()
}

/// A plain transcript of that many turns: a line a turn, `Rep:` or `Customer:` before it.
pub(crate) fn transcript(turns: usize) -> String {
    let name = |role| if role == Role::Seller { "Rep" } else { "Customer" };
    said(turns).iter().map(|(role, words)| format!("{}: {words}\n", name(*role))).collect()
}

/// Bytes of what is said in a call.
pub(crate) fn bytes(call: &Call) -> usize {
    call.utterances.iter().map(|utterance| utterance.text.len()).sum()
}

/// The built-in lexicons, compiled.
pub(crate) fn method() -> Method {
    Method::of(Rules::builtin().expect("the built-in lexicons are sound"))
}

/// What comes of the call, as a report gets it.
pub(crate) fn outcome(method: &Method) -> Outcome {
    Outcome {
        path: "calls/bench.txt".to_owned(),
        format: Some("text"),
        input: Some(InputHash::of(b"bench")),
        result: Ok(analyze(call(), "bench", method)),
        original: None,
    }
}
