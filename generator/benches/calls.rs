//! What the client costs: `cargo bench --bench calls`.
//!
//! The same job is fetched from a server on the loopback address by the generated client, and by
//! reqwest and serde written by hand. They take turns, so that what else the machine does meets
//! both. The time on the processor is that of the client's thread.

mod rivals;

use rivals::Result;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::spawn;
use std::time::Instant;
use tokio::task::JoinSet;

const ROUNDS: usize = 61;
const CALLS: usize = 2_000;

fn main() -> Result<()> {
    let url = serve(Arc::new(rivals::job()?))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ours = rivals::generated(rivals::http(), &url)?;
    let theirs = rivals::ByHand::new(rivals::http(), &url)?;
    println!(
        "calls at once   requests/s   by hand   ratio    us/request   by hand   ratio (medians of {ROUNDS} rounds)"
    );
    for at_once in [1, 32] {
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let ours = runtime.block_on(measure(at_once, || {
                let ours = ours.clone();
                async move {
                    ours.get_job("default-project", "example-job").await?;
                    Ok(())
                }
            }))?;
            let theirs = runtime.block_on(measure(at_once, || {
                let theirs = theirs.clone();
                async move {
                    theirs.get_job("default-project", "example-job").await?;
                    Ok(())
                }
            }))?;
            rounds.push([
                ours.0,
                theirs.0,
                ours.0 / theirs.0,
                ours.1,
                theirs.1,
                ours.1 / theirs.1,
            ]);
        }
        let [rate, by_hand, ratio, cost, cost_by_hand, cost_ratio] =
            std::array::from_fn(|column| median(rounds.iter().map(|round| round[column])));
        println!(
            "{at_once:>13} {rate:>12.0} {by_hand:>9.0} {ratio:>7.3} {cost:>13.1} {cost_by_hand:>9.1} {cost_ratio:>7.3}"
        );
    }
    Ok(())
}

/// Requests a second, and microseconds on the processor a request.
async fn measure<F>(at_once: usize, call: impl Fn() -> F) -> Result<(f64, f64)>
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let (start, worked) = (Instant::now(), on_processor()?);
    let mut running = JoinSet::new();
    for _ in 0..CALLS {
        if running.len() == at_once
            && let Some(done) = running.join_next().await
        {
            done??;
        }
        running.spawn(call());
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    let rate = CALLS as f64 / start.elapsed().as_secs_f64();
    let worked = on_processor()? - worked;
    Ok((rate, worked / CALLS as f64 / 1_000.0))
}

/// Nanoseconds that this thread has had a processor for.
fn on_processor() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse()?)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A thread a connection, which is kept alive.
fn serve(body: Arc<Vec<u8>>) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = Arc::clone(&body);
            spawn(move || answer(stream, &body));
        }
    });
    Ok(url)
}

fn answer(mut stream: TcpStream, body: &[u8]) -> Option<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    let bytes = [head.as_bytes(), body].concat();
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            stream.write_all(&bytes).ok()?;
        }
    }
}
