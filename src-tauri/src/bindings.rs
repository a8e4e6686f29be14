//! The list of commands, and the TypeScript that is generated from it (`docs/decisions/0001-typed-bindings.md`).

use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    attachments, bin, catalogues, contacts, customers, email, people, recovery, search, settings, state,
    team, window,
};
use crate::events;

#[expect(clippy::too_many_lines, reason = "a list, a line for each command")]
pub(crate) fn builder() -> Builder<Wry> {
    Builder::new()
        // A refused command rejects its promise with `AppError`, as TanStack Query expects.
        .error_handling(ErrorHandlingMode::Throw)
        // A draft that is written is the draft that was read: one type, not one for each direction.
        .disable_serde_phases()
        .commands(collect_commands![
            state::app_state,
            state::first_run,
            state::sample_remove,
            state::undo,
            state::redo,
            state::work_progress,
            state::work_stop,
            state::draft_save,
            state::draft_load,
            state::drafts_kept,
            state::draft_drop,
            contacts::contacts_page,
            contacts::contacts_count,
            contacts::contacts_minutes,
            contacts::contacts_places,
            contacts::contacts_ids,
            contacts::contacts_seek,
            contacts::contacts_delete,
            contacts::contacts_change_preview,
            contacts::contacts_change,
            contacts::contacts_export,
            contacts::contact_show,
            contacts::contact_save,
            contacts::contact_history,
            contacts::value_restore,
            contacts::contact_follow_up,
            contacts::contact_move_linked,
            contacts::contact_no_answer,
            contacts::contact_chain,
            customers::customers_find,
            customers::customers_page,
            customers::customers_places,
            customers::customers_count,
            customers::customers_seek,
            customers::customer_around,
            customers::customer_thread,
            customers::customer_show,
            customers::customer_save,
            customers::customer_delete,
            customers::customer_warnings,
            customers::provinces,
            customers::alarms,
            customers::silent_customers,
            customers::silent_customers_places,
            customers::silent_customers_count,
            people::people_find,
            people::person_show,
            people::person_save,
            people::person_delete,
            people::reach,
            people::users_list,
            catalogues::contact_types,
            catalogues::contact_type_save,
            catalogues::actions_find,
            catalogues::action_save,
            catalogues::action_delete,
            catalogues::products_find,
            catalogues::product_save,
            catalogues::product_delete,
            catalogues::customer_groups,
            catalogues::customer_group_save,
            catalogues::customer_group_delete,
            catalogues::custom_fields,
            catalogues::custom_field_save,
            catalogues::custom_field_delete,
            email::email_pick,
            email::email_propose,
            email::emails_pick,
            email::emails_propose,
            email::emails_save,
            email::email_show,
            email::email_page,
            email::email_page_with_images,
            email::email_link_open,
            attachments::attachments_add,
            attachments::attachments_pick,
            attachments::attachments_take,
            attachments::attachment_edit,
            attachments::attachment_open,
            attachments::attachment_remove,
            attachments::attachment_save_as,
            bin::bin_page,
            bin::bin_places,
            bin::bin_count,
            bin::bin_restore,
            search::search,
            search::search_groups,
            search::search_page,
            recovery::backups_list,
            recovery::backup_now,
            recovery::profile_folder,
            recovery::recover_backup,
            recovery::recover_readable,
            settings::preferences_save,
            settings::time_zones,
            settings::user_save,
            team::folder_pick,
            team::team_create,
            team::team_invite,
            team::team_join,
            team::team_requests,
            team::team_approve,
            team::team_members,
            team::team_remove,
            team::team_unlock,
            team::sync_now,
            team::sync_status,
            team::folder_add,
            team::folder_forget,
            team::folder_pause,
            team::folder_check,
            team::conflicts_list,
            team::conflict_resolve,
            window::drawn,
            window::painted,
            window::pulse,
            window::ready_to_close,
            window::route_keep,
            window::route_kept,
            window::zoom_step,
            window::arrived_email,
            window::report_text,
            window::report_save,
            window::note_command,
            window::window_print,
        ])
        .events(collect_events![
            events::BookChanged,
            events::TeamChanged,
            events::WindowClosing,
            events::EmailArrived,
            events::FilesOver,
        ])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specta_typescript::Typescript;

    use super::*;

    const HEADER: &str = "// Generated from the commands in src-tauri/src/commands; do not edit.
// To renew: UPDATE_BINDINGS=1 cargo test -p desktop bindings_are_current
";

    /// A draft may leave fields out on the command line; the page's form has them all, so it may rely on them.
    fn required_fields(bindings: &str) -> String {
        let lines = bindings.lines().map(|line| {
            let is_field = line.starts_with('\t') && line.ends_with(',');
            if is_field { line.replacen("?: ", ": ", 1) } else { line.into() }
        });
        lines.map(|line| line + "\n").collect()
    }

    /// The committed file is what the page is compiled against: a stale one would lie about the commands.
    #[test]
    fn bindings_are_current() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let exported = folder.path().join("bindings.ts");
        builder()
            .export(Typescript::default().header(HEADER), &exported)
            .expect("every type has a TypeScript form");
        let current =
            required_fields(&std::fs::read_to_string(&exported).expect("the export was just written"));

        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(&committed, &current).expect("ui/src/ipc can be written");
        }
        // Git may check the file out with other line ends.
        let stale = std::fs::read_to_string(&committed).unwrap_or_default().replace("\r\n", "\n") != current;
        assert!(
            !stale,
            "ui/src/ipc/bindings.ts is stale: run UPDATE_BINDINGS=1 cargo test -p desktop bindings_are_current"
        );
    }
}
