//! Starts both origins, says where they are, and stops them when asked.

use std::{
    error::Error as StdError,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use tinbai_host::{Cli, Config, Running, perform, serve};
use tokio::signal;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(tracing::Level::WARN)
        .init();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut reason = error.to_string();
            let mut cause = error.source();
            while let Some(error) = cause {
                reason.push_str(": ");
                reason.push_str(&error.to_string());
                cause = error.source();
            }
            tracing::error!("{reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run(Cli { config, command }: Cli) -> Result<(), Box<dyn StdError>> {
    match command {
        Some(command) => Ok(perform(&config, command).await?),
        None => serve_until_told(config).await,
    }
}

async fn serve_until_told(config: Config) -> Result<(), Box<dyn StdError>> {
    for needed in [config.dist.join("index.html"), config.sample.join("feed.json")] {
        if !needed.is_file() {
            tracing::warn!("{} is missing; serving anyway", needed.display());
        }
    }
    let database = config.database_name();
    let running = serve(config).await?;
    announce(&running, &database).await?;
    asked_to_stop().await?;
    running.stop().await?;
    Ok(())
}

async fn announce(running: &Running, database: &str) -> Result<(), Box<dyn StdError>> {
    let newspaper = &running.newspaper.url;
    let portal = &running.portal.url;
    let count = running.feedback_count().await?;
    let lines = format!(
        "Tin Bài: trang báo (newspaper, standalone page)      {newspaper}\n\
         Tin Bài: cổng thông tin (portal, embeds the widget)  {portal}\n\
         Tin Bài: phản hồi đã nhận (feedback received)        {count} ({database})\n",
    );
    // Nobody reading these lines is no reason to stop.
    let _ = io::stdout().write_all(lines.as_bytes());
    Ok(())
}

#[cfg(unix)]
async fn asked_to_stop() -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupt = signal::ctrl_c() => interrupt,
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> io::Result<()> {
    signal::ctrl_c().await
}
