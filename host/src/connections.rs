//! Takes connections, each with limits that no client can stretch, and lets those under way finish at the end.

use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::sleep,
};
use tokio_io_timeout::TimeoutStream;

use crate::client::{Peer, network};

/// A process may open 1,024 files where nobody said otherwise, and two origins share them.
const AT_ONCE: usize = 400;
/// Many readers come through one address of their provider's, but no more than this at the same moment.
const OF_ONE_ADDRESS: usize = 100;
const HEAD_BYTES: usize = 16 * 1024;
const HEAD_LINES: usize = 64;

/// What a connection may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For a request's head, and for a client that takes nothing of its answer.
    pub time: Duration,
    /// Off where every connection comes from a balancer.
    pub by_address: bool,
}

/// Serves until told to stop; returns when the last request under way has its answer.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.time)
        .max_headers(HEAD_LINES)
        .max_buf_size(HEAD_BYTES);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let guests = Guests::default();
    let graceful = GracefulShutdown::new();
    // Dropped with this future, and every connection with it.
    let mut connections = JoinSet::new();
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
            let (stream, peer) = accept(&listener).await;
            Ok::<_, io::Error>((place, stream, peer))
        };
        let (place, stream, peer) = tokio::select! {
            next = next => next?,
            // An error means that `Running` was dropped, which is also a reason to stop.
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        while connections.try_join_next().is_some() {}
        let Some(guest) = guests.enter(peer, limits.by_address) else {
            continue;
        };
        let routes = routes.clone().layer(Extension(Peer(peer)));
        let connection = http.serve_connection(
            TokioIo::new(Box::pin(with_write_limit(stream, limits.time))),
            TowerToHyperService::new(routes),
        );
        let connection = graceful.watch(connection);
        connections.spawn(async move {
            // How a client went away is its own affair, and its address nobody's.
            let _ = connection.await;
            drop((place, guest));
        });
    }
    drop(listener);
    graceful.shutdown().await;
    while connections.join_next().await.is_some() {}
    Ok(())
}

async fn accept(listener: &TcpListener) -> (TcpStream, IpAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer.ip()),
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                // Out of files, most likely: they come back as connections end.
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

fn with_write_limit(stream: TcpStream, limit: Duration) -> TimeoutStream<TcpStream> {
    // Small answers at once; a failure to set it only makes them later.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limit));
    stream
}

/// How many connections each network holds: as many entries as there are connections at most.
#[derive(Clone, Default)]
struct Guests(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection's entry, given back when dropped.
struct Guest {
    guests: Guests,
    network: IpAddr,
}

impl Guests {
    /// `None` when this network has its share.
    fn enter(&self, peer: IpAddr, by_address: bool) -> Option<Guest> {
        let network = network(peer);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if by_address && *count >= OF_ONE_ADDRESS {
            return None;
        }
        *count += 1;
        Some(Guest {
            guests: self.clone(),
            network,
        })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.network);
            }
        }
    }
}
