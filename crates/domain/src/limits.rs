//! How much of anything a record may hold; beyond it a field is refused, never cut.

/// Characters of a name, a code, a position, an address.
pub const NAME_CHARS_MAX: usize = 200;
/// Characters of the notes of one record: some two hundred pages.
pub const NOTES_CHARS_MAX: usize = 400_000;
/// Characters of an action to take.
pub const ACTION_CHARS_MAX: usize = 1_000;
/// Actions of one contact.
pub const ACTIONS_MAX: usize = 100;
/// Products that one contact or customer is interested in.
pub const INTERESTS_MAX: usize = 500;
/// Postal addresses of one customer.
pub const POSTAL_ADDRESSES_MAX: usize = 20;
/// Fields that a team defines for one kind of record.
pub const CUSTOM_FIELDS_MAX: usize = 200;
/// What can be chosen in one of them.
pub const FIELD_OPTIONS_MAX: usize = 500;
/// Characters of a long text in one of them.
pub const LONG_TEXT_CHARS_MAX: usize = 20_000;
/// Email addresses or phones of one record.
pub const ADDRESSES_MAX: usize = 50;
/// A year of minutes.
pub const DURATION_MINUTES_MAX: u32 = 525_600;
/// Bytes of one stored file.
pub const ATTACHMENT_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// Characters of an email's text that travel with its record, so that search need not wait for the file.
pub const EMAIL_TEXT_CHARS_MAX: usize = 32_000;
/// Names of an email's files that travel with its record.
pub const EMAIL_FILES_MAX: usize = 200;
/// The years that a date may lie in: outside it is a slip of the keyboard.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Days after today that a closing may lie without a warning.
pub const CLOSING_DAYS_AHEAD: u64 = 31;
