//! Plausible Spanish sample data, the same for the same seed, removable in one step.

use chrono::{Days, NaiveDate, NaiveTime};
use documents::provenance::Command;
use domain::action::{Action, ActionLine};
use domain::contact::{Channel, Closing, Contact, ContactType, Direction, Hour, NextContact, Outcome};
use domain::customer::Customer;
use domain::customer_group::{CustomerGroup, Grouping};
use domain::id::{
    ActionId, ActionLineId, CustomerGroupId, CustomerId, PersonId, PostalAddressId, ProductId, UserId,
};
use domain::person::Person;
use domain::postal_address::PostalAddress;
use domain::product::{Interest, Product};
use domain::province::Province;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::{local, sample};
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::book::identity::TEAM;
use crate::error::{AppError, ErrorCode};
use crate::limits::SAMPLE_CONTACTS_MAX;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub contacts: u32,
    pub customers: u32,
    pub seed: u64,
}

/// Records of one transaction.
const RECORDS_A_BATCH: u32 = 2_000;

impl Book {
    /// Adds sample customers, people and contacts; `progress` hears how many contacts there are so far.
    pub async fn add_sample(&self, sample: Sample, progress: impl Fn(u32)) -> Result<(), AppError> {
        if sample.contacts > SAMPLE_CONTACTS_MAX {
            return Err(AppError::invalid("contacts", Reason::TooLarge));
        }
        let mut dice = Dice(sample.seed);
        let groups = self.add_sample_groups(sample.seed).await?;
        let customers = self.add_sample_customers(sample.customers.max(1), &mut dice, &groups).await?;
        let catalogues = self.add_sample_catalogues(sample.seed).await?;
        let today = self.today().await?;
        let mut made = 0;
        while made < sample.contacts {
            let count = RECORDS_A_BATCH.min(sample.contacts - made);
            let mut batch = self.sample_batch().await?;
            let mut ids = Vec::new();
            for number in made..made + count {
                let (customer, person) = customers[dice.below(customers.len())];
                let mut contact = contact(&mut dice, self.identity.user, customer, person, today);
                catalogues.put_into(&mut contact, number);
                let id = Uuid::now_v7();
                batch.add_new(RecordKind::Contact, id, &contact)?;
                ids.push(id);
            }
            sample::remember(&mut batch.tx, &ids).await?;
            batch.commit_without_undo().await?;
            made += count;
            progress(made);
        }
        self.store.optimize().await?;
        Ok(())
    }

    /// How many sample records there still are.
    pub async fn sample_count(&self) -> Result<u32, AppError> {
        Ok(self.store.sample_count().await?)
    }

    /// Removes what `add_sample` made, except what anybody edited and what the user's own records refer to. In a team it
    /// goes into the bin, for everybody.
    pub async fn remove_sample(&self) -> Result<u64, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        let removed = match local::get(&mut batch.tx, TEAM).await? {
            None => sample::remove(&mut batch.tx).await?,
            Some(_) => batch.delete_sample().await?,
        };
        batch.commit_without_undo().await?;
        Ok(removed)
    }

    /// Sample data is for whoever tries the program alone: a team, also one that has not let this device in yet, would
    /// get it.
    async fn sample_batch(&self) -> Result<Batch, AppError> {
        let mut batch = self.batch(Command::Sample).await?;
        match local::get(&mut batch.tx, TEAM).await? {
            None => Ok(batch),
            Some(_) => Err(AppError::new(ErrorCode::SampleInTeam)),
        }
    }

    async fn add_sample_catalogues(&self, seed: u64) -> Result<Catalogues, AppError> {
        let mut batch = self.sample_batch().await?;
        let (mut actions, mut products) = (Vec::new(), Vec::new());
        for name in ACTIONS {
            let id = Uuid::now_v7();
            batch.add_new(RecordKind::Action, id, &Action { name: name.to_owned() })?;
            actions.push((ActionId(id), name));
        }
        for (code, name) in PRODUCTS {
            let id = Uuid::now_v7();
            let product =
                Product { code: Some(code.to_owned()), name: name.to_owned(), notes: String::new() };
            batch.add_new(RecordKind::Product, id, &product)?;
            products.push(ProductId(id));
        }
        let ids: Vec<Uuid> =
            actions.iter().map(|(id, _)| id.0).chain(products.iter().map(|id| id.0)).collect();
        sample::remember(&mut batch.tx, &ids).await?;
        batch.commit_without_undo().await?;
        Ok(Catalogues { actions, products, seed })
    }

    async fn add_sample_groups(&self, seed: u64) -> Result<Groups, AppError> {
        let mut batch = self.sample_batch().await?;
        let mut made = [Vec::new(), Vec::new(), Vec::new()];
        for ((key, names), made) in
            [(Grouping::KIND, &KINDS[..]), (Grouping::ZONE, &ZONES), (Grouping::SECTOR, &SECTORS)]
                .into_iter()
                .zip(&mut made)
        {
            for name in names {
                let id = Uuid::now_v7();
                let group = CustomerGroup { grouping: Grouping::parse(key)?, name: (*name).to_owned() };
                batch.add_new(RecordKind::CustomerGroup, id, &group)?;
                made.push(CustomerGroupId(id));
            }
        }
        let ids: Vec<Uuid> = made.iter().flatten().map(|id| id.0).collect();
        sample::remember(&mut batch.tx, &ids).await?;
        batch.commit_without_undo().await?;
        let [kinds, zones, sectors] = made;
        Ok(Groups { kinds, zones, sectors, seed })
    }

    async fn add_sample_customers(
        &self,
        count: u32,
        dice: &mut Dice,
        groups: &Groups,
    ) -> Result<Vec<(CustomerId, PersonId)>, AppError> {
        let mut made = Vec::new();
        let mut left = count;
        while left > 0 {
            let mut batch = self.sample_batch().await?;
            let mut ids = Vec::new();
            for _ in 0..RECORDS_A_BATCH.min(left) {
                let number = made.len() + 1;
                let (customer_id, person_id) = (CustomerId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
                let mut customer = customer(dice, number);
                groups.put_into(&mut customer, number, self.identity.user);
                let person = person(dice, customer_id, number);
                batch.add_new(RecordKind::Customer, customer_id.0, &customer)?;
                batch.add_new(RecordKind::Person, person_id.0, &person)?;
                ids.extend([customer_id.0, person_id.0]);
                made.push((customer_id, person_id));
                left -= 1;
            }
            sample::remember(&mut batch.tx, &ids).await?;
            batch.commit_without_undo().await?;
        }
        Ok(made)
    }
}

impl Batch {
    /// Of an earlier version's sample, which a team may have.
    async fn delete_sample(&mut self) -> Result<u64, AppError> {
        let mut edited = Vec::new();
        for id in sample::ids(&mut self.tx).await? {
            if let Some((_, document)) = self.stored(id).await?
                && document.change_hashes().len() > 1
            {
                edited.push(id);
            }
        }
        sample::forget(&mut self.tx, &edited).await?;
        sample::keep_what_is_used(&mut self.tx).await?;
        let left = sample::ids(&mut self.tx).await?;
        for ids in left.chunks(RECORDS_A_BATCH as usize) {
            for id in ids {
                if let Some((kind, _)) = self.stored(*id).await? {
                    self.delete(kind, *id).await?;
                }
            }
            self.flush().await?;
        }
        sample::forget(&mut self.tx, &left).await?;
        Ok(left.len() as u64)
    }
}

/// What sample customers are sorted by.
struct Groups {
    kinds: Vec<CustomerGroupId>,
    zones: Vec<CustomerGroupId>,
    sectors: Vec<CustomerGroupId>,
    seed: u64,
}

impl Groups {
    /// Dice of its own, so that the rest of a customer is what it is without these.
    fn put_into(&self, customer: &mut Customer, number: usize, user: UserId) {
        let mut dice = Dice(self.seed ^ ((number as u64) << 40));
        let mut one_of = |groups: &[CustomerGroupId]| groups.get(dice.below(groups.len())).copied();
        customer.kind = one_of(&self.kinds);
        customer.zone = one_of(&self.zones);
        customer.sector = one_of(&self.sectors);
        customer.owner = Some(user);
        let (code, town) = TOWNS[dice.below(TOWNS.len())];
        customer.addresses.push(PostalAddress {
            id: PostalAddressId(Uuid::now_v7()),
            street: Some(format!("{} {}", dice.pick(&STREETS), 1 + dice.below(120))),
            postal_code: Some(code.to_owned()),
            town: Some(town.to_owned()),
            province: Province::of_postal_code(code).map(|province| province.name().to_owned()),
            country: None,
        });
    }
}

const KINDS: [&str; 4] = ["Cliente", "Cliente potencial", "Distribuidor", "Proveedor"];
const ZONES: [&str; 5] = ["Centro", "Levante", "Noreste", "Norte", "Sur"];
const SECTORS: [&str; 6] =
    ["Alimentación", "Artes gráficas", "Bodegas", "Comercio", "Industria", "Servicios"];
const STREETS: [&str; 8] = [
    "Calle Mayor",
    "Calle del Sol",
    "Avenida de la Constitución",
    "Plaza de España",
    "Calle Real",
    "Paseo del Río",
    "Polígono Industrial, nave",
    "Camino Viejo",
];
const TOWNS: [(&str, &str); 12] = [
    ("28013", "Madrid"),
    ("08002", "Barcelona"),
    ("46002", "València"),
    ("41001", "Sevilla"),
    ("50001", "Zaragoza"),
    ("26001", "Logroño"),
    ("15001", "A Coruña"),
    ("48001", "Bilbao"),
    ("29001", "Málaga"),
    ("30001", "Murcia"),
    ("33001", "Oviedo"),
    ("07001", "Palma"),
];

/// Sample actions and products, for the contacts to have.
struct Catalogues {
    actions: Vec<(ActionId, &'static str)>,
    products: Vec<ProductId>,
    seed: u64,
}

impl Catalogues {
    /// Dice of its own, so that the rest of a contact is what it is without these.
    fn put_into(&self, contact: &mut Contact, number: u32) {
        let mut dice = Dice(self.seed ^ (u64::from(number) << 32));
        let is_done = contact.is_done();
        for place in 0..dice.below(4).saturating_sub(1) {
            let (action, text) = self.actions[dice.below(self.actions.len())];
            contact.actions.push(ActionLine {
                id: ActionLineId(Uuid::now_v7()),
                action: Some(action),
                text: text.to_owned(),
                is_done: is_done && dice.below(5) > 0,
                rank: 1024 * (place as i64 + 1),
            });
        }
        if dice.below(4) == 0 {
            let product = self.products[dice.below(self.products.len())];
            contact.interests.push(Interest { product, person: contact.person, since: contact.date });
        }
    }
}

const ACTIONS: [&str; 8] = [
    "Enviar muestra",
    "Enviar presupuesto",
    "Llamar a compras",
    "Preparar demostración",
    "Visitar con el técnico",
    "Mandar catálogo",
    "Pedir referencias",
    "Revisar condiciones de pago",
];
const PRODUCTS: [(&str, &str); 8] = [
    ("LT-100", "Etiquetadora lineal LT-100"),
    ("LT-200", "Etiquetadora doble cara LT-200"),
    ("CT-40", "Codificadora térmica CT-40"),
    ("AP-12", "Aplicador de esquina AP-12"),
    ("RB-5", "Rebobinador RB-5"),
    ("ET-PP", "Etiquetas de polipropileno"),
    ("ET-TM", "Etiquetas térmicas"),
    ("MT-A", "Mantenimiento anual"),
];

/// SplitMix64: small, and the same on every machine for ever.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const TRADES: [&str; 20] = [
    "Imprenta",
    "Bodegas",
    "Talleres",
    "Ferretería",
    "Clínica Dental",
    "Panificadora",
    "Viveros",
    "Óptica",
    "Transportes",
    "Conservas",
    "Academia",
    "Hotel",
    "Laboratorios",
    "Asesoría",
    "Cooperativa",
    "Carpintería",
    "Gráficas",
    "Almacenes",
    "Farmacia",
    "Instalaciones",
];
/// Names that nobody bears.
const NAMES: [&str; 16] = [
    "Modelo",
    "Ejemplo",
    "Muestra",
    "Prueba",
    "Ensayo",
    "Ficticio",
    "Imaginario",
    "Supuesto",
    "Hipótesis",
    "Borrador",
    "Maqueta",
    "Patrón",
    "Plantilla",
    "Simulacro",
    "Cualquiera",
    "Zutano",
];
const GIVEN: [&str; 12] =
    ["Ana", "Luis", "Marta", "Íñigo", "Begoña", "Óscar", "Lucía", "Ángel", "Nuria", "Raúl", "Inés", "Tomás"];
const POSITIONS: [&str; 6] =
    ["Compras", "Gerencia", "Producción", "Administración", "Calidad", "Mantenimiento"];
const TOPICS: [&str; 14] = [
    "la tirada de prueba",
    "el presupuesto",
    "la etiqueta de la botella nueva",
    "el plazo de entrega",
    "la avería del cabezal",
    "el catálogo de papeles",
    "la visita a la feria",
    "el contrato de mantenimiento",
    "la muestra de estucado",
    "el pago de la factura",
    "la demostración",
    "el traslado de la máquina",
    "la renovación del pedido",
    "la tarifa del año que viene",
];
const OPENINGS: [&str; 10] = [
    "Llamar para concretar",
    "Preguntan por",
    "Enviar información sobre",
    "Confirman",
    "Revisar con ellos",
    "Quieren cambiar",
    "Quedamos en repasar",
    "Les urge",
    "Aceptan",
    "Siguen sin respuesta sobre",
];
const ENDINGS: [&str; 10] = [
    "Volver a llamar la semana que viene.",
    "Piden precio con dos cabezales.",
    "Decide la dirección en enero.",
    "Están contentos con el servicio.",
    "Comparan con otro proveedor.",
    "Hay que enviar una muestra.",
    "La reunión será en su fábrica.",
    "Falta el visto bueno de compras.",
    "No corre prisa.",
    "Prefieren que les escribamos.",
];

fn customer(dice: &mut Dice, number: usize) -> Customer {
    let name = format!("{} {} {number}", dice.pick(&TRADES), dice.pick(&NAMES));
    Customer {
        code: Some(format!("{number:05}")),
        legal_name: Some(format!("{name}, S.L.")),
        emails: vec![format!("info@cliente{number}.example")],
        phones: vec![format!("9{:02} {:03} {:03}", dice.below(90) + 10, dice.below(1000), dice.below(1000))],
        name,
        ..Customer::default()
    }
}

fn person(dice: &mut Dice, customer: CustomerId, number: usize) -> Person {
    let given = dice.pick(&GIVEN);
    Person {
        customer,
        name: format!("{given} {} {}", dice.pick(&NAMES), dice.pick(&NAMES)),
        position: Some(dice.pick(&POSITIONS).to_owned()),
        emails: vec![format!("contacto@cliente{number}.example")],
        failing_emails: Vec::new(),
        phones: Vec::new(),
        notes: String::new(),
    }
}

fn contact(
    dice: &mut Dice,
    user: domain::id::UserId,
    customer: CustomerId,
    person: PersonId,
    today: NaiveDate,
) -> Contact {
    const DAYS: usize = 3 * 365;
    let date = today - Days::new(dice.below(DAYS) as u64) + Days::new(30);
    let is_past = date < today;
    let hour = (dice.below(3) > 0).then(|| Hour {
        time: NaiveTime::from_hms_opt(8 + dice.below(11) as u32, 5 * dice.below(12) as u32, 0)
            .unwrap_or_default(),
        zone: "Europe/Madrid".to_owned(),
    });
    let key = ContactType::BUILT_IN[dice.below(ContactType::BUILT_IN.len())];
    let result = Outcome::ALL[dice.below(Outcome::ALL.len())];
    let is_closed = is_past && dice.below(10) < 8;
    let promises = result == Outcome::FOLLOW_UP && is_closed;
    Contact {
        customer,
        person: (dice.below(4) > 0).then_some(person),
        user,
        date,
        hour,
        duration_minutes: (dice.below(3) > 0).then(|| 5 * (1 + dice.below(30)) as u32),
        channel: Channel { contact_type: ContactType::from_document(key), email: None },
        direction: if dice.below(2) == 0 { Direction::Us } else { Direction::Them },
        notes: format!("{} {}. {}", dice.pick(&OPENINGS), dice.pick(&TOPICS), dice.pick(&ENDINGS)),
        next_contact: promises.then(|| NextContact { date: date + Days::new(7), time: None }),
        closing: is_closed
            .then_some(Closing { date: Some(date), result: Some(Outcome::from_document(result)) }),
        previous: None,
        attachments: Vec::new(),
        actions: Vec::new(),
        interests: Vec::new(),
        custom_fields: Vec::new(),
    }
}
