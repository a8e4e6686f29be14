//! What a script mistypes is refused, and what a command did is told (the contract of the command line).
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

mod hilo;

use std::process::Output;

use hilo::{answer, hilo, profile};
use serde_json::{Value, json};

fn refusal(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&output.stderr).unwrap()
}

#[test]
fn a_value_of_an_option_that_is_none_of_those_there_are_is_refused_by_its_name() {
    let (_folder, profile) = profile();
    let nobody = "01234567-0000-7000-8000-000000000000";
    for (args, field) in [
        (["contact", "list", "--state", "abierto"].as_slice(), "state"),
        (&["contact", "list", "--state", "abierto", "--count"], "state"),
        (&["contact", "list", "--state", "OPEN"], "state"),
        (&["contact", "list", "--direction", "nosotros"], "direction"),
        (&["contact", "list", "--type", "visita"], "contact_type"),
        (&["contact", "list", "--type", nobody, "--count"], "contact_type"),
        (&["contact", "list", "--result", "venta"], "result"),
        (&["contact", "list", "--customer", "Bodegas"], "customer"),
        (&["contact", "list", "--customer", nobody], "customer"),
        (&["contact", "list", "--person", nobody], "person"),
        (&["contact", "list", "--user", nobody], "user"),
        (&["contact", "list", "--action", nobody], "action"),
        (&["contact", "list", "--product", nobody], "product"),
        (&["contact", "list", "--kind", nobody], "kind"),
        (&["contact", "list", "--zone", "norte"], "zone"),
        (&["contact", "list", "--sector", nobody], "sector"),
        (&["contact", "list", "--from", "24/11/2026"], "from"),
        (&["contact", "list", "--field", "color"], "field"),
        (&["contact", "list", "--after", "x"], "after"),
        (&["catalogue", "list", "tipos"], "kind"),
        (&["customer", "list", "--customer", nobody], "customer"),
        (&["user", "list", "--text", "Marta"], "text"),
        (&["person", "list", "--customer", nobody], "customer"),
        (&["history", "nobody"], "id"),
    ] {
        let refused = refusal(&hilo(&profile, args, None));
        assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!(field)), "{args:?}");
    }
    let dates = ["contact", "dates", "--ids", nobody, "--set", "2026-12-01", "--field", "fecha"];
    assert_eq!(hilo(&profile, &dates, None).status.code(), Some(2));
}

#[test]
fn a_key_or_value_of_a_record_that_there_is_none_of_is_refused_by_its_name() {
    let (_folder, profile) = profile();
    let customer =
        answer(&hilo(&profile, &["customer", "add"], Some(json!({"name": "Bodegas Ejemplo"}))))["id"].clone();
    let contact = |key: &str, value: Value| {
        let mut draft = json!({"customer": customer, "date": "2026-11-24", "contact_type": "visit"});
        draft[key] = value;
        refusal(&hilo(&profile, &["contact", "add"], Some(draft)))["field"].clone()
    };
    let nobody = json!("01234567-0000-7000-8000-000000000000");
    for (key, value) in [
        ("contact_type", json!("visita")),
        ("direction", json!("nosotros")),
        ("time_zone", json!("Madrid")),
        ("estado", json!("abierto")),
        ("user", nobody.clone()),
        ("previous", nobody.clone()),
        ("actions", json!([{"text": "Llamar", "hecho": true}])),
        ("interests", json!([{"product": nobody.clone()}])),
        ("next_contact", json!({"date": "2026-12-01", "hora": "10:00"})),
    ] {
        assert_eq!(contact(key, value), key);
    }
    let email = json!({"customer": customer, "contact_type": "email", "email": nobody});
    assert_eq!(refusal(&hilo(&profile, &["contact", "add"], Some(email)))["field"], "email");
    assert_eq!(contact("closing", json!({"date": "2026-11-24", "result": "venta"})), "closing");
    let field = json!({"belongs_to": "contact", "kind": "texto", "label": "Color"});
    assert_eq!(refusal(&hilo(&profile, &["custom-field", "add"], Some(field)))["field"], "kind");
    let group = json!({"name": "Bodegas", "kind": nobody});
    assert_eq!(refusal(&hilo(&profile, &["customer", "add"], Some(group)))["field"], "kind");
}

#[test]
fn undo_tells_what_it_took_back_and_what_moves_with_what() {
    let (_folder, profile) = profile();
    let added = answer(&hilo(&profile, &["customer", "add"], Some(json!({"name": "Última, S.L."}))));
    let undone = answer(&hilo(&profile, &["undo"], None));
    assert_eq!(undone["command"], "add");
    let about = json!({"kind": "customer", "count": 1, "name": "Última, S.L.", "date": null});
    assert_eq!((&undone["about"], &undone["restored"]), (&about, &json!([added["id"]])));
    answer(&hilo(&profile, &["redo"], None));

    let first = json!({"customer": added["id"], "date": "2026-11-24", "contact_type": "visit",
        "next_contact": {"date": "2026-12-01"}});
    let first = answer(&hilo(&profile, &["contact", "add"], Some(first)));
    let first = first["id"].as_str().unwrap();
    let second =
        json!({"customer": added["id"], "date": "2026-12-01", "contact_type": "visit", "previous": first});
    let second = answer(&hilo(&profile, &["contact", "add"], Some(second)));
    let second = second["id"].as_str().unwrap();
    let promise =
        || answer(&hilo(&profile, &["contact", "show", first], None))["next_contact"]["date"].clone();

    let dates = ["contact", "dates", "--ids", second, "--move-days", "7"];
    let warned = json!([{"code": "promise_differs", "count": 1}]);
    let preview = [dates.as_slice(), &["--preview"]].concat();
    assert_eq!(answer(&hilo(&profile, &preview, None))["warnings"], warned);
    assert_eq!(answer(&hilo(&profile, &dates, None))["warnings"], warned);
    assert_eq!(promise(), "2026-12-01");
    answer(&hilo(&profile, &["undo"], None));
    let both = [dates.as_slice(), &["--with-linked"]].concat();
    assert_eq!(answer(&hilo(&profile, &both, None))["warnings"], json!([]));
    assert_eq!(promise(), "2026-12-08");
    answer(&hilo(&profile, &["undo"], None));
    assert_eq!(promise(), "2026-12-01", "one undo for both");
    let edit = ["contact", "edit", second, "--with-linked"];
    let edited = answer(&hilo(&profile, &edit, Some(json!({"date": "2026-12-03"}))));
    assert_eq!((&edited["warnings"], promise()), (&json!([]), json!("2026-12-03")));

    let tried = answer(&hilo(&profile, &["contact", "no-answer", first], None));
    assert_eq!((&tried["tries"], &tried["moved"]), (&json!(1), &json!(second)));
    assert_eq!(tried["contact"]["notes"], "No contesta (1.er intento)");
    assert_eq!(answer(&hilo(&profile, &["undo"], None))["command"], "no_answer");
}
