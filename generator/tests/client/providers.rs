//! Tokens that change, from a function of the caller's.

use crate::oauth::{add, counts, particular};
use crate::runtime::client::{Async, Token};
use crate::server::Server;
use crate::support::{builder, fail, wait};
use std::io;
use std::sync::{Arc, Mutex};

#[test]
fn a_token_may_come_from_the_caller() {
    let server = particular("Bearer token-2");
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let client = builder::<Async>(&server).token_provider(move |refused: Option<Token>| {
        let mut log = log.lock().unwrap();
        log.push(refused);
        let token = Token::new(format!("token-{}", log.len()));
        async move { Ok::<_, io::Error>(token) }
    });
    let client = client.build().unwrap();
    wait(add(&client)).unwrap();
    wait(add(&client)).unwrap();
    let expected = [None, Some(Token::from("token-1")), None];
    assert_eq!(*asked.lock().unwrap(), expected);
    // Who writes the header is not asked.
    wait(add(&client).header("Authorization", "Bearer token-7")).unwrap();
    assert_eq!(asked.lock().unwrap().len(), 3);
}

#[test]
fn the_same_token_again_is_not_tried_again() {
    let server = particular("Bearer token-2");
    let client = builder::<Async>(&server);
    let client = client.token_provider(|_| async { Ok::<_, io::Error>(Token::from("token-1")) });
    let error = fail(add(&client.build().unwrap()));
    assert_eq!((error.tries(), counts(&server)), (1, (0, 1)));
}

#[test]
fn a_provider_that_fails_is_told() {
    let server = Server::answering("");
    let client = builder::<Async>(&server);
    let client = client.token_provider(|_| async { Err::<Token, _>(io::Error::other("no disk")) });
    let error = fail(add(&client.build().unwrap()));
    assert_eq!(
        error.to_string(),
        "add: not sent: no token for oauth: no disk"
    );
    assert_eq!(counts(&server), (0, 0));
}
