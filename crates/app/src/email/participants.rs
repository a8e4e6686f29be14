//! Who an email is between: our side and the other, found by address, by conversation, by NIF and by domain.

use domain::id::{ContactId, CustomerId, UserId};
use domain::limits::NAME_CHARS_MAX;
use mail::signature::{self, Signature};
use store::people::Hit;
use uuid::Uuid;

use crate::book::Book;
use crate::error::AppError;
use crate::limits::{ADDRESSES_LOOKED_UP, CHAIN_MAX, PHONES_PROPOSED};
use crate::people::read_person;
use crate::wire;

/// What was found out about the two sides of an email.
#[derive(Debug)]
pub(crate) struct Parties {
    pub(crate) direction: wire::Direction,
    /// Whose of ours it is, with their name, where it is from us and that is known.
    pub(crate) user: Option<(UserId, String)>,
    pub(crate) doubt: Option<wire::SenderDoubt>,
    pub(crate) person: Option<wire::PersonHit>,
    /// A sender whom nobody knows, with what the signature says of them.
    pub(crate) new_person: Option<wire::PersonDraft>,
    /// Whom the other side belongs to, and what told so; none where the customer was known before.
    pub(crate) customer: Option<(CustomerId, wire::FoundBy)>,
    /// The first address of the other side.
    pub(crate) other: Option<String>,
    /// Of the signature, where its check character fits.
    pub(crate) tax_id: Option<String>,
}

/// Half the world has an address there, under whatever country: they say nothing about who one works for.
const SHARED_PROVIDERS: [&str; 64] = [
    "aol",
    "arnet",
    "att",
    "bellsouth",
    "btinternet",
    "bluewin",
    "charter",
    "clix",
    "comcast",
    "cox",
    "earthlink",
    "euskaltel",
    "facilnet",
    "fastmail",
    "fibertel",
    "free",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hey",
    "hotmail",
    "icloud",
    "inbox",
    "jazztel",
    "laposte",
    "libero",
    "live",
    "mac",
    "mail",
    "me",
    "mixmail",
    "movistar",
    "msn",
    "mundo-r",
    "netvisao",
    "neuf",
    "ono",
    "optonline",
    "orange",
    "outlook",
    "pm",
    "posteo",
    "proton",
    "protonmail",
    "qq",
    "r",
    "rocketmail",
    "sapo",
    "sbcglobal",
    "sfr",
    "telefonica",
    "terra",
    "tin",
    "t-online",
    "tutanota",
    "verizon",
    "virgilio",
    "vodafone",
    "wanadoo",
    "web",
    "yahoo",
    "ymail",
    "zoho",
];

impl Book {
    /// `customer` is the one that the contact has already.
    pub(crate) async fn parties(
        &self,
        email: &mail::Email,
        customer: Option<CustomerId>,
    ) -> Result<Parties, AppError> {
        let sender = self.sender(email).await?;
        let is_ours = sender.direction == wire::Direction::Us;
        let card = match &email.kind {
            mail::ItemKind::Contact(card) => Some(card),
            _ => None,
        };
        let mut addresses = other_side(email, is_ours);
        addresses.retain(|address| !address.is_empty());
        addresses.truncate(ADDRESSES_LOOKED_UP);
        let addresses = self.without_ours(addresses).await?;
        let known = self.people_among(&addresses, customer).await?;
        let (person, is_anybodys) = self.one_of(known, email).await?;
        // A server signs with nobody's number.
        let is_theirs = !is_ours && !matches!(email.kind, mail::ItemKind::Report(_));
        let signature = if is_theirs { signature::find(&email.text) } else { Signature::default() };
        let tax_id =
            signature.tax_ids.iter().find(|number| domain::tax_id::problem(number).is_none()).cloned();
        let found = match (customer, &person) {
            (Some(_), _) => None,
            (None, Some(person)) => person.customer.parse().ok().map(|id| (id, wire::FoundBy::Person)),
            (None, None) => {
                self.customer_of(email, &addresses, tax_id.as_deref()).await?.filter(|_| !is_anybodys)
            }
        };
        let whose = customer.or(found.map(|(id, _)| id));
        let author = email.from.as_ref().filter(|from| is_theirs && !from.address.is_empty());
        let new_person = match (&person, card, author) {
            // Somebody whom several customers know: which of them, the user says.
            _ if is_anybodys => None,
            (None, Some(card), _) => Some(person_of_card(card, whose)),
            (None, None, Some(from)) => Some(person_of(from, whose, signature)),
            _ => None,
        };
        Ok(Parties {
            direction: sender.direction,
            user: sender.user,
            doubt: sender.doubt,
            person,
            new_person: new_person.and_then(acceptable),
            customer: found,
            other: addresses.first().map(|address| (*address).to_owned()),
            tax_id,
        })
    }

    /// A colleague who was written to as well is not the other side.
    async fn without_ours<'a>(&self, addresses: Vec<&'a str>) -> Result<Vec<&'a str>, AppError> {
        let mut others = Vec::with_capacity(addresses.len());
        for address in addresses {
            if !self.store.is_our_address(address).await? {
                others.push(address);
            }
        }
        Ok(others)
    }

    /// Those who have the first address that anybody has.
    async fn people_among(
        &self,
        addresses: &[&str],
        customer: Option<CustomerId>,
    ) -> Result<Vec<Hit>, AppError> {
        for address in addresses {
            let mut people = self.store.people_by_address(address).await?;
            people.retain(|person| customer.is_none_or(|customer| person.customer == customer));
            if !people.is_empty() {
                return Ok(people);
            }
        }
        Ok(Vec::new())
    }

    /// An adviser is in several customers with one address: then the conversation tells which of them it is about, and
    /// without one nothing does; then the second is true.
    async fn one_of(
        &self,
        mut known: Vec<Hit>,
        email: &mail::Email,
    ) -> Result<(Option<wire::PersonHit>, bool), AppError> {
        if known.iter().any(|person| person.customer != known[0].customer) {
            let about = match self.store.contact_in_conversation(&messages_before(email)).await? {
                Some(contact) => Some(self.contact(&contact.to_string()).await?.customer),
                None => None,
            };
            known.retain(|person| Some(person.customer.to_string()) == about);
            return Ok((self.first_hit(known).await?, about.is_none()));
        }
        Ok((self.first_hit(known).await?, false))
    }

    async fn first_hit(&self, hits: Vec<Hit>) -> Result<Option<wire::PersonHit>, AppError> {
        match hits.into_iter().next() {
            Some(hit) => Ok(Some(self.person_hit(hit).await?)),
            None => Ok(None),
        }
    }

    /// The surest sign first.
    async fn customer_of(
        &self,
        email: &mail::Email,
        addresses: &[&str],
        tax_id: Option<&str>,
    ) -> Result<Option<(CustomerId, wire::FoundBy)>, AppError> {
        for address in addresses {
            if let Some(id) = self.store.customers_by_address(address).await?.first() {
                return Ok(Some((*id, wire::FoundBy::Address)));
            }
        }
        if let Some(contact) = self.store.contact_in_conversation(&messages_before(email)).await?
            && let Ok(customer) = self.contact(&contact.to_string()).await?.customer.parse()
        {
            return Ok(Some((customer, wire::FoundBy::Conversation)));
        }
        if let Some(tax_id) = tax_id
            && let [twin] = &self.store.customers_by_tax_id(Some(tax_id), None).await?[..]
        {
            return Ok(Some((twin.id, wire::FoundBy::TaxId)));
        }
        for address in addresses {
            let Some((_, domain)) = address.rsplit_once('@') else { continue };
            let domain = domain.to_lowercase();
            let provider = domain.split('.').next().unwrap_or_default();
            if SHARED_PROVIDERS.contains(&provider) || self.store.is_our_domain(&domain).await? {
                continue;
            }
            // Two customers in one domain: it tells neither.
            if let [id] = self.store.customers_by_domain(&domain).await?[..] {
                return Ok(Some((id, wire::FoundBy::Domain)));
            }
        }
        Ok(None)
    }

    /// The contact that an email goes on from: the last of the thread that its conversation is in. None where that one
    /// promises a next date: an email that came in between is not what was promised, and the promise stays in the list of
    /// those without a follow-up (S36).
    pub(crate) async fn conversation(
        &self,
        email: &mail::Email,
        customer: CustomerId,
    ) -> Result<Option<wire::Contact>, AppError> {
        let Some(found) = self.store.contact_in_conversation(&messages_before(email)).await? else {
            return Ok(None);
        };
        let mut last = self.contact(&found.to_string()).await?;
        for _ in 0..CHAIN_MAX {
            let Some(next) = &last.follow_up else { break };
            last = self.contact(next).await?;
        }
        let id: Option<ContactId> = last.id.parse().ok();
        let is_free = match id {
            // One that was made and deleted would come back with what this email says on top of it.
            Some(id) => self.store.document(ContactId::follow_up(id).0).await?.is_none(),
            None => false,
        };
        let is_end = last.follow_up.is_none() && last.next_contact.is_none();
        let is_same = last.customer == customer.to_string();
        let is_before = match email.date {
            Some(date) => last.date <= self.wall(date).await?.0.to_string(),
            None => true,
        };
        Ok(Some(last).filter(|_| is_free && is_end && is_same && is_before))
    }
}

/// The messages that an email answers or reports of, the nearest last.
pub(crate) fn messages_before(email: &mail::Email) -> Vec<String> {
    let mut messages: Vec<String> = email.references.iter().chain(&email.in_reply_to).cloned().collect();
    if let mail::ItemKind::Report(report) = &email.kind
        && !report.message_id.is_empty()
    {
        messages.push(report.message_id.clone());
    }
    messages
}

/// The addresses of those whom an email is exchanged with, the likeliest first.
fn other_side(email: &mail::Email, is_ours: bool) -> Vec<&str> {
    match &email.kind {
        mail::ItemKind::Contact(card) => card.addresses.iter().map(String::as_str).collect(),
        // Of whom it went to, whoever it did not reach first. A report is from a server, and a receipt from its recipient.
        mail::ItemKind::Report(report) if !report.recipients.is_empty() => {
            let failed = |one: &&mail::Reported| one.outcome == mail::Outcome::Failed;
            let lost = report.recipients.iter().filter(failed);
            let others = report.recipients.iter().filter(|one| !failed(one));
            lost.chain(others).map(|one| one.address.as_str()).collect()
        }
        _ if is_ours => {
            let all = email.to.iter().chain(&email.cc).chain(&email.bcc);
            all.map(|one| one.address.as_str()).collect()
        }
        // Where the author has no address, whoever sent it for them has.
        _ => {
            let both = email.from.iter().chain(&email.sender).map(|one| one.address.as_str());
            both.filter(|address| !address.is_empty()).take(1).collect()
        }
    }
}

/// A card of an address book says of a person what an email says of its sender.
fn person_of_card(card: &mail::Contact, customer: Option<CustomerId>) -> wire::PersonDraft {
    wire::PersonDraft {
        customer: customer.map(|id| id.to_string()),
        name: [&card.name, &card.company]
            .into_iter()
            .find(|name| !name.is_empty())
            .cloned()
            .unwrap_or_default(),
        position: Some(card.job_title.clone()).filter(|title| !title.is_empty()),
        emails: card.addresses.clone(),
        phones: card.phones.clone(),
        ..wire::PersonDraft::default()
    }
}

fn person_of(from: &mail::Address, customer: Option<CustomerId>, signature: Signature) -> wire::PersonDraft {
    let local = from.address.split('@').next().unwrap_or_default();
    wire::PersonDraft {
        customer: customer.map(|id| id.to_string()),
        name: Some(from.name.trim()).filter(|name| !name.is_empty()).unwrap_or(local).to_owned(),
        emails: Some(from.address.clone()).filter(|address| !address.is_empty()).into_iter().collect(),
        phones: signature.phones,
        ..wire::PersonDraft::default()
    }
}

/// What nobody could be is not proposed: a name of a page, an address that is none.
fn acceptable(mut draft: wire::PersonDraft) -> Option<wire::PersonDraft> {
    draft.name = draft.name.chars().take(NAME_CHARS_MAX).collect();
    draft.emails.retain(|email| domain::text::emails("emails", std::slice::from_ref(email)).is_ok());
    draft.phones.retain(|phone| domain::text::phones("phones", std::slice::from_ref(phone)).is_ok());
    draft.phones.truncate(PHONES_PROPOSED);
    draft.emails.truncate(PHONES_PROPOSED);
    read_person(draft.clone(), CustomerId(Uuid::nil())).is_ok().then_some(draft)
}
