//! The rounds of one client, in a process of its own, whose memory is that of this client.

use crate::process::{Usage, forget_peak, peak};
use crate::rivals::{self, ByHand, Result};
use crate::{ADDRESSES, BEGUN, CALLS};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde::{Deserialize, Serialize};
use std::future::ready;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// What calls do that are not given up. They ask for a job of this name.
const WHOLE: &str = "whole";
/// How long a connection may be idle.
const IDLE: Duration = Duration::from_millis(500);
/// How long anything may take; what a call may take is for its client to say.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Serialize, Deserialize)]
pub(crate) struct Round {
    pub(crate) given_up: usize,
    pub(crate) seconds: f64,
    /// While all calls wait.
    pub(crate) waiting: Usage,
    /// The most memory of the round, in KiB.
    pub(crate) peak: u64,
    /// When no connection is left.
    pub(crate) after: Usage,
}

/// All rounds of a client of this name. The first is one call, which shows what a client holds by itself.
pub(crate) fn run(client: &str, port: &str) -> Result<Vec<Round>> {
    let url = format!("http://crowd.test:{port}");
    let http = rivals::http()
        .dns_resolver(InTurn::default())
        .pool_idle_timeout(IDLE);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let control = Control::new(port)?;
    if client == crate::BY_HAND {
        let client = ByHand::new(http, &url)?;
        runtime.block_on(rounds(control, move |job| {
            let client = client.clone();
            async move {
                client.get_job("p", job).await?;
                Ok(())
            }
        }))
    } else {
        let client = rivals::generated(http, &url)?;
        runtime.block_on(rounds(control, move |job| {
            let client = client.clone();
            async move {
                client.get_job("p", job).await?;
                Ok(())
            }
        }))
    }
}

async fn rounds<F>(control: Control, call: impl Fn(&'static str) -> F) -> Result<Vec<Round>>
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let start = Usage::now()?;
    let mut crowd = Crowd {
        call,
        control,
        files: start.files,
        tasks: start.tasks,
        asked: 0,
    };
    let mut rounds = Vec::new();
    for (calls, given_up) in [
        (1, 0),
        (CALLS, 0),
        (CALLS, CALLS / 2),
        (CALLS, 0),
        (CALLS, 0),
    ] {
        rounds.push(crowd.round(calls, given_up).await?);
    }
    drop(crowd);
    settle(start.files, start.tasks).await?;
    Ok(rounds)
}

/// A client with its calls.
struct Crowd<C> {
    call: C,
    control: Control,
    /// What it may hold without a call.
    files: usize,
    tasks: usize,
    /// How many calls there were.
    asked: usize,
}

impl<C, F> Crowd<C>
where
    C: Fn(&'static str) -> F,
    F: Future<Output = Result<()>> + Send + 'static,
{
    /// Of those that are given up, half have no answer, and half have one in part.
    async fn round(&mut self, calls: usize, given_up: usize) -> Result<Round> {
        forget_peak()?;
        let start = Instant::now();
        let mut running = JoinSet::new();
        let mut handles = Vec::new();
        for number in 0..calls {
            let is_given_up = number % 2 == 1 && given_up > 0;
            let is_begun = is_given_up && number % 4 == 1;
            let handle = running.spawn((self.call)(if is_begun { BEGUN } else { WHOLE }));
            if is_given_up {
                handles.push(handle);
            }
        }
        self.control.waiting(calls).await?;
        let waiting = Usage::now()?;
        if waiting.files < self.files + calls {
            return Err(format!("{calls} calls have {} open files", waiting.files).into());
        }
        for handle in handles {
            handle.abort();
        }
        // The server sees them leave.
        self.control.waiting(calls - given_up).await?;
        self.control.answer().await?;
        let mut cancelled = 0;
        while let Some(done) = running.join_next().await {
            match done {
                Err(error) if error.is_cancelled() => cancelled += 1,
                done => done??,
            }
        }
        let (seconds, peak) = (start.elapsed().as_secs_f64(), peak()?);
        self.asked += calls;
        // Nothing was asked twice.
        let asked = self.control.waiting(0).await?;
        if (cancelled, asked) != (given_up, self.asked) {
            return Err(format!("{cancelled} cancelled, {asked} asked").into());
        }
        Ok(Round {
            given_up,
            seconds,
            waiting,
            peak,
            after: settle(self.files, self.tasks).await?,
        })
    }
}

/// What is held when no more files are open than these, and no more tasks alive.
async fn settle(files: usize, tasks: usize) -> Result<Usage> {
    let start = Instant::now();
    loop {
        sleep(Duration::from_millis(50)).await;
        let usage = Usage::now()?;
        if usage.files <= files && usage.tasks <= tasks {
            return Ok(usage);
        }
        if start.elapsed() > PATIENCE {
            let (files_left, tasks_left) = (usage.files, usage.tasks);
            return Err(format!(
                "{PATIENCE:?} after the round there are {files_left} open files, not {files}, \
                 and {tasks_left} tasks, not {tasks}"
            )
            .into());
        }
    }
}

/// Leads the server; each answer says how many calls it got.
struct Control {
    http: reqwest::Client,
    url: String,
}

impl Control {
    fn new(port: &str) -> Result<Self> {
        let http = rivals::http().pool_max_idle_per_host(0);
        Ok(Self {
            http: http.timeout(PATIENCE).build()?,
            url: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Comes back when so many calls wait there.
    async fn waiting(&self, count: usize) -> Result<usize> {
        self.get(&format!("waiting/{count}")).await
    }

    /// Has those answered that wait.
    async fn answer(&self) -> Result<usize> {
        self.get("answer").await
    }

    async fn get(&self, what: &str) -> Result<usize> {
        let answer = self.http.get(format!("{}/{what}", self.url)).send().await?;
        Ok(answer.error_for_status()?.text().await?.parse()?)
    }
}

/// Connections go to the addresses in turn: a port that was closed rests for a minute, and one address has
/// 28,000 of them.
#[derive(Default)]
struct InTurn(AtomicU8);

impl Resolve for InTurn {
    fn resolve(&self, _: Name) -> Resolving {
        let last = self.0.fetch_add(1, Ordering::Relaxed) % ADDRESSES + 1;
        let address = SocketAddr::from(([127, 0, 0, last], 0));
        let addresses: Addrs = Box::new(std::iter::once(address));
        Box::pin(ready(Ok(addresses)))
    }
}
