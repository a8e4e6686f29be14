//! `hilo contact dates`, as the contract of the command line has it (S10-S13).
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

mod hilo;

use hilo::{answer, hilo, profile};
use serde_json::{Value, json};

#[test]
fn s10_s13_dates_are_set_or_moved_with_a_preview_and_one_undo() {
    let (_folder, profile) = profile();
    let customer =
        answer(&hilo(&profile, &["customer", "add"], Some(json!({"name": "Bodegas Ejemplo"}))))["id"].clone();
    let contact = |date: &str, closing: Value| {
        let draft = json!({"customer": customer, "date": date, "contact_type": "visit", "closing": closing});
        answer(&hilo(&profile, &["contact", "add"], Some(draft)))["id"].as_str().unwrap().to_owned()
    };
    let friday = contact("2026-11-27", Value::Null);
    let done = contact("2026-11-27", json!({"date": "2026-11-27", "result": "sale"}));
    let ids = format!("{friday},{done},{friday}");
    let date = |id: &str| answer(&hilo(&profile, &["contact", "show", id], None))["date"].clone();
    let move_by = |more: &[&str]| {
        let args = [&["contact", "dates", "--ids", &ids, "--move-days", "1", "--working"], more].concat();
        answer(&hilo(&profile, &args, None))
    };

    let change = json!([{"id": friday, "old": "2026-11-27", "new": "2026-11-30"}]);
    assert_eq!(
        move_by(&["--preview"]),
        json!({"batch": null, "changes": change, "skipped": [done], "warnings": []})
    );
    assert_eq!(date(&friday), "2026-11-27");
    let moved = move_by(&[]);
    assert_eq!((&moved["changes"], &moved["skipped"]), (&change, &json!([done])));
    assert_eq!(date(&friday), "2026-11-30");
    let history = answer(&hilo(&profile, &["history", &friday], None));
    assert_eq!(history.as_array().unwrap().last().unwrap()["batch"], moved["batch"]);
    answer(&hilo(&profile, &["undo"], None));
    assert_eq!(date(&friday), "2026-11-27");

    let back = ["contact", "dates", "--ids", &ids, "--move-days", "-7", "--include-done"];
    assert_eq!(answer(&hilo(&profile, &back, None))["changes"].as_array().unwrap().len(), 2);
    assert_eq!(date(&done), "2026-11-20");
    let set = ["contact", "dates", "--ids", &ids, "--set", "2026-12-01", "--field", "next_contact"];
    answer(&hilo(&profile, &set, None));
    assert_eq!(
        answer(&hilo(&profile, &["contact", "show", &friday], None))["next_contact"]["date"],
        "2026-12-01"
    );

    for (args, code) in [
        (["contact", "dates", "--ids", &ids, "--set", "31/12/2026"].as_slice(), 1),
        (&["contact", "dates", "--ids", "nobody", "--set", "2026-12-01"], 1),
        (&["contact", "dates", "--ids", &ids], 2),
        (&["contact", "dates", "--ids", &ids, "--set", "2026-12-01", "--move-days", "1"], 2),
    ] {
        assert_eq!(hilo(&profile, args, None).status.code(), Some(code), "{args:?}");
    }
}
