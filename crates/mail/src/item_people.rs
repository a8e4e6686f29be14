//! Whom an Outlook item is from and to: the same person may stand in it in several ways, and only some tell an address.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{address_in, is_exchange_address, name_shown};
use crate::email::Address;
use crate::headers::Headers;
use crate::item::Item;
use crate::mapi::{Names, Properties, id, name};
use crate::warning::{Warning, Warnings};
use crate::{encoded_words, entry_id, limits};

/// The people of an item.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) from: Option<Address>,
    pub(crate) sender: Option<Address>,
    pub(crate) to: Vec<Address>,
    pub(crate) cc: Vec<Address>,
    pub(crate) bcc: Vec<Address>,
    /// The addresses of the recipients in the order that the item lists them, of whatever kind they are.
    pub(crate) listed: Vec<String>,
}

/// Somebody, as far as a group of properties tells.
#[derive(Debug, Clone, Default)]
struct Person {
    name: String,
    address: String,
    /// Exchange's name in lower case; empty where there is none.
    exchange: String,
}

/// The properties that tell who somebody is, the best first, [MS-OXOMSG] 2.2.1 and [MS-OXCMSG] 2.2.1.
struct Group {
    names: &'static [u16],
    addresses: &'static [u16],
    entries: &'static [u16],
    search_key: u16,
}

/// Whom the message is from, RFC 5322 From: [MS-OXCMAIL] 2.1.3.1.3.
const AUTHOR: Group = Group {
    names: &[id::SENT_REPRESENTING_NAME],
    addresses: &[id::SENT_REPRESENTING_SMTP_ADDRESS, id::SENT_REPRESENTING_EMAIL_ADDRESS],
    entries: &[id::SENT_REPRESENTING_ENTRY_ID],
    search_key: id::SENT_REPRESENTING_SEARCH_KEY,
};
/// Who sent it, RFC 5322 Sender: [MS-OXCMAIL] 2.1.3.1.4.
const SENDER: Group = Group {
    names: &[id::SENDER_NAME],
    addresses: &[id::SENDER_SMTP_ADDRESS, id::SENDER_EMAIL_ADDRESS],
    entries: &[id::SENDER_ENTRY_ID],
    search_key: id::SENDER_SEARCH_KEY,
};
const RECIPIENT: Group = Group {
    names: &[
        id::DISPLAY_NAME,
        id::RECIPIENT_DISPLAY_NAME,
        id::TRANSMITTABLE_DISPLAY_NAME,
        id::ORIGINAL_DISPLAY_NAME,
    ],
    addresses: &[id::SMTP_ADDRESS, id::EMAIL_ADDRESS],
    entries: &[id::ENTRY_ID, id::RECIPIENT_ENTRY_ID],
    search_key: id::SEARCH_KEY,
};

/// Kinds of recipients, [MS-OXOMSG] 2.2.3.1; the low bits of PidTagRecipientType.
mod recipient {
    pub(super) const ORIGINATOR: i32 = 0;
    pub(super) const TO: i32 = 1;
    pub(super) const CC: i32 = 2;
    pub(super) const BCC: i32 = 3;
}

/// Reads who the item is from and to.
pub(crate) fn of(item: &Item, headers: &Headers, warnings: &mut Warnings) -> People {
    let mut author = person(&item.properties, &AUTHOR, warnings);
    let mut sender = person(&item.properties, &SENDER, warnings);
    let mut listed: Vec<(i32, Person)> = Vec::new();
    for recipient in &item.recipients {
        // The high bits are flags; without a kind it is one that the message is to.
        let kind = recipient.integer(id::RECIPIENT_TYPE).map_or(recipient::TO, |kind| kind & 0xF);
        listed.push((kind, person(recipient, &RECIPIENT, warnings)));
    }
    let accounts = accounts(&item.properties, &item.names, warnings);
    author.take_account(&accounts);
    sender.take_account(&accounts);
    fill_in([&mut author, &mut sender].into_iter().chain(listed.iter_mut().map(|(_, person)| person)));
    let originator = listed.iter().find(|(kind, _)| *kind == recipient::ORIGINATOR);
    if author.is_nobody() && sender.is_nobody() {
        author = originator.map(|(_, person)| person.clone()).unwrap_or_default();
    }
    let (from, sender) = from_and_sender(author, sender, headers, warnings);
    let mut people = People { from, sender, ..People::default() };
    let listed_addresses =
        listed.iter().map(|(_, person)| with_address_in_name(person.clone().into_address()));
    people.listed = listed_addresses.map(|one| one.address).collect();
    let of_kind = |wanted: fn(i32) -> bool| {
        let wanted = listed.iter().filter(move |(kind, person)| wanted(*kind) && !person.is_nobody());
        wanted.map(|(_, person)| person.clone()).collect::<Vec<_>>()
    };
    let properties = &item.properties;
    let is_to = |kind| !matches!(kind, recipient::ORIGINATOR | recipient::CC | recipient::BCC);
    let mut list = |found: Vec<Person>, field, display| {
        let written = written(headers, field, warnings);
        if !listed.is_empty() {
            return completed(found, &written);
        }
        if written.is_empty() { displayed(properties, display, warnings) } else { written }
    };
    people.to = list(of_kind(is_to), "to", id::DISPLAY_TO);
    people.cc = list(of_kind(|kind| kind == recipient::CC), "cc", id::DISPLAY_CC);
    people.bcc = list(of_kind(|kind| kind == recipient::BCC), "bcc", id::DISPLAY_BCC);
    people
}

/// Where answers should go: the field of the mail as it came, or else whom the item names first.
pub(crate) fn reply_to(
    properties: &Properties,
    headers: &Headers,
    warnings: &mut Warnings,
) -> Option<Address> {
    let known = written(headers, "reply-to", warnings).into_iter().find(|one| !one.address.is_empty());
    let entry = || {
        let entry = entry_id::first_of(properties.binary(id::REPLY_RECIPIENT_ENTRIES)?)?;
        let (name, address) = entry_id::one_off(entry, properties, &mut Warnings::default())?;
        Some(Address { name: name_shown(&name), address })
    };
    known.or_else(entry).map(Address::without_repeated_address).or_else(|| {
        let names = properties.string(id::REPLY_RECIPIENT_NAMES, warnings)?;
        let address = address_in(names.split(';').next()?)?;
        Some(Address { name: String::new(), address })
    })
}

fn person(properties: &Properties, group: &Group, warnings: &mut Warnings) -> Person {
    let mut person = Person::default();
    let names = group.names.iter().filter_map(|id| properties.string(*id, warnings)).collect::<Vec<_>>();
    // Some servers pass on what they could not decode.
    let names = names.iter().map(|name| name_shown(&encoded_words::decode(name, warnings)));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let shown = |text: String| Some(name_shown(&text)).filter(|text| !text.is_empty());
    let addresses: Vec<String> =
        group.addresses.iter().filter_map(|id| properties.token(*id, warnings).and_then(shown)).collect();
    person.name = names.iter().find(|name| !is_exchange_address(name)).cloned().unwrap_or_default();
    let key = properties.binary(group.search_key).map(String::from_utf8_lossy).unwrap_or_default();
    let key = key.trim_end_matches('\0');
    let exchange = addresses.iter().map(String::as_str).chain(key.strip_prefix("EX:"));
    person.exchange =
        exchange.filter(|one| one.starts_with('/')).map(str::to_lowercase).next().unwrap_or_default();
    let entries = group.entries.iter().filter_map(|id| properties.binary(*id));
    person.address = addresses
        .iter()
        .find_map(|text| address_in(text))
        .or_else(|| {
            entries
                .into_iter()
                .find_map(|entry| entry_id::one_off(entry, properties, warnings))
                .map(|(_, a)| a)
        })
        // The key is in capitals, whatever the address was in, [MS-OXCDATA] 2.2.4.
        .or_else(|| address_in(&key.strip_prefix("SMTP:")?.to_lowercase()))
        .unwrap_or_default();
    person
}

/// The accounts that the item was or would be sent with: the stamp in lower case, which ends with the Exchange name
/// of its owner, and the address.
///
/// [MS-OXOMSG] 2.2.1.62 to 2.2.1.65: two are named, the others have three fields with U+0001 between them. In mail
/// that was received it is the account of the mailbox, so an address holds only for whom the stamp names.
fn accounts(properties: &Properties, names: &Names, warnings: &mut Warnings) -> Vec<(String, String)> {
    let mut string = |id: Option<u16>| id.and_then(|id| properties.token(id, warnings)).unwrap_or_default();
    let stamp = string(names.id(name::COMMON, name::INTERNET_ACCOUNT_STAMP));
    let account = string(names.id(name::COMMON, name::INTERNET_ACCOUNT_NAME));
    let mut found = vec![(stamp, account)];
    for id in [id::PRIMARY_SEND_ACCOUNT, id::NEXT_SEND_ACCOUNT] {
        let value = string(Some(id));
        let mut fields = value.split('\u{1}').skip(1).map(str::to_owned);
        found.push((fields.next().unwrap_or_default(), fields.next().unwrap_or_default()));
    }
    let found = found.into_iter();
    found.filter_map(|(stamp, account)| Some((stamp.trim().to_lowercase(), address_in(&account)?))).collect()
}

/// Gives everybody without an address the one that somebody of the same Exchange name has.
fn fill_in<'a>(people: impl Iterator<Item = &'a mut Person>) {
    let people: Vec<_> = people.filter(|person| !person.exchange.is_empty()).collect();
    let known = people.iter().filter(|person| !person.address.is_empty());
    let known: BTreeMap<_, _> = known.map(|p| (p.exchange.clone(), p.address.clone())).collect();
    for person in people.into_iter().filter(|person| person.address.is_empty()) {
        person.address = known.get(&person.exchange).cloned().unwrap_or_default();
    }
}

impl Person {
    fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.address.is_empty()
    }

    fn take_account(&mut self, accounts: &[(String, String)]) {
        if self.address.is_empty() && !self.exchange.is_empty() {
            let own = accounts.iter().find(|(stamp, _)| stamp.ends_with(&self.exchange));
            self.address = own.map(|(_, address)| address.clone()).unwrap_or_default();
        }
    }

    /// Whether both may be one person: by address, by Exchange's name, or else by name.
    fn is_same(&self, other: &Self) -> bool {
        let pairs =
            [(&self.address, &other.address), (&self.exchange, &other.exchange), (&self.name, &other.name)];
        let known = pairs.into_iter().find(|(a, b)| !a.is_empty() && !b.is_empty());
        known.is_none_or(|(a, b)| a.to_lowercase() == b.to_lowercase())
    }

    /// Whether the name tells nothing that the address does not.
    fn is_named_by_address(&self) -> bool {
        address_in(&self.name).is_some_and(|address| address.eq_ignore_ascii_case(&self.address))
    }

    fn into_address(self) -> Address {
        Address { name: self.name, address: self.address }.without_repeated_address()
    }
}

/// Whom the message is from, and who sent it where that is somebody else.
fn from_and_sender(
    mut author: Person,
    sender: Person,
    headers: &Headers,
    warnings: &mut Warnings,
) -> (Option<Address>, Option<Address>) {
    let mut other = None;
    if author.is_same(&sender) {
        if author.is_named_by_address() && !sender.name.is_empty() {
            author.name.clone_from(&sender.name);
        }
        for (own, others) in [(&mut author.name, sender.name), (&mut author.address, sender.address)] {
            if own.is_empty() {
                *own = others;
            }
        }
    } else {
        other = Some(with_address_in_name(sender.into_address()));
    }
    let mut from = author.into_address();
    if from.address.is_empty() || from.name.is_empty() {
        let written = written(headers, "from", warnings).into_iter().next().unwrap_or_default();
        // The name of another address is another's.
        if from.address.is_empty() || written.address.eq_ignore_ascii_case(&from.address) {
            for (own, others) in [(&mut from.name, written.name), (&mut from.address, written.address)] {
                if own.is_empty() {
                    *own = others;
                }
            }
        }
    }
    from = with_address_in_name(from);
    let mut sender = other.or_else(|| written(headers, "sender", warnings).into_iter().next());
    if from == Address::default() {
        from = sender.take().unwrap_or_default();
    }
    // A name that is another's address is how people are deceived; answers go to the address.
    if address_in(&from.name).is_some_and(|named| !named.eq_ignore_ascii_case(&from.address)) {
        warnings.add(Warning::SenderAmbiguous);
    }
    let is_known = |one: &Address| !one.name.is_empty() || !one.address.is_empty();
    let sender = sender.filter(|sender| {
        let is_named_alike = sender.name.to_lowercase() == from.name.to_lowercase();
        let is_alike = if sender.address.is_empty() {
            is_named_alike
        } else {
            sender.address.eq_ignore_ascii_case(&from.address)
        };
        is_known(sender) && !is_alike
    });
    if from.address.is_empty() && is_known(&from) {
        warnings.add(Warning::UnknownSenderAddress);
    }
    (Some(from).filter(is_known), sender)
}

/// A name that is an address is the last to be taken for one: who deceives writes another's there.
fn with_address_in_name(mut one: Address) -> Address {
    if one.address.is_empty() {
        one.address = address_in(&one.name).unwrap_or_default();
    }
    one
}

/// Whom a field of the header names; what is no address there is a name at most.
fn written(headers: &Headers, field: &str, warnings: &mut Warnings) -> Vec<Address> {
    let mut found = headers.addresses(field, warnings);
    for one in &mut found {
        let address = address_in(&one.address);
        if address.is_none() && one.name.is_empty() {
            one.name = std::mem::take(&mut one.address);
        }
        one.address = address.unwrap_or_default();
        one.name = name_shown(&one.name);
    }
    found.retain(|one| !one.name.is_empty() || !one.address.is_empty());
    found
}

/// The names that Outlook shows in a list, with semicolons between them: all that some programs write.
fn displayed(properties: &Properties, id: u16, warnings: &mut Warnings) -> Vec<Address> {
    let names = properties.string(id, warnings).unwrap_or_default();
    // A colon ends the name of a group with nobody in it, RFC 5322 3.4.
    let names = names.split(';').map(name_shown).filter(|name| !name.is_empty() && !name.ends_with(':'));
    let people = names.take(limits::RECIPIENTS_MAX).map(|name| {
        let name = if is_exchange_address(&name) { String::new() } else { name };
        with_address_in_name(Address { name, address: String::new() }).without_repeated_address()
    });
    people.filter(|one| !one.name.is_empty() || !one.address.is_empty()).collect()
}

/// Puts in the addresses that only the header of the mail has, as it came to the first server.
///
/// A recipient is found there by name, or as the only one that is left: another's address is worse than none.
fn completed(found: Vec<Person>, written: &[Address]) -> Vec<Address> {
    let mut found: Vec<_> = found.into_iter().map(Person::into_address).collect();
    let mut by_name: BTreeMap<Vec<String>, Option<&str>> = BTreeMap::new();
    for one in written.iter().filter(|one| !one.name.is_empty()) {
        let known = by_name.entry(words_of(&one.name)).or_insert(Some(&one.address));
        // Two people of one name are told apart by nothing here.
        *known = known.filter(|known| known.eq_ignore_ascii_case(&one.address));
    }
    for one in found.iter_mut().filter(|one| one.address.is_empty()) {
        one.address = by_name.get(&words_of(&one.name)).copied().flatten().unwrap_or_default().to_owned();
    }
    let is_of_one_length = found.len() == written.len();
    let taken: BTreeSet<String> = found.iter().map(|one| one.address.to_lowercase()).collect();
    let mut left = written.iter().filter(|there| !taken.contains(&there.address.to_lowercase()));
    let mut open = found.iter_mut().filter(|one| one.address.is_empty());
    if let (Some(one), None, Some(there), None) = (open.next(), open.next(), left.next(), left.next())
        && is_of_one_length
    {
        one.address.clone_from(&there.address);
    }
    found.into_iter().map(with_address_in_name).collect()
}

/// The words of a name in an order of their own: `Gil, Ana` is Ana Gil.
fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<_> = words.map(str::to_lowercase).collect();
    words.sort();
    words
}

impl Address {
    /// A name without the address that some programs append: "Ana Gil <ana@ejemplo.es>".
    fn without_repeated_address(mut self) -> Self {
        let inner = self.name.strip_suffix('>').and_then(|name| name.rsplit_once('<'));
        if let Some((name, address)) = inner
            && address_in(address).is_some_and(|address| address.eq_ignore_ascii_case(&self.address))
            && !name.trim().is_empty()
        {
            self.name = name_shown(name);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapi::kind;

    const ANA: &str = "/O=EJEMPLO/OU=GRUPO/CN=RECIPIENTS/CN=95FC-ANA";
    const EVA: &str = "/O=EJEMPLO/OU=GRUPO/CN=RECIPIENTS/CN=95FC-EVA";

    fn properties(values: &[(u16, &str)]) -> Properties {
        let mut properties = Properties::default();
        for (id, value) in values {
            properties.insert(*id, kind::STRING, value.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        properties
    }

    fn recipient(kind: Option<i32>, values: &[(u16, &str)]) -> Properties {
        let mut recipient = properties(values);
        if let Some(kind) = kind {
            recipient.insert(id::RECIPIENT_TYPE, kind::INTEGER32, kind.to_le_bytes().to_vec());
        }
        recipient
    }

    fn read(item: &Item) -> People {
        let warnings = &mut Warnings::default();
        let block = item.properties.text(id::TRANSPORT_MESSAGE_HEADERS, warnings).unwrap_or_default();
        of(item, &Headers::parse(block.as_bytes(), warnings).0, warnings)
    }

    fn people(values: &[(u16, &str)], recipients: Vec<Properties>) -> People {
        read(&Item { properties: properties(values), recipients, ..Item::default() })
    }

    fn shown(list: &[Address]) -> Vec<(&str, &str)> {
        list.iter().map(|one| (one.name.as_str(), one.address.as_str())).collect()
    }

    const OWN: [(u16, &str); 4] = [
        (id::SENDER_NAME, "Ana Gil"),
        (id::SENDER_EMAIL_ADDRESS, ANA),
        (id::SENT_REPRESENTING_NAME, "Ana Gil"),
        (id::SENT_REPRESENTING_EMAIL_ADDRESS, ANA),
    ];

    #[test]
    fn k01_the_account_gives_the_address_of_whom_its_stamp_names_and_nobody_elses() {
        let from = |stamp: &str, account: &str| {
            let mut item = Item { properties: properties(&OWN), ..Item::default() };
            item.names.insert(name::COMMON, name::INTERNET_ACCOUNT_NAME, 0x8000);
            item.names.insert(name::COMMON, name::INTERNET_ACCOUNT_STAMP, 0x8001);
            for (id, value) in [(0x8000, account), (0x8001, stamp)] {
                item.properties.insert(id, kind::STRING8, value.as_bytes().to_vec());
            }
            read(&item).from.unwrap().address
        };
        let own = format!("00000002\u{1}{}", ANA.to_lowercase());
        assert_eq!(from(&own, "ana@ejemplo.es"), "ana@ejemplo.es");
        assert_eq!(from(&own, "Trabajo"), "", "an account may have any name");
        assert_eq!(
            from(&format!("00000002\u{1}{EVA}"), "eva@ejemplo.es"),
            "",
            "it is the mailbox of another"
        );
        assert_eq!(from("", "eva@ejemplo.es"), "");
        let longer = "00000002\u{1}/O=EJEMPLO/OU=GRUPO/CN=RECIPIENTS/CN=95FC-ANA-MARIA";
        assert_eq!(from(longer, "anamaria@ejemplo.es"), "", "one name may begin like another");
    }

    #[test]
    fn k01_the_account_that_a_mail_is_sent_with_has_its_address_in_the_third_field() {
        let from = |id: u16, value: &str| {
            people(&[&OWN[..], &[(id, value)]].concat(), Vec::new()).from.unwrap().address
        };
        for id in [id::PRIMARY_SEND_ACCOUNT, id::NEXT_SEND_ACCOUNT] {
            assert_eq!(from(id, &format!("00000002\u{1}{ANA}\u{1}ana@ejemplo.es")), "ana@ejemplo.es");
            assert_eq!(from(id, &format!("00000002\u{1}{EVA}\u{1}eva@ejemplo.es")), "");
            assert_eq!(from(id, &format!("00000002\u{1}{ANA}")), "");
        }
    }

    #[test]
    fn k02_from_is_the_author_and_who_sent_it_stands_beside() {
        let both = |author: &[(u16, &str)], sender: &[(u16, &str)]| {
            let people = people(&[author, sender].concat(), Vec::new());
            let pair = |one: Option<Address>| one.map(|one| (one.name, one.address)).unwrap_or_default();
            (pair(people.from), pair(people.sender))
        };
        let of = |name: &str, address: &str| (name.to_owned(), address.to_owned());
        let nobody = of("", "");
        let ana = [
            (id::SENT_REPRESENTING_NAME, "Ana Gil"),
            (id::SENT_REPRESENTING_EMAIL_ADDRESS, ANA),
            (id::SENT_REPRESENTING_SMTP_ADDRESS, "ana@ejemplo.es"),
        ];
        let eva = [
            (id::SENDER_NAME, "Eva Sanz"),
            (id::SENDER_EMAIL_ADDRESS, EVA),
            (id::SENDER_SMTP_ADDRESS, "eva@ejemplo.es"),
        ];
        assert_eq!(both(&ana, &eva), (of("Ana Gil", "ana@ejemplo.es"), of("Eva Sanz", "eva@ejemplo.es")));
        // No address of hers is known; his is not hers.
        assert_eq!(both(&ana[..2], &eva), (of("Ana Gil", ""), of("Eva Sanz", "eva@ejemplo.es")));
        assert_eq!(both(&[], &eva), (of("Eva Sanz", "eva@ejemplo.es"), nobody.clone()));
        let self_sent = [(id::SENDER_NAME, "GIL, ANA"), (id::SENDER_EMAIL_ADDRESS, ANA)];
        assert_eq!(both(&ana, &self_sent), (of("Ana Gil", "ana@ejemplo.es"), nobody));
        let header = "From: Ana Gil <ana@ejemplo.es>\r\nSender: rebotes@envios.example\r\n";
        let got = both(&ana, &[(id::TRANSPORT_MESSAGE_HEADERS, header)]);
        assert_eq!(got, (of("Ana Gil", "ana@ejemplo.es"), of("", "rebotes@envios.example")));
    }

    #[test]
    fn k06_a_name_that_is_an_address_deceives_nobody() {
        let values = [
            (id::SENT_REPRESENTING_NAME, "director@ejemplo.es"),
            (id::SENDER_NAME, "director@ejemplo.es"),
            (id::SENDER_EMAIL_ADDRESS, "ladron@malo.example"),
        ];
        let item = Item { properties: properties(&values), ..Item::default() };
        let mut warnings = Warnings::default();
        let from = of(&item, &Headers::default(), &mut warnings).from.unwrap();
        assert_eq!(from.address, "ladron@malo.example", "it is where an answer would go");
        assert_eq!(warnings.0, [Warning::SenderAmbiguous]);
        let alone = people(&[(id::SENDER_NAME, "'ana@ejemplo.es'")], Vec::new()).from.unwrap();
        assert_eq!((alone.name.as_str(), alone.address.as_str()), ("ana@ejemplo.es", "ana@ejemplo.es"));
    }

    #[test]
    fn k06_k18_recipients_are_found_by_whatever_tells_their_address() {
        let one = |values: &[(u16, &str)], bytes: &[(u16, &[u8])]| {
            let mut one = recipient(Some(1), values);
            bytes.iter().for_each(|(id, value)| one.insert(*id, kind::BINARY, value.to_vec()));
            let to = people(&[], vec![one]).to;
            to.into_iter().map(|one| (one.name, one.address)).next().unwrap_or_default()
        };
        let luis = ("Luis Mora".to_owned(), "luis@cliente.example".to_owned());
        let name = (id::DISPLAY_NAME, "'Luis Mora'");
        let mailto = "luis@cliente.example<mailto:luis@cliente.example>";
        assert_eq!(one(&[name, (id::EMAIL_ADDRESS, mailto)], &[]), luis);
        assert_eq!(
            one(&[name, (id::EMAIL_ADDRESS, ANA), (id::SMTP_ADDRESS, "luis@cliente.example")], &[]),
            luis
        );
        assert_eq!(one(&[name], &[(id::SEARCH_KEY, b"SMTP:LUIS@CLIENTE.EXAMPLE\0")]), luis);
        let strings = "Luis Mora\0SMTP\0luis@cliente.example\0";
        let entry = |is_wide| entry_id::tests::entry(is_wide, strings);
        assert_eq!(one(&[name], &[(id::ENTRY_ID, &entry(true))]), luis);
        let alone = (String::new(), luis.1.clone());
        assert_eq!(one(&[], &[(id::RECIPIENT_ENTRY_ID, &entry(false))]), alone);
        for nothing in ["Unknown", "Luis Mora", "luis"] {
            let got = one(&[(id::DISPLAY_NAME, nothing), (id::EMAIL_ADDRESS, nothing)], &[]);
            assert_eq!(got, (nothing.to_owned(), String::new()), "a piece of text is no address");
        }
    }

    #[test]
    fn k19_every_kind_of_recipient_has_its_place() {
        let of = |kind: Option<i32>, address| recipient(kind, &[(id::EMAIL_ADDRESS, address)]);
        let list = vec![
            of(None, "none@x.example"),
            of(Some(1), "to@x.example"),
            of(Some(0x1000_0002), "cc@x.example"),
            of(Some(i32::MIN | 3), "bcc@x.example"),
            of(Some(0), "originator@x.example"),
        ];
        let people = people(&[], list);
        let shown_from = people.from.iter().map(|one| one.address.as_str()).collect::<Vec<_>>();
        assert_eq!(shown_from, ["originator@x.example"], "who sent it is no recipient");
        assert_eq!(shown(&people.to), [("", "none@x.example"), ("", "to@x.example")]);
        assert_eq!(shown(&people.cc), [("", "cc@x.example")]);
        assert_eq!(shown(&people.bcc), [("", "bcc@x.example")]);
    }

    #[test]
    fn m09_recipients_come_from_the_header_or_from_what_outlook_shows() {
        let colleague = |name| recipient(Some(1), &[(id::DISPLAY_NAME, name), (id::EMAIL_ADDRESS, ANA)]);
        let to = |field: &str, names: &[&'static str]| {
            let field = format!("To: {field}\r\n");
            let list = names.iter().map(|name| colleague(*name)).collect();
            let to = people(&[(id::TRANSPORT_MESSAGE_HEADERS, &field)], list).to;
            to.into_iter().map(|one| one.address).collect::<Vec<_>>()
        };
        let both = "Luis Mora <luis@x.example>, Eva Sanz <eva@x.example>";
        assert_eq!(to(both, &["Luis Mora", "Eva Sanz"]), ["luis@x.example", "eva@x.example"]);
        assert_eq!(to(both, &["Eva Sanz", "Luis Mora"]), ["eva@x.example", "luis@x.example"]);
        assert_eq!(to(both, &["Sanz, Eva", "MORA Luis"]), ["eva@x.example", "luis@x.example"]);
        assert_eq!(
            to(both, &["L. Mora", "Eva Sanz"]),
            ["luis@x.example", "eva@x.example"],
            "only one is left"
        );
        assert_eq!(to(both, &["L. Mora", "E. Sanz"]), ["", ""], "their order proves nothing");
        assert_eq!(to("luis@x.example", &["L. Mora"]), ["luis@x.example"]);
        assert_eq!(to(both, &["L. Mora"]), [""], "which of two is not known");
        let doubled = ["Eva Sanz", "Eva Sanz", "L. Mora"];
        assert_eq!(to(both, &doubled), ["eva@x.example", "eva@x.example", ""], "these are different lists");
        let twice = "Luis <luis1@x.example>, Luis <luis2@x.example>, Eva <eva@x.example>";
        assert_eq!(to(twice, &["Luis"]), [""], "two people may have one name");
        let values = [
            (id::DISPLAY_TO, "Luis Mora; 'eva@x.example'"),
            (id::DISPLAY_CC, ANA),
            (id::DISPLAY_BCC, "Ana\0"),
        ];
        let shown_only = people(&values, Vec::new());
        assert_eq!(shown(&shown_only.to), [("Luis Mora", ""), ("eva@x.example", "eva@x.example")]);
        assert_eq!((shown(&shown_only.cc), shown(&shown_only.bcc)), (vec![], vec![("Ana", "")]));
        let nobody = people(&[(id::DISPLAY_TO, "undisclosed-recipients:;")], Vec::new());
        assert_eq!(shown(&nobody.to), []);
    }

    #[test]
    fn k20_a_name_that_was_passed_on_encoded_is_decoded() {
        let from =
            people(&[(id::SENDER_NAME, "=?utf-8?Q?Jos=C3=A9_N=C3=BA=C3=B1ez?=")], Vec::new()).from.unwrap();
        assert_eq!(from.name, "José Núñez");
    }

    #[test]
    fn whoever_has_an_address_anywhere_in_the_item_has_it_everywhere() {
        let own =
            [(id::DISPLAY_NAME, "Ana Gil"), (id::EMAIL_ADDRESS, ANA), (id::SMTP_ADDRESS, "ana@ejemplo.es")];
        let people = people(&OWN, vec![recipient(Some(2), &own)]);
        assert_eq!(people.from.unwrap().address, "ana@ejemplo.es", "she sent a copy to herself");
    }
}
