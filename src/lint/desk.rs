//! What the rules look at: the files with their places, the lexicons in them, and what these hear.

use std::ops::Range;

use super::ear::{Catch, Ear, Heard};
use super::page::Page;
use super::sample::{Choice, sentence};
use super::tree::{self, Branch};
use crate::call::Role;
use crate::error::Error;
use crate::lexicon::phrase::Lists;
use crate::lexicon::{
    File, Kind, Lazy, Lexicon, Library, OrderRule, load, load_acts, load_cues, load_lists, load_sale, load_sequence,
    load_story, load_weights,
};
use crate::scan::{GUARDS, Rules};

/// Everything that a rule may look at.
pub(super) struct Desk<'a> {
    pub(super) pages: Vec<Page<'a>>,
    /// The lists of all `lists.toml` together.
    pub(super) lists: Lists,
    /// The lexicons that could be read, in the order of their files.
    pub(super) lexicons: Vec<Loaded>,
    /// The order rules that could be read, with their files.
    pub(super) orders: Vec<(usize, OrderRule)>,
    /// By page: why it could not be read, as the loader says it.
    pub(super) refused: Vec<(usize, Error)>,
    /// Why files that can be read one by one don't go together.
    pub(super) at_odds: Option<(usize, Error)>,
    /// What is heard by the lexicons that are looked at.
    pub(super) ear: Option<Ear>,
    /// Their phrases.
    pub(super) phrases: Vec<Spoken>,
}

/// A lexicon and its file.
pub(super) struct Loaded {
    pub(super) page: usize,
    pub(super) lexicon: Lexicon,
    /// No later folder replaces it.
    pub(super) in_use: bool,
}

/// A phrase of a lexicon that is looked at, with sentences it should match and what is heard in each.
pub(super) struct Spoken {
    pub(super) lexicon: usize,
    pub(super) number: usize,
    /// Its file.
    pub(super) page: usize,
    /// Its bytes there, and those of its `finds`.
    pub(super) says: Range<usize>,
    pub(super) find_places: Vec<Range<usize>>,
    pub(super) tree: Vec<Branch>,
    pub(super) samples: Vec<Sample>,
    /// By `finds`: what is heard in it.
    pub(super) finds: Vec<Heard>,
}

/// A sentence made from a phrase.
pub(super) struct Sample {
    /// The alternative it goes through.
    pub(super) target: Range<usize>,
    pub(super) heard: Heard,
}

/// Sentences told by lot where the first ones leave a doubt.
const LOTS: u64 = 48;

impl Spoken {
    /// The bytes in the file of a part of it.
    pub(super) fn part(&self, part: &Range<usize>) -> Range<usize> {
        let end = self.says.end;
        (self.says.start + part.start).min(end)..(self.says.start + part.end).min(end)
    }

    /// Is that catch its own?
    pub(super) fn is(&self, catch: &Catch) -> bool {
        catch.lexicon == self.lexicon && catch.phrase == self.number
    }

    /// Was it heard?
    pub(super) fn is_in(&self, heard: &Heard) -> bool {
        heard.catches.iter().any(|catch| self.is(catch))
    }
}

impl<'a> Desk<'a> {
    /// Lays out all folders of a library; those from `first` on are looked at.
    pub(super) fn new(library: &'a Library, first: usize) -> Self {
        let row = |(folder, files): (usize, &'a Vec<File>)| {
            // A talk is no TOML, and is told from it by `pursuit lexicon test`.
            let files = files.iter().filter(|file| file.kind() != Kind::Conversation);
            files.map(move |file| Page::new(file, folder >= first, folder)).collect::<Vec<_>>()
        };
        let pages: Vec<Page<'a>> = library.folders().iter().enumerate().flat_map(row).collect();
        let mut desk = Self {
            lists: lists(&pages),
            pages,
            lexicons: Vec::new(),
            orders: Vec::new(),
            refused: Vec::new(),
            at_odds: None,
            ear: None,
            phrases: Vec::new(),
        };
        desk.load();
        if desk.refused.is_empty() {
            desk.at_odds = Rules::of(library).err().and_then(|error| {
                let page = desk.pages.iter().position(|page| page.file.path == error.place().path)?;
                Some((page, error))
            });
        }
        desk.listen();
        desk
    }

    /// The file of a lexicon.
    pub(super) fn page_of(&self, lexicon: usize) -> &Page<'a> {
        &self.pages[self.lexicons[lexicon].page]
    }

    /// The lexicons that are looked at, with their places.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (usize, &Loaded)> {
        self.lexicons.iter().enumerate().filter(|(_, loaded)| self.pages[loaded.page].is_subject)
    }

    /// Every id in use, those of lexicons that could not be read included.
    pub(super) fn ids(&self) -> Vec<&str> {
        let lexicons = self.pages.iter().filter(|page| page.is_lexicon());
        lexicons.filter_map(|page| page.string("id")).map(|id| id.text).collect()
    }

    /// A phrase as it is written.
    pub(super) fn written(&self, phrase: &Spoken) -> &str {
        self.lexicons[phrase.lexicon].lexicon.phrases.get(phrase.number).map_or("", |phrase| &phrase.says)
    }

    /// What is heard in each line.
    pub(super) fn hear(&self, lines: &[(Role, String)]) -> Vec<Heard> {
        self.ear.as_ref().map_or_else(|| vec![Heard::default(); lines.len()], |ear| ear.hear(lines))
    }

    /// What is heard in sentences made by lot from a phrase, all through one alternative.
    pub(super) fn told_by_lot(&self, phrase: &Spoken, target: &Range<usize>) -> Vec<Heard> {
        self.hear(&self.lots(phrase, target, LOTS))
    }

    /// So many sentences made by lot from a phrase, all through one alternative.
    pub(super) fn lots(&self, phrase: &Spoken, target: &Range<usize>, count: u64) -> Vec<(Role, String)> {
        let lists = self.lists_of(phrase.lexicon);
        let role = self.speaker(phrase.lexicon);
        (1..=count).map(|lot| (role, sentence(&phrase.tree, target, &lists, Choice::Lot(lot)))).collect()
    }

    /// The side whose words the lexicon counts; the seller's where it is anybody's.
    pub(super) fn speaker(&self, lexicon: usize) -> Role {
        self.lexicons.get(lexicon).and_then(|loaded| loaded.lexicon.said_by).unwrap_or(Role::Seller)
    }

    fn load(&mut self) {
        let guards: Vec<&str> = GUARDS.iter().map(|guard| guard.id()).collect();
        for (place, page) in self.pages.iter().enumerate().filter(|(_, page)| page.table.is_some()) {
            let (path, text) = (&page.file.path, &page.file.text);
            let read = match page.file.kind() {
                Kind::Lists => load_lists(path, text).map(|_| None),
                Kind::Sale => load_sale(path, text, &self.lists).map(|_| None),
                Kind::Acts => load_acts(path, text, &self.lists).map(|_| None),
                Kind::Cues => load_cues(path, text, &self.lists).map(|_| None),
                Kind::Weights => load_weights(path, text).map(|_| None),
                Kind::Story => load_story(path, text).map(|_| None),
                Kind::Lexicon => load(path, text, &self.lists, &guards).map(Some),
                Kind::Sequence => match load_sequence(path, text, &guards) {
                    Ok(order) => {
                        self.orders.push((place, order));
                        continue;
                    }
                    Err(error) => Err(error),
                },
                Kind::Conversation => continue,
            };
            match read {
                Ok(Some(lexicon)) => self.lexicons.push(Loaded { page: place, lexicon, in_use: true }),
                Ok(None) => {}
                Err(error) => self.refused.push((place, error)),
            }
        }
        for place in 0..self.lexicons.len() {
            let folder = self.page_of(place).folder;
            let later = |(other, loaded): (usize, &Loaded)| {
                loaded.lexicon.id == self.lexicons[place].lexicon.id && self.page_of(other).folder > folder
            };
            self.lexicons[place].in_use = !self.lexicons.iter().enumerate().any(later);
        }
    }

    /// Lexicons that are looked at, for hearing; those that only stand around keep their places and hear nothing.
    fn ears(&self) -> Result<Ear, Error> {
        let voice = |loaded: &Loaded| match self.pages[loaded.page].is_subject {
            true => loaded.lexicon.clone(),
            false => Lexicon { phrases: Vec::new(), unless: Lazy::default(), ..loaded.lexicon.clone() },
        };
        Ear::new(self.lexicons.iter().map(voice))
    }

    /// Refuses lexicons that cannot be compiled, so that they do not hide the others.
    fn refuse(&mut self) {
        let alone = |loaded: &Loaded| {
            let error = Ear::new(std::iter::once(loaded.lexicon.clone())).err();
            error.map(|error| (loaded.page, error))
        };
        let unfit: Vec<_> = self.lexicons.iter().filter_map(alone).collect();
        self.lexicons.retain(|loaded| unfit.iter().all(|(page, _)| *page != loaded.page));
        self.refused.extend(unfit);
    }

    /// Lets the lexicons hear their own samples and examples.
    fn listen(&mut self) {
        self.ear = self.ears().ok();
        if self.ear.is_none() {
            self.refuse();
            self.ear = self.ears().ok();
        }
        let mut phrases = Vec::new();
        let mut lines = Vec::new();
        for (lexicon, loaded) in self.subjects() {
            let lists = self.lists_of(lexicon);
            let role = self.speaker(lexicon);
            let places = self.pages[loaded.page].phrases();
            for (number, (phrase, place)) in loaded.lexicon.phrases.iter().zip(places).enumerate() {
                let tree = tree::read(&phrase.says);
                let mut samples = Vec::new();
                let choices = if has_gap(&tree) { &[Choice::First, Choice::Wide][..] } else { &[Choice::First] };
                for target in targets(&tree, phrase.says.len()) {
                    for &choice in choices {
                        lines.push((role, sentence(&tree, &target, &lists, choice)));
                        samples.push(Sample { target: target.clone(), heard: Heard::default() });
                    }
                }
                lines.extend(phrase.finds.iter().map(|text| (role, text.clone())));
                let finds = vec![Heard::default(); phrase.finds.len()];
                let says = place.says.map_or(0..0, |says| says.span);
                let find_places = place.finds.into_iter().map(|find| find.span).collect();
                phrases.push(Spoken { lexicon, number, page: loaded.page, says, find_places, tree, samples, finds });
            }
        }
        let mut heard = self.hear(&lines).into_iter();
        for phrase in &mut phrases {
            for sample in &mut phrase.samples {
                sample.heard = heard.next().unwrap_or_default();
            }
            for find in &mut phrase.finds {
                *find = heard.next().unwrap_or_default();
            }
        }
        self.phrases = phrases;
    }

    /// The lists that a lexicon may name: its own, and those of all.
    pub(super) fn lists_of(&self, lexicon: usize) -> Lists {
        let mut lists = self.lists.clone();
        let page = self.page_of(lexicon);
        for (name, words) in page.rows(Some("lists")) {
            let words = words.get_ref().as_array().into_iter().flatten();
            let words = words.filter_map(|word| word.get_ref().as_str().map(str::to_owned)).collect();
            lists.insert(name.text.to_owned(), words);
        }
        lists
    }
}

/// Does a gap stand anywhere in it?
fn has_gap(tree: &[Branch]) -> bool {
    let mut has = false;
    tree::walk(tree, false, &mut |_, _, part| has |= matches!(part.kind, tree::Kind::Gap(_)));
    has
}

/// The whole phrase, and each of its alternatives.
fn targets(tree: &[Branch], length: usize) -> Vec<Range<usize>> {
    let whole = 0..length;
    let mut targets = Vec::from([whole]);
    if tree.len() > 1 {
        targets.extend(tree.iter().map(|branch| branch.span.clone()));
    }
    tree::walk(tree, false, &mut |_, _, part| {
        targets.extend(part.branches().iter().map(|branch| branch.span.clone()));
    });
    targets
}

fn lists(pages: &[Page<'_>]) -> Lists {
    let mut lists = Lists::new();
    for page in pages.iter().filter(|page| page.file.kind() == Kind::Lists) {
        for (name, words) in load_lists(&page.file.path, &page.file.text).unwrap_or_default() {
            lists.entry(name).or_default().extend(words);
        }
    }
    lists
}
