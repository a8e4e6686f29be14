//! The attachment in its document: what is known of a file without its bytes (records.md 11).

use domain::attachment::{Added, Attachment, EmailSummary};

use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};
use crate::unit;

impl Record for Attachment {
    const SCHEMA: Schema = Schema {
        kind: "attachment",
        registers: &["name", "description", "added_by", "added_at"],
        units: &["content", "email"],
        entries: &[],
    };

    fn to_fields(&self) -> Fields {
        let content =
            unit::unit([("sha256", Some(self.sha256.clone())), ("size", Some(self.size.to_string()))]);
        let mut fields = Writer::default();
        fields
            .text("name", Some(&self.name))
            .text("description", self.description.as_ref())
            .text("added_by", self.added.map(|added| added.by))
            .number("added_at", self.added.map(|added| added.at))
            .text("content", Some(content))
            .text("email", self.email.as_ref().map(email));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        let content = unit::members(read.text("content").ok_or(DocumentError::Incomplete)?);
        let sha256 = unit::text(&content, "sha256").filter(|hash| is_hash(hash));
        Ok(Self {
            name: domain::attachment::safe_name(read.text("name").unwrap_or_default()),
            size: unit::parsed(&content, "size").unwrap_or(0),
            sha256: sha256.ok_or_else(|| DocumentError::Malformed("content".to_owned()))?.to_owned(),
            email: read.text("email").map(read_email),
            description: read.owned("description"),
            added: read.parsed("added_by").zip(read.number("added_at")).map(|(by, at)| Added { by, at }),
        })
    }
}

/// A colleague cannot name a path: only a hash leads to bytes (security-rules.md R26).
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn email(email: &EmailSummary) -> String {
    unit::unit([
        ("date", email.date.clone()),
        // Absent where there are none, as earlier versions wrote it. No name holds the end of a line.
        ("files", Some(email.files.join("\n")).filter(|files| !files.is_empty())),
        ("from_address", Some(email.from_address.clone())),
        ("from_name", Some(email.from_name.clone())),
        ("message_id", Some(email.message_id.clone())),
        ("subject", Some(email.subject.clone())),
        ("text", Some(email.text.clone())),
    ])
}

fn read_email(text: &str) -> EmailSummary {
    let members = unit::members(text);
    let owned = |name| unit::text(&members, name).unwrap_or_default().to_owned();
    EmailSummary {
        subject: owned("subject"),
        from_name: owned("from_name"),
        from_address: owned("from_address"),
        date: unit::text(&members, "date").map(str::to_owned),
        message_id: owned("message_id"),
        text: owned("text"),
        files: owned("files").lines().map(str::to_owned).collect(),
    }
}
