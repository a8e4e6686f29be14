//! The parsers behind the containers: compressed and plain RTF, HTML, properties, header blocks and parts.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::limits::read_within;
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Inside<'a> {
    Rtf(&'a [u8]),
    CompressedRtf(&'a [u8]),
    /// In a page that its properties name.
    Html {
        page: u16,
        bytes: &'a [u8],
    },
    Properties(&'a [u8]),
    Attachment {
        method: u8,
        name: &'a [u8],
        data: &'a [u8],
    },
    TransportHeaders(&'a [u8]),
    Attributes(Vec<(u8, &'a [u8])>),
    Headers(&'a [u8]),
    Part {
        encoding: u8,
        content_type: &'a str,
        bytes: &'a [u8],
    },
}

const MAPI_PROPERTIES: u16 = 0x9003;
const ATTACH_REND_DATA: u16 = 0x9002;
const ATTACHMENT: u16 = 0x9005;

const BINARY: u16 = 0x0102;
const INTEGER: u16 = 0x0003;
const STRING8: u16 = 0x001E;
const OBJECT: u16 = 0x000D;

fuzz_target!(|inside: Inside<'_>| {
    let bytes = match &inside {
        Inside::Rtf(rtf) => item(&[(0x1009, BINARY, &compressed(b"MELA", rtf))]),
        Inside::CompressedRtf(bytes) => item(&[(0x1009, BINARY, &compressed(b"LZFu", bytes))]),
        Inside::Html { page, bytes } => {
            item(&[(0x3FDE, INTEGER, &u32::from(*page).to_le_bytes()), (0x1013, BINARY, bytes)])
        }
        Inside::Properties(bytes) => tnef(&[(MAPI_PROPERTIES, bytes)]),
        Inside::Attachment { method, name, data } => {
            let method = u32::from(*method % 8).to_le_bytes();
            let message = [&[0; 16], *data].concat();
            let (kind, data) = if method[0] == 5 { (OBJECT, &message[..]) } else { (BINARY, *data) };
            let properties =
                properties(&[(0x3705, INTEGER, &method), (0x3707, STRING8, name), (0x3701, kind, data)]);
            tnef(&[(ATTACH_REND_DATA, &[0; 14]), (ATTACHMENT, &properties)])
        }
        Inside::TransportHeaders(block) => item(&[(0x007D, STRING8, block)]),
        Inside::Attributes(all) => {
            let tag = |which: u8| if which < 0x20 { 0x8000 } else { 0x9000 } | u16::from(which & 0x1F);
            tnef(&all.iter().map(|(which, data)| (tag(*which), *data)).collect::<Vec<_>>())
        }
        Inside::Headers(block) => [b"Subject: x\n", *block].concat(),
        Inside::Part { encoding, content_type, bytes } => {
            let encoding = ["7bit", "base64", "quoted-printable", "x-uuencode"][usize::from(encoding % 4)];
            let head = format!(
                "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
                Content-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n\n"
            );
            [head.as_bytes(), bytes, b"\n--b--\n"].concat()
        }
    };
    read_within(&bytes);
});

/// The header of compressed RTF, whose sizes and checksum nobody trusts.
fn compressed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&[0; 8], &kind[..], &[0; 4], content].concat()
}

fn item(all: &[(u16, u16, &[u8])]) -> Vec<u8> {
    tnef(&[(MAPI_PROPERTIES, &properties(all))])
}

fn properties(all: &[(u16, u16, &[u8])]) -> Vec<u8> {
    let mut bytes = (all.len() as u32).to_le_bytes().to_vec();
    for (id, kind, value) in all {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(id.to_le_bytes());
        if *kind != INTEGER {
            bytes.extend(1u32.to_le_bytes());
            bytes.extend((value.len() as u32).to_le_bytes());
        }
        bytes.extend(*value);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}

fn tnef(attributes: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x78\x9f\x3e\x22\0\0".to_vec();
    for (tag, data) in attributes {
        bytes.push(1);
        bytes.extend(u32::from(*tag).to_le_bytes());
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(*data);
        bytes.extend([0, 0]);
    }
    bytes
}
