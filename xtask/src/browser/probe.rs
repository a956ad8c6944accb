//! A page that calls a generated client, and says what came of it: a line a case.

mod cases;

use wasm_bindgen::prelude::wasm_bindgen;

/// All cases: the name of each, what is expected, and what happened, with tabs between.
#[wasm_bindgen]
pub async fn probe(api: String, other: String, nobody: String, is_page: bool) -> String {
    let place = cases::Place {
        api,
        other,
        nobody,
        is_page,
    };
    let mut lines = String::new();
    for (name, wanted, found) in cases::all(&place).await {
        lines += &format!("{name}\t{wanted}\t{found}\n");
    }
    lines
}
