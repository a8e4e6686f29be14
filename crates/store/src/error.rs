//! Why the store refuses or fails, told apart as far as a user would act differently.

use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    #[error("there is no database here")]
    Missing,
    #[error("there is a database here already")]
    Exists,
    /// A SQLite file of another program.
    #[error("not a database of this program")]
    Foreign,
    /// `program`: the version of Hilo that made it, where it says so.
    #[error("a database of version {found}, newer than {known}")]
    Newer { found: u32, known: u32, program: Option<String> },
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Documents and local tables are whole; what is damaged can be made again from them.
    #[error("what is derived is damaged: {0}")]
    DerivedDamaged(String),
    /// `needed`: bytes, where that is known.
    #[error("the disk is full")]
    DiskFull { needed: Option<u64> },
    #[error("another program holds the profile")]
    InUse,
    #[error("the profile cannot be written")]
    ReadOnly,
    #[error("SQLite {0} has the WAL-reset bug; at least 3.51.3 is needed")]
    OldSqlite(String),
    #[error("more {0} than can be held")]
    TooMany(&'static str),
    #[error(transparent)]
    Io(std::io::Error),
    #[error(transparent)]
    Sql(sqlx::Error),
}

impl StoreError {
    /// Says how much space a failed write would have needed.
    pub(crate) fn needing(self, bytes: u64) -> Self {
        match self {
            Self::DiskFull { .. } => Self::DiskFull { needed: Some(bytes) },
            error => error,
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { needed: None }
            }
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(error) => error.code().and_then(|code| code.parse::<i32>().ok()),
            sqlx::Error::PoolTimedOut => return Self::InUse,
            _ => None,
        };
        // Extended result codes carry the primary one in their low byte (sqlite.org/rescode.html).
        match code.map(|code| (code & 0xff, code)) {
            Some((5 | 6, _)) => Self::InUse,
            Some((8 | 3 | 14, _)) => Self::ReadOnly,
            // 4874: the shared memory of the WAL could not be grown.
            Some((13, _) | (_, 4874)) => Self::DiskFull { needed: None },
            // 522: a page that is said to be there lies beyond the end of the file.
            Some((11 | 26, _) | (_, 522)) => Self::Damaged(error.to_string()),
            _ => Self::Sql(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            sqlx::migrate::MigrateError::ExecuteMigration(error, _) => error.into(),
            error => Self::Damaged(error.to_string()),
        }
    }
}
