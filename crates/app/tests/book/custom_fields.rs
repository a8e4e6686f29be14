//! Fields that a team defines: their kinds, what stays when they change, and what two machines make of them (S44, S4).

use app::book::Book;
use app::error::AppError;
use app::wire::{
    ContactCriteria, CustomCriterion, CustomDraft, CustomField, CustomFieldDraft, CustomOption, CustomValue,
    CustomerDraft, FieldKind, FieldOf, StateFilter,
};

use crate::{Profile, assert_whole, customer, draft, edit, exchange, profile, reopened, save, try_save};

pub(crate) async fn define(book: &Book, kind: FieldKind, label: &str) -> CustomField {
    let options = match kind {
        FieldKind::List | FieldKind::MultiList => ["Alta", "Media", "Baja"]
            .map(|label| CustomOption { label: label.into(), ..CustomOption::default() })
            .to_vec(),
        _ => Vec::new(),
    };
    let draft = CustomFieldDraft { kind, label: label.into(), options, ..CustomFieldDraft::default() };
    book.add_custom_field(draft).await.unwrap()
}

pub(crate) async fn redefine(
    book: &Book,
    id: &str,
    change: impl FnOnce(&mut CustomFieldDraft),
) -> CustomField {
    let (mut draft, base) = book.custom_field_draft(id, None).await.unwrap();
    change(&mut draft);
    book.edit_custom_field(id, draft, Some(&base)).await.unwrap()
}

fn text(value: &str) -> CustomValue {
    CustomValue::Text(value.into())
}

fn holding<const N: usize>(values: [(&str, CustomValue); N]) -> CustomDraft {
    values.into_iter().map(|(id, value)| (id.to_owned(), Some(value))).collect()
}

async fn found(book: &Book, field: &str, criterion: CustomCriterion) -> usize {
    let criterion = CustomCriterion { field: field.into(), ..criterion };
    let criteria = ContactCriteria { custom_fields: vec![criterion], ..ContactCriteria::default() };
    let rows = book.contacts(&criteria, StateFilter::All, 0, 100).await.unwrap();
    assert_eq!(book.contact_counts(&criteria).await.unwrap().all as usize, rows.len());
    rows.len()
}

fn words(value: &str) -> CustomCriterion {
    CustomCriterion { text: Some(value.into()), ..CustomCriterion::default() }
}

fn between(from: &str, to: &str) -> CustomCriterion {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    CustomCriterion { from: some(from), to: some(to), ..CustomCriterion::default() }
}

#[tokio::test]
async fn s44_a_contact_holds_a_value_of_every_kind_and_is_found_by_each() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let cases = [
        (FieldKind::Text, text(" Pedido 77 "), text("Pedido 77"), words("pedido"), words("albarán")),
        (FieldKind::LongText, text("uno\ndos"), text("uno\ndos"), words("DOS"), words("tres")),
        (
            FieldKind::Whole,
            CustomValue::Number(12),
            CustomValue::Number(12),
            between("12", ""),
            between("13", ""),
        ),
        (
            FieldKind::Decimal,
            text("1.234,50"),
            text("1234.50"),
            between("1234,5", "1234,5"),
            between("", "1234"),
        ),
        (
            FieldKind::Date,
            text("2028-02-29"),
            text("2028-02-29"),
            between("2028-02-29", "2028-02-29"),
            between("2028-03-01", ""),
        ),
        (FieldKind::YesNo, CustomValue::Flag(false), CustomValue::Flag(false), words("false"), words("true")),
        (FieldKind::List, text("Media"), text("Media"), words("Media"), words("Alta")),
        (
            FieldKind::MultiList,
            CustomValue::Options(vec!["Baja".into(), "Alta".into()]),
            CustomValue::Options(vec!["Alta".into(), "Baja".into()]),
            words("Baja"),
            words("Media"),
        ),
        (FieldKind::Email, text("ana@example.com"), text("ana@example.com"), words("ana"), words("luis")),
        (FieldKind::Phone, text("600 100 200"), text("600 100 200"), words("600"), words("601")),
        (FieldKind::Url, text("example.com"), text("https://example.com"), words("example"), words("otro")),
    ];
    let mut form = draft(&bodega);
    let mut expected = Vec::new();
    for (kind, typed, stored, hit, miss) in cases {
        let field = define(&book, kind, &format!("Campo {kind:?}")).await;
        form.custom_fields.insert(field.id.clone(), Some(typed));
        expected.push((field.id, stored, hit, miss));
    }
    let contact = save(&book, form).await;
    save(&book, draft(&bodega)).await;
    for (id, stored, hit, miss) in expected {
        assert_eq!(contact.custom_fields.get(&id), Some(&stored));
        assert_eq!(found(&book, &id, hit.clone()).await, 1, "{hit:?}");
        assert_eq!(found(&book, &id, miss.clone()).await, 0, "{miss:?}");
        assert_eq!(found(&book, &id, CustomCriterion::default()).await, 1, "that it holds anything");
    }
    assert_whole(&book).await;
    let book = reopened(book).await;
    assert_eq!(book.contact(&contact.id).await.unwrap().custom_fields, contact.custom_fields);
}

#[tokio::test]
async fn s44_values_survive_another_name_and_a_field_that_is_not_active_any_more() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let (order, level) =
        (define(&book, FieldKind::Text, "Pedido").await, define(&book, FieldKind::List, "Nivel").await);
    let form = app::wire::ContactDraft {
        custom_fields: holding([(&order.id, text("P-1")), (&level.id, text("Media"))]),
        ..draft(&bodega)
    };
    let contact = save(&book, form).await;
    redefine(&book, &order.id, |field| (field.label, field.active) = ("N.º de pedido".into(), false)).await;
    redefine(&book, &level.id, |field| field.options[1].label = "Regular".into()).await;
    // The form does not show the first any more, and sends what it shows.
    let edited = edit(&book, &contact.id, |draft| {
        draft.notes = "Otra cosa".into();
        draft.custom_fields.remove(&order.id);
    })
    .await;
    assert_eq!(edited.custom_fields, contact.custom_fields);
    assert_eq!(found(&book, &level.id, words("Media")).await, 1);
    book.delete_custom_field(&order.id).await.unwrap();
    assert_eq!(
        edit(&book, &contact.id, |draft| draft.notes = "Más".into()).await.custom_fields,
        contact.custom_fields
    );
    book.undo().await.unwrap();
    book.undo().await.unwrap();
    assert_eq!(book.custom_fields().await.unwrap().len(), 2);
    let changed = redefine(&book, &order.id, |field| field.active = true).await;
    assert_eq!((changed.label.as_str(), changed.active), ("N.º de pedido", true));
    assert_whole(&book).await;
}

#[tokio::test]
async fn s44_a_required_field_must_be_filled_and_a_default_fills_a_new_contact() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let field = define(&book, FieldKind::List, "Nivel").await;
    let old = save(&book, draft(&bodega)).await;
    redefine(&book, &field.id, |field| field.required = true).await;
    let missing = |error: AppError| (error.field.unwrap(), error.detail.unwrap());
    let name = format!("custom_fields.{}", field.id);
    let refused = try_save(&book, draft(&bodega)).await.unwrap_err();
    assert_eq!(missing(refused), (name.clone(), "required".into()));
    redefine(&book, &field.id, |field| field.default = Some(text("Baja"))).await;
    let new = save(&book, draft(&bodega)).await;
    assert_eq!(new.custom_fields[&field.id], text("Baja"));
    assert!(book.contact(&old.id).await.unwrap().custom_fields.is_empty(), "past contacts stay");
    // Emptied by hand it is empty, whatever the default says.
    let emptied =
        app::wire::ContactDraft { custom_fields: [(field.id.clone(), None)].into(), ..draft(&bodega) };
    assert_eq!(missing(try_save(&book, emptied).await.unwrap_err()), (name.clone(), "required".into()));
    for (value, reason) in [(text("Ninguna"), "unknown"), (CustomValue::Flag(true), "malformed")] {
        let form = app::wire::ContactDraft { custom_fields: holding([(&field.id, value)]), ..draft(&bodega) };
        assert_eq!(missing(try_save(&book, form).await.unwrap_err()), (name.clone(), reason.into()));
    }
    let (draft, base) = book.custom_field_draft(&field.id, None).await.unwrap();
    let other = CustomFieldDraft { kind: FieldKind::Text, ..draft };
    let refused = book.edit_custom_field(&field.id, other, Some(&base)).await.unwrap_err();
    assert_eq!(missing(refused), ("kind".into(), "fixed".into()));
}

#[tokio::test]
async fn s44_customers_have_fields_of_their_own_and_contacts_are_found_by_them() {
    let book = profile().await;
    let draft = CustomFieldDraft {
        belongs_to: FieldOf::Customer,
        kind: FieldKind::Whole,
        label: "Empleados".into(),
        ..CustomFieldDraft::default()
    };
    let field = book.add_custom_field(draft).await.unwrap();
    let big = CustomerDraft {
        name: "Grande".into(),
        custom_fields: holding([(&field.id, CustomValue::Number(500))]),
        ..CustomerDraft::default()
    };
    let big = book.add_customer(big).await.unwrap();
    let small = customer(&book, "Pequeña").await;
    save(&book, crate::draft(&big.id)).await;
    save(&book, crate::draft(&small)).await;
    assert_eq!(book.customer(&big.id).await.unwrap().custom_fields[&field.id], CustomValue::Number(500));
    assert_eq!(found(&book, &field.id, between("100", "")).await, 1);
    let wrong = app::wire::ContactDraft {
        custom_fields: holding([(&field.id, CustomValue::Number(1))]),
        ..crate::draft(&small)
    };
    assert_eq!(try_save(&book, wrong).await.unwrap_err().detail.as_deref(), Some("unknown"));
    assert_whole(&book).await;
}

/// Two books that know the same contact and the same two fields.
async fn pair() -> (Profile, Profile, String, [String; 2]) {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let fields =
        [define(&a, FieldKind::Text, "Pedido").await.id, define(&a, FieldKind::Text, "Obra").await.id];
    let form = app::wire::ContactDraft {
        custom_fields: holding([(&fields[0], text("P-1")), (&fields[1], text("Nave"))]),
        ..draft(&bodega)
    };
    let contact = save(&a, form).await.id;
    exchange(&a, &b).await;
    (a, b, contact, fields)
}

#[tokio::test]
async fn s44_two_fields_changed_by_two_people_are_both_changed() {
    let (a, b, contact, [order, site]) = pair().await;
    edit(&a, &contact, |draft| drop(draft.custom_fields.insert(order.clone(), Some(text("P-2"))))).await;
    edit(&b, &contact, |draft| drop(draft.custom_fields.insert(site.clone(), Some(text("Almacén"))))).await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let shown = book.contact(&contact).await.unwrap();
        assert_eq!(
            (&shown.custom_fields[&order], &shown.custom_fields[&site]),
            (&text("P-2"), &text("Almacén"))
        );
        assert!(shown.conflicts.is_empty());
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn s44_one_field_changed_by_two_people_is_a_conflict_and_an_edit_outlives_an_emptying() {
    let (a, b, contact, [order, site]) = pair().await;
    edit(&a, &contact, |draft| {
        draft.custom_fields.insert(order.clone(), Some(text("P-2")));
        draft.custom_fields.insert(site.clone(), None);
    })
    .await;
    edit(&b, &contact, |draft| {
        draft.custom_fields.insert(order.clone(), Some(text("P-3")));
        draft.custom_fields.insert(site.clone(), Some(text("Almacén")));
    })
    .await;
    exchange(&a, &b).await;
    let (of_a, of_b) = (a.contact(&contact).await.unwrap(), b.contact(&contact).await.unwrap());
    assert_eq!(of_a.custom_fields, of_b.custom_fields);
    assert_eq!(of_a.custom_fields[&site], text("Almacén"), "what was entered is not lost");
    assert_eq!(of_a.conflicts, ["custom_fields"]);
}

#[tokio::test]
async fn s14_the_history_calls_a_field_as_the_team_does_now_and_gives_its_value_back() {
    let (a, _b, contact, [order, _]) = pair().await;
    edit(&a, &contact, |draft| drop(draft.custom_fields.insert(order.clone(), Some(text("P-2"))))).await;
    redefine(&a, &order, |field| field.label = "N.º de pedido".into()).await;
    let history = a.history(&contact).await.unwrap();
    let entry = history.last().unwrap();
    assert_eq!(entry.field_name.as_deref(), Some("N.º de pedido"));
    assert_eq!((entry.old.as_deref(), entry.new.as_deref()), (Some("P-1"), Some("P-2")));
    a.restore_value(&contact, &entry.change, entry.key.as_deref().unwrap()).await.unwrap();
    assert_eq!(a.contact(&contact).await.unwrap().custom_fields[&order], text("P-1"));
    assert_whole(&a).await;
}

#[tokio::test]
async fn s4_an_option_is_not_found_by_another_that_reads_alike_and_a_number_not_by_its_digits() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let options =
        ["A", "A+"].map(|label| CustomOption { label: label.into(), ..CustomOption::default() }).to_vec();
    let draft_of = |kind, label: &str, options| CustomFieldDraft {
        kind,
        label: label.into(),
        options,
        ..CustomFieldDraft::default()
    };
    let class = book.add_custom_field(draft_of(FieldKind::List, "Clase", options.clone())).await.unwrap().id;
    let several = book.add_custom_field(draft_of(FieldKind::MultiList, "Clases", options)).await.unwrap().id;
    let count = book.add_custom_field(draft_of(FieldKind::Whole, "Unidades", Vec::new())).await.unwrap().id;
    for (key, number) in [("A", 12), ("A+", 112)] {
        let values = [
            (class.as_str(), text(key)),
            (several.as_str(), CustomValue::Options(vec![key.into()])),
            (count.as_str(), CustomValue::Number(number)),
        ];
        save(&book, app::wire::ContactDraft { custom_fields: holding(values), ..draft(&bodega) }).await;
    }
    for field in [&class, &several] {
        assert_eq!(found(&book, field, words("A")).await, 1);
        assert_eq!(found(&book, field, words("a+")).await, 1, "by what it is called");
    }
    assert_eq!(found(&book, &count, words("12")).await, 1);
    let unknown = CustomCriterion { field: class, ..words("B") };
    let criteria = ContactCriteria { custom_fields: vec![unknown], ..ContactCriteria::default() };
    assert_eq!(book.contact_counts(&criteria).await.unwrap_err().detail.as_deref(), Some("unknown"));
}
