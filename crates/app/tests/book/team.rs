//! Teams on real profiles and real folders: making, joining, exchanging, and everything that folders do to files.

use std::path::{Path, PathBuf};

use app::attachments::PickedFile;
use app::book::Book;
use app::error::ErrorCode;
use app::wire::{ConflictChoice, ContactCriteria, Holder, StateFilter, Synced};
use app::work::Work;

use crate::{Profile, assert_whole, customer, draft, edit, profile, save};

const PHRASE: &str = "una frase muy larga";

/// A team's members and their folder.
pub(crate) struct Team {
    pub(crate) ana: Profile,
    pub(crate) ben: Profile,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) async fn lone() -> Profile {
    let profile = profile().await;
    profile.set_passphrase(Some(PHRASE));
    profile
}

pub(crate) async fn sync(book: &Book) -> Synced {
    book.sync(None, &Work::default()).await.expect("an exchange")
}

/// Lets a profile in, as two people do.
pub(crate) async fn let_in(owner: &Book, joiner: &Book, folder: &Path) {
    let invitation = owner.invite(24).await.unwrap();
    let asked = joiner.join_team(&invitation.link, Some(folder)).await.unwrap();
    let requests = owner.join_requests().await.unwrap();
    let request = requests.iter().find(|request| request.request == asked.request).expect("the request");
    assert_eq!(request.code, asked.code, "both screens show the same words");
    owner.approve(&request.request, &asked.code).await.unwrap();
    sync(owner).await;
    sync(joiner).await;
}

pub(crate) async fn team() -> Team {
    let (ana, ben, folder) = (lone().await, lone().await, tempfile::tempdir().unwrap());
    ana.create_team("Equipo", folder.path()).await.unwrap();
    let_in(&ana, &ben, folder.path()).await;
    Team { ana, ben, folder }
}

impl Team {
    /// A, then B, then A again.
    pub(crate) async fn meet(&self) {
        for book in [&self.ana, &self.ben, &self.ana] {
            sync(book).await;
        }
    }

    /// The files of the team's folder whose names hold this.
    pub(crate) fn files(&self, part: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut waiting = vec![self.folder.path().to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                match path.is_dir() {
                    true => waiting.push(path),
                    false if path.to_string_lossy().contains(part) => found.push(path),
                    false => {}
                }
            }
        }
        found.sort();
        found
    }

    pub(crate) async fn assert_agree(&self) {
        let (mut shown, mut others) = (listed(&self.ana).await, listed(&self.ben).await);
        for contact in shown.iter_mut().chain(others.iter_mut()) {
            contact.revision = String::new();
        }
        assert_eq!(shown, others);
        assert_whole(&self.ana).await;
        assert_whole(&self.ben).await;
    }
}

async fn listed(book: &Book) -> Vec<app::wire::Contact> {
    let mut all = Vec::new();
    for row in book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 1000).await.unwrap() {
        all.push(book.contact(&row.id).await.unwrap());
    }
    all
}

#[tokio::test]
async fn joining_with_an_existing_book_keeps_and_shares_it() {
    let (ana, ben, folder) = (lone().await, lone().await, tempfile::tempdir().unwrap());
    let hers = save(&ana, draft(&customer(&ana, "Bodegas Ejemplo").await)).await;
    let his = save(&ben, draft(&customer(&ben, "Imprenta Modelo").await)).await;
    ana.create_team("Equipo", folder.path()).await.unwrap();
    sync(&ana).await;
    let_in(&ana, &ben, folder.path()).await;
    sync(&ana).await;
    for book in [&ana, &ben] {
        assert_eq!(book.contact(&hers.id).await.unwrap().notes, "Llamar el lunes");
        assert_eq!(book.contact(&his.id).await.unwrap().notes, "Llamar el lunes");
        assert_whole(book).await;
    }
    // I42: history names the device that wrote it.
    let history = ana.history(&his.id).await.unwrap();
    assert!(history.iter().all(|entry| entry.device == Some(ben.device().to_string())));
    let status = ana.sync_status().await.unwrap();
    assert!(status.all_shared && status.unpublished == 0);
    assert_eq!(status.devices.len(), 2);
}

#[tokio::test]
async fn i15_i16_both_values_are_shown_and_choosing_on_one_machine_settles_it_on_all() {
    let team = team().await;
    let contact = save(&team.ana, draft(&customer(&team.ana, "Bodegas Ejemplo").await)).await;
    team.meet().await;
    edit(&team.ana, &contact.id, |draft| draft.date = Some("2026-11-25".into())).await;
    edit(&team.ben, &contact.id, |draft| draft.date = Some("2026-11-26".into())).await;
    team.meet().await;
    for book in [&team.ana, &team.ben] {
        let conflicts = book.conflicts(None).await.unwrap();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0].field, "date");
        let mut values: Vec<_> = conflicts[0].values.iter().filter_map(|one| one.value.clone()).collect();
        values.sort();
        assert_eq!(values, ["2026-11-25", "2026-11-26"]);
        assert!(conflicts[0].values.iter().all(|one| one.user_name.is_some() && one.device.is_some()));
    }
    let conflict = team.ben.conflicts(Some(&contact.id)).await.unwrap().remove(0);
    // The one that is shown: a choice all the same.
    let keep = conflict.values.iter().find(|one| one.is_shown).unwrap().key.clone();
    team.ben.resolve_conflict(&ConflictChoice { id: conflict.id, keep }).await.unwrap();
    team.meet().await;
    team.meet().await;
    for book in [&team.ana, &team.ben] {
        assert_eq!(book.conflicts(None).await.unwrap(), []);
    }
    team.assert_agree().await;
    // Undo takes the choice back, for everybody.
    team.ben.undo().await.unwrap();
}

#[tokio::test]
async fn i8_y5_a_missing_an_empty_and_a_foreign_folder_pause_and_nothing_is_written() {
    let team = team().await;
    let other = lone().await;
    let foreign = tempfile::tempdir().unwrap();
    other.create_team("Otro", foreign.path()).await.unwrap();
    sync(&other).await;
    let empty = tempfile::tempdir().unwrap();
    let missing = empty.path().join("nada");
    for (place, code) in [
        (empty.path(), ErrorCode::FolderMissing),
        (missing.as_path(), ErrorCode::FolderMissing),
        (foreign.path(), ErrorCode::FolderForeign),
    ] {
        let error = team.ana.sync(Some(place), &Work::default()).await.unwrap_err();
        assert_eq!(error.code, code);
    }
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
    // The book does not lie in what is shared.
    let own = team.ana.path();
    for place in [own.as_path(), team.ana.folder.path()] {
        assert_eq!(team.ana.add_folder(place).await.unwrap_err().field.as_deref(), Some("folder"));
    }
    // The folder itself is emptied: what is here stays, and is not written into what is left.
    save(&team.ana, draft(&customer(&team.ana, "Bodegas Ejemplo").await)).await;
    std::fs::remove_dir_all(team.folder.path()).unwrap();
    std::fs::create_dir(team.folder.path()).unwrap();
    assert_eq!(team.ana.sync(None, &Work::default()).await.unwrap_err().code, ErrorCode::FolderMissing);
    assert_eq!(std::fs::read_dir(team.folder.path()).unwrap().count(), 0);
    assert_eq!(listed(&team.ana).await.len(), 1, "I7: absence changes nothing");
    let status = team.ana.sync_status().await.unwrap();
    assert!(!status.all_shared && status.unpublished > 0, "I39");
    assert_eq!(status.folders[0].trouble.as_deref(), Some("folder_missing"));
}

#[tokio::test]
async fn y20_a_wrong_link_and_a_used_invitation_are_said_so() {
    let team = team().await;
    let (carla, dora) = (lone().await, lone().await);
    for link in ["", "hola", "hilo:join/abc", "https://example.com/hilo:join/aaaa"] {
        let error = carla.join_team(link, Some(team.folder.path())).await.unwrap_err();
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Invalid, Some("link")), "{link}");
    }
    let invitation = team.ana.invite(24).await.unwrap();
    let empty = tempfile::tempdir().unwrap();
    let error = carla.join_team(&invitation.link, Some(empty.path())).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FolderMissing);
    // Intercepted: two ask with one invitation, and the words tell them apart.
    let hers = carla.join_team(&invitation.link, Some(team.folder.path())).await.unwrap();
    let other = dora.join_team(&invitation.link, Some(team.folder.path())).await.unwrap();
    assert_ne!(hers.code, other.code);
    assert_eq!(team.ana.join_requests().await.unwrap().len(), 2);
    let error = team.ana.approve(&other.request, &hers.code).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CodeMismatch);
    team.ana.approve(&hers.request, &hers.code.to_uppercase()).await.unwrap();
    sync(&team.ana).await;
    let error = team.ana.approve(&other.request, &other.code).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InviteUsed);
    sync(&carla).await;
    let error = dora.sync(None, &Work::default()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InviteUsed);
    assert_eq!(team.ana.members().await.unwrap().len(), 3);
    // Nobody but an admin lets anybody in.
    assert_eq!(team.ben.invite(24).await.unwrap_err().code, ErrorCode::NotMember);
}

#[tokio::test]
async fn f16_i5_y7_damaged_renamed_and_doubled_files_are_told_and_mended() {
    let team = team().await;
    let bodega = customer(&team.ana, "Bodegas Ejemplo").await;
    for day in 20..26 {
        let contact = draft(&bodega);
        save(&team.ana, app::wire::ContactDraft { date: Some(format!("2026-11-{day}")), ..contact }).await;
        sync(&team.ana).await;
    }
    // Hers: Ben would put his own back at once.
    let all = team.files(".seg");
    let folder_of = |file: &PathBuf| file.parent().unwrap().to_owned();
    let hers = |file: &&PathBuf| all.iter().filter(|other| folder_of(other) == folder_of(file)).count() > 5;
    let segments: Vec<PathBuf> = all.iter().filter(hers).cloned().collect();
    let bytes = std::fs::read(&segments[1]).unwrap();
    std::fs::write(&segments[1], &bytes[..bytes.len() / 2]).unwrap();
    let mut flipped = std::fs::read(&segments[2]).unwrap();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    std::fs::write(&segments[2], flipped).unwrap();
    std::fs::write(&segments[3], []).unwrap();
    std::fs::rename(&segments[4], segments[4].with_file_name("lo que sea (copia en conflicto).seg")).unwrap();
    std::fs::copy(&segments[5], segments[5].with_extension("seg (1)")).unwrap();
    std::fs::write(segments[0].with_file_name("desktop.ini"), "[.ShellClassInfo]").unwrap();
    std::fs::write(team.folder.path().join("informe.docx"), "otra cosa").unwrap();
    let seen = sync(&team.ben).await;
    assert!(seen.quarantined >= 3, "{seen:?}");
    let status = team.ben.sync_status().await.unwrap();
    assert_eq!(status.quarantine.len(), 3, "{:?}", status.quarantine);
    // Whoever wrote them puts them back.
    team.meet().await;
    sync(&team.ben).await;
    team.assert_agree().await;
    assert_eq!(listed(&team.ben).await.len(), 6);
    assert_eq!(sync(&team.ben).await.quarantined, 0);
}

#[tokio::test]
async fn y5_half_of_the_files_deleted_is_put_back_by_whoever_has_them() {
    let team = team().await;
    let bodega = customer(&team.ana, "Bodegas Ejemplo").await;
    save(&team.ana, draft(&bodega)).await;
    team.meet().await;
    save(&team.ben, draft(&bodega)).await;
    team.meet().await;
    for file in team.files(".seg").into_iter().chain(team.files(".tl")) {
        std::fs::remove_file(file).unwrap();
    }
    // Only Ben is there to put Ana's back.
    sync(&team.ben).await;
    let carla = lone().await;
    let_in(&team.ana, &carla, team.folder.path()).await;
    assert_eq!(listed(&carla).await.len(), 2);
    team.assert_agree().await;
}

#[tokio::test]
async fn f19_y2_two_that_run_from_one_copied_profile_lose_nothing() {
    let team = team().await;
    let bodega = customer(&team.ben, "Bodegas Ejemplo").await;
    let contact = save(&team.ben, draft(&bodega)).await;
    team.meet().await;
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("perfil");
    copy_folder(&team.ben.path(), &copy);
    let clone = Book::open(&copy).await.unwrap();
    clone.set_passphrase(Some(PHRASE));
    edit(&team.ben, &contact.id, |draft| draft.duration_minutes = Some(5)).await;
    edit(&clone, &contact.id, |draft| draft.notes = "Llamar el martes".into()).await;
    for _ in 0..2 {
        sync(&team.ben).await;
        sync(&clone).await;
        sync(&team.ana).await;
    }
    for book in [&*team.ana, &*team.ben, &clone] {
        let shown = book.contact(&contact.id).await.unwrap();
        assert_eq!((shown.duration_minutes, shown.notes.as_str()), (Some(5), "Llamar el martes"));
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn f20_y1_a_backup_put_back_loses_nothing_that_was_shared() {
    let team = team().await;
    let bodega = customer(&team.ben, "Bodegas Ejemplo").await;
    let contact = save(&team.ben, draft(&bodega)).await;
    team.meet().await;
    let profile = team.ben.path();
    let older = tempfile::tempdir().unwrap();
    copy_folder(&profile, &older.path().join("perfil"));
    edit(&team.ben, &contact.id, |draft| draft.duration_minutes = Some(7)).await;
    let late = save(&team.ben, draft(&bodega)).await;
    team.meet().await;
    let Team { ana, ben, folder } = team;
    let Profile { book, folder: place } = ben;
    book.close().await;
    // In place, so that nothing but its own log tells.
    for entry in std::fs::read_dir(&profile).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    copy_folder(&older.path().join("perfil"), &profile);
    let book = Book::open(&profile).await.unwrap();
    book.set_passphrase(Some(PHRASE));
    let ben = Profile { book, folder: place };
    edit(&ben, &contact.id, |draft| draft.direction = Some(app::wire::Direction::Them)).await;
    let team = Team { ana, ben, folder };
    sync(&team.ben).await;
    team.meet().await;
    sync(&team.ben).await;
    for book in [&team.ana, &team.ben] {
        let shown = book.contact(&contact.id).await.unwrap();
        assert_eq!((shown.duration_minutes, shown.direction), (Some(7), app::wire::Direction::Them));
        assert!(book.contact(&late.id).await.is_ok());
    }
    team.assert_agree().await;
}

#[tokio::test]
async fn i41_a_record_is_there_before_its_file_and_the_file_follows() {
    let team = team().await;
    let contact = save(&team.ana, draft(&customer(&team.ana, "Bodegas Ejemplo").await)).await;
    let bytes: Vec<u8> = (0..(9u32 << 20)).map(|number| (number % 251) as u8).collect();
    let file = PickedFile::new("plano.pdf", bytes.clone());
    team.ana.add_files(Holder::Contact, &contact.id, &[file]).await.unwrap();
    sync(&team.ana).await;
    let chunks = team.files(".blob");
    assert_eq!(chunks.len(), 2, "8 MiB and the rest");
    let held = std::fs::read(&chunks[0]).unwrap();
    std::fs::write(&chunks[0], &held[..1000]).unwrap();
    let seen = sync(&team.ben).await;
    assert_eq!(seen.blobs_missing, 1);
    let attachment = team.ben.contact(&contact.id).await.unwrap().attachments[0].clone();
    assert_eq!(attachment.name, "plano.pdf");
    assert_eq!(team.ben.attachment_bytes(&attachment.id).await.unwrap_err().code, ErrorCode::OnItsWay);
    std::fs::write(&chunks[0], &held).unwrap();
    assert_eq!(sync(&team.ben).await.blobs_missing, 0);
    assert_eq!(team.ben.attachment_bytes(&attachment.id).await.unwrap().bytes[..], bytes[..]);
}

#[tokio::test]
async fn i25_a_removed_device_is_told_so_and_reads_nothing_later() {
    let team = team().await;
    let bodega = customer(&team.ana, "Bodegas Ejemplo").await;
    team.meet().await;
    team.ana.remove_device(&team.ben.device().to_string()).await.unwrap();
    sync(&team.ana).await;
    save(&team.ana, draft(&bodega)).await;
    sync(&team.ana).await;
    assert_eq!(team.ben.sync(None, &Work::default()).await.unwrap_err().code, ErrorCode::NotMember);
    assert_eq!(listed(&team.ben).await.len(), 0);
    // Somebody new gets the key of what was, and of what is.
    let carla = lone().await;
    let_in(&team.ana, &carla, team.folder.path()).await;
    assert_eq!(listed(&carla).await.len(), 1);
}

#[tokio::test]
async fn r34_r37_neither_folder_nor_profile_holds_a_secret_or_a_name_in_the_clear() {
    let team = team().await;
    save(&team.ana, draft(&customer(&team.ana, "Bodegas Canario Inconfundible").await)).await;
    team.meet().await;
    let invitation = team.ana.invite(24).await.unwrap();
    let secret = invitation.link.rsplit('/').next().unwrap().to_owned();
    sync(&team.ana).await;
    let holds = |file: &Path, text: &str| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    for file in team.files("") {
        for text in ["Canario", "Llamar", "Marta", PHRASE, &secret] {
            assert!(!holds(&file, text), "{} holds {text}", file.display());
        }
    }
    let profile = team.ana.path();
    for entry in std::fs::read_dir(profile).unwrap().flatten() {
        for text in [PHRASE, &secret] {
            assert!(!holds(&entry.path(), text), "{} holds {text}", entry.path().display());
        }
    }
}

#[tokio::test]
async fn y34_a_second_folder_is_added_and_the_first_let_go() {
    let team = team().await;
    let contact = save(&team.ana, draft(&customer(&team.ana, "Bodegas Ejemplo").await)).await;
    team.meet().await;
    let second = tempfile::tempdir().unwrap();
    for book in [&team.ana, &team.ben] {
        book.add_folder(second.path()).await.unwrap();
        let first = book.sync_status().await.unwrap().folders[0].folder;
        book.forget_folder(first).await.unwrap();
    }
    edit(&team.ana, &contact.id, |draft| draft.duration_minutes = Some(9)).await;
    team.meet().await;
    assert_eq!(team.ben.contact(&contact.id).await.unwrap().duration_minutes, Some(9));
    let check = team.ana.check_folder(team.ana.sync_status().await.unwrap().folders[0].folder).await.unwrap();
    assert!(check.is_readable && check.is_writable && check.keeps_both);
}

#[tokio::test]
async fn y34_two_folders_that_are_copied_into_each_other_do_not_look_like_a_clone() {
    let team = team().await;
    let second = tempfile::tempdir().unwrap();
    team.ana.add_folder(second.path()).await.unwrap();
    let heads = || team.files(".head").len();
    let before = heads();
    for _ in 0..3 {
        sync(&team.ana).await;
        copy_folder(team.folder.path(), second.path());
        copy_folder(second.path(), team.folder.path());
    }
    assert_eq!(heads(), before, "one life, one head");
}

#[tokio::test]
async fn f37_without_a_keychain_and_a_phrase_the_book_opens_and_says_what_it_needs() {
    let team = team().await;
    let profile = team.ben.path();
    let again = Book::open(&profile).await.unwrap();
    assert_eq!(again.sync(None, &Work::default()).await.unwrap_err().code, ErrorCode::PassphraseNeeded);
    assert!(again.sync_status().await.unwrap().is_locked);
    assert_eq!(again.unlock("otra").await.unwrap_err().code, ErrorCode::PassphraseWrong);
    again.unlock(PHRASE).await.unwrap();
    sync(&again).await;
}

fn copy_folder(from: &Path, into: &Path) {
    std::fs::create_dir_all(into).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = into.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

#[tokio::test]
async fn a_folder_hints_at_what_a_colleague_gave_it_and_looking_leaves_it_alone() {
    let team = team().await;
    team.meet().await;
    team.meet().await;
    let stamps = || -> Vec<_> {
        let stamp = |path: &PathBuf| std::fs::metadata(path).unwrap().modified().unwrap();
        team.files("").iter().map(|path| (path.clone(), stamp(path))).collect()
    };
    let before = stamps();
    assert!(!team.ana.take_folder_hint().await, "the watching only begins");
    // The watcher comes when it can, and what looks does not hint.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    team.meet().await;
    assert_eq!(stamps(), before, "there was nothing to say");
    assert!(!team.ana.take_folder_hint().await, "reading is no change");
    save(&team.ben, draft(&customer(&team.ben, "Bodegas Ejemplo").await)).await;
    sync(&team.ben).await;
    let mut is_hinted = false;
    for _ in 0..100 {
        is_hinted |= team.ana.take_folder_hint().await;
        if is_hinted {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(is_hinted);
    sync(&team.ana).await;
    team.assert_agree().await;
}
