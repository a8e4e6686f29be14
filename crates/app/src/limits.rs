//! Every limit of a question or an answer.

/// Characters of the notes in a line of the list.
pub const EXCERPT_CHARS_MAX: u32 = 160;
/// Lines of one page of a list.
pub const PAGE_MAX: u32 = 1_000;
/// Contacts that one command changes.
pub const SELECTED_MAX: u32 = 5_000;
/// Lines of the preview of a change of many.
pub const PREVIEW_LINES_MAX: usize = 200;
/// Rows of an Excel sheet, less its heading.
pub const EXPORT_XLSX_ROWS_MAX: u32 = 1_048_575;
/// UTF-16 units that a cell of Excel holds.
pub const EXCEL_TEXT_MAX: usize = 32_767;
/// Contacts that are read at a time for an export.
pub const EXPORT_AT_ONCE: u32 = 2_000;
/// Drafts of forms that are offered after a crash.
pub const DRAFTS_OFFERED_MAX: u32 = 20;
/// Characters of the notes in a cell: Excel holds 32,767.
pub const EXPORT_NOTES_CHARS_MAX: u32 = domain::limits::NOTES_CHARS_MAX as u32;
/// Days back from which alarms are raised: what is older was let go.
pub const ALARM_DAYS: u32 = 365;
/// Hits of a type-ahead or of the search, of each kind.
pub const HITS_MAX: u32 = 10_000;
/// Hits of one kind of the search that are counted; more are said to be more.
pub const HITS_COUNTED_MAX: u32 = 1_000;
/// Bytes of a draft that a form keeps.
pub const DRAFT_BYTES_MAX: usize = 2_000_000;
/// Documents in memory at a time: some 20 kB each.
pub const DOCUMENTS_AT_ONCE: u32 = 500;
/// Contacts that `sample` makes at the most.
pub const SAMPLE_CONTACTS_MAX: u32 = 5_000_000;
/// Tags of an email's HTML that is shown; over any of these four it is shown as text.
pub const MAIL_TAGS_MAX: usize = 50_000;
/// Elements inside elements.
pub const MAIL_DEPTH_MAX: usize = 256;
/// The depths of all tags, added up: what building the tree costs at most.
pub const MAIL_DEPTHS_SUM_MAX: usize = 2_000_000;
/// Attributes of one tag.
pub const MAIL_ATTRIBUTES_MAX: usize = 64;
/// Links of an email that get a number; the others are text.
pub const MAIL_LINKS_MAX: usize = 500;
/// Characters of a link's text in the list.
pub const MAIL_LINK_CHARS_MAX: usize = 120;
/// Bytes of one picture of an email.
pub const MAIL_PICTURE_BYTES_MAX: usize = 5 << 20;
/// Bytes of all the pictures of an email's page.
pub const MAIL_PICTURES_BYTES_MAX: usize = 16 << 20;
/// Pixels of one picture.
pub const MAIL_PICTURE_PIXELS_MAX: usize = 50_000_000;
/// Pixels of a picture's longer side.
pub const MAIL_PICTURE_SIDE_MAX: usize = 16_384;
/// Pictures from outside that are fetched for one email.
pub const MAIL_REMOTE_MAX: usize = 100;
/// Seconds that fetching all of them may take.
pub const MAIL_REMOTE_SECONDS: u64 = 20;
/// Seconds that fetching one of them may take.
pub const MAIL_REMOTE_ONE_SECONDS: u64 = 8;
/// Emails that are taken over at a time.
pub const EMAILS_AT_ONCE: usize = 500;
/// Recipients of each that the page is told of.
pub const RECIPIENTS_SHOWN: usize = 10;
/// Phones, and addresses, of a person that are proposed.
pub const PHONES_PROPOSED: usize = 10;
/// Contacts of a thread that are gone back through before a ring is ruled out.
pub const THREAD_LINKS_MAX: usize = 1_000;
/// Contacts of a thread that are gone through to its end.
pub const CHAIN_MAX: usize = 100;
/// Addresses of an email that are looked up; who is further down a list says little.
pub const ADDRESSES_LOOKED_UP: usize = 50;
/// An email that takes longer to read is given up.
pub const EMAIL_READ_WITHIN: std::time::Duration = std::time::Duration::from_secs(10);
/// Bytes that the process that reads emails may hold.
pub const READER_MEMORY_MAX: usize = 1 << 30;
/// Bytes of what it says of one: all that an email may decode to, and as much again for texts and names.
pub const EMAIL_ANSWER_BYTES_MAX: usize = 2 * mail::limits::DECODED_BYTES_MAX;
/// It ends when nobody asked it for so long.
pub const READER_IDLE: std::time::Duration = std::time::Duration::from_secs(30);
/// Files of a shared folder that are looked at.
pub const FOLDER_FILES_MAX: usize = 500_000;
/// Folders inside folders there.
pub const FOLDER_DEPTH_MAX: usize = 6;
/// Bytes of changes that one segment begins to be sealed with; a command's own may be more.
pub const SEALED_BYTES_AT_ONCE: usize = 1 << 20;
/// Records with conflicts that are listed.
pub const CONFLICTS_MAX: u32 = 1_000;
/// Hours that an invitation holds, at least and at most.
pub const INVITE_HOURS: std::ops::RangeInclusive<u32> = 1..=168;
/// Bad files that are listed.
pub const QUARANTINED_MAX: usize = 200;
/// Records whose changes one segment begins to be sealed with.
pub const SEALED_DOCUMENTS_AT_ONCE: u32 = 5_000;
