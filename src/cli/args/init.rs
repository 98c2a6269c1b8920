//! `pursuit init`.

use std::path::PathBuf;

/// `pursuit init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The repository of recordings
    #[arg(value_name = "DIR", default_value = ".", help_heading = "Arguments")]
    pub(crate) dir: PathBuf,
    /// Write .github/workflows/pursuit.yml, a workflow of GitHub
    #[arg(long, help_heading = "What to write beside pursuit.toml")]
    pub(crate) github: bool,
    /// Write .gitlab/pursuit.yml, a job of GitLab, and a .gitlab-ci.yml with it if there is none
    #[arg(long, help_heading = "What to write beside pursuit.toml")]
    pub(crate) gitlab: bool,
    /// Write .pre-commit-config.yaml, or print the entry for the one that is there
    #[arg(long, help_heading = "What to write beside pursuit.toml")]
    pub(crate) pre_commit: bool,
    /// Write all of them
    #[arg(long, help_heading = "What to write beside pursuit.toml")]
    pub(crate) all: bool,
    /// The folder of recordings, from DIR [default: demos]
    #[arg(long, value_name = "FOLDER", help_heading = "What stands in it")]
    pub(crate) paths: Option<PathBuf>,
    /// Who sells: a name, an e-mail address or @domain (repeatable)
    #[arg(long, value_name = "WHO", help_heading = "What stands in it")]
    pub(crate) seller: Vec<String>,
    /// Where pursuit is installed from: the address of its repository, behind # a tag or commit [default: to be filled in]
    #[arg(long, value_name = "URL[#REVISION]", help_heading = "What stands in it")]
    pub(crate) from: Option<String>,
    /// Ask nothing, take what is not said as it is by default
    #[arg(short, long, help_heading = "What stands in it")]
    pub(crate) yes: bool,
}

impl Init {
    /// True if nothing is said but the folder, so that there is something to ask.
    pub(crate) fn is_bare(&self) -> bool {
        let Self { dir: _, github, gitlab, pre_commit, all, paths, seller, from, yes } = self;
        !(*github || *gitlab || *pre_commit || *all || *yes) && paths.is_none() && seller.is_empty() && from.is_none()
    }
}
