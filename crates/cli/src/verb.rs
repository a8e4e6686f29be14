//! What can be done with a record, as it is typed.

use app::error::AppError;
use clap::Subcommand;

use crate::output::unknown;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Add {
        /// `-` for standard input, or a file
        #[arg(long)]
        json_in: String,
    },
    Edit {
        id: String,
        /// `-` for standard input, or a file
        #[arg(long)]
        json_in: String,
    },
    Show {
        id: String,
    },
    List {
        #[arg(long, default_value = "")]
        text: String,
        /// Of people: only this customer's
        #[arg(long)]
        customer: Option<String>,
        #[arg(long, default_value_t = 200)]
        limit: u32,
    },
    Delete {
        id: String,
    },
    Restore {
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TypeVerb {
    Add {
        /// `-` for standard input, or a file
        #[arg(long)]
        json_in: String,
    },
    /// Another name, or hidden; a built-in one keeps its name
    Edit {
        key: String,
        /// `-` for standard input, or a file
        #[arg(long)]
        json_in: String,
    },
}

/// An option that this list would not listen to.
pub(crate) fn not_taken(verb: &Verb) -> AppError {
    match verb {
        Verb::List { customer: Some(_), .. } => unknown("customer"),
        _ => unknown("text"),
    }
}
