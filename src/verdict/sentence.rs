//! The because-sentence: fixed templates, filled with counts.

use super::{BUYER_RAW, Reading, Reason};
use crate::call::{Note, Role, divide};
use crate::lexicon::Mass;
use crate::signal::{Talk, Tally, structural};

/// Signals named in one sentence for one side.
const NAMED: usize = 3;

/// Why the class is what it is, in one sentence without a full stop at its end.
pub(super) fn because(reading: &Reading, talk: &Talk<'_>, tally: &Tally, names: &[String]) -> String {
    let side = |masses: &[Mass]| strongest(reading, talk, masses);
    let pursuit = || side(&[Mass::SellerPursuit]);
    let initiative = || side(&[Mass::BuyerInitiative]);
    let pull = || side(&[Mass::BuyerInitiative, Mass::BuyerPull]);
    let forces = || {
        format!(
            "push {:.1}, pull {:.1}{}",
            reading.masses.push.decimal(),
            reading.masses.pull.decimal(),
            unasked(reading)
        )
    };
    let turns = |count: u32| counted(count, "turn");
    match reading.ruling.reason {
        Reason::Silent => "nobody says a word in this file".to_owned(),
        Reason::RolesUnknown => roles_unknown(talk, names),
        Reason::TooShort if tally.words == 1 => "one word is too little to tell".to_owned(),
        Reason::TooShort => format!("{} words are too few to tell", tally.words),
        Reason::OneSided => format!(
            "one side is missing: {} words of the seller, {} of the buyer",
            tally.seller_words, tally.buyer_words
        ),
        Reason::OtherLanguage if tally.foreign_words > 0 && tally.words > 0 => format!(
            "mostly in another language, {} of {} words, and only English phrases are known",
            tally.foreign_words,
            tally.words + tally.foreign_words
        ),
        Reason::OtherLanguage => "does not read as English, and only English phrases are known".to_owned(),
        Reason::Voicemail => "sounds like a recorded greeting, not a talk".to_owned(),
        Reason::Sounds(kind) => {
            format!("sounds like {} ({}), not like a sale", kind.sound(), turns(super::kind::turns(kind, tally)))
        }
        Reason::NothingForSale => match tally.anchors {
            0 => "nobody speaks of buying or offering anything".to_owned(),
            1 => format!("one mention of buying or offering in {} words is too little for a sale", tally.words),
            few => format!("{few} mentions of buying or offering in {} words are too few for a sale", tally.words),
        },
        Reason::TooFew => {
            format!("too little was said that tells who pursues whom: {}", counted(tally.scored_clauses, "remark"))
        }
        Reason::Neither => format!("neither side pursues in {} words", tally.words),
        Reason::Working => "a working sale talk with little force on either side".to_owned(),
        Reason::SellerPursues => {
            let silent = reading.masses.buyer_initiative.0 == 0;
            let buyer = if silent { "; no initiative of the buyer was heard" } else { "" };
            format!("{}{buyer} ({})", pursuit(), forces())
        }
        Reason::BuyerPursues => format!("{} ({})", initiative(), forces()),
        Reason::Answers => {
            format!("the buyer has reasons, but says most of them when asked: {} ({})", pull(), forces())
        }
        Reason::PullWithoutInitiative => format!("reasons, but little initiative: {} ({})", pull(), forces()),
        Reason::Balanced => match (reading.masses.seller_pursuit.0, reading.masses.buyer_pull.0) {
            (_, 0) => format!("not enough to call it one-sided: {} ({})", pursuit(), forces()),
            (0, _) => format!("not enough to call it one-sided: {} ({})", pull(), forces()),
            _ => format!("seller: {}; buyer: {} ({})", pursuit(), pull(), forces()),
        },
    }
}

/// What a trainer may do where a sale was taken for none; for him, not for those who read why.
pub(super) fn remedy(reason: Reason) -> Option<Note> {
    let how = match reason {
        Reason::Sounds(kind) => format!(
            "lay a {} of your own over ours with --lexicons, without the phrases that were taken for {}",
            kind.lexicon(),
            kind.sound()
        ),
        Reason::NothingForSale => {
            "name what you sell under `goods` in a lists.toml of your own (--lexicons)".to_owned()
        }
        _ => return None,
    };
    Some(Note::new("taken_for_no_sale", format!("if something is for sale here, {how}")))
}

/// How much the buyer says unasked, where the verdict would be another by push and pull alone.
fn unasked(reading: &Reading) -> String {
    let terms = &reading.terms;
    if (terms.balance >= BUYER_RAW) == (terms.raw() >= BUYER_RAW) {
        return String::new();
    }
    let than = if terms.balance >= BUYER_RAW { "less" } else { "more" };
    format!("; the buyer says {} % of all words unasked, {than} than usual", divide(terms.unasked.0, 10))
}

fn roles_unknown(talk: &Talk<'_>, names: &[String]) -> String {
    /// Names shown.
    const SHOWN: usize = 3;
    let speaks = |role: Role| talk.scales.facts.iter().any(|facts| facts.role == role);
    let (missing, flag) = match (speaks(Role::Seller), speaks(Role::Buyer)) {
        (false, true) => ("the seller is", "--seller NAME"),
        (true, false) => ("the buyer is", "--buyer NAME"),
        _ => ("seller and buyer are", "--seller NAME or --buyer NAME"),
    };
    let listed = match names {
        [] => return "the file names no speakers; label its lines with them, or export it with speakers".to_owned(),
        few if few.len() <= SHOWN => few.join(", "),
        many => format!("{} and {} more", many[..SHOWN].join(", "), many.len() - SHOWN),
    };
    format!("{missing} not known; say {flag} (speakers: {listed})")
}

/// The strongest signals of a side with their counts.
fn strongest(reading: &Reading, talk: &Talk<'_>, masses: &[Mass]) -> String {
    let mut rows: Vec<(i64, String)> = Vec::new();
    let mut counts = vec![0; talk.scales.rules.lexicons().len()];
    for (kept, weight) in talk.scales.judged.kept.iter().zip(&talk.weights.weight) {
        counts[usize::from(kept.hit.lexicon.0)] += usize::from(weight.0 > 0);
    }
    for (index, (lexicon, points)) in talk.scales.rules.lexicons().iter().zip(&reading.points).enumerate() {
        if points.0 > 0 && masses.contains(&lexicon.mass) {
            rows.push((points.0, with_count(&lexicon.name, counts[index])));
        }
    }
    for (signal, measured) in structural(talk.scales.rules).zip(&reading.structural) {
        if let Some(measured) = measured.as_ref().filter(|measured| masses.contains(&measured.mass)) {
            rows.push((measured.points.0, signal.words(measured.proof.len())));
        }
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.truncate(NAMED);
    rows.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ")
}

/// A lexicon's name in a sentence: its first letter small, and how often it was heard.
fn with_count(name: &str, count: usize) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    let name = first + letters.as_str();
    if count > 1 { format!("{name} ({count})") } else { name }
}

fn counted(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
