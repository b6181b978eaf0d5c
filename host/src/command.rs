//! What an operator does at the command line, beside serving.

use std::io::{self, IsTerminal, Write};

use clap::{Parser, Subcommand};
use jiff::civil::Date;
use sqlx::AnyPool;

use crate::{
    clock,
    config::Config,
    database,
    error::Error,
    retention,
    staff::{self, AccountError, COMMAND, Filter, Format, State},
};

/// The reference host of Tin Bài. Without a command it serves.
#[derive(Clone, Debug, Parser)]
#[command(name = "tinbai-host", version)]
pub struct Cli {
    #[command(flatten)]
    pub config: Config,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Accounts of staff who read what readers wrote
    #[command(subcommand)]
    Staff(Staff),
    /// Writes messages to standard output; the audit log tells of it
    Export {
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
        #[arg(long, value_enum, default_value = "all")]
        state: State,
        /// An article's id or address
        #[arg(long, default_value = "", hide_default_value = true)]
        article: String,
        /// From this day on, as 2026-11-25
        #[arg(long, value_name = "DAY")]
        from: Option<Date>,
        /// To the end of this day
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
        /// Part of a message, a name, an address or a receipt
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        search: String,
    },
    /// Deletes what is older than --keep-days, as a serving host does each hour
    Expire,
}

/// A password is read from the terminal, or else from the first line of standard input.
#[derive(Clone, Debug, Subcommand)]
pub enum Staff {
    /// Makes an account
    Add { name: String },
    /// Changes an account's password; ends its sessions and lifts its lock
    Password { name: String },
    /// Removes an account; what it did stays in the audit log
    Remove { name: String },
    /// Lists all accounts
    List,
}

/// Does it, on the database that the configuration names.
pub async fn run(config: &Config, command: Command) -> Result<(), Error> {
    let pool = database::open(config).await?;
    let done = perform(config, command, &pool).await;
    pool.close().await;
    done
}

async fn perform(config: &Config, command: Command, pool: &AnyPool) -> Result<(), Error> {
    match command {
        Command::Staff(command) => manage(command, pool).await,
        Command::Export {
            format,
            state,
            article,
            from,
            until,
            search,
        } => {
            let filter = Filter {
                state,
                article,
                from,
                until,
                search,
            };
            let mut out = io::BufWriter::new(io::stdout());
            let written = staff::write(pool, &filter, format, COMMAND, &mut out).await;
            written.map_err(Error::Export)
        }
        Command::Expire => {
            let count = retention::expire(pool, config.keep_days.get(), COMMAND)
                .await
                .map_err(Error::Expire)?;
            say(&format!("{count} deleted"))
        }
    }
}

async fn manage(command: Staff, pool: &AnyPool) -> Result<(), Error> {
    match command {
        Staff::Add { name } => Ok(staff::add(pool, &name, &read_password()?).await?),
        Staff::Password { name } => Ok(staff::change_password(pool, &name, &read_password()?).await?),
        Staff::Remove { name } => Ok(staff::remove(pool, &name).await?),
        Staff::List => {
            for account in staff::accounts(pool).await.map_err(AccountError::from)? {
                say(&format!("{}\t{}", account.name, clock::written(&account.created_at)))?;
            }
            Ok(())
        }
    }
}

fn say(line: &str) -> Result<(), Error> {
    writeln!(io::stdout(), "{line}").map_err(Error::Terminal)
}

fn read_password() -> Result<String, Error> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map_err(Error::Terminal)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let first = rpassword::prompt_password("Password: ").map_err(Error::Terminal)?;
    let again = rpassword::prompt_password("Once more: ").map_err(Error::Terminal)?;
    if first == again {
        Ok(first)
    } else {
        Err(Error::PasswordsDiffer)
    }
}
