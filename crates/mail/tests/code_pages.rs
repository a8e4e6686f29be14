//! Spanish in every code page that mail is written in: as an internet mail names it, and as Outlook numbers it.
//!
//! The bytes were made by another program's tables, with the letters that each page has.

use std::io::{Cursor, Write as _};

/// Charset, code page of Outlook where it has one, bytes, text.
#[rustfmt::skip]
const SPANISH: &[(&str, Option<u32>, &[u8], &str)] = &[
    ("ibm437", Some(437), b"El a\xa4o: \xa8cu\xa0nto? \xadas\xa1! ngel, \xa4igo y scar. G\x81e\xa4es, 1.\xa7 \x90, 2.\xa6 : \xa5, \x9a, \x82 \xa1 \xa2 \xa3 \x81",
        "El año: ¿cuánto? ¡así! ngel, ñigo y scar. Güeñes, 1.º É, 2.ª : Ñ, Ü, é í ó ú ü"),
    ("ibm850", Some(850), b"El a\xa4o: \xa8cu\xa0nto? \xadas\xa1! \xb5ngel, \xd6\xa4igo y \xe0scar. G\x81e\xa4es, 1.\xa7 \x90, 2.\xa6 \xe9: \xa5, \x9a, \x82 \xa1 \xa2 \xa3 \x81",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü"),
    ("cp858", Some(858), b"El a\xa4o: \xa8cu\xa0nto? \xadas\xa1! \xb5ngel, \xd6\xa4igo y \xe0scar. G\x81e\xa4es, 1.\xa7 \x90, 2.\xa6 \xe9: \xa5, \x9a, \x82 \xa1 \xa2 \xa3 \x81 10 \xd5",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("windows-1250", Some(1250), b"El ao: cu\xe1nto? as\xed! \xc1ngel, \xcdigo y \xd3scar. G\xfcees, 1. \xc9, 2. \xda: , \xdc, \xe9 \xed \xf3 \xfa \xfc 10 \x80",
        "El ao: cuánto? así! Ángel, Íigo y Óscar. Güees, 1. É, 2. Ú: , Ü, é í ó ú ü 10 €"),
    ("windows-1252", Some(1252), b"El a\xf1o: \xbfcu\xe1nto? \xa1as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1.\xba \xc9, 2.\xaa \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc 10 \x80",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("windows-1254", Some(1254), b"El a\xf1o: \xbfcu\xe1nto? \xa1as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1.\xba \xc9, 2.\xaa \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc 10 \x80",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("windows-1257", Some(1257), b"El ao: cunto? as! ngel, igo y \xd3scar. G\xfcees, 1. \xc9, 2. : , \xdc, \xe9  \xf3  \xfc 10 \x80",
        "El ao: cunto? as! ngel, igo y Óscar. Güees, 1. É, 2. : , Ü, é  ó  ü 10 €"),
    ("iso-8859-1", Some(28591), b"El a\xf1o: \xbfcu\xe1nto? \xa1as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1.\xba \xc9, 2.\xaa \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü"),
    ("iso-8859-2", Some(28592), b"El ao: cu\xe1nto? as\xed! \xc1ngel, \xcdigo y \xd3scar. G\xfcees, 1. \xc9, 2. \xda: , \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El ao: cuánto? así! Ángel, Íigo y Óscar. Güees, 1. É, 2. Ú: , Ü, é í ó ú ü"),
    ("iso-8859-3", Some(28593), b"El a\xf1o: cu\xe1nto? as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1. \xc9, 2. \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El año: cuánto? así! Ángel, Íñigo y Óscar. Güeñes, 1. É, 2. Ú: Ñ, Ü, é í ó ú ü"),
    ("iso-8859-9", Some(28599), b"El a\xf1o: \xbfcu\xe1nto? \xa1as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1.\xba \xc9, 2.\xaa \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü"),
    ("iso-8859-10", None, b"El ao: cu\xe1nto? as\xed! \xc1ngel, \xcdigo y \xd3scar. G\xfcees, 1. \xc9, 2. \xda: , \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El ao: cuánto? así! Ángel, Íigo y Óscar. Güees, 1. É, 2. Ú: , Ü, é í ó ú ü"),
    ("iso-8859-14", None, b"El a\xf1o: cu\xe1nto? as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1. \xc9, 2. \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc",
        "El año: cuánto? así! Ángel, Íñigo y Óscar. Güeñes, 1. É, 2. Ú: Ñ, Ü, é í ó ú ü"),
    ("iso-8859-15", Some(28605), b"El a\xf1o: \xbfcu\xe1nto? \xa1as\xed! \xc1ngel, \xcd\xf1igo y \xd3scar. G\xfce\xf1es, 1.\xba \xc9, 2.\xaa \xda: \xd1, \xdc, \xe9 \xed \xf3 \xfa \xfc 10 \xa4",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("iso-8859-16", None, b"El ao: cu\xe1nto? as\xed! \xc1ngel, \xcdigo y \xd3scar. G\xfcees, 1. \xc9, 2. \xda: , \xdc, \xe9 \xed \xf3 \xfa \xfc 10 \xa4",
        "El ao: cuánto? así! Ángel, Íigo y Óscar. Güees, 1. É, 2. Ú: , Ü, é í ó ú ü 10 €"),
    ("macintosh", Some(10000), b"El a\x96o: \xc0cu\x87nto? \xc1as\x92! \xe7ngel, \xea\x96igo y \xeescar. G\x9fe\x96es, 1.\xbc \x83, 2.\xbb \xf2: \x84, \x86, \x8e \x92 \x97 \x9c \x9f 10 \xdb",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("utf-7", Some(65000), b"El a+APE-o: +AL8-cu+AOE-nto? +AKE-as+AO0! +AME-ngel, +AM0A8Q-igo y +ANM-scar. G+APw-e+APE-es, 1.+ALo +AMk, 2.+AKo +ANo: +ANE, +ANw, +AOk +AO0 +APM +APo +APw 10 +IKw-",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("utf-8", Some(65001), b"El a\xc3\xb1o: \xc2\xbfcu\xc3\xa1nto? \xc2\xa1as\xc3\xad! \xc3\x81ngel, \xc3\x8d\xc3\xb1igo y \xc3\x93scar. G\xc3\xbce\xc3\xb1es, 1.\xc2\xba \xc3\x89, 2.\xc2\xaa \xc3\x9a: \xc3\x91, \xc3\x9c, \xc3\xa9 \xc3\xad \xc3\xb3 \xc3\xba \xc3\xbc 10 \xe2\x82\xac",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("utf-16le", None, b"E\x00l\x00 \x00a\x00\xf1\x00o\x00:\x00 \x00\xbf\x00c\x00u\x00\xe1\x00n\x00t\x00o\x00?\x00 \x00\xa1\x00a\x00s\x00\xed\x00!\x00 \x00\xc1\x00n\x00g\x00e\x00l\x00,\x00 \x00\xcd\x00\xf1\x00i\x00g\x00o\x00 \x00y\x00 \x00\xd3\x00s\x00c\x00a\x00r\x00.\x00 \x00G\x00\xfc\x00e\x00\xf1\x00e\x00s\x00,\x00 \x001\x00.\x00\xba\x00 \x00\xc9\x00,\x00 \x002\x00.\x00\xaa\x00 \x00\xda\x00:\x00 \x00\xd1\x00,\x00 \x00\xdc\x00,\x00 \x00\xe9\x00 \x00\xed\x00 \x00\xf3\x00 \x00\xfa\x00 \x00\xfc\x00 \x001\x000\x00 \x00\xac ",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("utf-16be", None, b"\x00E\x00l\x00 \x00a\x00\xf1\x00o\x00:\x00 \x00\xbf\x00c\x00u\x00\xe1\x00n\x00t\x00o\x00?\x00 \x00\xa1\x00a\x00s\x00\xed\x00!\x00 \x00\xc1\x00n\x00g\x00e\x00l\x00,\x00 \x00\xcd\x00\xf1\x00i\x00g\x00o\x00 \x00y\x00 \x00\xd3\x00s\x00c\x00a\x00r\x00.\x00 \x00G\x00\xfc\x00e\x00\xf1\x00e\x00s\x00,\x00 \x001\x00.\x00\xba\x00 \x00\xc9\x00,\x00 \x002\x00.\x00\xaa\x00 \x00\xda\x00:\x00 \x00\xd1\x00,\x00 \x00\xdc\x00,\x00 \x00\xe9\x00 \x00\xed\x00 \x00\xf3\x00 \x00\xfa\x00 \x00\xfc\x00 \x001\x000\x00  \xac",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("gb18030", Some(54936), b"El a\x810\x8a9o: \x810\x867cu\xa8\xa2nto? \x810\x843as\xa8\xaa! \x810\x869ngel, \x810\x881\x810\x8a9igo y \x810\x887scar. G\xa8\xb9e\x810\x8a9es, 1.\x810\x862 \x810\x877, 2.\x810\x849 \x810\x893: \x810\x885, \x810\x895, \xa8\xa6 \xa8\xaa \xa8\xae \xa8\xb2 \xa8\xb9 10 \xa2\xe3",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü 10 €"),
    ("gbk", Some(936), b"El ao: cu\xa8\xa2nto? as\xa8\xaa! ngel, igo y scar. G\xa8\xb9ees, 1. , 2. : , , \xa8\xa6 \xa8\xaa \xa8\xae \xa8\xb2 \xa8\xb9",
        "El ao: cuánto? así! ngel, igo y scar. Güees, 1. , 2. : , , é í ó ú ü"),
    ("ks_c_5601-1987", Some(949), b"El ao: \xa2\xafcunto? \xa2\xaeas! ngel, igo y scar. Gees, 1.\xa8\xac , 2.\xa8\xa3 : , ,",
        "El ao: ¿cunto? ¡as! ngel, igo y scar. Gees, 1.º , 2.ª : , ,"),
    ("euc-jp", None, b"El a\x8f\xab\xd0o: \x8f\xa2\xc4cu\x8f\xab\xa1nto? \x8f\xa2\xc2as\x8f\xab\xbf! \x8f\xaa\xa1ngel, \x8f\xaa\xbf\x8f\xab\xd0igo y \x8f\xaa\xd1scar. G\x8f\xab\xe4e\x8f\xab\xd0es, 1.\x8f\xa2\xeb \x8f\xaa\xb1, 2.\x8f\xa2\xec \x8f\xaa\xe2: \x8f\xaa\xd0, \x8f\xaa\xe4, \x8f\xab\xb1 \x8f\xab\xbf \x8f\xab\xd1 \x8f\xab\xe2 \x8f\xab\xe4",
        "El año: ¿cuánto? ¡así! Ángel, Íñigo y Óscar. Güeñes, 1.º É, 2.ª Ú: Ñ, Ü, é í ó ú ü"),
];

/// Every byte as `=XX`, in pieces short enough for a line.
fn quoted(bytes: &[u8]) -> String {
    let lines = bytes.chunks(20).map(|line| line.iter().map(|b| format!("={b:02X}")).collect::<String>());
    lines.collect::<Vec<_>>().join("=\r\n")
}

#[test]
fn internet_mail_in_spanish() {
    for (charset, _, bytes, text) in SPANISH {
        let words = bytes.iter().map(|b| format!("={b:02X}")).collect::<String>();
        let mail = format!(
            "Subject: =?{charset}?Q?{words}?=\r\nContent-Type: text/plain; charset={charset}\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
            quoted(bytes)
        );
        let email = mail::read(mail.as_bytes()).unwrap();
        assert_eq!((email.subject.as_str(), email.text.as_str()), (*text, *text), "{charset}");
        assert_eq!(email.warnings, [], "{charset}");
    }
}

#[test]
fn outlook_items_in_spanish() {
    for (_, page, bytes, text) in SPANISH {
        let Some(page) = page else { continue };
        let mut item = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut put = |path: &str, bytes: &[u8]| item.create_stream(path).unwrap().write_all(bytes).unwrap();
        let mut properties = vec![0; 32];
        properties.extend([3, 0, 0xFD, 0x3F, 0, 0, 0, 0]);
        properties.extend(u64::from(*page).to_le_bytes());
        put("/__properties_version1.0", &properties);
        put("/__substg1.0_0037001E", bytes);
        put("/__substg1.0_1000001E", bytes);
        item.flush().unwrap();
        let email = mail::read(item.into_inner().get_ref()).unwrap();
        assert_eq!((email.subject.as_str(), email.text.as_str()), (*text, *text), "{page}");
        assert_eq!(email.warnings, [], "{page}");
    }
}

/// RTF gives its own page, and the bytes as escapes.
#[test]
fn rich_text_in_spanish() {
    for (_, page, bytes, text) in SPANISH {
        let Some(page) = page.filter(|page| *page != 65000) else { continue };
        let escaped: String = bytes.iter().map(|b| format!("\\'{b:02x}")).collect();
        let rtf = format!("{{\\rtf1\\ansi\\ansicpg{page}\\fromtext {escaped}}}");
        let stored = [&[0; 8][..], b"MELA", &[0; 4], rtf.as_bytes()].concat();
        let mut item = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        item.create_stream("/__properties_version1.0").unwrap().write_all(&[0; 32]).unwrap();
        item.create_stream("/__substg1.0_10090102").unwrap().write_all(&stored).unwrap();
        item.flush().unwrap();
        let email = mail::read(item.into_inner().get_ref()).unwrap();
        assert_eq!(email.text, text.trim_end(), "{page}");
    }
}
