//! All lexicons compiled: what a call is scanned with.

use serde::{Deserialize, Serialize};

use super::exchange::{self, Openings};
use super::guard::{self, Fired, GUARDS, Reach};
use super::hit::LexiconId;
use super::judge::HEARSAY;
use super::opening::SaleSign;
use super::phrases::{NoAnchor, Phrases};
use super::precedence::Precedence;
use super::reflection;
use super::signs::{self, SignOwner};
use super::told::Told;
use super::vocabulary::{AMOUNT, Vocabulary, WordId};
use super::without::LeftOut;
use crate::call::Points;
use crate::error::{Error, ErrorKind};
use crate::lexicon::phrase::Sequence;
use crate::lexicon::{
    ActBook, ActKind, Contents, Lexicon, Library, OrderRule, RoleCues, Sale, StoryWords, Weights, is_named,
};

/// Version of the built-in lexicons; a changed phrase raises it.
const VERSION: &str = "1.0.0";

/// The lexicons, checked and compiled into one matcher.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rules {
    pub(super) lexicons: Vec<Lexicon>,
    orders: Vec<OrderRule>,
    sale: Sale,
    acts: ActBook,
    cues: RoleCues,
    weights: Weights,
    story: StoryWords,
    hash: String,
    pub(super) words: Vocabulary,
    /// Phrases of all lexicons, the anchors of a sale, what tells roles, signs that carry on, what clauses do, then what
    /// guards look for in single clauses.
    pub(super) phrases: Phrases,
    pub(super) owners: Vec<Owner>,
    /// What clauses do, told from their head.
    pub(super) openings: Openings,
    /// By lexicon: can its hits be agreed to?
    agreeing: Vec<bool>,
    /// By lexicon: guards by place in [`GUARDS`], and what they leave.
    pub(super) clause_guards: Vec<Vec<(usize, Points)>>,
    pub(super) turn_guards: Vec<Vec<(usize, Points)>>,
    /// By guard, by lexicon: does it listen for it?
    listens: Vec<Vec<bool>>,
    /// Places of the guards that others ask about.
    pub(super) places: Places,
    /// By lexicon: those that yield to it.
    pub(super) beats: Vec<Vec<LexiconId>>,
    /// By lexicon: its place among all, winners before those that yield to them.
    ranks: Vec<u16>,
    /// The words a seller's *you* turns into when the buyer confirms it.
    pub(super) mirrored: Vec<(WordId, WordId)>,
    /// What is not to be looked at.
    pub(super) left_out: LeftOut,
    /// What hangs on the names of the lexicons.
    #[serde(skip)]
    pub(crate) told: Told,
}

/// Places in [`GUARDS`] of guards that other code asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Places {
    pub(super) reported: usize,
    pub(super) on_request: usize,
}

impl Places {
    fn find() -> Self {
        let place = |id: &str| GUARDS.iter().position(|guard| guard.id() == id).unwrap_or(GUARDS.len());
        Self { reported: place(HEARSAY), on_request: place("on_request") }
    }
}

/// Whose phrase one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owner {
    Lexicon(LexiconId, u16),
    Sale(SaleSign),
    /// A cue by its place in [`RoleCues::cues`].
    Cue(u16),
    /// Words that introduce one of the speaker's own.
    Introduces,
    Mark(SignOwner),
    /// What a guard looks for in the clause of a hit, and beside it.
    Sign(SignOwner),
    Act(ActKind),
    /// Of a lexicon that is left out.
    Nobody,
}

impl Rules {
    /// The lexicons of a library.
    ///
    /// # Errors
    /// [`ErrorKind::Lexicon`] as [`Library::read`] and [`Rules::compile`].
    pub fn of(library: &Library) -> Result<Self, Error> {
        Self::compile(library.read(&guard::ids())?)
    }

    /// Compiles what all files say.
    ///
    /// # Errors
    /// Ids that are not unique or not known, `beats` that go round, phrases without a word to look for.
    pub fn compile(contents: Contents) -> Result<Self, Error> {
        let Contents { mut lexicons, mut orders, sale, acts, cues, weights, story, hash } = contents;
        lexicons.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some([twice, ..]) = lexicons.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(broken(format!("two lexicons have the id `{}`", twice.id)).in_file(&*twice.path));
        }
        let carrying: Vec<usize> =
            (0..).zip(GUARDS).filter(|(_, guard)| guard.carries()).map(|(place, _)| place).collect();
        let carries = |owner: SignOwner| owner.guard().is_some_and(|guard| carrying.contains(&guard));
        let (marks, signs): (Vec<_>, Vec<_>) =
            signs::rows(&lexicons)?.into_iter().partition(|(_, owner)| carries(*owner));
        let (sequences, owners) = phrases_of(&lexicons, &sale, &cues, &marks, &acts, &signs);
        let mirror = reflection::MIRROR.map(|(yours, ours)| [yours, ours]);
        let mirror_words: Vec<Sequence> =
            mirror.iter().flatten().map(|word| vec![crate::lexicon::phrase::Node::Word((*word).to_owned())]).collect();
        let act_words = exchange::words_of(&acts);
        let own_words = mirror_words.iter().chain(&act_words);
        let words = Vocabulary::of(sequences.iter().copied().chain(own_words))
            .ok_or_else(|| broken("the phrases name more than 65,000 words".to_owned()))?;
        let phrases = Phrases::compile(sequences.iter().copied(), &words)
            .map_err(|NoAnchor(phrase)| without_words(owners.get(phrase), &lexicons, &cues))?;
        let openings = Openings::compile(&acts, &words)
            .map_err(|_| broken("an opening may begin with any word".to_owned()).in_file("acts.toml"))?;
        let named: Vec<&str> = acts.agreeing.iter().map(String::as_str).collect();
        let agreeing = lexicons.iter().map(|lexicon| is_named(&lexicon.id, &named)).collect();
        let guards_of = |lexicon: &Lexicon, reach: Reach| {
            let row = GUARDS.iter().enumerate().filter(|(_, guard)| guard.reach() == reach);
            row.filter_map(|(place, guard)| Some((place, *lexicon.guards.get(guard.id())?))).collect()
        };
        let clause_guards = lexicons.iter().map(|lexicon| guards_of(lexicon, Reach::Clause)).collect();
        let turn_guards = lexicons.iter().map(|lexicon| guards_of(lexicon, Reach::Turns)).collect();
        let listens = GUARDS
            .iter()
            .map(|guard| {
                let hears = |lexicon: &Lexicon| lexicon.weighs() && is_named(&lexicon.id, guard.listens_for());
                lexicons.iter().map(hears).collect()
            })
            .collect();
        let Precedence { beats, ranks } = Precedence::of(&lexicons)?;
        let mirrored = mirror.map(|[yours, ours]| (words.id(yours), words.id(ours))).to_vec();
        orders.sort_by(|a, b| a.id.cmp(&b.id));
        let mut sights = 0;
        orders.iter_mut().try_for_each(|order| order.bind(&lexicons, &mut sights))?;
        Ok(Self {
            sale,
            acts,
            openings,
            agreeing,
            cues,
            weights,
            story,
            orders,
            hash,
            phrases,
            owners,
            clause_guards,
            turn_guards,
            listens,
            places: Places::find(),
            beats,
            ranks,
            mirrored,
            left_out: LeftOut::default(),
            told: Told::default(),
            words,
            lexicons,
        })
    }

    /// Rules from bytes that [`postcard`] has made of rules in this very build.
    ///
    /// # Errors
    /// If the bytes can't be read.
    pub(crate) fn unpack(bytes: &'static [u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The same rules without one guard, as if no lexicon named it: what it is worth shows in what changes.
    ///
    /// # Errors
    /// If there is no such guard.
    pub fn without_guard(mut self, id: &str) -> Result<Self, Error> {
        let place = GUARDS.iter().position(|guard| guard.id() == id).ok_or_else(|| {
            let known = guard::ids().join(", ");
            Error::new(ErrorKind::Lexicon, format!("there is no guard `{id}`; there are {known}"))
        })?;
        for row in self.clause_guards.iter_mut().chain(&mut self.turn_guards) {
            row.retain(|(guard, _)| *guard != place);
        }
        Ok(self)
    }

    /// Every lexicon, sorted by id.
    #[must_use]
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// Every order rule, sorted by id.
    #[must_use]
    pub fn orders(&self) -> &[OrderRule] {
        &self.orders
    }

    /// What clauses do in the exchange, as written.
    #[must_use]
    pub fn acts(&self) -> &ActBook {
        &self.acts
    }

    /// Can hits of the lexicon be agreed to?
    #[must_use]
    pub fn can_be_agreed(&self, lexicon: LexiconId) -> bool {
        self.agreeing.get(usize::from(lexicon.0)).copied().unwrap_or_default()
    }

    /// The words that tell roles.
    #[must_use]
    pub fn cues(&self) -> &RoleCues {
        &self.cues
    }

    /// What the terms of the score count for.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Words that the story of a call looks for.
    #[must_use]
    pub fn story(&self) -> &StoryWords {
        &self.story
    }

    /// The same rules with other weights; the hash stays that of the files.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// One lexicon.
    ///
    /// # Panics
    /// If the id comes from other rules.
    #[must_use]
    pub fn lexicon(&self, id: LexiconId) -> &Lexicon {
        &self.lexicons[usize::from(id.0)]
    }

    /// The lexicon of that name.
    #[must_use]
    pub fn id_of(&self, name: &str) -> Option<LexiconId> {
        let place = self.lexicons.binary_search_by(|lexicon| lexicon.id.as_str().cmp(name)).ok()?;
        u16::try_from(place).ok().map(LexiconId)
    }

    /// Version of the built-in lexicons.
    #[must_use]
    pub fn version(&self) -> &str {
        VERSION
    }

    /// `blake3:` and the hash of every lexicon file in use.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Is the guard `on_request` among those that fired?
    #[must_use]
    pub fn is_on_request(&self, fired: Fired) -> bool {
        fired.has(self.places.on_request)
    }

    /// Guards of the clause for a lexicon: place in [`GUARDS`], and what it leaves.
    pub(super) fn clause_guards_of(&self, lexicon: LexiconId) -> &[(usize, Points)] {
        self.clause_guards.get(usize::from(lexicon.0)).map_or(&[], Vec::as_slice)
    }

    /// Guards over earlier turns for a lexicon.
    pub(super) fn turn_guards_of(&self, lexicon: LexiconId) -> &[(usize, Points)] {
        self.turn_guards.get(usize::from(lexicon.0)).map_or(&[], Vec::as_slice)
    }

    /// Lexicons that yield to this one.
    pub(super) fn beaten_by(&self, winner: LexiconId) -> &[LexiconId] {
        self.beats.get(usize::from(winner.0)).map_or(&[], Vec::as_slice)
    }

    /// Its place among all lexicons, winners before those that yield to them.
    pub(super) fn rank(&self, lexicon: LexiconId) -> u16 {
        self.ranks.get(usize::from(lexicon.0)).copied().unwrap_or(u16::MAX)
    }

    /// Does the guard at that place listen for the lexicon?
    pub(super) fn listens(&self, guard: usize, lexicon: LexiconId) -> bool {
        self.listens.get(guard).and_then(|row| row.get(usize::from(lexicon.0))).copied().unwrap_or_default()
    }

    /// Is the word a sum with a currency sign, and do sums count as anchors of a sale?
    pub(super) fn is_sum(&self, word: WordId) -> bool {
        self.sale.amounts && word == AMOUNT
    }
}

pub(super) fn broken(what: String) -> Error {
    Error::new(ErrorKind::Lexicon, what).in_file("lexicons").next("mend the file; nothing is scored until then")
}

/// The error of a phrase that may match without a word to look for, with its place.
fn without_words(owner: Option<&Owner>, lexicons: &[Lexicon], cues: &RoleCues) -> Error {
    let signs = matches!(owner, Some(Owner::Sign(_) | Owner::Mark(_)));
    let which = if signs { "a phrase of `unless` or `elicited_by`" } else { "this phrase" };
    let error = broken(format!("{which} may match without any written word but softeners, which may be skipped"));
    match owner {
        Some(&Owner::Lexicon(id, number)) => {
            let lexicon = &lexicons[usize::from(id.0)];
            error.in_file(&*lexicon.path).at_line(lexicon.phrases[usize::from(number)].line)
        }
        Some(Owner::Sign(owner) | Owner::Mark(owner)) => match owner {
            SignOwner::Unless(id) | SignOwner::UnlessNext(id) | SignOwner::UnlessBefore(id) | SignOwner::Topic(id) => {
                error.in_file(&*lexicons[usize::from(id.0)].path)
            }
            SignOwner::Fires(_) | SignOwner::Cancels(_) | SignOwner::Yes => error,
        },
        Some(Owner::Sale(_)) => error.in_file("sale.toml"),
        Some(&Owner::Cue(cue)) => error.in_file(&*cues.path).at_line(cues.cues[usize::from(cue)].line),
        Some(Owner::Introduces) => error.in_file(&*cues.path),
        Some(Owner::Act(_)) => error.in_file("acts.toml"),
        Some(Owner::Nobody) | None => error,
    }
}

fn phrases_of<'l>(
    lexicons: &'l [Lexicon],
    sale: &'l Sale,
    cues: &'l RoleCues,
    marks: &'l [(Sequence, SignOwner)],
    acts: &'l ActBook,
    signs: &'l [(Sequence, SignOwner)],
) -> (Vec<&'l Sequence>, Vec<Owner>) {
    let mut sequences: Vec<&Sequence> = Vec::new();
    let mut owners = Vec::new();
    for (id, lexicon) in (0..).zip(lexicons) {
        for (number, phrase) in (0..).zip(&lexicon.phrases) {
            sequences.push(&*phrase.sequence);
            owners.push(Owner::Lexicon(LexiconId(id), number));
        }
    }
    let of_sale = [
        (&sale.anchors, SaleSign::Anchor),
        (&sale.opens, SaleSign::Opens),
        (&sale.opens_nothing, SaleSign::OpensNothing),
        (&sale.theirs, SaleSign::Theirs),
    ];
    for (says, sign) in of_sale {
        sequences.extend(says);
        owners.extend(says.iter().map(|_| Owner::Sale(sign)));
    }
    for (place, cue) in (0..).zip(&cues.cues) {
        sequences.extend(cue.says.iter().map(|phrase| &*phrase.sequence));
        owners.extend(cue.says.iter().map(|_| Owner::Cue(place)));
    }
    sequences.extend(cues.introduces.iter().map(|phrase| &*phrase.sequence));
    owners.extend(cues.introduces.iter().map(|_| Owner::Introduces));
    for (mark, owner) in marks {
        sequences.push(mark);
        owners.push(Owner::Mark(*owner));
    }
    for row in &acts.rows {
        sequences.extend(&row.holds);
        owners.extend(row.holds.iter().map(|_| Owner::Act(row.kind)));
    }
    for (sign, owner) in signs {
        sequences.push(sign);
        owners.push(Owner::Sign(*owner));
    }
    (sequences, owners)
}
