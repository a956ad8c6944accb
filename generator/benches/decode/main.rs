//! What the checks cost: `cargo bench --bench decode`.
//!
//! The same responses are decoded into the generated types and into structs written by hand, and
//! the same texts are checked as tags by the generated type and by a regular expression. Contenders
//! take turns within each round, so that what else the machine does meets all of them.

mod checked;
mod inputs;
mod race;
mod shapes;

use northflank::types::{GetJobResponse, Tag};
use race::{Race, black_box};
use serde::de::DeserializeOwned;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let job = inputs::job()?;
    let mut one = Race::new("one response", "ours");
    decoders(
        &mut one,
        &job,
        decode::<GetJobResponse>,
        decode::<shapes::ignoring::Response>,
    );
    one.add("derive, members flattened", || {
        decode::<shapes::flattening::Response>(&job)
    });
    one.add("derive, checked by regex", || {
        decode::<shapes::checking::Response>(&job)
    });
    one.run();

    let jobs = [
        b"[",
        vec![job.as_slice(); 1_000].join(&b","[..]).as_slice(),
        b"]",
    ]
    .concat();
    let mut many = Race::new("1,000 responses in an array", "ours");
    decoders(
        &mut many,
        &jobs,
        decode::<Vec<GetJobResponse>>,
        decode::<Vec<shapes::ignoring::Response>>,
    );
    many.add("derive, members flattened", || {
        decode::<Vec<shapes::flattening::Response>>(&jobs)
    });
    many.add("derive, checked by regex", || {
        decode::<Vec<shapes::checking::Response>>(&jobs)
    });
    many.run();

    for (name, texts) in inputs::tags() {
        let tags: Vec<Tag> = texts
            .iter()
            .map(|text| inputs::tolerated(text))
            .collect::<Result<_, _>>()?;
        let count = tags.iter().filter(|tag| tag.is_valid()).count();
        let title = format!("{} tags, {name}, {count} of them valid", tags.len());
        let mut race = Race::new(&title, "ours");
        race.add("ours", || {
            black_box(&tags).iter().filter(|tag| tag.is_valid()).count() == count
        });
        race.add("regex and length", || {
            black_box(&texts)
                .iter()
                .filter(|text| checked::is_tag(text))
                .count()
                == count
        });
        race.run();
    }
    Ok(())
}

/// The two that the target speaks of.
fn decoders<'a>(
    race: &mut Race<'a>,
    body: &'a [u8],
    ours: fn(&[u8]) -> bool,
    plain: fn(&[u8]) -> bool,
) {
    race.add("ours", move || ours(body));
    race.add("derive, members ignored", move || plain(body));
}

/// Whether a body can be read; what is read is dropped within the time.
fn decode<T: DeserializeOwned>(body: &[u8]) -> bool {
    black_box(serde_json::from_slice::<T>(black_box(body))).is_ok()
}
