//! `tinbai check URL-or-file`: reads a feed with the widget's own code, and says what is right, what was forgiven and what
//! is lost.

mod check;
mod decode;
mod report;
mod source;
mod words;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;
use words::Lang;

/// Reads feeds as the reading widget Tin Bài does. Đọc nguồn tin như tiện ích Tin Bài đọc.
#[derive(Parser)]
#[command(name = "tinbai", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says of a feed what is right, forgiven, and lost. Exit status 1 where something is lost, 2 where there is no feed.
    ///
    /// Cho biết nguồn tin đúng chỗ nào, được bỏ qua lỗi nào, mất gì. Mã thoát 1 nếu có gì bị mất, 2 nếu không có nguồn tin.
    Check {
        /// A web address or a file. Địa chỉ web hoặc tệp.
        feed: String,
        /// For programs: one JSON object. Cho chương trình: một đối tượng JSON.
        #[arg(long)]
        json: bool,
        /// Language of the report; without it English where LANG is, else Vietnamese. Ngôn ngữ của báo cáo.
        #[arg(long, value_enum)]
        lang: Option<Lang>,
        /// The address at which a file will be served. Địa chỉ mà tệp sẽ được đăng.
        #[arg(long, value_name = "URL")]
        base: Option<String>,
    },
}

fn main() -> ExitCode {
    let Command::Check { feed, json, lang, base } = Arguments::parse().command;
    let lang = lang.unwrap_or_else(Lang::of_environment);
    let report = check::check(&feed, base.as_deref());
    let text = if json {
        report::json(&report, lang)
    } else {
        report::text(&report, lang)
    };
    // Nobody reads on where the pipe is closed.
    let _ = writeln!(io::stdout(), "{text}");
    ExitCode::from(report.status())
}
