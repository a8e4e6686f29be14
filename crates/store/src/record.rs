//! A record as rows are made from it.

use domain::id::UserId;
use domain::record_kind::RecordKind;
use domain::with_record_kinds;

/// What the rows are made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    pub record: Record,
    pub presence: Presence,
    /// Who put it into the bin; read only where `presence` says that it is there.
    pub deletion: Option<Deletion>,
    /// Names of the fields that hold concurrent values.
    pub conflicts: Vec<String>,
}

macro_rules! record {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record {
            $($kind($record),)*
            /// Its first change has not arrived: a document without a row.
            Incomplete(RecordKind),
        }

        impl Record {
            pub fn kind(&self) -> RecordKind {
                match self {
                    $(Record::$kind(_) => RecordKind::$kind,)*
                    Record::Incomplete(kind) => *kind,
                }
            }
        }
    };
}

with_record_kinds!(record);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Live,
    Deleted,
    /// Deleted by one while another edited it.
    Returned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    /// Seconds since 1970.
    pub at: i64,
    pub by: UserId,
}

impl Presence {
    pub(crate) fn code(self) -> i32 {
        match self {
            Presence::Live => 0,
            Presence::Deleted => 1,
            Presence::Returned => 2,
        }
    }
}
