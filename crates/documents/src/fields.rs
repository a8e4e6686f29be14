//! A record as flat fields: what a document holds at its root, and how each kind of record lays itself out.

use std::collections::BTreeMap;

use crate::error::DocumentError;

/// One field's value; a field without a value is absent from `Fields`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Text(String),
    Number(i64),
}

/// A record's fields by key. Entries of lists have keys of their own, as `attachments.<id>` (records.md 3).
pub type Fields = BTreeMap<String, Value>;

/// How one kind of record is laid out. What it does not name is left untouched in a document: it comes from a
/// newer version.
#[derive(Debug)]
pub struct Schema {
    /// What the document's `kind` says, and part of its genesis: never changes.
    pub kind: &'static str,
    /// One value each; concurrent ones are kept and shown.
    pub registers: &'static [&'static str],
    /// Registers that hold canonical JSON, merged as a whole (records.md 5).
    pub units: &'static [&'static str],
    /// Prefixes of entries, merged as lists (records.md 3, 4).
    pub entries: &'static [&'static str],
}

impl Schema {
    pub(crate) fn knows(&self, key: &str) -> bool {
        key == NOTES || self.registers.contains(&key) || self.is_unit(key) || self.is_entry(key)
    }

    /// A field of one value, rather than a list of entries.
    pub(crate) fn is_single(&self, key: &str) -> bool {
        self.knows(key) && !self.is_entry(key)
    }

    pub(crate) fn is_unit(&self, key: &str) -> bool {
        self.units.contains(&key)
    }

    pub(crate) fn is_entry(&self, key: &str) -> bool {
        key.split_once('.').is_some_and(|(prefix, _)| self.entries.contains(&prefix))
    }
}

/// The text of every record that has one; it exists from genesis on (records.md 2).
pub const NOTES: &str = "notes";

/// A kind of record that lives in documents.
pub trait Record: Sized {
    const SCHEMA: Schema;

    fn to_fields(&self) -> Fields;

    /// Refuses only what makes no record at all; odd values from other versions are read as absent.
    fn from_fields(fields: &Fields) -> Result<Self, DocumentError>;
}

/// Reads fields one by one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a Fields);

impl<'a> Reader<'a> {
    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        match self.0.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn owned(self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    pub(crate) fn number(self, key: &str) -> Option<i64> {
        match self.0.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn parsed<T: std::str::FromStr>(self, key: &str) -> Option<T> {
        self.text(key).and_then(|text| text.parse().ok())
    }

    /// A field without which there is no record: absent, the record has not arrived yet.
    pub(crate) fn required<T: std::str::FromStr>(self, key: &str) -> Result<T, DocumentError> {
        let text = self.text(key).ok_or(DocumentError::Incomplete)?;
        text.parse().map_err(|_| DocumentError::Malformed(key.to_owned()))
    }

    /// The suffixes and values of the entries under `prefix`, in the order of their adding.
    pub(crate) fn entries(self, prefix: &str) -> Vec<(&'a str, &'a str)> {
        let mut found: Vec<(&str, &str, &str)> = self
            .0
            .iter()
            .filter_map(|(key, value)| match (key.split_once('.'), value) {
                (Some((head, tail)), Value::Text(text)) if head == prefix => {
                    let (order, text) = text.split_once(ORDER_END)?;
                    Some((order, tail, text))
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, key, text)| (key, text)).collect()
    }
}

/// Builds fields one by one; what is absent is not written.
#[derive(Debug, Default)]
pub(crate) struct Writer(pub(crate) Fields);

impl Writer {
    pub(crate) fn text(&mut self, key: &str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), Value::Text(value.to_string()));
        }
        self
    }

    pub(crate) fn number(&mut self, key: &str, value: Option<i64>) -> &mut Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), Value::Number(value));
        }
        self
    }

    /// Entries in the order given. Between two entries that are both there already the order is as it was.
    pub(crate) fn entries<K: AsRef<str>>(
        &mut self,
        prefix: &str,
        entries: impl IntoIterator<Item = (K, String)>,
    ) -> &mut Self {
        for (index, (key, value)) in entries.into_iter().enumerate() {
            let value = format!("{index:06}{ORDER_END}{value}");
            self.0.insert(format!("{prefix}.{}", key.as_ref()), Value::Text(value));
        }
        self
    }
}

/// Parts an entry's place from its value inside a field; no place and no canonical JSON holds it.
pub(crate) const ORDER_END: char = '\u{1f}';

/// An entry's value without its place.
pub fn entry_value(text: &str) -> &str {
    text.split_once(ORDER_END).map_or(text, |(_, value)| value)
}
