//! Kinds of talk in which nothing is sold, each told by the words of one lexicon.

/// A kind of talk that is no sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Colleagues or a committee among themselves.
    Internal,
    /// Help with something bought, or any other service.
    Support,
    /// Set-up, training and looking back after a signature.
    Handover,
    /// A counsellor, a nurse, a doctor.
    Care,
    /// Role play, coaching and training for selling.
    Coaching,
    /// Peers who divide or swap what they have.
    Sharing,
    /// An interview for a job or a programme, or a survey.
    Interview,
    /// Family, friends, neighbours, a teacher with parents.
    Private,
}

impl Kind {
    /// Every kind, in the order in which they are asked, which is that of the type.
    pub const ALL: [Self; 8] = [
        Self::Internal,
        Self::Support,
        Self::Handover,
        Self::Care,
        Self::Coaching,
        Self::Sharing,
        Self::Interview,
        Self::Private,
    ];

    /// The lexicon whose hits are its signs.
    #[must_use]
    pub fn lexicon(self) -> &'static str {
        match self {
            Self::Internal => "ctx.internal",
            Self::Support => "ctx.support",
            Self::Handover => "ctx.handover",
            Self::Care => "ctx.care",
            Self::Coaching => "ctx.coaching",
            Self::Sharing => "ctx.sharing",
            Self::Interview => "ctx.interview",
            Self::Private => "ctx.private",
        }
    }

    /// What such a talk sounds like, to be said after "sounds like".
    #[must_use]
    pub fn sound(self) -> &'static str {
        match self {
            Self::Internal => "colleagues or a committee",
            Self::Support => "service or support",
            Self::Handover => "a talk after the signature",
            Self::Care => "counselling or a visit to the doctor",
            Self::Coaching => "role play or training for selling",
            Self::Sharing => "peers who share or swap",
            Self::Interview => "an interview or a survey",
            Self::Private => "private talk",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn the_table_has_the_order_of_the_type() {
        assert!(Kind::ALL.iter().enumerate().all(|(place, kind)| *kind as usize == place));
    }
}
