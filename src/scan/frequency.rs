//! How often words are said, roughly: what makes an anchor rare.

/// The commonest words of talk about sales, support and private matters, commonest first; counted in the labelled calls
/// of the project (89,000 words), names and goods left out.
const COMMON: &str = "\
    the you i is to a that and it we of have in are for not so can would do your on what this with will be but they \
    if about yeah know our like at just was am there how or me from one right get well uh time all as he going see \
    good no us up think my need more now here some then let yes out um go when great okay an two does any by been \
    really want has sure oh because could which did take had much help got before make team also next where actually \
    very today their first over them through anything data something lot call three into than only send other say \
    were week things thanks new around ok use back months build give those number after day maybe minutes little \
    doing work way even last his most year thank month who should look understand still she put looking thing same \
    too these start people mean down question hi works tell sounds four different problem said real questions hello \
    once talk kind bit again pretty off show long mm perfect review cost point might him days hours within per test \
    else side come support exactly course already set business few specific hard price plan huh better why run \
    enterprise weeks feel ask full since end her find many done using pilot based years every type another change \
    high interested please everything never probably five deal forward customer being able may live getting terms \
    check goes company money six twenty definitely always fine wanted budget went tomorrow mhm each place current \
    correct hmm both working love offer across contract asking whole enough hundred decision together traffic \
    absolutely while usually cause small willing sense thousand thought risk alright bye part big sorry seen own \
    honestly size keep appreciate interesting pay process discount payment share recommend move line made happy \
    whatever plus push second makes list nice though organization amount looks times walk name";

/// Those words, the commonest first, each with its share of all words.
pub(super) fn common() -> impl Iterator<Item = (&'static str, f64)> {
    COMMON.split_whitespace().enumerate().map(|(rank, word)| (word, share(rank)))
}

/// The share of all words that the word of that rank has, from 0: Zipf, fitted to the same count.
fn share(rank: usize) -> f64 {
    0.13 / (rank as f64 + 3.0)
}

/// The share of a word that is not among them.
pub(super) const RARE: f64 = 3e-5;
