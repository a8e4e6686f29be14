//! The fields that a team defines, and the values that records hold of them (S44).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

/// What a record holds, by the field's id. In a draft null clears, and what is not named stays as it is.
pub type CustomValues = BTreeMap<String, CustomValue>;
pub type CustomDraft = BTreeMap<String, Option<CustomValue>>;

/// A text (also of decimals, `1234.5`, and dates); a whole number; yes or no; the keys of options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(untagged)]
pub enum CustomValue {
    Flag(bool),
    Number(#[specta(type = f64)] i64),
    Text(String),
    Options(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomField {
    pub id: String,
    pub revision: String,
    pub belongs_to: FieldOf,
    pub kind: FieldKind,
    pub label: String,
    pub required: bool,
    /// What a new record starts with.
    pub default: Option<CustomValue>,
    pub order: i32,
    /// False: forms do not show it, records keep what they hold.
    pub active: bool,
    pub options: Vec<CustomOption>,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

/// `belongs_to` and `kind` never change after the field was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct CustomFieldDraft {
    pub belongs_to: FieldOf,
    pub kind: FieldKind,
    pub label: String,
    pub required: bool,
    pub default: Option<CustomValue>,
    /// Null for a new one: after the others.
    pub order: Option<i32>,
    pub active: bool,
    pub options: Vec<CustomOption>,
}

impl Default for CustomFieldDraft {
    fn default() -> Self {
        Self {
            belongs_to: FieldOf::Contact,
            kind: FieldKind::Text,
            label: String::new(),
            required: false,
            default: None,
            order: None,
            active: true,
            options: Vec::new(),
        }
    }
}

/// One choice of a list; records hold its key. A draft may give the name alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct CustomOption {
    /// What it was called first; empty for a new one.
    pub key: String,
    pub label: String,
    pub hidden: bool,
}

impl<'de> Deserialize<'de> for CustomOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Label(String),
            Whole {
                #[serde(default)]
                key: String,
                label: String,
                #[serde(default)]
                hidden: bool,
            },
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Label(label) => Self { label, ..Self::default() },
            Given::Whole { key, label, hidden } => Self { key, label, hidden },
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum FieldOf {
    Contact,
    Customer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Text,
    LongText,
    Whole,
    Decimal,
    Date,
    YesNo,
    List,
    MultiList,
    Email,
    Phone,
    Url,
}

/// A criterion of a field (S4): words of a text, an option's key, `true` or `false`; or from and to, both included, of
/// numbers and dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct CustomCriterion {
    pub field: String,
    pub text: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
}
