//! Fields that a team defines for its contacts and customers, and the values that records hold of them (S44).

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::id::CustomFieldId;
use crate::refusal::{Reason, Refusal, refuse};
use crate::{limits, text};

/// A field as the settings define it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    pub of: FieldOf,
    /// Never changes: what records hold would be another thing.
    pub kind: FieldKind,
    pub label: String,
    pub is_required: bool,
    /// What a new record starts with.
    pub default: Option<FieldValue>,
    /// Fields stand in the order of their ranks; equal ones in that of their identities.
    pub rank: i64,
    /// Not active: forms do not show it, records keep what they hold.
    pub is_active: bool,
    /// Of a list: what can be chosen, in order.
    pub options: Vec<FieldOption>,
}

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldOf {
    Contact,
    Customer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// One choice of a list. Records hold its key, which is what it was called first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOption {
    pub key: String,
    pub label: String,
    /// Nobody chooses it any more; records that hold it keep it.
    pub is_hidden: bool,
}

/// What a record holds of a field, as JSON would: decimals as `1234.5` and dates as `2026-11-24` are texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Text(String),
    Whole(i64),
    Flag(bool),
    /// Keys of options.
    Options(Vec<String>),
}

/// A value and the field it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomValue {
    pub field: CustomFieldId,
    pub value: FieldValue,
}

impl FieldOf {
    pub const ALL: [FieldOf; 2] = [FieldOf::Contact, FieldOf::Customer];

    pub fn code(self) -> &'static str {
        match self {
            FieldOf::Contact => "contact",
            FieldOf::Customer => "customer",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.code() == code)
    }
}

impl FieldKind {
    pub const ALL: [FieldKind; 11] = [
        FieldKind::Text,
        FieldKind::LongText,
        FieldKind::Whole,
        FieldKind::Decimal,
        FieldKind::Date,
        FieldKind::YesNo,
        FieldKind::List,
        FieldKind::MultiList,
        FieldKind::Email,
        FieldKind::Phone,
        FieldKind::Url,
    ];

    pub fn code(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::LongText => "long_text",
            FieldKind::Whole => "whole",
            FieldKind::Decimal => "decimal",
            FieldKind::Date => "date",
            FieldKind::YesNo => "yes_no",
            FieldKind::List => "list",
            FieldKind::MultiList => "multi_list",
            FieldKind::Email => "email",
            FieldKind::Phone => "phone",
            FieldKind::Url => "url",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn is_list(self) -> bool {
        matches!(self, FieldKind::List | FieldKind::MultiList)
    }
}

impl CustomField {
    /// Refuses what no field may be and cleans what was typed.
    pub fn check(mut self) -> Result<Self, Refusal> {
        self.label = text::required_line("label", &self.label)?;
        self.options = match self.kind.is_list() {
            true => check_options(self.options)?,
            false => Vec::new(),
        };
        if self.kind.is_list() && self.options.iter().all(|option| option.is_hidden) {
            return refuse("options", Reason::Required);
        }
        self.default = match self.default.take() {
            Some(value) => self.read(value).map_err(|reason| Refusal { field: "default", reason })?,
            None => None,
        };
        Ok(self)
    }

    /// A value as it is stored: numbers as Spain or others write them, an option by its key or by its name; what is
    /// empty is none.
    pub fn read(&self, value: FieldValue) -> Result<Option<FieldValue>, Reason> {
        let typed = match value {
            FieldValue::Options(_) if self.kind != FieldKind::MultiList => return Err(Reason::Malformed),
            FieldValue::Flag(flag) => match self.kind {
                FieldKind::YesNo => return Ok(Some(FieldValue::Flag(flag))),
                _ => return Err(Reason::Malformed),
            },
            FieldValue::Whole(number) => match self.kind {
                FieldKind::Whole => return whole(number).map(Some),
                _ => number.to_string(),
            },
            FieldValue::Options(chosen) => return self.choose(chosen),
            FieldValue::Text(text) => text,
        };
        let line = |text: &str| text::line("value", text).map_err(|refusal| refusal.reason);
        if self.kind == FieldKind::LongText {
            let text = text::notes("value", &typed).map_err(|refusal| refusal.reason)?;
            let is_long = text.chars().count() > limits::LONG_TEXT_CHARS_MAX;
            return match is_long {
                true => Err(Reason::TooLong),
                false => Ok((!text.trim().is_empty()).then_some(FieldValue::Text(text))),
            };
        }
        let Some(typed) = line(&typed)? else { return Ok(None) };
        match self.kind {
            FieldKind::Text | FieldKind::LongText | FieldKind::Phone => Ok(Some(FieldValue::Text(typed))),
            FieldKind::Whole => {
                let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
                plain.parse().map_err(|_| Reason::NotANumber).and_then(whole).map(Some)
            }
            FieldKind::Decimal => Ok(Some(FieldValue::Text(decimal(&typed)?.to_string()))),
            FieldKind::Date => {
                let date: NaiveDate = typed.parse().map_err(|_| Reason::NotADate)?;
                match limits::YEARS.contains(&date.year()) {
                    true => Ok(Some(FieldValue::Text(date.to_string()))),
                    false => Err(Reason::NotADate),
                }
            }
            FieldKind::YesNo => match typed.as_str() {
                "true" => Ok(Some(FieldValue::Flag(true))),
                "false" => Ok(Some(FieldValue::Flag(false))),
                _ => Err(Reason::Malformed),
            },
            FieldKind::List => {
                let option = self.option(&typed).ok_or(Reason::Unknown)?;
                Ok(Some(FieldValue::Text(option.key.clone())))
            }
            FieldKind::MultiList => self.choose(vec![typed]),
            FieldKind::Email => match text::emails("value", &[typed]) {
                Ok(emails) => Ok(emails.into_iter().next().map(FieldValue::Text)),
                Err(refusal) => Err(refusal.reason),
            },
            FieldKind::Url => url(typed).map(|url| Some(FieldValue::Text(url))),
        }
    }

    /// In the order of the options, each once.
    fn choose(&self, chosen: Vec<String>) -> Result<Option<FieldValue>, Reason> {
        let mut keys = Vec::new();
        for text in chosen {
            keys.push(self.option(&text).ok_or(Reason::Unknown)?.key.as_str());
        }
        let ordered: Vec<String> = self
            .options
            .iter()
            .filter(|option| keys.contains(&option.key.as_str()))
            .map(|option| option.key.clone())
            .collect();
        Ok((!ordered.is_empty()).then_some(FieldValue::Options(ordered)))
    }

    fn option(&self, text: &str) -> Option<&FieldOption> {
        let text = text.trim();
        let by_key = self.options.iter().find(|option| option.key == text);
        by_key.or_else(|| {
            self.options.iter().find(|option| text::entry_key(&option.label) == text::entry_key(text))
        })
    }
}

/// A new option's key is what it is called; a name stands once.
fn check_options(options: Vec<FieldOption>) -> Result<Vec<FieldOption>, Refusal> {
    let mut clean: Vec<FieldOption> = Vec::with_capacity(options.len());
    for option in options {
        let Some(label) = text::line("options", &option.label)? else { continue };
        let key = text::line("options", &option.key)?.unwrap_or_else(|| label.clone());
        let is_same = |known: &FieldOption| {
            known.key == key || text::entry_key(&known.label) == text::entry_key(&label)
        };
        if clean.iter().any(is_same) {
            return refuse("options", Reason::Twice);
        }
        clean.push(FieldOption { key, label, is_hidden: option.is_hidden });
    }
    match clean.len() > limits::FIELD_OPTIONS_MAX {
        true => refuse("options", Reason::TooMany),
        false => Ok(clean),
    }
}

/// What JavaScript and JSON carry whole.
fn whole(number: i64) -> Result<FieldValue, Reason> {
    const MAX: i64 = 9_007_199_254_740_991;
    match (-MAX..=MAX).contains(&number) {
        true => Ok(FieldValue::Whole(number)),
        false => Err(Reason::TooLarge),
    }
}

/// `1.234,56` and `1234.56`: of two different marks the last parts the decimals; a mark that stands more than once
/// parts thousands, and then by three; a single one parts decimals.
pub fn decimal(typed: &str) -> Result<Decimal, Reason> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let last = compact.rfind([',', '.']);
    let of_decimals = last.filter(|at| {
        let mark = compact.as_bytes().get(*at).copied();
        compact.bytes().filter(|byte| Some(*byte) == mark).count() == 1
    });
    let (whole, decimals) = match of_decimals {
        Some(at) => (&compact[..at], &compact[at..]),
        None => (compact.as_str(), ""),
    };
    let plain = ungrouped(whole)? + &decimals.replace(',', ".");
    let is_plain = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    match plain.parse::<Decimal>() {
        Ok(number) if is_plain => Ok(number),
        _ => Err(Reason::NotANumber),
    }
}

/// Without the marks of its thousands, which stand before every three digits or nowhere.
fn ungrouped(whole: &str) -> Result<String, Reason> {
    let Some(mark) = whole.chars().find(|c| matches!(c, ',' | '.')) else { return Ok(whole.to_owned()) };
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default().trim_start_matches(['-', '+']);
    let is_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let is_mixed = whole.chars().any(|c| matches!(c, ',' | '.') && c != mark);
    match is_grouped && !is_mixed {
        true => Ok(whole.replace(mark, "")),
        false => Err(Reason::NotANumber),
    }
}

/// As a browser's address line takes it; only the web.
fn url(typed: String) -> Result<String, Reason> {
    let url = match typed.contains("://") {
        true => typed,
        false => format!("https://{typed}"),
    };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        Some(rest) if rest.contains('.') && !rest.starts_with('.') && !url.contains(char::is_whitespace) => {
            Ok(url)
        }
        _ => Err(Reason::NotAnAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind) -> CustomField {
        let option =
            |key: &str, label: &str| FieldOption { key: key.into(), label: label.into(), is_hidden: false };
        CustomField {
            of: FieldOf::Contact,
            kind,
            label: "Campo".into(),
            is_required: false,
            default: None,
            rank: 0,
            is_active: true,
            options: vec![option("", "Alta"), option("Media", "Regular")],
        }
        .check()
        .unwrap()
    }

    fn read(kind: FieldKind, typed: &str) -> Result<Option<FieldValue>, Reason> {
        field(kind).read(FieldValue::Text(typed.into()))
    }

    fn text(value: &str) -> Result<Option<FieldValue>, Reason> {
        Ok(Some(FieldValue::Text(value.into())))
    }

    #[test]
    fn s44_each_kind_reads_what_it_holds_and_refuses_the_rest() {
        use FieldKind as K;
        assert_eq!(read(K::Text, " hola "), text("hola"));
        assert_eq!(read(K::Text, "  "), Ok(None));
        assert_eq!(read(K::LongText, "uno\ndos"), text("uno\ndos"));
        assert_eq!(read(K::Whole, "1 200"), Ok(Some(FieldValue::Whole(1200))));
        assert_eq!(read(K::Whole, "1,5"), Err(Reason::NotANumber));
        assert_eq!(read(K::Whole, "99999999999999999"), Err(Reason::TooLarge));
        assert_eq!(read(K::Date, "2028-02-29"), text("2028-02-29"));
        assert_eq!(read(K::Date, "2027-02-29"), Err(Reason::NotADate));
        assert_eq!(read(K::YesNo, "true"), Ok(Some(FieldValue::Flag(true))));
        assert_eq!(read(K::YesNo, "quizá"), Err(Reason::Malformed));
        assert_eq!(read(K::Email, "ana@example.com"), text("ana@example.com"));
        assert_eq!(read(K::Email, "ana"), Err(Reason::NotAnEmailAddress));
        assert_eq!(read(K::Url, "example.com/a"), text("https://example.com/a"));
        assert_eq!(read(K::Url, "javascript:alert(1)"), Err(Reason::NotAnAddress));
        assert_eq!(read(K::Url, "file:///etc/passwd"), Err(Reason::NotAnAddress));
    }

    #[test]
    fn s44_a_decimal_is_read_as_spain_writes_it_and_as_others_do() {
        for (typed, stored) in [
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1234,5", "1234.5"),
            ("0.10", "0.10"),
            ("-3", "-3"),
            ("1.234.567", "1234567"),
            ("12 000,00", "12000.00"),
        ] {
            assert_eq!(read(FieldKind::Decimal, typed), text(stored), "{typed}");
        }
        for typed in
            ["1e5", "uno", "1-2", "9999999999999999999999999999999999", "1.00.0", "12.34,5", "1,2,3.5"]
        {
            assert_eq!(read(FieldKind::Decimal, typed), Err(Reason::NotANumber), "{typed}");
        }
    }

    #[test]
    fn s44_an_option_is_kept_by_its_first_name() {
        use FieldKind as K;
        assert_eq!(read(K::List, "Alta"), text("Alta"));
        assert_eq!(read(K::List, "regular"), text("Media"), "by what it is called now");
        assert_eq!(read(K::List, "Baja"), Err(Reason::Unknown));
        let chosen = FieldValue::Options(vec!["Media".into(), "Alta".into(), "Media".into()]);
        let ordered = FieldValue::Options(vec!["Alta".into(), "Media".into()]);
        assert_eq!(field(K::MultiList).read(chosen), Ok(Some(ordered)));
        assert_eq!(field(K::MultiList).read(FieldValue::Options(Vec::new())), Ok(None));
    }

    #[test]
    fn s44_a_field_needs_a_label_and_a_list_something_to_choose() {
        let refused = |field: CustomField| field.check().unwrap_err();
        assert_eq!(refused(CustomField { label: " ".into(), ..field(FieldKind::Text) }).field, "label");
        assert_eq!(refused(CustomField { options: Vec::new(), ..field(FieldKind::List) }).field, "options");
        let twice = field(FieldKind::List).options.into_iter().cycle().take(3).collect();
        let refusal = refused(CustomField { options: twice, ..field(FieldKind::List) });
        assert_eq!(refusal, Refusal { field: "options", reason: Reason::Twice });
        let default = Some(FieldValue::Text("Ninguna".into()));
        assert_eq!(refused(CustomField { default, ..field(FieldKind::List) }).field, "default");
    }
}
