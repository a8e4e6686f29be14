//! The kinds of records: the one list. Whatever walks the kinds walks this one, or fails to compile.

/// Hands the list to a macro: the variant, its record type, its key, the name of many, its code in segments, the schema
/// since which there is such a record, and whether it lies in the bin by itself.
///
/// The key names the kind in documents and rows, and is the name of its table; the name of many stands in reports; the
/// code is written into segments (`docs/formats/records.md`). None of them is ever changed. The order is the one in which
/// people think of the kinds: a command is named by the first of its own.
#[macro_export]
macro_rules! with_record_kinds {
    ($use:ident) => {
        $use! {
            Contact($crate::contact::Contact) "contact" many "contacts" 1 since 1 in_bin true;
            Customer($crate::customer::Customer) "customer" many "customers" 2 since 1 in_bin true;
            Person($crate::person::Person) "person" many "people" 3 since 1 in_bin true;
            Product($crate::product::Product) "product" many "products" 7 since 1 in_bin true;
            Action($crate::action::Action) "action" many "actions" 6 since 1 in_bin true;
            ContactType($crate::contact_type::TypeEntry) "contact_type" many "contact_types" 8 since 1 in_bin false;
            CustomerGroup($crate::customer_group::CustomerGroup) "customer_group" many "customer_groups" 9 since 1 in_bin true;
            CustomField($crate::custom_field::CustomField) "custom_field" many "custom_fields" 10 since 1 in_bin true;
            User($crate::user::User) "user" many "users" 4 since 1 in_bin false;
            Attachment($crate::attachment::Attachment) "attachment" many "attachments" 5 since 1 in_bin false;
        }
    };
}

macro_rules! record_kind {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $($kind,)*
        }

        impl RecordKind {
            pub const ALL: &[RecordKind] = &[$(RecordKind::$kind,)*];

            /// The newest schema of segments that a kind of this list needs: what this version reads.
            pub const SCHEMA: u16 = {
                let each = [$($since,)*];
                let (mut newest, mut at) = (0, 0);
                while at < each.len() {
                    if each[at] > newest {
                        newest = each[at];
                    }
                    at += 1;
                }
                newest
            };

            pub fn key(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $key,)*
                }
            }

            /// The name of many of them.
            pub fn many(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $many,)*
                }
            }

            pub fn parse(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(RecordKind::$kind),)*
                    _ => None,
                }
            }

            pub fn code(self) -> u8 {
                match self {
                    $(RecordKind::$kind => $code,)*
                }
            }

            /// None for a kind that only a newer version knows.
            pub fn of_code(code: u8) -> Option<Self> {
                match code {
                    $($code => Some(RecordKind::$kind),)*
                    _ => None,
                }
            }

            /// The schema of segments that a reader must know to read a record of this kind.
            pub fn since(self) -> u16 {
                match self {
                    $(RecordKind::$kind => $since,)*
                }
            }

            /// Whether it is restored by itself: a file leaves with its contact, and users and types are never deleted.
            pub fn is_in_bin(self) -> bool {
                match self {
                    $(RecordKind::$kind => $bin,)*
                }
            }
        }
    };
}

with_record_kinds!(record_kind);

#[cfg(test)]
mod tests {
    use super::RecordKind;

    #[test]
    fn keys_and_codes_lead_back_to_their_kind() {
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::parse(kind.key()), Some(*kind));
            assert_eq!(RecordKind::of_code(kind.code()), Some(*kind));
        }
        assert_eq!(RecordKind::ALL.iter().map(|kind| kind.since()).max(), Some(RecordKind::SCHEMA));
        assert_eq!((RecordKind::parse("quote"), RecordKind::of_code(0)), (None, None));
    }
}
