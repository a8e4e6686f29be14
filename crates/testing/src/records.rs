//! Records and devices as a test wants them: whole, with nothing in them that it does not ask for.

use chrono::NaiveDate;
use domain::contact::{Channel, Contact, ContactType, Direction};
use domain::id::{CustomerId, UserId};
use replication::entry::DeviceProfile;
use replication::keys::DeviceKey;
use replication::segment::Device;
use uuid::Uuid;

pub fn contact() -> Contact {
    Contact {
        customer: CustomerId(Uuid::from_u128(1)),
        person: None,
        user: UserId(Uuid::from_u128(2)),
        date: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"),
        hour: None,
        duration_minutes: None,
        channel: Channel { contact_type: ContactType::from_document("visit"), email: None },
        direction: Direction::Us,
        notes: "Llamar el lunes".into(),
        actions: Vec::new(),
        interests: Vec::new(),
        next_contact: None,
        closing: None,
        previous: None,
        attachments: Vec::new(),
        custom_fields: Vec::new(),
    }
}

pub fn device_profile(device: Device, key: &DeviceKey) -> DeviceProfile {
    DeviceProfile {
        device,
        signing: key.public(),
        receiving: key.receiving(),
        user: [0; 16],
        user_name: "Ana".into(),
        device_name: "portátil".into(),
        earlier: Vec::new(),
    }
}
