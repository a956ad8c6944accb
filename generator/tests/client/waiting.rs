//! The blocking client.

use crate::runtime::blocking::{Blocking, Client};
use crate::server::{Server, json};
use crate::support::builder;
use std::thread;

fn ok() -> Server {
    Server::answering(json("200 OK", r#"{"data":{"id":"x","tags":["a"]}}"#))
}

fn client(server: &Server) -> Client {
    builder::<Blocking>(server).build().unwrap()
}

#[test]
fn it_waits() {
    let server = ok();
    let job = client(&server).get_job("p", "j").send().unwrap();
    assert_eq!(job.data.id, "x");
    assert_eq!(job.violations().len(), 1);
    let error = client(&server).get_job("p", "").send().unwrap_err();
    assert!(error.is_request());
    assert!(
        client(&server)
            .list_jobs()
            .per_page(1)
            .send()
            .unwrap_err()
            .is_decode()
    );
}

#[test]
fn it_waits_inside_async_code_too() {
    let server = ok();
    for threads in [1, 2] {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build().unwrap();
        for _ in 0..threads {
            let result = runtime.block_on(async { client(&server).get_job("p", "j").send() });
            assert_eq!(result.unwrap().data.id, "x");
        }
    }
}

#[test]
fn many_threads_share_it() {
    let server = ok();
    let client = client(&server);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| client.get_job("p", "j").send().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 16);
}

#[test]
fn faults_are_the_same() {
    let server = Server::answering(json("404 Not Found", "{}"));
    let error = client(&server).get_job("p", "j").send().unwrap_err();
    assert!(error.is_status());
}
