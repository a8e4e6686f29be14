//! The list as it is shown, in a file: XLSX, or CSV that a Spanish Excel opens right.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use store::contacts::Line;

use crate::book::Book;
use crate::contact_list::read_order;
use crate::contacts::clock_text;
use crate::error::{AppError, ErrorCode};
use crate::limits::{EXPORT_AT_ONCE, EXPORT_NOTES_CHARS_MAX, EXPORT_XLSX_ROWS_MAX};
use crate::wire::{self, ExportColumn, ExportField};
use crate::work::Work;
use domain::refusal::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

/// A value of a table: what is a date or a number stays one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Empty,
    Text(String),
    Date(NaiveDate),
    Number(u32),
}

impl Book {
    /// Writes every contact of the list to a file that the user chose, whole or not at all. How many there were.
    ///
    /// # Errors
    /// `stopped`; `invalid` `too_many` for more rows than Excel has; `disk_full`, `file_unreadable`.
    pub async fn export_contacts(
        &self,
        export: &wire::ContactsExport,
        format: ExportFormat,
        file: &Path,
        work: &Work,
    ) -> Result<u32, AppError> {
        let criteria = self.read_criteria(&export.criteria, export.state).await?;
        let order = read_order(export.order);
        let count = self.store.contact_counts(&criteria).await?.of(criteria.done);
        if format == ExportFormat::Xlsx && count > EXPORT_XLSX_ROWS_MAX {
            return Err(AppError::invalid("rows", Reason::TooMany));
        }
        work.expect(count as usize);
        let mut rows = Vec::with_capacity(count as usize);
        loop {
            let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let lines = self
                .store
                .contacts_in_order(&criteria, order, offset, EXPORT_AT_ONCE, EXPORT_NOTES_CHARS_MAX)
                .await?;
            work.step(lines.len())?;
            let is_last = lines.len() < EXPORT_AT_ONCE as usize;
            rows.extend(lines.iter().map(|line| row(line, export)));
            if is_last {
                break;
            }
        }
        let (columns, file, asked) = (export.columns.clone(), file.to_owned(), work.clone());
        let written = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let write = move || {
            let bytes = match format {
                ExportFormat::Csv => csv(&columns, &rows)?,
                ExportFormat::Xlsx => xlsx(&columns, &rows).map_err(failed)?,
            };
            // The last moment at which nothing has been touched.
            asked.step(0)?;
            store::blobs::write_whole(&file, &bytes).map_err(|error| match error {
                store::error::StoreError::DiskFull { .. } => error.into(),
                error => AppError::new(ErrorCode::FileUnreadable).with_detail(error),
            })
        };
        tokio::task::spawn_blocking(write).await.map_err(failed)??;
        Ok(written)
    }
}

fn failed(error: impl ToString) -> AppError {
    AppError::new(ErrorCode::Internal).with_detail(error)
}

fn row(line: &Line, export: &wire::ContactsExport) -> Vec<Cell> {
    export.columns.iter().map(|column| cell(line, column.field, export)).collect()
}

fn cell(line: &Line, field: ExportField, export: &wire::ContactsExport) -> Cell {
    let text = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text.to_owned()),
    };
    let word =
        |kind: &str, key: &str| text(export.words.get(&format!("{kind}.{key}")).map_or(key, String::as_str));
    let date = |date: Option<NaiveDate>| date.map_or(Cell::Empty, Cell::Date);
    match field {
        ExportField::State => word("state", if line.done { "done" } else { "open" }),
        ExportField::Date => Cell::Date(line.date),
        ExportField::Time => line.time.map_or(Cell::Empty, |time| Cell::Text(clock_text(time))),
        ExportField::Customer => text(&line.customer_name),
        ExportField::Person => text(line.person_name.as_deref().unwrap_or_default()),
        ExportField::Type => word("type", &line.contact_type),
        ExportField::Direction => word("direction", &line.direction),
        ExportField::Notes => text(&line.excerpt),
        ExportField::Result => line.result.as_deref().map_or(Cell::Empty, |key| word("result", key)),
        ExportField::Closing => date(line.closing_date),
        ExportField::Next => date(line.next_date),
        ExportField::Duration => line.duration_minutes.map_or(Cell::Empty, Cell::Number),
        ExportField::User => text(&line.user_name),
    }
}

/// A Spanish Excel expects semicolons, and knows UTF-8 by its mark.
fn csv(columns: &[ExportColumn], rows: &[Vec<Cell>]) -> Result<Vec<u8>, AppError> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut out);
    writer.write_record(columns.iter().map(|column| guarded(&column.title))).map_err(failed)?;
    for row in rows {
        let texts = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => guarded(text),
            Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
            Cell::Number(number) => number.to_string(),
        });
        writer.write_record(texts).map_err(failed)?;
    }
    writer.flush().map_err(failed)?;
    drop(writer);
    Ok(out)
}

/// What a spreadsheet would take for a formula is text (security.md R32).
fn guarded(text: &str) -> String {
    let first = text.trim_start_matches([' ', '"', '\'', '\u{a0}']).chars().next();
    let is_formula =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    match is_formula {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn xlsx(columns: &[ExportColumn], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (head, dates) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    let sheet = book.add_worksheet();
    for (place, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, place, &column.title, &head)?;
        sheet.set_column_width(place, width(column.field))?;
    }
    for (number, row) in (1..).zip(rows) {
        for (place, cell) in (0..).zip(row) {
            match cell {
                Cell::Empty => {}
                // As text, whatever it begins with.
                Cell::Text(text) => drop(sheet.write_string(number, place, text)?),
                Cell::Number(minutes) => drop(sheet.write_number(number, place, *minutes)?),
                Cell::Date(date) => {
                    match ExcelDateTime::from_ymd(
                        u16::try_from(date.year()).unwrap_or_default(),
                        u8::try_from(date.month()).unwrap_or_default(),
                        u8::try_from(date.day()).unwrap_or_default(),
                    ) {
                        Ok(day) => drop(sheet.write_datetime_with_format(number, place, &day, &dates)?),
                        // Excel's days begin in 1900.
                        Err(_) => drop(sheet.write_string(number, place, date.to_string())?),
                    }
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Ok(end)) = (u32::try_from(rows.len()), u16::try_from(columns.len().saturating_sub(1))) {
        sheet.autofilter(0, 0, last, end)?;
    }
    book.save_to_buffer()
}

/// Characters.
fn width(field: ExportField) -> u16 {
    match field {
        ExportField::Notes => 60,
        ExportField::Customer => 30,
        ExportField::Person | ExportField::User => 22,
        _ => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r32_no_text_of_a_user_is_a_formula() {
        for text in ["=1+1", "+34 600", "-2", "@SUM(A1)", "\t=1", "  =1", "\"=1", "＝1", "'=cmd|'/c calc'!A1"]
        {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        for text in ["", "Bodegas", "3 - 1", "a@b.example", "ñ"] {
            assert_eq!(guarded(text), text);
        }
    }
}
