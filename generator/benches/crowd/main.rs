//! Ten thousand calls at once over sockets: `cargo bench --bench crowd`. On Linux, which says what a
//! process holds.
//!
//! A client has ten thousand calls under way, each on a connection of its own, to a server that
//! answers none before all have asked. In one of four rounds half of the calls are given up. After
//! each round nothing may be left: no open file, no task, and no more memory than after the first.
//! The same calls by reqwest and serde written by hand tell how much of the memory is theirs.

mod process;
#[path = "../rivals/mod.rs"]
mod rivals;
mod rounds;
mod server;

use rivals::Result;
use rounds::Round;
use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const CALLS: usize = 10_000;
/// The addresses of the server: 127.0.0.1 and those that follow.
const ADDRESSES: u8 = 4;
/// A job with whose answer the server begins at once.
const BEGUN: &str = "begun";
const GENERATED: &str = "generated";
const BY_HAND: &str = "by hand";
/// How much larger memory may be after the last round than after the first: an allocator is no scales.
const GROWTH: f64 = 1.1;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve"] => server::run(),
        [client @ (GENERATED | BY_HAND), port] => {
            println!("{}", serde_json::to_string(&rounds::run(client, port)?)?);
            Ok(())
        }
        _ => compare(),
    }
}

fn compare() -> Result<()> {
    // Some are for the runtime, and for leading the server.
    let (limit, needed) = (process::limit_of_files()?, CALLS + 50);
    if limit < needed {
        return Err(format!(
            "a process may open {limit} files, and {CALLS} calls need {needed}: ulimit -n {needed}"
        )
        .into());
    }
    println!("{CALLS} calls at once; memory in MiB, that of a call in KiB\n");
    println!(
        "client     given up  seconds  open files  waiting   a call     peak  after it   files  tasks"
    );
    let ours = measure(GENERATED)?;
    let theirs = measure(BY_HAND)?;
    let ratio = a_call(&ours, 1) / a_call(&theirs, 1);
    println!("\nmemory a call, ours to theirs: {ratio:.2}");
    stays(GENERATED, &ours)
}

/// The rounds of one client, printed as they are.
fn measure(client: &str) -> Result<Vec<Round>> {
    let program = env::current_exe()?;
    let mut server = Command::new(&program)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut port = String::new();
    BufReader::new(server.stdout.take().ok_or("no standard output")?).read_line(&mut port)?;
    let output = Command::new(&program)
        .args([client, port.trim()])
        .stderr(Stdio::inherit())
        .output()?;
    drop(server.stdin.take());
    server.wait()?;
    if !output.status.success() {
        return Err(format!("{client}: {}", output.status).into());
    }
    let rounds: Vec<Round> = serde_json::from_slice(&output.stdout)?;
    for (index, round) in rounds.iter().enumerate() {
        println!(
            "{client:9} {:>9} {:>8.2} {:>11} {:>8.1} {:>8.1} {:>8.1} {:>9.1} {:>7} {:>6}",
            round.given_up,
            round.seconds,
            round.waiting.files,
            mebibytes(round.waiting.resident),
            a_call(&rounds, index),
            mebibytes(round.peak),
            mebibytes(round.after.resident),
            round.after.files,
            round.after.tasks,
        );
    }
    Ok(rounds)
}

fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1_024.0
}

/// The memory that each call of a round has more than a client without a call.
fn a_call(rounds: &[Round], index: usize) -> f64 {
    let more = rounds[index].waiting.resident as f64 - rounds[0].after.resident as f64;
    more.max(0.0) / CALLS as f64
}

/// Whether the rounds leave no memory behind.
fn stays(client: &str, rounds: &[Round]) -> Result<()> {
    let [_, first, .., last] = rounds else {
        return Err("too few rounds".into());
    };
    for (what, first, last) in [
        ("after it", first.after.resident, last.after.resident),
        ("at its peak", first.peak, last.peak),
    ] {
        if last as f64 > first as f64 * GROWTH {
            let (first, last) = (mebibytes(first), mebibytes(last));
            return Err(format!(
                "{client}: the first round has {first:.1} MiB {what}, the last {last:.1}"
            )
            .into());
        }
    }
    Ok(())
}
