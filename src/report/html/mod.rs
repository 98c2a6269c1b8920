//! HTML: one file that opens from anywhere, with an overview, a table of calls and a page for each call.
//!
//! Templates, styles and script are files of their own beside this one and are built in. The file asks no network for
//! anything, and its policy (`shell`) lets nothing run but the script whose hash it names. Pages of many calls stand in
//! it packed (`pack`), so that a browser builds only the page in view; of too many, each is a file of its own beside
//! the report. What is counted over all calls is counted by [`Rollup`] and [`Totals`].

mod call;
mod chart;
mod marks;
mod overview;
mod pack;
mod shell;
mod story;
mod sum;
mod transcript;
mod words;

use std::io::{self, Write};
use std::mem;

use minijinja::{Environment, context};

use self::call::Page;
use self::overview::{Failure, Row};
use super::{Beside, Report, View};
use crate::analyze::Analysis;
use crate::batch::{Outcome, Rollup, Totals};

/// Calls, and bytes of their packed pages, up to which all of them stand in one file.
const CALLS: usize = 1000;
const BYTES: usize = 15_000_000;
/// Calls, and bytes of their pages, up to which the pages stand unpacked, to be read without a script, too.
const PLAIN_CALLS: usize = 20;
const PLAIN_BYTES: usize = 1_000_000;
/// Inputs that were not read which are listed.
const FAILURES: usize = 200;
/// Where the pages go in the overview.
const PAGES: &str = "<!--pages-->";

/// Gathers the calls; writes at the end.
#[derive(Default)]
pub(super) struct Html {
    view: View,
    templates: Environment<'static>,
    rows: Vec<Row>,
    failures: Vec<Failure>,
    rollup: Rollup,
    /// Pages that are not written yet.
    held: Vec<Held>,
    /// Bytes of the held pages, packed.
    bytes: usize,
    /// Pages go into files of their own.
    splits: bool,
    /// Files that are ready to be written.
    beside: Vec<Beside>,
}

/// A page that may come into the report or into a file of its own.
struct Held {
    number: usize,
    title: String,
    packed: Vec<u8>,
    /// Bytes before packing.
    whole: usize,
}

impl Report for Html {
    fn begin(&mut self, view: &View, _out: &mut dyn Write) -> io::Result<()> {
        self.view = view.clone();
        self.templates = shell::templates().map_err(io::Error::other)?;
        Ok(())
    }

    fn outcome(&mut self, outcome: &Outcome, _out: &mut dyn Write) -> io::Result<()> {
        match &outcome.result {
            Ok(analysis) => self.call(outcome, analysis),
            Err(error) => {
                if self.failures.len() < FAILURES {
                    self.failures.push(Failure::of(error));
                }
                Ok(())
            }
        }
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let facts = overview::Facts {
            view: &self.view,
            rows: &self.rows,
            failures: &self.failures,
            rollup: &self.rollup,
            totals,
            folder: self.folder(),
        };
        let whole = render(&self.templates, "report.html", overview::context(&facts))?;
        let (head, tail) = whole.split_once(PAGES).unwrap_or((&whole, ""));
        out.write_all(head.as_bytes())?;
        let held = mem::take(&mut self.held);
        let is_plain = held.len() <= PLAIN_CALLS && held.iter().map(|page| page.whole).sum::<usize>() <= PLAIN_BYTES;
        for page in held {
            if is_plain {
                out.write_all(pack::joined(&pack::unpacked(&page.packed)?).as_bytes())?;
            } else {
                let Held { number, packed, .. } = page;
                writeln!(out, "<script type=\"text/plain\" id=\"p{number}\">{}</script>", pack::text(&packed))?;
            }
        }
        out.write_all(tail.as_bytes())
    }

    fn beside(&mut self) -> Vec<Beside> {
        mem::take(&mut self.beside)
    }
}

impl Html {
    /// Renders the page of a call and keeps it, or puts it into a file of its own.
    fn call(&mut self, outcome: &Outcome, analysis: &Analysis) -> io::Result<()> {
        let number = self.rows.len() + 1;
        let page = Page { number, path: &outcome.path, format: outcome.format, call: analysis, view: &self.view };
        let cut = body(&self.templates, &page)?;
        self.rollup.see(analysis);
        self.rows.push(Row::of(&page));
        let held = Held { number, title: page.title().to_owned(), whole: cut.len(), packed: pack::packed(&cut)? };
        self.bytes += pack::size(&held.packed);
        self.held.push(held);
        if !self.splits && self.view.folder.is_some() {
            self.splits = self.held.len() > CALLS || self.bytes > BYTES;
        }
        if self.splits {
            for Held { number, title, packed, .. } in mem::take(&mut self.held) {
                let body = pack::joined(&pack::unpacked(&packed)?);
                let bytes = document(&self.templates, &title, &body, self.view.report.as_deref())?.into_bytes();
                self.beside.push(Beside { name: overview::file(number), bytes });
            }
        }
        Ok(())
    }

    /// The folder of the pages, if they are files of their own.
    fn folder(&self) -> Option<&str> {
        self.view.folder.as_deref().filter(|_| self.splits)
    }
}

/// A document that holds one call and nothing else, for `explain` and for what is too large for one file.
///
/// # Errors
/// If a template is broken, which a test rules out.
pub fn page(path: &str, format: Option<&'static str>, call: &Analysis, view: &View) -> io::Result<String> {
    let templates = shell::templates().map_err(io::Error::other)?;
    let page = Page { number: 1, path, format, call, view };
    let body = pack::joined(&body(&templates, &page)?);
    document(&templates, page.title(), &body, None)
}

/// The page of a call, cut into pieces: first the page without its lists, then turns and marks by the hundred.
fn body(templates: &Environment<'_>, page: &Page<'_>) -> io::Result<String> {
    let marks = marks::Marks::of(page);
    let mut whole = render(templates, "call.html", call::context(page, &marks))?;
    for chunk in transcript::turns(page, &marks).chunks(50) {
        let turns = render(templates, "turns.html", context! { turns => chunk, number => page.number })?;
        whole.push_str(&format!("{}T{turns}", pack::CUT));
    }
    for chunk in marks.items(page).chunks(50) {
        let items = render(templates, "marks.html", context! { items => chunk, number => page.number })?;
        whole.push_str(&format!("{}H{items}", pack::CUT));
    }
    Ok(whole)
}

/// The whole document around one call.
fn document(templates: &Environment<'_>, title: &str, body: &str, report: Option<&str>) -> io::Result<String> {
    let whole = render(
        templates,
        "single.html",
        context! { title, report => report.map(overview::in_link), shell => shell::context() },
    )?;
    Ok(whole.replacen(PAGES, body, 1))
}

fn render(templates: &Environment<'_>, name: &str, values: minijinja::Value) -> io::Result<String> {
    let rendered = templates.get_template(name).and_then(|template| template.render(values));
    rendered.map_err(io::Error::other)
}
