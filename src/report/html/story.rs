//! Problems and what became of them, questions, stretches of offer, proposals, and the shape of the talk.

use minijinja::{Value, context};

use super::call::Page;
use super::words::figure;
use crate::analyze::Proposed;
use crate::call::{Millis, Points, divide};
use crate::report::names;
use crate::report::words::{clock, count, line, percent, tenths};
use crate::story::{Asked, Burst, Clock, FIGURES, Figure, FigureRow, Kind, Row};

pub(super) fn context(page: &Page<'_>) -> Value {
    let story = &page.call.story;
    let (ledger, asked) = (&story.ledger, &story.questions);
    let kinds: Vec<Value> = Kind::ALL
        .into_iter()
        .zip(&asked.kinds)
        .filter(|(_, drawn)| drawn.questions > 0)
        .map(|(kind, drawn)| {
            let at = |key: &str| format!("/story/questions/{}/{key}", kind.as_str());
            let (name, about) = names::question(kind);
            context! {
                name, about,
                questions => figure(at("questions"), drawn.questions, drawn.questions.to_string()),
                each => drawn.each.map(|each| figure(at("words_each"), each, tenths(each))),
            }
        })
        .collect();
    context! {
        knows_sides => story.clock.is_some(),
        clock => story.clock.as_ref().map(before_problem),
        problems => ledger.rows.iter().map(|row| problem(page, row)).collect::<Vec<_>>(),
        answered => figure("/story/ledger/answered", ledger.answered, ledger.answered.to_string()),
        followed => figure("/story/ledger/followed", ledger.followed, ledger.followed.to_string()),
        rate => ledger.rate.map(|rate| figure("/story/ledger/rate", rate, percent(rate))),
        kinds,
        self_answered => (asked.self_answered > 0).then(|| figure(
            "/story/questions/self_answered", asked.self_answered, count(asked.self_answered, "question"),
        )),
        median => asked.median.map(|words| figure(
            "/story/questions/median_words", words, count(words, "word"),
        )),
        best => asked.best.as_ref().map(|one| question(page, "best", one)),
        worst => asked.worst.as_ref().map(|one| question(page, "worst", one)),
        bursts => story.bursts.iter().enumerate().map(|(at, burst)| stretch(page, at, burst)).collect::<Vec<_>>(),
        proposals => page.call.proposals.iter().map(|one| proposal(page, one)).collect::<Vec<_>>(),
        shape => shape(page),
    }
}

/// How long it took until a problem was named, and what was offered before.
fn before_problem(clock: &Clock) -> Value {
    let at = |key: &str| format!("/story/clock/{key}");
    let about = if clock.is_estimated { "about " } else { "" };
    context! {
        pain_turn => clock.pain_turn,
        time => figure(at("seconds"), seconds(clock.time), format!("{about}{}", crate::report::words::clock(clock.time))),
        turns => figure(at("turns"), clock.turns, count(clock.turns, "turn")),
        words => figure(at("words"), clock.words, count(clock.words, "word")),
        pitch => clock.pitch_clauses,
        clauses => figure(at("pitch_clauses"), clock.pitch_clauses, count(clock.pitch_clauses, "statement")),
        pitch_turns => figure(at("pitch_turns"), clock.pitch_turns, count(clock.pitch_turns, "turn")),
        share => clock.pitch_share.map(|share| figure(at("pitch_share"), share, percent(share))),
    }
}

/// Seconds as the JSON has them.
fn seconds(time: Millis) -> f64 {
    time.seconds()
}

fn problem(page: &Page<'_>, row: &Row) -> Value {
    let next = row.next.as_ref().map(|(made, said)| {
        let (words, class) = names::next_move(*made);
        context! { words, class, place => page.place(said.turn, said.start), quote => page.quote(said) }
    });
    context! {
        name => page.code(&row.id),
        place => page.place(row.pain.turn, row.pain.start),
        quote => page.quote(&row.pain),
        next,
    }
}

fn question(page: &Page<'_>, which: &str, asked: &Asked) -> Value {
    let Asked { question, kind, words } = asked;
    context! {
        kind => names::question(*kind).0.to_lowercase(),
        words => figure(format!("/story/questions/{which}/words"), *words, count(*words, "word")),
        place => page.place(question.turn, question.start),
        quote => page.quote(question),
    }
}

fn stretch(page: &Page<'_>, number: usize, burst: &Burst) -> Value {
    let at = |key: &str| format!("/story/bursts/{number}/{key}");
    let (from, to) = burst.turns;
    context! {
        from, to,
        place => page.place(from, burst.time.map(|(from, _)| from)),
        times => burst.time.map(|(from, to)| format!("{}–{}", clock(from), clock(to))),
        hits => figure(at("hits"), burst.hits, count(burst.hits, "statement")),
        seller => figure(at("seller_words"), burst.seller_words, count(burst.seller_words, "word")),
        buyer => figure(at("buyer_words"), burst.buyer_words, count(burst.buyer_words, "word")),
        density => figure(at("density"), burst.density, tenths(burst.density)),
    }
}

fn proposal(page: &Page<'_>, one: &Proposed) -> Value {
    use crate::proposal::{Answer, Kind};
    let answer = match one.answer {
        Answer::Agreed => "agreed",
        Answer::Declined => "declined",
        Answer::Countered => "another offer in return",
        Answer::None => "no clear answer",
    };
    let kind = match one.kind {
        Kind::Step => "next step",
        Kind::Sum => "sum",
        Kind::Date => "date",
    };
    context! {
        role => one.side.as_str(),
        kind, answer,
        asked => names::exchange(one.exchange),
        first => one.first,
        place => page.place(one.turn, one.start),
        quote => line(&one.quote),
        answered_in => one.answer_turn.map(|turn| page.place(turn, page.start(turn))),
        answer_quote => one.answer_quote.as_deref().map(line),
    }
}

/// Every figure that the call tells, with what it counts; and the names of those that it does not tell.
fn shape(page: &Page<'_>) -> Value {
    let structure = &page.call.structure;
    let mut rows: Vec<Value> = Vec::new();
    let mut row = |name: &str, definition: &str, figure: Value| rows.push(context! { name, definition, figure });
    let shares = [
        (
            structure.seller_share,
            "seller_share",
            "Seller’s share of the words",
            "words of sellers, of all words of sellers and buyers",
        ),
        (
            structure.seller_unasked_share,
            "seller_unasked_share",
            "Said unasked by the seller",
            "words that sellers say without having been asked, of all words of both sides",
        ),
        (
            structure.buyer_unasked_share,
            "buyer_unasked_share",
            "Said unasked by the buyer",
            "words that buyers say without having been asked, of all words of both sides; the usual is 28 %",
        ),
        (
            structure.first_pain_at,
            "first_pain_at",
            "First problem of the buyer’s at",
            "words of the call that stand before the first problem that the buyer names",
        ),
        (
            structure.first_pitch_at,
            "first_pitch_at",
            "First unasked offer at",
            "words of the call that stand before the first words of offer that nobody had asked for",
        ),
    ];
    for (share, id, name, definition) in shares {
        if let Some(share) = share {
            let shown = match (id, page.call.story.sort.share) {
                ("seller_share", Some(band)) => format!("{} ({})", percent(share), names::band(band)),
                _ => percent(share),
            };
            row(name, definition, figure(format!("/structure/{id}"), share, shown));
        }
    }
    let numbers = [
        (
            structure.seller_questions,
            "seller_questions",
            "Questions of the seller",
            "statements of sellers that are questions",
        ),
        (
            structure.buyer_questions,
            "buyer_questions",
            "Questions of the buyer",
            "statements of buyers that are questions",
        ),
    ];
    for (number, id, name, definition) in numbers {
        row(name, definition, figure(format!("/structure/{id}"), number, number.to_string()));
    }
    let mut untold = Vec::new();
    for (place, (told, one)) in FIGURES.iter().zip(&page.call.story.figures).enumerate() {
        let name = capital(told.id);
        match one.value {
            Some(value) => {
                let value = figure(format!("/story/figures/{place}/value"), value, shown(told, one, value));
                row(&name, told.definition, value);
            }
            None => untold.push(name),
        }
    }
    let first_step = page.call.story.first_step.map(|(role, turn)| {
        context! { role => role.as_str(), place => page.place(turn, page.start(turn)) }
    });
    context! { rows, untold => untold.join(", "), first_step }
}

/// `longest_buyer_stretch_s`: `Longest buyer stretch`.
fn capital(id: &str) -> String {
    let id = id
        .trim_end_matches("_s")
        .replace('_', " ")
        .replace("per 10min", "in 10 minutes")
        .replace("per min", "in a minute");
    let mut letters = id.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `45 %`, `0:18`, `2.1 in 10 min`, `3 turns`; `about` where it is estimated.
fn shown(row: &FigureRow, figure: &Figure, value: Points) -> String {
    let about = if figure.is_estimated { "about " } else { "" };
    let value = match row.unit {
        "share" => percent(value),
        "score" => format!("{} of 100", divide(value.0, 1000)),
        "s" if value.0 >= 60_000 => clock(Millis::new(value.0)),
        unit => match unit.split_once(" in ") {
            Some((_, per)) => format!("{} in {per}", tenths(value)),
            None if value == Points::ONE => {
                format!("1 {}", if unit == "s" { unit } else { unit.trim_end_matches('s') })
            }
            None if value.0 % 1000 == 0 => format!("{} {unit}", value.0 / 1000),
            None => format!("{} {unit}", tenths(value)),
        },
    };
    format!("{about}{value}")
}

#[cfg(test)]
mod tests {
    use super::{FIGURES, Figure, capital, shown};
    use crate::call::Points;

    #[test]
    fn figures_are_named_and_put_as_people_say_them() {
        let put = |id: &str, value: i64| {
            let row = FIGURES.iter().find(|row| row.id == id).unwrap();
            shown(row, &Figure { value: Some(Points(value)), is_estimated: false }, Points(value))
        };
        assert_eq!(capital("longest_buyer_stretch_s"), "Longest buyer stretch");
        assert_eq!(capital("seller_questions_per_10min"), "Seller questions in 10 minutes");
        assert_eq!([put("closes_per_pain", 1000), put("interruptions", 3000)], ["1 close", "3 turns"]);
        assert_eq!([put("company_overview_s", 11_900), put("company_overview_s", 90_000)], ["11.9 s", "1:30"]);
        assert_eq!([put("change_talk_share", 455), put("momentum_first_third", 50_000)], ["46 %", "50 of 100"]);
    }
}
