//! Clients that take their time: each is let go of, and nobody else waits for it.

use std::{
    fs::File,
    time::{Duration, Instant},
};

use reqwest::StatusCode;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::setup::{Host, message};

/// Twice the limit, and what a busy machine may add.
const SOON: Duration = Duration::from_secs(5);

async fn quick() -> Host {
    Host::start_with(|config| config.time_limit = Duration::from_secs(1)).await
}

async fn connect(host: &Host) -> TcpStream {
    TcpStream::connect(host.running.newspaper.address).await.unwrap()
}

/// Writes these bytes one by one, and gives what came back until the host hung up.
async fn drip(mut stream: TcpStream, bytes: &[u8]) -> String {
    let (mut read, mut write) = stream.split();
    let mut answer = Vec::new();
    let dripping = async {
        for byte in bytes.iter().cycle() {
            if write.write_all(&[*byte]).await.is_err() {
                break;
            }
            sleep(Duration::from_millis(50)).await;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = dripping => unreachable!(),
        // A reset is an end too.
        _ = timeout(SOON, read.read_to_end(&mut answer)) => {}
    }
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_cut_off() {
    let host = quick().await;
    let started = Instant::now();
    let mut stream = connect(&host).await;
    stream
        .write_all(b"GET /feed.json HTTP/1.1\r\nhost: bao.example\r\nx: ")
        .await
        .unwrap();
    let answer = drip(stream, b"a").await;
    assert!(!answer.contains("200 OK"), "{answer}");
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_cut_off_before_and_after_a_request() {
    let host = quick().await;
    for request in ["", "GET /health/ready HTTP/1.1\r\nhost: bao.example\r\n\r\n"] {
        let mut stream = connect(&host).await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let ended = timeout(SOON, stream.read_to_string(&mut answer)).await;
        assert!(ended.is_ok(), "still open after {SOON:?}: {request}");
        assert_eq!(answer.contains("200 OK"), !request.is_empty(), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_comes_byte_by_byte_ends_its_request_and_stores_nothing() {
    let host = quick().await;
    for length in ["content-length: 9000", "transfer-encoding: chunked"] {
        let started = Instant::now();
        let mut stream = connect(&host).await;
        let head = format!(
            "POST /phan-hoi HTTP/1.1\r\nhost: bao.example\r\ncontent-type: application/json\r\n\
             idempotency-key: khoa-0123456789abcdef\r\n{length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let answer = drip(stream, b"1\r\n1\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answer_is_cut_off() {
    const LENGTH: usize = 64 << 20;
    let host = quick().await;
    let photo = host.folder.path().join("sample/anh/lon.jpg");
    File::create(photo).unwrap().set_len(LENGTH as u64).unwrap();
    let mut stream = connect(&host).await;
    stream
        .write_all(b"GET /anh/lon.jpg HTTP/1.1\r\nhost: bao.example\r\n\r\n")
        .await
        .unwrap();
    sleep(Duration::from_secs(3)).await;
    let mut taken = Vec::new();
    // What lay in the sockets' buffers, and then an end.
    let ended = timeout(SOON, stream.read_to_end(&mut taken)).await;
    assert!(ended.is_ok());
    assert!(taken.starts_with(b"HTTP/1.1 200"));
    assert!(taken.len() < LENGTH, "all of it was sent");
}

#[tokio::test]
async fn a_client_that_is_slow_but_takes_something_gets_all_of_it() {
    const LENGTH: usize = 24 << 20;
    let host = quick().await;
    let photo = host.folder.path().join("sample/anh/lon.jpg");
    File::create(photo).unwrap().set_len(LENGTH as u64).unwrap();
    let mut stream = connect(&host).await;
    stream
        .write_all(b"GET /anh/lon.jpg HTTP/1.1\r\nhost: bao.example\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let started = Instant::now();
    let mut taken = 0;
    let mut piece = vec![0; 1 << 20];
    loop {
        match stream.read(&mut piece).await.unwrap() {
            0 => break,
            count => taken += count,
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert!(taken > LENGTH, "{taken}");
    assert!(started.elapsed() > Duration::from_secs(2), "it was not slow");
}

#[tokio::test]
async fn a_head_too_large_or_of_too_many_lines_is_refused() {
    let host = Host::start().await;
    for lines in [format!("x: {}\r\n", "a".repeat(20_000)), "x: a\r\n".repeat(100)] {
        let mut stream = connect(&host).await;
        let head = format!("GET /feed.json HTTP/1.1\r\nhost: bao.example\r\n{lines}\r\n");
        // The host may hang up before it has all.
        let _ = stream.write_all(head.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
}

#[tokio::test]
async fn one_address_cannot_hold_every_connection() {
    let host = Host::start().await;
    let mut held = Vec::new();
    for _ in 0..100 {
        held.push(connect(&host).await);
    }
    let mut one_more = connect(&host).await;
    let mut answer = Vec::new();
    let ended = timeout(SOON, one_more.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "a connection above the limit was kept");
    drop(held);
    sleep(Duration::from_millis(200)).await;
    assert_eq!(host.get("health/ready").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn behind_a_balancer_all_connections_are_of_one_address() {
    let host = Host::start_with(|config| config.client_header = Some("x-forwarded-for".parse().unwrap())).await;
    let mut held = Vec::new();
    for _ in 0..150 {
        held.push(connect(&host).await);
    }
    assert_eq!(
        host.post("khoa-0123456789abcdef", &message("Một")).await.status(),
        StatusCode::CREATED
    );
}
