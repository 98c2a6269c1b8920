//! `pursuit bands`: which calls, and how the answer looks.

/// `pursuit bands`.
#[derive(Debug, clap::Args)]
pub(crate) struct Bands {
    /// What to read.
    #[command(flatten)]
    pub(crate) files: super::Files,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: super::Parties,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: super::Sheet,
}
