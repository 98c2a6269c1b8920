//! `sarcasm`: praise that means its opposite.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// *Oh great, another* in the clause of a yes or of praise, or in one beside it (METHOD 5). Nothing is turned round:
/// what is said so does not count.
pub(super) struct Sarcasm;

impl Guard for Sarcasm {
    fn id(&self) -> &'static str {
        "sarcasm"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(oh|ah|yeah|well) (great|sure|lovely|wonderful|fantastic|brilliant|perfect|good|nice|super) .. \
             (another|one more|yet another|as if|because that)",
            "^ (great|lovely|wonderful|fantastic|brilliant|marvellous) [just] (another|one more|yet another)",
            "what a joy $",
            "oh (joy|goody)",
            "yeah right (like|as if|sure|whatever|another|sign|count|and i am|and pigs|in your dreams|pull the other)",
            "(just|exactly) what (i|we|the world) (need|needed) .. (another|more)",
            "(another|a|your|some) (miracle|magic) (cure|bullet|wand|pill|solution|fix|box|button|gadget)",
            "(because|as if|like) that (always|ever|has ever|will ever|is ever|went|worked|works|ends) .. \
             (well|works|worked|work|before|happens|happened|happen)",
            "^ as if (i|we|that|anybody|anyone|it) (need|needed|wanted|would|could|will ever|had ever)",
            "my (favourite|favorite) (thing|part|hobby)",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign().or_else(|| scene.sign_beside())
    }
}
