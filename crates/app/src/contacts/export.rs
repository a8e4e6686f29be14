//! The list as it is shown, in a file: XLSX, or CSV that a Spanish Excel opens right.

use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use store::contacts::Line;

use crate::book::Book;
use crate::contacts::list::read_order;
use crate::error::{AppError, ErrorCode};
use crate::limits::{EXCEL_TEXT_MAX, EXPORT_AT_ONCE, EXPORT_NOTES_CHARS_MAX, EXPORT_XLSX_ROWS_MAX};
use crate::wire::read::clock_text;
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
    Time(NaiveTime),
    Number(u32),
}

impl Book {
    /// Writes every contact of the list to a file that the user chose, whole or not at all. How many there were, and of
    /// how many the notes are longer than a cell of Excel and end with "…".
    ///
    /// # Errors
    /// `stopped`; `invalid` `too_many` for more rows than Excel has; `disk_full`, `file_unreadable`.
    pub async fn export_contacts(
        &self,
        export: &wire::ContactsExport,
        format: ExportFormat,
        file: &Path,
        work: &Work,
    ) -> Result<wire::ContactsExported, AppError> {
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
        let cut = match format {
            ExportFormat::Csv => 0,
            ExportFormat::Xlsx => rows.iter_mut().map(|row| u32::from(fit(row))).sum(),
        };
        let (columns, file, asked) = (export.columns.clone(), file.to_owned(), work.clone());
        let (title, rows_written) = (export.title.clone(), u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let write = move || {
            let bytes = match format {
                ExportFormat::Csv => csv(&columns, &rows)?,
                ExportFormat::Xlsx => xlsx(&title, &columns, &rows).map_err(failed)?,
            };
            // The last moment at which nothing has been touched.
            asked.step(0)?;
            store::blobs::write_whole(&file, &bytes).map_err(|error| match error {
                store::error::StoreError::DiskFull { .. } => error.into(),
                error => AppError::new(ErrorCode::FileUnreadable).with_detail(error),
            })
        };
        tokio::task::spawn_blocking(write).await.map_err(failed)??;
        Ok(wire::ContactsExported { rows: rows_written, cut })
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
        ExportField::Time => line.time.map_or(Cell::Empty, Cell::Time),
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
            Cell::Time(time) => clock_text(*time),
            Cell::Number(number) => number.to_string(),
        });
        writer.write_record(texts).map_err(failed)?;
    }
    writer.flush().map_err(failed)?;
    drop(writer);
    Ok(out)
}

/// Shortens what no cell holds, and tells whether it had to.
fn fit(row: &mut [Cell]) -> bool {
    let mut is_cut = false;
    for cell in row {
        let Cell::Text(text) = cell else { continue };
        // Excel counts as UTF-16 does.
        let mut units = 0;
        let mut ends = text.char_indices().skip_while(|(_, letter)| {
            units += letter.len_utf16();
            units < EXCEL_TEXT_MAX
        });
        if text.encode_utf16().count() > EXCEL_TEXT_MAX
            && let Some((end, _)) = ends.next()
        {
            text.truncate(end);
            text.push('…');
            is_cut = true;
        }
    }
    is_cut
}

/// What a spreadsheet would take for a formula is text (security-rules.md R32). A line of a list, "- llamar", is none: after a
/// sign comes a word, and nothing that calls, refers to a sheet or starts a program.
fn guarded(text: &str) -> String {
    let start = text.trim_start_matches([' ', '"', '\'', '\u{a0}']);
    let is_formula = match start.chars().next() {
        Some('+' | '-') => !is_line_of_list(&start[1..]),
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => true,
        _ => false,
    };
    match is_formula {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn is_line_of_list(rest: &str) -> bool {
    let words = rest.trim_start_matches(' ');
    let is_word = words.chars().next().is_some_and(char::is_alphabetic);
    let first_word = words.split(char::is_whitespace).next().unwrap_or_default();
    // "-A1" is a cell.
    let is_cell = first_word == words && words.ends_with(|last: char| last.is_ascii_digit());
    let letters: Vec<char> = words.chars().collect();
    let calls = letters.windows(2).any(|pair| match pair {
        [before, '('] => before.is_alphanumeric(),
        ['!', after] => after.is_alphanumeric() || *after == '$',
        _ => false,
    });
    is_word && !is_cell && !calls && !words.contains(['|', '='])
}

/// Longer names, and some characters, are refused by spreadsheets.
const SHEET_NAME_CHARS_MAX: usize = 31;

fn sheet_name(title: &str) -> String {
    let plain = title.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let short: String = plain.trim().trim_matches('\'').chars().take(SHEET_NAME_CHARS_MAX).collect();
    match short.trim_end_matches('\'') {
        "" => "Hilo".to_owned(),
        name => name.to_owned(),
    }
}

fn xlsx(title: &str, columns: &[ExportColumn], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (head, dates) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    let hours = Format::new().set_num_format("hh:mm");
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(title))?;
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
                Cell::Time(time) => {
                    let (hour, minute) = (time.hour().try_into().unwrap_or_default(), time.minute());
                    let time = ExcelDateTime::from_hms(hour, minute.try_into().unwrap_or_default(), 0.0)?;
                    sheet.write_datetime_with_format(number, place, &time, &hours)?;
                }
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
        for text in ["-cmd|' /C calc'!A0", "+SUM(1)", "-A1", "- 2", "-Hoja1!A1", "-(1)", "-", "+ a=1"] {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        let lists = ["- llamar", "-llamar el lunes", "+ muestras (dos)", "- ¡no!"];
        assert_eq!(guarded(lists[3]), "'- ¡no!", "what is no word may be anything");
        for text in lists[..3].iter().chain(&["", "Bodegas", "3 - 1", "a@b.example", "ñ"]) {
            let text = *text;
            assert_eq!(guarded(text), text);
        }
    }
}
