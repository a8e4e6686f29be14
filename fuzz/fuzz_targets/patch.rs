//! Partial records from scripts: what is taken can be shown and handed back, and is then the same.
#![no_main]

use app::wire::patch::Patch;
use app::wire;
use libfuzzer_sys::fuzz_target;

macro_rules! check {
    ($json:expr, $($draft:ident)*) => {$(
        if let Ok(draft) = Patch::parse($json).and_then(|patch| patch.onto(&wire::$draft::default())) {
            let shown = serde_json::to_string(&draft).expect("a draft as JSON");
            let again: wire::$draft = Patch::parse(&shown)
                .and_then(|patch| patch.onto(&wire::$draft::default()))
                .expect("what was shown is taken");
            assert_eq!(format!("{again:?}"), format!("{draft:?}"), "{shown}");
        }
    )*};
}

fuzz_target!(|json: &str| {
    let Ok(patch) = Patch::parse(json) else { return };
    let _ = patch.base;
    check!(json, ContactDraft CustomerDraft PersonDraft ActionDraft ProductDraft UserDraft);
});
