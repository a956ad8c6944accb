//! Contenders that take turns, and the table of how long each took.

pub(crate) use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 301;
/// How long a contender runs in one round, at least.
const TURN: Duration = Duration::from_micros(500);

struct Contender<'a> {
    name: String,
    work: Box<dyn Fn() -> bool + 'a>,
    /// Nanoseconds a run, one a round.
    times: Vec<f64>,
}

/// A comparison of things that do the same.
pub(crate) struct Race<'a> {
    title: String,
    reference: String,
    contenders: Vec<Contender<'a>>,
}

impl<'a> Race<'a> {
    /// A race in which all are compared to the contender of the name `reference`.
    pub(crate) fn new(title: &str, reference: &str) -> Self {
        Self {
            title: title.to_owned(),
            reference: reference.to_owned(),
            contenders: Vec::new(),
        }
    }

    /// `work` says whether it succeeded.
    pub(crate) fn add(&mut self, name: &str, work: impl Fn() -> bool + 'a) {
        assert!(work(), "{name} fails");
        self.contenders.push(Contender {
            name: name.to_owned(),
            work: Box::new(work),
            times: Vec::new(),
        });
    }

    /// Runs all rounds and prints the table.
    pub(crate) fn run(mut self) {
        let count = self.contenders.len();
        for round in 0..ROUNDS {
            for turn in 0..count {
                self.contenders[(round + turn) % count].turn();
            }
        }
        let times = |contender: &Contender<'_>| contender.times.clone();
        let reference = self
            .contenders
            .iter()
            .find(|one| one.name == self.reference);
        let reference = reference.map(times).unwrap_or_default();
        println!("\n{}: medians of {ROUNDS} rounds", self.title);
        println!(
            "{:28} {:>14} {:>10} {:>20}",
            "",
            "ns",
            "fastest",
            format!("{} / it", self.reference)
        );
        for contender in &self.contenders {
            let pairs = reference.iter().zip(&contender.times);
            let ratio = median(pairs.map(|(ours, its)| ours / its).collect());
            let fastest = contender
                .times
                .iter()
                .copied()
                .fold(f64::INFINITY, f64::min);
            let middle = median(contender.times.clone());
            println!(
                "{:28} {middle:>14.0} {fastest:>10.0} {ratio:>20.3}",
                contender.name
            );
        }
    }
}

impl Contender<'_> {
    fn turn(&mut self) {
        let start = Instant::now();
        let mut runs = 0;
        while start.elapsed() < TURN || runs < 2 {
            black_box((self.work)());
            runs += 1;
        }
        self.times
            .push(start.elapsed().as_nanos() as f64 / f64::from(runs));
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
