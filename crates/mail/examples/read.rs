//! Prints what a mail says: `cargo run -p mail --example read -- FILE`.

use std::process::ExitCode;

use mail::{Address, Email, ItemKind, signature};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: read FILE");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    };
    match mail::read(&bytes) {
        Ok(email) => print(&email),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn print(email: &Email) {
    println!("Subject: {}", email.subject);
    println!("From:    {}", email.from.as_ref().map(shown).unwrap_or_default());
    println!("To:      {}", email.to.iter().map(shown).collect::<Vec<_>>().join(", "));
    println!("Date:    {}", email.date.map(|date| date.to_rfc3339()).unwrap_or_default());
    if let ItemKind::Appointment(appointment) = &email.kind {
        println!("When:    {:?} to {:?}, {}", appointment.start, appointment.end, appointment.place);
    }
    for attachment in &email.attachments {
        let warning = if attachment.is_disguised() { " (not what its name says)" } else { "" };
        println!("File:    {}, {} bytes{warning}", attachment.file_name(), attachment.bytes.len());
    }
    let found = signature::find(&email.text);
    println!("Phones:  {}", found.phones.join(", "));
    println!("Notes:   {}", email.warnings.iter().map(|w| w.code()).collect::<Vec<_>>().join(", "));
    println!("\n{}", email.text);
}

fn shown(address: &Address) -> String {
    format!("{} <{}>", address.name, address.address)
}
