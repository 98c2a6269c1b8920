//! Every lexicon that is compiled in.

/// Path under `lexicons/` and text of one file.
macro_rules! row {
    ($path:literal) => {
        (concat!($path, ".toml"), include_str!(concat!("../../lexicons/", $path, ".toml")))
    };
}

/// Path and text of every phrase file under `lexicons/`, sorted; a test compares it with the folder.
pub const ROWS: &[(&str, &str)] = &[
    row!("ctx/care"),
    row!("ctx/coaching"),
    row!("ctx/handover"),
    row!("ctx/internal"),
    row!("ctx/interview"),
    row!("ctx/on_offer"),
    row!("ctx/private"),
    row!("ctx/sharing"),
    row!("ctx/support"),
    row!("ctx/voicemail"),
    row!("haggle/counter_offer"),
    row!("neediness/neediness"),
    row!("pain/at_heart"),
    row!("pain/attempt"),
    row!("pain/body"),
    row!("pain/emotion"),
    row!("pain/goal_desire"),
    row!("pain/impact_cost"),
    row!("pain/let_down"),
    row!("pain/need"),
    row!("pain/no_better"),
    row!("pain/pinch"),
    row!("pain/problem"),
    row!("pain/toll"),
    row!("pain/tried_failed"),
    row!("pain/trouble"),
    row!("pitch/company_credentials"),
    row!("pitch/describes"),
    row!("pitch/feature_dump"),
    row!("pitch/firm_told"),
    row!("pitch/goods_do"),
    row!("pitch/goods_told"),
    row!("pitch/knocks_rival"),
    row!("pitch/launch"),
    row!("pitch/moving_story"),
    row!("pitch/promises"),
    row!("pitch/social_norm"),
    row!("pitch/superlative_claims"),
    row!("pitch/value_argument"),
    row!("pressure/appeal"),
    row!("pressure/ask"),
    row!("pressure/assumptive_close"),
    row!("pressure/chasing"),
    row!("pressure/coax"),
    row!("pressure/discount_for_now"),
    row!("pressure/dismiss_objection"),
    row!("pressure/guilt_or_persistence"),
    row!("pressure/hard_ask"),
    row!("pressure/isolate"),
    row!("pressure/minimise"),
    row!("pressure/next_move"),
    row!("pressure/ploy"),
    row!("pressure/presumed"),
    row!("pressure/rebuttal"),
    row!("pressure/scarcity"),
    row!("pressure/soft_close"),
    row!("pressure/trial_close"),
    row!("pressure/urgency"),
    row!("pressure/wave_off"),
    row!("process/best_interest"),
    row!("process/coach_champion"),
    row!("process/detachment"),
    row!("process/discovery_question"),
    row!("process/insight_teach"),
    row!("process/mutual_next_step"),
    row!("process/objection_explore"),
    row!("process/pain_funnel"),
    row!("process/permission_contract"),
    row!("process/plain_advice"),
    row!("process/plain_candour"),
    row!("process/plain_echo"),
    row!("process/plain_leave"),
    row!("process/plain_lesson"),
    row!("process/plain_step"),
    row!("process/question"),
    row!("process/reflect_summarise"),
    row!("pursuit/accepts"),
    row!("pursuit/authority_budget"),
    row!("pursuit/bid"),
    row!("pursuit/buyer_push"),
    row!("pursuit/buying_question"),
    row!("pursuit/change_talk"),
    row!("pursuit/commitment"),
    row!("pursuit/favours"),
    row!("pursuit/inbound_referral"),
    row!("pursuit/inside_sale"),
    row!("pursuit/instruction"),
    row!("pursuit/intention"),
    row!("pursuit/next_step_request"),
    row!("pursuit/own_dates"),
    row!("pursuit/own_urgency"),
    row!("pursuit/plain_offer"),
    row!("pursuit/question"),
    row!("pursuit/requests_pitch"),
    row!("resist/brush_off"),
    row!("resist/conditional"),
    row!("resist/does_me"),
    row!("resist/doubt"),
    row!("resist/indecision"),
    row!("resist/internal_blocker"),
    row!("resist/no_pain"),
    row!("resist/objection"),
    row!("resist/pressure_callout"),
    row!("resist/price_shock"),
    row!("resist/refusal"),
    row!("resist/retort"),
    row!("resist/rival"),
    row!("resist/status_quo"),
    row!("resist/turned_away"),
    row!("sum/asked"),
    row!("sum/given"),
];

/// Path and text of every order rule under `lexicons/sequences/`, sorted; a test compares it with the folder.
pub const SEQUENCES: &[(&str, &str)] = &[
    row!("sequences/candy"),
    row!("sequences/closes_without_pain"),
    row!("sequences/detachment_pulled"),
    row!("sequences/echoed_pain"),
    row!("sequences/happy_ears"),
    row!("sequences/pain_connected"),
    row!("sequences/pitched_then_closed"),
    row!("sequences/pressure_named"),
    row!("sequences/resistance_explored"),
    row!("sequences/resistance_pressured"),
    row!("sequences/squeezed_yes"),
];

/// Word lists that any phrase may name.
pub const LISTS: (&str, &str) = row!("lists");

/// What a clause does in the exchange.
pub const ACTS: (&str, &str) = row!("acts");

/// Words that tie a purchase to the two people of a call.
pub const SALE: (&str, &str) = row!("sale");

/// Words that tell who sells and who buys.
pub const CUES: (&str, &str) = row!("roles");

/// What the terms of the score count for.
pub const WEIGHTS: (&str, &str) = row!("weights");

/// Words that the story of a call looks for.
pub const STORY: (&str, &str) = row!("story");

/// Path under `fixtures/` and text of one conversation fixture.
macro_rules! talk {
    ($name:literal) => {
        (
            concat!("conversations/", $name, ".txt"),
            include_str!(concat!("../../fixtures/conversations/", $name, ".txt")),
        )
    };
}

/// Path under `fixtures/` and text of every conversation fixture, sorted; a test compares it with the folder.
pub const CONVERSATIONS: &[(&str, &str)] = &[
    talk!("admissions_diploma"),
    talk!("call_garage_owner_good_opener"),
    talk!("charity_school_roof"),
    talk!("chased_and_quoted"),
    talk!("corrugated_boxes"),
    talk!("form_read_back"),
    talk!("haggle_corner_sofa"),
    talk!("home_kitchen_designer_asks"),
    talk!("inbound_asks_for_plans"),
    talk!("language_lisbon_video"),
    talk!("one_sentence_of_introduction"),
    talk!("palletiser_engineer"),
    talk!("physio_marathon"),
    talk!("procurement_squeeze"),
    talk!("rent_attic_room"),
    talk!("second_call_of_a_series"),
    talk!("showroom_mattress_couple_thinking"),
];
