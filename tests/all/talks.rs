//! Small talks for tests: lines of `seller: words` and `buyer: words`.

use std::sync::LazyLock;

use pursuit::analyze::{Analysis, Method, analyze};
use pursuit::call::{Call, Draft, Role};

/// The built-in method without anything said about the sides, compiled once.
pub(crate) fn method() -> &'static Method {
    static METHOD: LazyLock<Method> = LazyLock::new(|| Method::builtin().unwrap());
    &METHOD
}

/// A call of such lines; other names than seller and buyer have no role.
pub(crate) fn call(lines: &[&str]) -> Call {
    let mut draft = Draft::new();
    for (line, text) in (1..).zip(lines) {
        let (who, words) = text.split_once(": ").unwrap();
        let party = draft.party(who);
        if let Some(role) = Role::parse(who) {
            draft.role(party, role, 1000, "role");
        }
        draft.say(Some(party), words, None, None, line);
    }
    draft.finish()
}

/// Its analysis.
pub(crate) fn analysis(lines: &[&str]) -> Analysis {
    analyze(call(lines), "talk", method())
}
