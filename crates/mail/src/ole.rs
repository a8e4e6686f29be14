//! Files inside objects of other programs, OLE: what Outlook keeps when a file is dropped into formatted text.

/// What an object is called whose own name is nowhere.
pub(crate) const NAME: &str = "object";

/// The streams of an object that may hold a file: a package, [MS-OLEDS] 2.3.6, or the whole file as it is.
pub(crate) const STREAMS: [&str; 3] = [NATIVE, "CONTENTS", "Package"];
const NATIVE: &str = "\u{1}Ole10Native";

/// A file that was inside an object.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The file in one of the [`STREAMS`].
pub(crate) fn file_in(stream: &str, bytes: Vec<u8>) -> Option<File> {
    if bytes.is_empty() {
        return None;
    }
    if stream == NATIVE {
        return packaged(&bytes);
    }
    let extension = match bytes.as_slice() {
        [b'%', b'P', b'D', b'F', ..] => ".pdf",
        [b'P', b'K', 3, 4, ..] => office_extension(&bytes),
        _ => "",
    };
    Some(File { name: format!("{NAME}{extension}"), bytes })
}

/// The programs that keep a document in their object's own storage, known by its main stream.
pub(crate) fn extension_of(stream: &str) -> Option<&'static str> {
    Some(match stream {
        "WordDocument" => "doc",
        "Workbook" | "Book" => "xls",
        "PowerPoint Document" => "ppt",
        "VisioDocument" => "vsd",
        _ => return None,
    })
}

/// A package: its size, two unknown bytes, its label, its path, another path, and its size and content.
fn packaged(bytes: &[u8]) -> Option<File> {
    let rest = bytes.get(6..)?;
    let (label, rest) = until_nul(rest)?;
    let (path, rest) = until_nul(rest)?;
    // Four unknown bytes, then a path with its length.
    let length = u32_at(rest, 4)?;
    let rest = rest.get(8..)?.get(length..)?;
    let length = u32_at(rest, 0)?;
    let content = rest.get(4..)?;
    let content = &content[..content.len().min(length)];
    let label = if label.is_empty() { path } else { label };
    let label = crate::charset::decode_unlabelled(label, &mut crate::warning::Warnings::default());
    let name = label.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    (!content.is_empty()).then(|| File { name, bytes: content.to_vec() })
}

/// Which of the zip files of Office it is: its parts are in folders of the program's name.
fn office_extension(bytes: &[u8]) -> &'static str {
    let has = |folder: &[u8]| bytes.windows(folder.len()).any(|piece| piece == folder);
    if has(b"word/document.xml") {
        ".docx"
    } else if has(b"xl/workbook.xml") {
        ".xlsx"
    } else if has(b"ppt/presentation.xml") {
        ".pptx"
    } else {
        ".zip"
    }
}

fn until_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().take(1_024).position(|b| *b == 0)?;
    Some((&bytes[..end], bytes.get(end + 1..).unwrap_or_default()))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk::<4>().map(|word| u32::from_le_bytes(*word) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_gives_its_file_and_no_folder() {
        let mut package = vec![0, 0, 0, 0, 2, 0];
        package.extend(b"a\xf1o.txt\0C:\\temp\\a.txt\0\0\0\x03\0");
        package.extend(4_u32.to_le_bytes());
        package.extend(b"C:\\\0");
        package.extend(4_u32.to_le_bytes());
        package.extend(b"holaRUBBISH");
        let file = file_in(NATIVE, package.clone()).unwrap();
        assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("año.txt", b"hola".as_slice()));
        for length in 0..package.len() - 12 {
            assert!(file_in(NATIVE, package[..length].to_vec()).is_none_or(|file| file.bytes.len() < 4));
        }
    }

    #[test]
    fn a_whole_file_in_an_object_is_told_by_its_first_bytes() {
        let name = |bytes: &[u8]| file_in("CONTENTS", bytes.to_vec()).map(|file| file.name);
        assert_eq!(name(b"%PDF-1.7").as_deref(), Some("object.pdf"));
        assert_eq!(name(b"PK\x03\x04....xl/workbook.xml").as_deref(), Some("object.xlsx"));
        assert_eq!(name(b""), None);
    }
}
