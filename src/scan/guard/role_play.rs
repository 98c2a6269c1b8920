//! `role_play`: what is acted is not meant.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// *Say I am your customer*, *let us role play* up to twelve turns before, and no word since that ends it (METHOD 5).
pub(super) struct RolePlay;

/// Turns for which a play goes on if nobody ends it; judgement.
const TURNS: u32 = 12;

impl Guard for RolePlay {
    fn id(&self) -> &'static str {
        "role_play"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn carries(&self) -> bool {
        true
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "^ [okay|ok|so|fine|all right|right|now|and|then|well|good] (say|suppose|imagine|assume|act like|let us say) (i am|i was|i were|that i am) ..2 \
             (customer|client|buyer|prospect|lead|caller|shopper)",
            "pretend [that|like] (i am|you are|to be|we are|this is) .. \
             (customer|client|buyer|prospect|lead|seller|salesman|salesperson|rep|call|stranger|caller)",
            "(let us|we will|we can|want to|going to|try a|do a|do some|quick|little|another) (role play|roleplay)",
            "(role playing|roleplaying|role play this|role play that|role play it)",
            "(i will|you|i can|let me) (play|be) the (customer|client|buyer|prospect|seller|rep|salesman|salesperson)",
        ]
    }

    fn cancels(&self) -> &'static [&'static str] {
        &[
            "(end|out|done|enough|stop|stopping|finish) (of|with) (the|that|this|our) (role play|roleplay|play|scene)",
            "(end|stop|pause|enough) (scene|role play|roleplay)",
            "out of (character|role)",
            "back to (real life|reality|the real world|being ourselves)",
            "(good|great|nice) (job|work|role play|roleplay) $",
            "^ (and|okay|ok) (scene|cut) $",
            "(how did|what did) (i|you) (do|think) $",
        ]
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.mark_since(hit, TURNS)
    }
}
