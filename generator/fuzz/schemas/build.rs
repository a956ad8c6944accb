//! Generates the types. By the letter, as a validator reads schemas.

use typewright::generate::{Options, Reading};

fn main() -> std::io::Result<()> {
    let options = Options {
        reading: Reading::Letter,
        ..Options::default()
    };
    typewright::build_script::run("openapi.yaml", &options)
}
