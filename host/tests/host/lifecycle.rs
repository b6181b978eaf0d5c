//! Starting, answering that it lives, and stopping without losing what is under way.

use std::time::Duration;

use reqwest::{StatusCode, get};
use tinbai_host::{Config, Error, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::setup::{Host, message};

#[tokio::test]
async fn both_origins_say_that_they_live() {
    let host = Host::start().await;
    for site in [&host.running.newspaper, &host.running.portal] {
        let response = get(site.url.join("health/live").unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn stopping_lets_a_message_in_flight_arrive_and_then_ends() {
    let host = Host::start().await;
    let address = host.running.newspaper.address;
    let body = message("Đang gửi").to_string();
    let mut slow = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /phan-hoi HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         idempotency-key: khoa-0123456789abcdef\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    sleep(Duration::from_millis(100)).await;

    let folder = host.folder;
    let stopping = tokio::spawn(host.running.stop());
    sleep(Duration::from_millis(100)).await;
    assert!(TcpStream::connect(address).await.is_err());

    slow.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let ended = timeout(Duration::from_secs(5), stopping).await.unwrap();
    ended.unwrap().unwrap();

    let again = Host::start_in(folder, |_| {}).await;
    assert_eq!(again.running.feedback_count().await.unwrap(), 1);
}

#[tokio::test]
async fn a_connection_that_never_asks_does_not_hold_the_host() {
    let host = Host::start().await;
    let _idle = TcpStream::connect(host.running.portal.address).await.unwrap();
    sleep(Duration::from_millis(50)).await;
    let stopped = timeout(Duration::from_secs(5), host.running.stop()).await;
    stopped.unwrap().unwrap();
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let host = Host::start().await;
    let other = tempfile::tempdir().unwrap();
    let mut config = Config::on_free_ports("dist", "sample", other.path().join("f.sqlite"));
    config.listen = host.running.newspaper.address;
    let error = serve(config).await.unwrap_err();
    assert!(matches!(error, Error::Listen { address, .. } if address == host.running.newspaper.address));
}
