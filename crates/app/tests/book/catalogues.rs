//! Actions to take and products of interest: from the catalogue, by hand, and where they lead (S30-S35).

use app::contacts::SaveContact;
use app::error::ErrorCode;
use app::wire::{
    ActionDraft, ActionLine, ContactCriteria, CustomerDraft, Interest, ProductDraft, StateFilter,
};

use crate::{Profile, assert_whole, customer, draft, edit, exchange, profile, save, try_save};

async fn action(book: &Profile, name: &str) -> String {
    book.add_action(ActionDraft { name: name.into() }).await.unwrap().id
}

async fn product(book: &Profile, name: &str) -> String {
    book.add_product(ProductDraft { name: name.into(), ..ProductDraft::default() }).await.unwrap().id
}

fn by_hand(text: &str) -> ActionLine {
    ActionLine { text: text.into(), ..ActionLine::default() }
}

fn interest_in(product: &str) -> Interest {
    Interest { product: product.into(), ..Interest::default() }
}

fn texts(contact: &app::wire::Contact) -> Vec<&str> {
    contact.actions.iter().map(|line| line.text.as_str()).collect()
}

#[tokio::test]
async fn s30_s31_s32_actions_come_from_the_catalogue_or_by_hand_in_order_each_with_its_tick() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let sample = action(&book, "Enviar muestra").await;
    let mut form = draft(&bodega);
    form.actions =
        vec![ActionLine { action: Some(sample.clone()), ..ActionLine::default() }, by_hand(" Llamar a Ana ")];
    let contact = save(&book, form).await;
    assert_eq!(texts(&contact), ["Enviar muestra", "Llamar a Ana"]);
    assert_eq!(contact.actions[0].action, Some(sample));

    let edited = edit(&book, &contact.id, |draft| {
        draft.actions.reverse();
        draft.actions[0].done = true;
        draft.actions.insert(1, by_hand("Preparar la visita"));
    })
    .await;
    assert_eq!(texts(&edited), ["Llamar a Ana", "Preparar la visita", "Enviar muestra"]);
    assert_eq!(edited.actions.iter().map(|line| line.done).collect::<Vec<_>>(), [true, false, false]);
    assert_whole(&book).await;
    book.undo().await.unwrap();
    assert_eq!(book.contact(&contact.id).await.unwrap().actions, contact.actions);

    let refused =
        try_save(&book, app::wire::ContactDraft { actions: vec![by_hand("  ")], ..draft(&bodega) }).await;
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("actions"));
    let stranger = ActionLine { action: Some(bodega.clone()), ..by_hand("x") };
    let refused =
        try_save(&book, app::wire::ContactDraft { actions: vec![stranger], ..draft(&bodega) }).await;
    assert_eq!(refused.unwrap_err().detail.as_deref(), Some("unknown"));
}

#[tokio::test]
async fn s32_renaming_or_deleting_a_catalogue_action_leaves_past_contacts_as_they_were() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let id = action(&book, "Enviar muestra").await;
    let line = ActionLine { action: Some(id.clone()), ..ActionLine::default() };
    let contact = save(&book, app::wire::ContactDraft { actions: vec![line], ..draft(&bodega) }).await;
    let base = book.action(&id).await.unwrap().revision;
    book.edit_action(&id, ActionDraft { name: "Mandar muestra".into() }, Some(&base)).await.unwrap();
    assert_eq!(texts(&book.contact(&contact.id).await.unwrap()), ["Enviar muestra"]);
    book.delete_action(&id).await.unwrap();
    assert_eq!(book.actions("", 10).await.unwrap(), []);
    // What stands as it was seen may stand.
    assert_eq!(
        texts(&edit(&book, &contact.id, |draft| draft.notes = "Otra".into()).await),
        ["Enviar muestra"]
    );
    assert_eq!(book.bin(0, 10).await.unwrap()[0].name, "Mandar muestra");
    book.undo().await.unwrap();
    book.undo().await.unwrap();
    assert_eq!(book.actions("mandar", 10).await.unwrap().len(), 1);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s33_s34_s35_products_of_interest_enter_the_customers_with_person_and_day() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let person = app::wire::PersonDraft {
        customer: Some(bodega.clone()),
        name: "Ana Ruiz".into(),
        ..Default::default()
    };
    let ana = book.add_person(person).await.unwrap().id;
    let labeller = product(&book, "Etiquetadora LT-100").await;
    let mut form = draft(&bodega);
    form.person = Some(ana.clone());
    form.interests = vec![interest_in(&labeller), interest_in(&labeller)];
    let contact = save(&book, form).await;
    let [noted] = &contact.interests[..] else { panic!("named twice it counts once") };
    assert_eq!((noted.person.as_ref(), noted.since.as_deref()), (Some(&ana), Some("2026-11-24")));
    assert!(noted.only_source);
    let of_customer = book.customer(&bodega).await.unwrap().interests;
    assert_eq!(of_customer.len(), 1);
    assert_eq!(of_customer[0].product_name.as_deref(), Some("Etiquetadora LT-100"));
    assert_eq!(of_customer[0].person_name.as_deref(), Some("Ana Ruiz"));

    // A second contact names it too: the first is its only source no more.
    let second =
        save(&book, app::wire::ContactDraft { interests: vec![interest_in(&labeller)], ..draft(&bodega) })
            .await;
    assert!(!book.contact(&contact.id).await.unwrap().interests[0].only_source);
    book.delete_contact(&second.id).await.unwrap();
    assert!(book.contact(&contact.id).await.unwrap().interests[0].only_source);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s35_a_removed_product_leaves_the_customers_interests_only_when_the_user_says_so() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let labeller = product(&book, "Etiquetadora").await;
    let form = app::wire::ContactDraft { interests: vec![interest_in(&labeller)], ..draft(&bodega) };
    let contact = save(&book, form).await;
    edit(&book, &contact.id, |draft| draft.interests.clear()).await;
    assert_eq!(book.customer(&bodega).await.unwrap().interests.len(), 1, "kept unless said otherwise");
    book.undo().await.unwrap();

    let (mut draft, base) = book.contact_draft(&contact.id, None).await.unwrap();
    draft.interests.clear();
    let forgetting = SaveContact {
        id: Some(contact.id.clone()),
        draft,
        base: Some(base),
        forget_interests: vec![labeller.clone()],
        ..SaveContact::default()
    };
    book.save_contact(forgetting).await.unwrap();
    assert_eq!(book.customer(&bodega).await.unwrap().interests, []);
    // One command, one undo.
    book.undo().await.unwrap();
    assert_eq!(book.customer(&bodega).await.unwrap().interests.len(), 1);
    assert_eq!(book.contact(&contact.id).await.unwrap().interests.len(), 1);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s35_the_form_of_a_customer_keeps_and_changes_its_interests() {
    let book = profile().await;
    let labeller = product(&book, "Etiquetadora").await;
    let draft = CustomerDraft {
        name: "Bodegas Ejemplo".into(),
        interests: vec![interest_in(&labeller)],
        ..CustomerDraft::default()
    };
    let bodega = book.add_customer(draft).await.unwrap();
    assert_eq!(bodega.interests[0].since, Some(book.today().await.unwrap().to_string()));
    let (mut form, base) = book.customer_draft(&bodega.id, None).await.unwrap();
    form.web = Some("www.bodegas.example".into());
    assert_eq!(
        book.edit_customer(&bodega.id, form.clone(), Some(&base)).await.unwrap().interests,
        bodega.interests
    );
    form.interests = vec![interest_in(&bodega.id)];
    let refused = book.edit_customer(&bodega.id, form, Some(&bodega.revision)).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Invalid, Some("interests")));
}

#[tokio::test]
async fn s04_contacts_are_found_by_action_by_open_actions_and_by_product() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let sample = action(&book, "Enviar muestra").await;
    let labeller = product(&book, "Etiquetadora").await;
    save(&book, draft(&bodega)).await;
    let line = ActionLine { action: Some(sample.clone()), done: true, ..ActionLine::default() };
    let ticked = save(&book, app::wire::ContactDraft { actions: vec![line], ..draft(&bodega) }).await;
    let open =
        save(&book, app::wire::ContactDraft { actions: vec![by_hand("Medir la línea")], ..draft(&bodega) })
            .await;
    let wanted =
        save(&book, app::wire::ContactDraft { interests: vec![interest_in(&labeller)], ..draft(&bodega) })
            .await;
    let found = async |criteria: ContactCriteria| {
        let rows = book.contacts(&criteria, StateFilter::All, 0, 10).await.unwrap();
        let counts = book.contact_counts(&criteria).await.unwrap();
        assert_eq!(counts.all as usize, rows.len());
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let by_action = ContactCriteria { action: Some(sample), ..ContactCriteria::default() };
    assert_eq!(found(by_action).await, [ticked.id]);
    let by_open = ContactCriteria { has_open_actions: true, ..ContactCriteria::default() };
    assert_eq!(found(by_open).await, std::slice::from_ref(&open.id));
    let by_product = ContactCriteria { product: Some(labeller), ..ContactCriteria::default() };
    assert_eq!(found(by_product).await, [wanted.id]);
    // The words of an action are found as those of the notes are.
    let by_text = ContactCriteria { text: Some("linea".into()), ..ContactCriteria::default() };
    assert_eq!(found(by_text).await, [open.id]);
}

#[tokio::test]
async fn s14_the_history_tells_actions_and_products_by_their_words() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let labeller = product(&book, "Etiquetadora").await;
    let contact = save(&book, draft(&bodega)).await;
    edit(&book, &contact.id, |draft| {
        draft.actions = vec![by_hand("Medir"), by_hand("Pesar")];
        draft.interests = vec![interest_in(&labeller)];
    })
    .await;
    edit(&book, &contact.id, |draft| {
        draft.actions[1].done = true;
        draft.actions.swap(0, 1);
    })
    .await;
    let history = book.history(&contact.id).await.unwrap();
    let told: Vec<(&str, &str)> = history
        .iter()
        .filter(|entry| matches!(entry.field.as_str(), "actions" | "ticked" | "interests"))
        .map(|entry| {
            let value = entry.new_name.as_deref().or(entry.new.as_deref());
            (entry.field.as_str(), value.unwrap_or_default())
        })
        .collect();
    let mut expected =
        vec![("actions", "Medir"), ("actions", "Pesar"), ("interests", "Etiquetadora"), ("ticked", "Pesar")];
    let mut sorted = told.clone();
    sorted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(sorted, expected, "moving a line is no change of what it says");
}

#[tokio::test]
async fn s30_what_two_people_do_to_one_list_of_actions_is_kept() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let first =
        app::wire::ContactDraft { actions: vec![by_hand("Medir"), by_hand("Pesar")], ..draft(&bodega) };
    let contact = save(&a, first).await;
    exchange(&a, &b).await;
    edit(&a, &contact.id, |draft| draft.actions[0].done = true).await;
    edit(&b, &contact.id, |draft| {
        draft.actions[0].text = "Medir la línea".into();
        draft.actions.push(by_hand("Facturar"));
    })
    .await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let merged = book.contact(&contact.id).await.unwrap();
        assert_eq!(texts(&merged), ["Medir la línea", "Pesar", "Facturar"]);
        assert!(merged.actions[0].done, "a tick and a correction do not meet");
        assert_eq!(merged.conflicts, Vec::<String>::new());
        assert_whole(book).await;
    }
    // Two corrections of one line do: both are kept, and it is said.
    edit(&a, &contact.id, |draft| draft.actions[1].text = "Pesar antes".into()).await;
    edit(&b, &contact.id, |draft| draft.actions[1].text = "Pesar después".into()).await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        assert_eq!(book.contact(&contact.id).await.unwrap().conflicts, ["actions"]);
    }
    assert_eq!(texts(&a.contact(&contact.id).await.unwrap()), texts(&b.contact(&contact.id).await.unwrap()));
}

#[tokio::test]
async fn s35_two_machines_that_note_the_same_interest_note_one() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let labeller = product(&a, "Etiquetadora").await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        save(book, app::wire::ContactDraft { interests: vec![interest_in(&labeller)], ..draft(&bodega) })
            .await;
    }
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let customer = book.customer(&bodega).await.unwrap();
        assert_eq!((customer.interests.len(), customer.conflicts.len()), (1, 0));
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn s23_s24_teams_add_types_of_their_own_and_hide_built_in_ones() {
    use app::wire::ContactTypeDraft;
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let named = |name: &str, hidden| ContactTypeDraft { name: Some(name.into()), hidden };
    let call = a.add_contact_type(named("Videollamada", false)).await.unwrap();
    let form = app::wire::ContactDraft { contact_type: Some(call.key.clone()), ..draft(&bodega) };
    let contact = save(&a, form.clone()).await;
    assert_eq!(contact.contact_type, call.key);
    let asked = ContactCriteria { contact_type: Some(call.key.clone()), ..ContactCriteria::default() };
    assert_eq!(a.contact_counts(&asked).await.unwrap().all, 1);

    // Renamed and hidden, it stays on the contacts that have it.
    a.edit_contact_type(&call.key, named("Vídeo", true), call.revision.as_deref()).await.unwrap();
    edit(&a, &contact.id, |draft| draft.notes = "Otra".into()).await;
    let fax = a.edit_contact_type("fax", named("Telefax", true), None).await.unwrap();
    assert_eq!((fax.name, fax.hidden, fax.built_in), (None, true, true));
    exchange(&a, &b).await;
    assert_eq!(a.contact_types().await.unwrap(), b.contact_types().await.unwrap());
    // Hidden on both, before they met: one entry.
    b.edit_contact_type("web", ContactTypeDraft { name: None, hidden: true }, None).await.unwrap();
    a.edit_contact_type("web", ContactTypeDraft { name: None, hidden: true }, None).await.unwrap();
    exchange(&a, &b).await;
    let types = a.contact_types().await.unwrap();
    assert_eq!(types.len(), 10);
    assert_eq!(types.iter().filter(|one| one.hidden).count(), 3);
    assert!(types.iter().all(|one| one.conflicts.is_empty()));

    let nameless = a.add_contact_type(ContactTypeDraft::default()).await.unwrap_err();
    assert_eq!(nameless.field.as_deref(), Some("name"));
    let stranger = app::wire::ContactDraft { contact_type: Some(bodega.clone()), ..form };
    assert_eq!(try_save(&a, stranger).await.unwrap_err().field.as_deref(), Some("contact_type"));
    a.undo().await.unwrap();
    assert!(a.contact_type("web").await.unwrap().hidden, "the colleague has hidden it too");
    assert_whole(&a).await;
    assert_whole(&b).await;
}
