//! `complaint`: trouble with what the seller sold is no pull towards him.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// The seller's own goods or people are what fails, in the clause or in the one before: an existing customer
/// complains (METHOD 5).
pub(super) struct Complaint;

impl Guard for Complaint {
    fn id(&self) -> &'static str {
        "complaint"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            // "your portal keeps freezing", "your driver never came"
            "your !(competitor*|rival*|colleague|friend|email|question|point) ..2 (keeps|kept|broke|breaks|crashed|\
             crashes|fails|failed|stopped|froze|freezes|leaks|leaked|lost|loses|missed|misses|ruined|damaged|overcharged|\
             messed|forgot|never|cost us|costs us|cut out|cuts out|drops|dropped|jams|jammed)",
            "your !(competitor*|rival*) ..2 (is|are|was|were|has been|have been|went|goes|keeps going) \
             (down|broken|late|wrong|slow|faulty|useless|unreliable|offline|damaged|a mess|failing|crashing|freezing)",
            "your !(competitor*|rival*|price*|quote*|offer*|terms|proposal*) ..2 (does|do|did|has|have|can) not (work|arrive|come|show up|turn up|help|answer|\
             load|sync|connect|worked|arrived|come|shown up|turned up|helped|answered)",
            "your (last|latest|previous|new) (delivery|shipment|update|release|invoice|visit|batch|version)",
            // "the pump you sold us"
            "(that|which|the ..3) (you|you guys|you people) (sold|sent|installed|fitted|delivered|supplied|shipped|\
             billed|charged) [for] (us|me)",
            "(you|you guys) [have] (overcharged|double charged|double billed|let us down|messed up|cut us off)",
            "(since|ever since) (we|i) (switched to|moved to|signed up with|went with|bought|installed|started with|\
             started using) (you|your|yours)",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign().or_else(|| scene.sign_in_clause_before())
    }
}
