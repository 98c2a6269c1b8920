//! A turn is in another language only where words of that language speak for it.

use pursuit::{call, text};

use crate::talks::call as talk;

fn is_foreign(words: &str) -> bool {
    let call = talk(&[&format!("seller: {words}")]);
    text::prepare(&call::turns(&call)).is_foreign(0)
}

#[test]
fn a_turn_of_names_and_goods_is_english() {
    for words in [
        "Open asks: guarantee Brackwell early delivery, Welsh invoices by spring, kiln telemetry, glaze audit, Oda's sign-off",
        "Larch, oak, beech, ash, elm, hornbeam, lime, willow, alder, poplar, cedar, spruce, maple",
    ] {
        assert!(!is_foreign(words), "{words}");
    }
}

#[test]
fn a_turn_of_another_language_is_not() {
    for words in [
        "Wir haben heute leider keine Zeit für das Gespräch, der Ofen ist kaputt und die Öfen sind alt",
        "No tenemos tiempo para hablar, el horno está roto y los clientes esperan por la mañana",
    ] {
        assert!(is_foreign(words), "{words}");
    }
}
