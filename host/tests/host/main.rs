//! The host as its clients see it: real HTTP over loopback, each test with its own folders.

// Behind cfg(test) helpers count as test code, where a failed unwrap is the report.
#[cfg(test)]
mod articles;
#[cfg(test)]
mod databases;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod files;
#[cfg(test)]
mod form;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod load;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod process;
#[cfg(test)]
mod program;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod rates;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod security;
#[cfg(test)]
mod setup;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod staff;
