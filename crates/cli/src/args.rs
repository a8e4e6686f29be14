//! The command line as it is typed.

use std::path::{Path, PathBuf};

use app::error::{AppError, ErrorCode};
use clap::{Parser, Subcommand};

use crate::catalogues::CatalogueCommand;
use crate::verb::Verb;

/// Hilo in a terminal: the same book as the window.
#[derive(Debug, Parser)]
#[command(name = "hilo", version)]
pub(crate) struct Args {
    /// The folder of the profile
    #[arg(long, global = true, env = "HILO_PROFILE")]
    profile: Option<PathBuf>,
    /// One JSON value on standard output; refusals as JSON on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// A file whose first line opens this device's key, where the system has no keychain (or set HILO_PASSPHRASE)
    #[arg(long, global = true)]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    pub(crate) fn needs_profile(&self) -> bool {
        !matches!(self.command, Command::Mail(_) | Command::Restore { .. })
    }

    pub(crate) fn profile(&self) -> Result<&Path, AppError> {
        self.profile
            .as_deref()
            .ok_or_else(|| AppError::new(ErrorCode::ProfileMissing).with_detail("--profile DIR"))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a new profile
    Init {
        #[arg(long)]
        user: String,
        #[arg(long)]
        email: Vec<String>,
    },
    /// Customers
    #[command(subcommand)]
    Customer(Verb),
    /// Contact people
    #[command(subcommand)]
    Person(Verb),
    #[command(flatten)]
    Catalogues(CatalogueCommand),
    /// Our users
    #[command(subcommand)]
    User(Verb),
    /// Contacts
    #[command(subcommand)]
    Contact(ContactVerb),
    /// Who changed what in a record, oldest first
    History { id: String },
    /// Takes back the last command
    Undo,
    /// Does again what was undone last
    Redo,
    /// Searches everything
    Search {
        text: String,
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Only `customer`, `person`, `email`, `contact` or `file`
        #[arg(long, conflicts_with = "groups")]
        kind: Option<String>,
        /// With `--kind`: leaves out so many
        #[arg(long, default_value_t = 0, requires = "kind")]
        offset: u32,
        /// By kind, with counts
        #[arg(long)]
        groups: bool,
    },
    /// Email files; needs no profile
    #[command(subcommand)]
    Mail(Mail),
    /// Adds sample data, or removes it
    Sample {
        #[arg(long, default_value_t = 0, required_unless_present = "remove")]
        contacts: u32,
        #[arg(long)]
        customers: Option<u32>,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, conflicts_with = "contacts")]
        remove: bool,
    },
    /// The team: making one, inviting, joining, letting in
    #[command(subcommand)]
    Team(Team),
    /// Exchanges with the team, once or on and on
    #[command(args_conflicts_with_subcommands = true)]
    Sync(Sync),
    /// What two people changed at once
    #[command(subcommand)]
    Conflict(Conflict),
    /// Whether database, attachments, outbox and projection are whole; exit 3 if not
    Check,
    /// Drops the projection and makes it again
    Rebuild,
    /// Writes one file with everything
    Backup { file: PathBuf },
    /// Makes a profile from a backup
    Restore {
        file: PathBuf,
        #[arg(long)]
        into: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ContactVerb {
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
        /// The promise that it follows, or its own follow-up, moves with it
        #[arg(long)]
        with_linked: bool,
    },
    Show {
        id: String,
    },
    List(Box<ContactList>),
    Delete {
        id: String,
    },
    Restore {
        id: String,
    },
    /// Sets or moves the dates of many contacts: one batch, one undo
    Dates(DatesChange),
    /// Logs a call that nobody took, and moves what was promised to the next working day
    NoAnswer {
        id: String,
    },
    /// Takes over the information of an email
    Assume {
        id: String,
        file: PathBuf,
        /// Shows what would be filled in, and writes nothing
        #[arg(long)]
        preview: bool,
        /// Attach the email to the contact
        #[arg(long)]
        attach: bool,
        /// Attach it again where the contact holds it already
        #[arg(long, requires = "attach")]
        again: bool,
        /// Associate the file with the customer
        #[arg(long)]
        associate: bool,
        /// Add an unknown sender as a person of the customer
        #[arg(long)]
        new_person: bool,
        /// Mark the addresses of people that a report says were not reached
        #[arg(long)]
        mark_failing: bool,
    },
}

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("how").required(true).args(["set", "move_days"])))]
pub(crate) struct DatesChange {
    /// Parted by commas
    #[arg(long, value_delimiter = ',', required = true)]
    pub(crate) ids: Vec<String>,
    /// YYYY-MM-DD
    #[arg(long)]
    pub(crate) set: Option<String>,
    /// Back with a minus
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) move_days: Option<i32>,
    /// Counts Monday to Friday
    #[arg(long, requires = "move_days")]
    pub(crate) working: bool,
    /// `date` or `next_contact`
    #[arg(long, default_value = "date", value_parser = ["date", "next_contact"])]
    pub(crate) field: String,
    /// Done contacts too
    #[arg(long)]
    pub(crate) include_done: bool,
    /// The promises that they follow, or their own follow-ups, move with them
    #[arg(long)]
    pub(crate) with_linked: bool,
    /// Says what would change, and writes nothing
    #[arg(long)]
    pub(crate) preview: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ContactList {
    #[arg(long)]
    pub(crate) customer: Option<String>,
    #[arg(long)]
    pub(crate) person: Option<String>,
    #[arg(long = "type")]
    pub(crate) contact_type: Option<String>,
    #[arg(long)]
    pub(crate) user: Option<String>,
    /// `us` or `them`
    #[arg(long)]
    pub(crate) direction: Option<String>,
    #[arg(long)]
    pub(crate) from: Option<String>,
    #[arg(long)]
    pub(crate) to: Option<String>,
    #[arg(long)]
    pub(crate) next_from: Option<String>,
    #[arg(long)]
    pub(crate) next_to: Option<String>,
    #[arg(long)]
    pub(crate) closed_from: Option<String>,
    #[arg(long)]
    pub(crate) closed_to: Option<String>,
    #[arg(long)]
    pub(crate) result: Option<String>,
    /// An action of the catalogue
    #[arg(long)]
    pub(crate) action: Option<String>,
    /// Only those with an action that is not ticked
    #[arg(long)]
    pub(crate) has_open_actions: bool,
    /// A product of interest
    #[arg(long)]
    pub(crate) product: Option<String>,
    /// A kind of customer
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long)]
    pub(crate) zone: Option<String>,
    #[arg(long)]
    pub(crate) sector: Option<String>,
    /// Of any of the customer's addresses
    #[arg(long)]
    pub(crate) province: Option<String>,
    /// NIF, phone, email address, code or name of the customer or its people; several are alternatives
    #[arg(long, value_delimiter = ',')]
    pub(crate) customer_data: Vec<String>,
    /// A field of the team's own: `ID=VALUE`, or `ID=FROM..TO`
    #[arg(long = "field")]
    pub(crate) fields: Vec<String>,
    #[arg(long)]
    pub(crate) text: Option<String>,
    #[arg(long)]
    pub(crate) has_attachments: bool,
    /// Only those whose promised next contact nobody has made
    #[arg(long)]
    pub(crate) lacks_follow_up: bool,
    /// `all`, `done` or `open`
    #[arg(long, default_value = "all")]
    pub(crate) state: String,
    #[arg(long, default_value_t = 200)]
    pub(crate) limit: u32,
    /// The `next` of the page before
    #[arg(long)]
    pub(crate) after: Option<String>,
    /// Only how many there are
    #[arg(long)]
    pub(crate) count: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mail {
    Show { file: PathBuf },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Team {
    /// Makes a team, and shares this book in a folder
    Create {
        name: String,
        #[arg(long)]
        folder: PathBuf,
    },
    /// A link for one device, once
    Invite {
        /// Hours that it holds
        #[arg(long, default_value_t = 24)]
        expires: u32,
    },
    /// Asks to be let in; the book that is here is kept, and shared
    Join {
        link: String,
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Who asks to be let in
    Requests,
    /// Lets a device in whose screen shows these four words
    Approve {
        request: String,
        #[arg(long)]
        code: String,
    },
    Members,
    /// Takes a device out of the team
    Remove {
        device: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Sync {
    #[command(subcommand)]
    pub(crate) verb: Option<SyncVerb>,
    /// A shared folder; it is remembered
    #[arg(long)]
    pub(crate) folder: Option<PathBuf>,
    /// A folder where the team is not yet: it is shared there too
    #[arg(long, requires = "folder")]
    pub(crate) new_folder: bool,
    /// On and on, one line an exchange, until it is ended
    #[arg(long)]
    pub(crate) watch: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SyncVerb {
    /// How this device stands to the others; asks nobody
    Status,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Conflict {
    List {
        #[arg(long)]
        record: Option<String>,
    },
    /// Settles one, for everybody
    #[command(group(clap::ArgGroup::new("how").required(true).args(["keep", "json_in"])))]
    Resolve {
        id: String,
        /// The key of one of its values
        #[arg(long)]
        keep: Option<String>,
        /// `-` for standard input, or a file: the record with another value
        #[arg(long)]
        json_in: Option<String>,
    },
}
