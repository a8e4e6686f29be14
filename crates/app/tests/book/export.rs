//! The list in a file.

use std::collections::BTreeMap;

use app::contacts::export::ExportFormat;
use app::error::ErrorCode;
use app::wire::{
    Closing, ContactCriteria, ContactDraft, ContactOrder, ContactsExport, ExportColumn, ExportField,
    StateFilter,
};
use app::work::Work;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};

use super::{customer, draft, profile, save};

fn export(state: StateFilter) -> ContactsExport {
    let column = |(field, title): (ExportField, &str)| ExportColumn { field, title: title.into() };
    let columns = [
        (ExportField::Date, "Fecha"),
        (ExportField::Customer, "Cliente"),
        (ExportField::Type, "Tipo"),
        (ExportField::Notes, "Notas"),
        (ExportField::Duration, "Duración"),
        (ExportField::State, "Estado"),
    ];
    let words = [("type.visit", "Visita"), ("state.open", "No realizado"), ("state.done", "Realizado")];
    ContactsExport {
        criteria: ContactCriteria::default(),
        state,
        order: ContactOrder::default(),
        columns: columns.map(column).to_vec(),
        title: "Contactos".into(),
        words: BTreeMap::from(words.map(|(key, word)| (key.to_owned(), word.to_owned()))),
    }
}

#[tokio::test]
async fn the_shown_list_is_exported_as_csv_for_a_spanish_excel() {
    let book = profile().await;
    let bodega = customer(&book, "=HYPERLINK(\"http://evil.example\")").await;
    save(
        &book,
        ContactDraft {
            notes: "Pidió; \"precio\"\nen euros".into(),
            duration_minutes: Some(135),
            ..draft(&bodega)
        },
    )
    .await;
    let closing = Some(Closing { date: Some("2026-11-25".into()), result: Some("sale".into()) });
    save(&book, ContactDraft { date: Some("2026-11-25".into()), closing, ..draft(&bodega) }).await;
    let file = book.folder.path().join("lista.csv");
    let run =
        async |state| book.export_contacts(&export(state), ExportFormat::Csv, &file, &Work::default()).await;
    assert_eq!(run(StateFilter::Open).await.unwrap().rows, 1);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        text,
        "\u{feff}Fecha;Cliente;Tipo;Notas;Duración;Estado\r\n\
         24/11/2026;\"'=HYPERLINK(\"\"http://evil.example\"\")\";Visita;\"Pidió; \"\"precio\"\" en euros\";135;No realizado\r\n"
    );
    assert_eq!(run(StateFilter::All).await.unwrap().rows, 2, "and it takes the old one's place");
    assert!(std::fs::read_to_string(&file).unwrap().contains("\r\n25/11/2026;"));
}

#[tokio::test]
async fn the_shown_list_is_exported_as_a_workbook_that_others_read() {
    let book = profile().await;
    let bodega = customer(&book, "=1+1, S.L.").await;
    save(&book, ContactDraft { duration_minutes: Some(135), ..draft(&bodega) }).await;
    let file = book.folder.path().join("lista.xlsx");
    let count =
        book.export_contacts(&export(StateFilter::All), ExportFormat::Xlsx, &file, &Work::default()).await;
    assert_eq!(count.unwrap().rows, 1);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][1].as_string().as_deref(), Some("Cliente"));
    assert_eq!(rows[1][0].as_date(), "2026-11-24".parse().ok(), "a day is a day, and sorts as one");
    assert_eq!(
        rows[1][1].as_string().as_deref(),
        Some("=1+1, S.L."),
        "and text is text, whatever it begins with"
    );
    assert_eq!(rows[1][4].as_i64(), Some(135));
}

#[tokio::test]
async fn an_export_that_is_stopped_or_fails_leaves_what_was_there() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    save(&book, draft(&bodega)).await;
    let file = book.folder.path().join("lista.csv");
    std::fs::write(&file, "antes").unwrap();
    let work = Work::default();
    work.stop();
    let all = export(StateFilter::All);
    let stopped = book.export_contacts(&all, ExportFormat::Csv, &file, &work).await.unwrap_err();
    assert_eq!(stopped.code, ErrorCode::Stopped);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "antes");
    let nowhere = book.folder.path().join("no/existe/lista.csv");
    let refused =
        book.export_contacts(&all, ExportFormat::Csv, &nowhere, &Work::default()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileUnreadable);
}

#[tokio::test]
async fn notes_are_exported_whole_hours_as_hours_and_what_no_cell_holds_says_so() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let long = format!("- llamar {}fin", "ñ".repeat(40_000));
    let hour = Some("16:30".to_owned());
    let first =
        ContactDraft { notes: long.clone(), time: hour, duration_minutes: Some(90), ..draft(&bodega) };
    save(&book, first).await;
    let mut asked = export(StateFilter::All);
    asked.columns.push(ExportColumn { field: ExportField::Time, title: "Hora".into() });

    let csv = book.folder.path().join("lista.csv");
    let told = book.export_contacts(&asked, ExportFormat::Csv, &csv, &Work::default()).await.unwrap();
    assert_eq!((told.rows, told.cut), (1, 0));
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.contains(&format!(";{long};")), "whole, and a line of a list stays as it was typed");

    let xlsx = book.folder.path().join("lista.xlsx");
    let told = book.export_contacts(&asked, ExportFormat::Xlsx, &xlsx, &Work::default()).await.unwrap();
    assert_eq!((told.rows, told.cut), (1, 1));
    let mut written: Xlsx<_> = open_workbook(&xlsx).unwrap();
    assert_eq!(written.sheet_names(), ["Contactos"]);
    let sheet = written.worksheet_range_at(0).unwrap().unwrap();
    let row = sheet.rows().nth(1).unwrap().to_vec();
    let notes = row[3].as_string().unwrap();
    assert_eq!(notes.encode_utf16().count(), 32_767, "all that a cell holds");
    assert!(notes.starts_with("- llamar ñ") && notes.ends_with('…'));
    assert_eq!(row[6].as_time(), "16:30:00".parse().ok(), "an hour can be reckoned with");

    let listed = book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 1).await.unwrap();
    assert!(listed[0].excerpt.ends_with('…'), "what a list shows of them says that they go on");
}
