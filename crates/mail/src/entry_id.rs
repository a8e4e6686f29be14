//! Entry ids, [MS-OXCDATA] 2.2: of these only the one-off kind holds an address that others can use.

use crate::address::address_in;
use crate::charset;
use crate::mapi::Properties;
use crate::warning::Warnings;

/// Who made the entry, in one of the one-off kind.
const PROVIDER: &[u8] = b"\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02";
/// The strings are in UTF-16.
const IS_WIDE: u8 = 0x80;

/// Name and address in a one-off entry id, [MS-OXCDATA] 2.2.5.1, which somebody outside of every address book has.
pub(crate) fn one_off(
    entry: &[u8],
    properties: &Properties,
    warnings: &mut Warnings,
) -> Option<(String, String)> {
    if entry.get(4..20)? != PROVIDER {
        return None;
    }
    let is_wide = entry.get(23)? & IS_WIDE != 0;
    let mut rest = entry.get(24..)?;
    // Name, type and address.
    let mut strings = [const { String::new() }; 3];
    for string in &mut strings {
        let width = 1 + usize::from(is_wide);
        let units = rest.chunks(width).take_while(|unit| unit.iter().any(|byte| *byte != 0)).count();
        let bytes = &rest[..(units * width).min(rest.len())];
        rest = rest.get((units + 1) * width..).unwrap_or_default();
        *string = if is_wide { charset::decode_utf16(bytes) } else { properties.narrow(bytes, warnings) };
    }
    let [name, _, address] = strings;
    Some((name, address_in(&address)?))
}

/// The first entry of a list: a count, a size, and entries each after its own size, [MS-OXCDATA] 2.3.3.
pub(crate) fn first_of(list: &[u8]) -> Option<&[u8]> {
    let size = list.get(8..12)?.first_chunk::<4>().map(|size| u32::from_le_bytes(*size))?;
    let entry = list.get(12..)?;
    Some(&entry[..entry.len().min(size as usize)])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn entry(is_wide: bool, strings: &str) -> Vec<u8> {
        let mut entry = [&[0; 4], PROVIDER, &[0, 0, 1, if is_wide { IS_WIDE } else { 0 }]].concat();
        if is_wide {
            entry.extend(strings.encode_utf16().flat_map(u16::to_le_bytes));
        } else {
            entry.extend(strings.as_bytes());
        }
        entry
    }

    #[test]
    fn k18_a_one_off_entry_tells_name_and_address() {
        for is_wide in [false, true] {
            let entry = entry(is_wide, "Luis Mora\0SMTP\0luis@cliente.example\0");
            let read = |entry: &[u8]| one_off(entry, &Properties::default(), &mut Warnings::default());
            assert_eq!(read(&entry), Some(("Luis Mora".into(), "luis@cliente.example".into())));
            for end in 0..entry.len() - 4 {
                let cut = read(&entry[..end]).map(|(_, address)| address);
                assert!(cut.is_none_or(|address| "luis@cliente.example".starts_with(&address)), "{end}");
            }
            let list = [&[1, 0, 0, 0, 99, 0, 0, 0], &(entry.len() as u32).to_le_bytes()[..], &entry, b"more"]
                .concat();
            assert_eq!(first_of(&list), Some(entry.as_slice()));
        }
        assert_eq!(first_of(&[1, 0, 0, 0, 9]), None);
    }
}
