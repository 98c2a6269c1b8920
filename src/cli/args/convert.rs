//! `pursuit convert`: what to read, and the form it is written in.

use std::path::PathBuf;

use crate::convert::{FORMS, Form};
use crate::suggest;

/// `pursuit convert`.
#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// What to read.
    #[command(flatten)]
    pub(crate) files: super::Files,
    #[arg(long, value_name = "FORM", default_value = "pursuit", value_parser = form, help = about(), help_heading = "Output")]
    pub(crate) to: Form,
    /// File for the calls, or a folder (one that is there, or a name with / behind it) for one file a call; each is written whole or not at all
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
}

/// The help of `--to`, from the table of forms.
fn about() -> String {
    let mut forms: Vec<&Form> = FORMS.iter().collect();
    forms.sort_by_key(|form| form.id != "pursuit");
    let forms: Vec<String> = forms.iter().map(|form| format!("{}, {}", form.id, form.about)).collect();
    format!("Form to write: {}", forms.join("; "))
}

/// Reads the name of a form.
fn form(typed: &str) -> Result<Form, String> {
    match FORMS.iter().find(|form| form.id == typed) {
        Some(form) => Ok(*form),
        None => Err(suggest::instead(typed, FORMS.iter().map(|form| form.id))),
    }
}
