//! Who is on which side.

/// Who is on which side.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Parties")]
pub(crate) struct Parties {
    /// Who sells: a name, an e-mail address or @domain (repeatable); ? lists who is in the calls
    #[arg(long, value_name = "WHO")]
    pub(crate) seller: Vec<String>,
    /// Who might buy: a name, an e-mail address or @domain (repeatable)
    #[arg(long, value_name = "WHO")]
    pub(crate) buyer: Vec<String>,
}
