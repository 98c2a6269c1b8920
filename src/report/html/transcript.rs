//! What was said, turn by turn, with its marks.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::call::Page;
use super::marks::{Look, Marks};
use crate::analyze::Passage;
use crate::report::names;
use crate::report::words::clock;

/// Every turn; none where the words were not kept.
pub(super) fn turns(page: &Page<'_>, marks: &Marks) -> Vec<Value> {
    page.passages().iter().map(|passage| turn(page, marks, passage)).collect()
}

fn turn(page: &Page<'_>, marks: &Marks, passage: &Passage) -> Value {
    let looks: Vec<Option<Look>> = passage.marks.iter().map(|mark| marks.look(page, mark.of)).collect();
    // The first run of a mark carries its anchor, the last its number.
    let mut anchored: BTreeSet<usize> = BTreeSet::new();
    let mut runs = Vec::new();
    for run in passage.runs() {
        let here: Vec<(usize, &Look)> =
            run.marks.iter().filter_map(|&at| Some((at, looks.get(at)?.as_ref()?))).collect();
        let Some((_, first)) = here.iter().min_by_key(|(_, look)| (look.side == "off", look.number)) else {
            runs.push(context! { text => run.text });
            continue;
        };
        let anchors: Vec<usize> =
            here.iter().map(|(_, look)| look.number).filter(|number| anchored.insert(*number)).collect();
        let ends = |at: usize| passage.marks.get(at).is_some_and(|mark| mark.span.end == run.span.end);
        let numbers: Vec<usize> = here.iter().filter(|(at, _)| ends(*at)).map(|(_, look)| look.number).collect();
        runs.push(context! { text => run.text, mark => first.number, side => first.side, anchors, numbers, blank => run.text.trim().is_empty() });
    }
    let tags: Vec<Value> = looks
        .iter()
        .flatten()
        .map(|Look { number, side, name, note }| {
            context! { number, side => *side, name, note, anchor => !anchored.contains(number) }
        })
        .collect();
    context! {
        turn => passage.turn,
        time => passage.start.map(clock),
        name => page.name(passage.party),
        role => passage.role.as_str(),
        side => names::role(passage.role),
        foreign => passage.is_foreign,
        told => told(page, passage.turn),
        runs,
        tags,
    }
}

/// What other parts of the page say of a turn.
fn told(page: &Page<'_>, turn: u32) -> Vec<String> {
    let (story, verdict) = (&page.call.story, &page.call.verdict);
    let moments = (1..).zip(&story.moments).filter(|(_, moment)| moment.said.turn == turn);
    let mut told: Vec<String> =
        moments.map(|(number, moment)| format!("Moment {number}: {}", page.moment(&moment.kind))).collect();
    told.extend(
        story.turning_point.filter(|point| point.turn == turn).map(|_| "The direction changes here".to_owned()),
    );
    told.extend((verdict.deciding_turn == Some(turn)).then(|| "The verdict hangs on this turn".to_owned()));
    told
}
