//! Many calls at once over sockets, half of which are given up.

use crate::runtime::client::Async;
use crate::server::{Request, Server, answer, json};
use crate::support::{builder, run};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Barrier};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;
const CALLS: usize = 400;

/// Answers no job before all have been asked for; one that is `silent` never, one that is `begun` in
/// part. Counts the connections that the client has closed.
fn crowded(closed: watch::Sender<usize>) -> Server {
    let all = Arc::new(Barrier::new(CALLS));
    Server::new(move |request: &Request, stream: &mut TcpStream| {
        let Some((_, job)) = request.target().split_once("/jobs/") else {
            let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
            return drop(stream.write_all(busy.as_bytes()));
        };
        let bytes = json("200 OK", JOB);
        if job == "begun" {
            stream
                .write_all(&bytes.as_bytes()[..bytes.len() - 5])
                .unwrap();
        }
        if job != "alone" {
            all.wait();
        }
        if ["alone", "whole"].contains(&job) {
            stream.write_all(bytes.as_bytes()).unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
        }
        // The end, or a reset where the client had not read all.
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
        closed.send_modify(|closed| *closed += 1);
    })
}

/// As soon as it is true, which it is before long.
async fn soon(what: &str, is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(
        timeout(Duration::from_secs(10), wait).await.is_ok(),
        "{what}"
    );
}

#[test]
fn half_of_a_crowd_hangs_up() {
    let closed = watch::Sender::new(0);
    let server = crowded(closed.clone());
    let client = builder::<Async>(&server).retries(2).build().unwrap();
    let closed = || *closed.borrow();
    run(async {
        let tasks = || Handle::current().metrics().num_alive_tasks();
        let call = |job| tokio::spawn(client.get_job("p", job).send());
        let mut calls = Vec::new();
        for job in ["whole", "silent", "whole", "begun"].repeat(CALLS / 4) {
            calls.push((job, call(job)));
        }
        let (stay, leave): (Vec<_>, Vec<_>) =
            calls.into_iter().partition(|(job, _)| *job == "whole");
        for (_, call) in stay {
            assert_eq!(call.await.unwrap().unwrap().data.id, "x");
        }
        assert_eq!(server.requests().len(), CALLS);
        for (job, call) in leave {
            assert!(!call.is_finished(), "{job}");
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
        soon("a connection is left open", || closed() == CALLS).await;
        soon("a task is left", || tasks() == 0).await;

        assert_eq!(call("alone").await.unwrap().unwrap().data.id, "x");
        assert_eq!(server.requests().len(), CALLS + 1);

        // A hundred retries are there, as at the beginning: who was given up has paid for none.
        let calls: Vec<_> = (0..120)
            .map(|_| tokio::spawn(client.list_jobs().send()))
            .collect();
        for call in calls {
            assert!(call.await.unwrap().unwrap_err().is_status());
        }
        assert_eq!(server.requests().len(), CALLS + 1 + 120 + 100);
    });
}
