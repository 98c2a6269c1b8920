//! `call_technology`: trouble with the line or the screen is no pain of the trade.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// Words about the call's own equipment anywhere in the clause (METHOD 2.3).
pub(super) struct CallTechnology;

impl Guard for CallTechnology {
    fn id(&self) -> &'static str {
        "call_technology"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(audio|mic|microphone|screen|the line|hear me|hear you|sound|camera|zoom|headset|echo|signal|reception)",
            "(connection|unmute|muted|on mute)",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign()
    }
}
