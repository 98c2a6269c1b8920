//! The lexicon files in use: ours, and a team's own beside or instead of them.
//!
//! Folders are laid over one another in order, ours at the bottom. A lexicon with the id of an earlier one takes its
//! place, any other is added; so does an order rule, a file in a folder called `sequences`; `lists.toml` adds its words to
//! the lists of the same name; `acts.toml`, `roles.toml`, `sale.toml`, `story.toml` and `weights.toml` take the place of the earlier
//! one.
//! Nothing here touches the disk.

use std::path::Path;

use super::phrase::Lists;
use super::{
    ACTS, ActBook, CONVERSATIONS, CUES, Conversation, LISTS, Lexicon, OrderRule, ROWS, RoleCues, SALE, SEQUENCES,
    STORY, Sale, StoryWords, WEIGHTS, Weights, load, load_acts, load_conversation, load_cues, load_sale, load_sequence,
    load_story, load_weights,
};
use crate::error::{Error, ErrorKind};

/// One file of a folder of lexicons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As messages call it.
    pub path: String,
    /// Its path below its folder, with `/`; tells what kind of file it is.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Folders of lexicons, each laid over those before it.
#[derive(Clone, Debug)]
pub struct Library {
    folders: Vec<Vec<File>>,
}

/// What all files say together.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Every lexicon, in no particular order.
    pub lexicons: Vec<Lexicon>,
    /// Every order rule, in no particular order.
    pub orders: Vec<OrderRule>,
    /// Words that tell whether anything is for sale.
    pub sale: Sale,
    /// What a clause does in the exchange.
    pub acts: ActBook,
    /// Words that tell who sells and who buys.
    pub cues: RoleCues,
    /// What the terms of the score count for.
    pub weights: Weights,
    /// Words that the story of a call looks for.
    pub story: StoryWords,
    /// `blake3:` and the hash of the names and bytes of all files in use.
    pub hash: String,
}

/// What a file is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `lists.toml`: word lists that every file may name.
    Lists,
    /// `sale.toml`: words that tell whether anything is for sale.
    Sale,
    /// `acts.toml`: what a clause does in the exchange.
    Acts,
    /// `roles.toml`: words that tell who sells and who buys.
    Cues,
    /// `weights.toml`: what the terms of the score count for.
    Weights,
    /// `story.toml`: words that the story of a call looks for.
    Story,
    /// A talk with marks.
    Conversation,
    /// A rule about the order of things.
    Sequence,
    /// Any other: a lexicon.
    Lexicon,
}

impl File {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let folder = Path::new(&self.path).parent().and_then(Path::file_name);
        match self.name.as_str() {
            _ if folder.is_some_and(|folder| folder == "sequences") => Kind::Sequence,
            "lists.toml" => Kind::Lists,
            "sale.toml" => Kind::Sale,
            "acts.toml" => Kind::Acts,
            "roles.toml" => Kind::Cues,
            "weights.toml" => Kind::Weights,
            "story.toml" => Kind::Story,
            name if name.starts_with("conversations/") => Kind::Conversation,
            _ => Kind::Lexicon,
        }
    }
}

impl Library {
    /// The files that are compiled in.
    #[must_use]
    pub fn builtin() -> Self {
        let file = |folder: &'static str| {
            move |&(name, text): &(&str, &str)| File {
                path: format!("{folder}/{name}"),
                name: name.to_owned(),
                text: text.to_owned(),
            }
        };
        let lexicons =
            ROWS.iter().chain(SEQUENCES).chain([&LISTS, &SALE, &ACTS, &CUES, &WEIGHTS, &STORY]).map(file("lexicons"));
        Self { folders: vec![lexicons.chain(CONVERSATIONS.iter().map(file("fixtures"))).collect()] }
    }

    /// Lays a team's folder over what is there.
    #[must_use]
    pub fn and(mut self, folder: Vec<File>) -> Self {
        self.folders.push(folder);
        self
    }

    /// The files of each folder, ours first.
    #[must_use]
    pub fn folders(&self) -> &[Vec<File>] {
        &self.folders
    }

    /// Reads all files. `guards` holds the known guard ids.
    ///
    /// # Errors
    /// As [`load`] for the first broken file; two files of one folder with one id.
    pub fn read(&self, guards: &[&str]) -> Result<Contents, Error> {
        let lists = self.lists()?;
        let (mut lexicons, mut orders) = (Shelf::default(), Shelf::default());
        for (depth, folder) in self.folders.iter().enumerate() {
            for file in folder {
                match file.kind() {
                    Kind::Lists
                    | Kind::Conversation
                    | Kind::Sale
                    | Kind::Acts
                    | Kind::Cues
                    | Kind::Weights
                    | Kind::Story => {}
                    Kind::Sequence => {
                        let mut order = load_sequence(&file.path, &file.text, guards)?;
                        order.is_team = depth > 0;
                        orders.put(order.id.clone(), order, file)?;
                    }
                    Kind::Lexicon => {
                        let mut lexicon = load(&file.path, &file.text, &lists, guards)?;
                        lexicon.is_team = depth > 0;
                        lexicons.put(lexicon.id.clone(), lexicon, file)?;
                    }
                }
            }
            lexicons.close_folder();
            orders.close_folder();
        }
        let [sale, acts, cues, weights, story] =
            [Kind::Sale, Kind::Acts, Kind::Cues, Kind::Weights, Kind::Story].map(|kind| self.last(kind));
        let (sale, acts, cues, weights, story) = (sale?, acts?, cues?, weights?, story?);
        let listed = self.folders.iter().flatten().filter(|file| file.kind() == Kind::Lists);
        let hash = hash(lexicons.files().chain(orders.files()).chain([sale, acts, cues, weights, story]).chain(listed));
        let sale = load_sale(&sale.path, &sale.text, &lists)?;
        let acts = load_acts(&acts.path, &acts.text, &lists)?;
        let cues = load_cues(&cues.path, &cues.text, &lists)?;
        let weights = load_weights(&weights.path, &weights.text)?;
        let story = load_story(&story.path, &story.text)?;
        Ok(Contents { lexicons: lexicons.rows(), orders: orders.rows(), sale, acts, cues, weights, story, hash })
    }

    /// The file of a kind of which one is in use: the last.
    fn last(&self, kind: Kind) -> Result<&File, Error> {
        let file = self.folders.iter().flatten().rfind(|file| file.kind() == kind);
        file.ok_or_else(|| Error::new(ErrorKind::Lexicon, format!("there is no file of the kind {kind:?}")))
    }

    /// The text of the file that messages call so; of two, the one that is in use.
    #[must_use]
    pub fn text_of(&self, path: &str) -> Option<&str> {
        let files = self.folders.iter().rev().flatten();
        files.into_iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The conversation fixtures of all folders, in order.
    ///
    /// # Errors
    /// As [`load_conversation`] for the first that can't be read.
    pub fn conversations(&self) -> Result<Vec<Conversation>, Error> {
        let files = (0..).zip(&self.folders).flat_map(|(depth, folder)| folder.iter().map(move |file| (depth, file)));
        let talks = files.filter(|(_, file)| file.kind() == Kind::Conversation);
        talks
            .map(|(depth, file)| {
                let talk = load_conversation(&file.path, &file.text)?;
                Ok(Conversation { is_team: depth > 0, ..talk })
            })
            .collect()
    }

    /// The lists of all folders, words of one name together.
    fn lists(&self) -> Result<Lists, Error> {
        let mut lists = Lists::new();
        for file in self.folders.iter().flatten().filter(|file| file.kind() == Kind::Lists) {
            for (name, words) in super::load_lists(&file.path, &file.text)? {
                let list = lists.entry(name).or_default();
                words.into_iter().for_each(|word| {
                    if !list.contains(&word) {
                        list.push(word);
                    }
                });
            }
        }
        Ok(lists)
    }
}

/// What was read so far; a later folder's row takes the place of an earlier one's with its id.
struct Shelf<'f, T> {
    rows: Vec<(String, T, &'f File)>,
    /// Rows of earlier folders.
    below: usize,
    /// Places of those whose id stands in this folder too.
    replaced: Vec<usize>,
}

impl<T> Default for Shelf<'_, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), below: 0, replaced: Vec::new() }
    }
}

impl<'f, T> Shelf<'f, T> {
    fn put(&mut self, id: String, row: T, file: &'f File) -> Result<(), Error> {
        let same = |(there, _, _): &(String, T, &File)| *there == id;
        let (below, here) = self.rows.split_at(self.below);
        if let Some((_, _, twin)) = here.iter().find(|row| same(row)) {
            return Err(Error::new(ErrorKind::Lexicon, format!("the id `{id}` stands in {} too", twin.path))
                .in_file(&*file.path)
                .next("give one of them another id, or make one file of them"));
        }
        self.replaced.extend(below.iter().position(same));
        self.rows.push((id, row, file));
        Ok(())
    }

    fn close_folder(&mut self) {
        self.replaced.sort_unstable();
        for place in self.replaced.drain(..).rev() {
            self.rows.remove(place);
        }
        self.below = self.rows.len();
    }

    fn files(&self) -> impl Iterator<Item = &'f File> {
        self.rows.iter().map(|(_, _, file)| *file)
    }

    fn rows(self) -> Vec<T> {
        self.rows.into_iter().map(|(_, row, _)| row).collect()
    }
}

/// `blake3:` and the hash of names and texts, sorted.
fn hash<'f>(files: impl Iterator<Item = &'f File>) -> String {
    let mut files: Vec<(&str, &str)> = files.map(|file| (file.name.as_str(), file.text.as_str())).collect();
    files.sort_unstable();
    let mut hash = blake3::Hasher::new();
    for part in files.into_iter().flat_map(|(name, text)| [name, text]) {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("blake3:{}", hash.finalize().to_hex())
}

#[cfg(test)]
mod tests {
    use super::{ACTS, CUES, File, Library, STORY, WEIGHTS};

    const GUARDS: &[&str] = &["negated", "reported"];

    fn file(name: &str, text: &str) -> File {
        File { path: format!("ours/{name}"), name: name.to_owned(), text: text.to_owned() }
    }

    fn tracker(id: &str, says: &str) -> String {
        format!(
            "id = \"{id}\"\nname = \"n\"\nsaid_by = \"any\"\nmass = \"tracker\"\n\
             [[phrase]]\nsays = \"{says}\"\nstrength = \"weak\"\n"
        )
    }

    /// A library without ours, so that the tests see only their own files.
    fn library(folders: &[&[(&str, &str)]]) -> Library {
        let sale = file("sale.toml", "why = \"\"\namounts = true\nanchors = [\"buy it\"]");
        let base =
            [("acts.toml", ACTS.1), ("roles.toml", CUES.1), ("weights.toml", WEIGHTS.1), ("story.toml", STORY.1)];
        let folder = |files: &&[(&str, &str)]| files.iter().map(|(name, text)| file(name, text)).collect();
        Library { folders: [vec![sale], folder(&&base[..])].into_iter().chain(folders.iter().map(folder)).collect() }
    }

    fn ids(library: &Library) -> Vec<(String, String, bool)> {
        let lexicons = library.read(GUARDS).unwrap().lexicons;
        lexicons.into_iter().map(|lexicon| (lexicon.id, lexicon.phrases[0].says.clone(), lexicon.is_team)).collect()
    }

    #[test]
    fn a_later_folder_adds_and_replaces() {
        let (a, b, c) = (tracker("t.a", "ant"), tracker("t.b", "bee"), tracker("t.a", "axe"));
        let library = library(&[&[("a.toml", &a), ("b.toml", &b)], &[("x/y.toml", &c)]]);
        let row = |id: &str, says: &str| (id.to_owned(), says.to_owned(), true);
        assert_eq!(ids(&library), [row("t.b", "bee"), row("t.a", "axe")]);
    }

    #[test]
    fn one_folder_holds_an_id_once() {
        let (a, b) = (tracker("t.a", "ant"), tracker("t.a", "bee"));
        let error = library(&[&[("a.toml", &a), ("b.toml", &b)]]).read(GUARDS).unwrap_err();
        assert!(error.to_string().starts_with("ours/b.toml: the id `t.a` stands in ours/a.toml too"), "{error}");
    }

    #[test]
    fn lists_grow_and_a_change_changes_the_hash() {
        let user = tracker("t.a", "{pet}s");
        let one = library(&[&[("lists.toml", "pet = [\"cat\"]"), ("a.toml", &user)]]);
        let more = one.clone().and(vec![file("lists.toml", "pet = [\"dog\", \"cat\"]")]);
        assert_eq!(more.lists().unwrap()["pet"], ["cat", "dog"]);
        let hash = |library: &Library| library.read(GUARDS).map(|contents| contents.hash);
        assert_ne!(hash(&one), hash(&more));
    }
}
