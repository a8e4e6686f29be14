// What went wrong, whether the data is safe, what to do.
import type { errors as es } from "../es/errors";

export const errors: Record<keyof typeof es, string> = {
  "refused.newer_version": "This book comes from a newer version",
  "refused.newer_versionText":
    "A newer version of Hilo opened it and this one cannot read it. Your data is untouched. Update Hilo on this computer and open it again.",
  "refused.damaged": "The book's file is damaged",
  "refused.damagedText":
    "Hilo changed nothing: the file is as it was. Choose a backup, or let Hilo recover what can be read.",
  "refused.foreign_database": "That file is not a Hilo book",
  "refused.foreign_databaseText":
    "The data folder holds another program's database. It was not touched. Move it elsewhere or choose another folder, then open Hilo again.",
  "refused.profile_in_use": "This book is already open",
  "refused.profile_in_useText":
    "Another Hilo window is using it. Your data is safe. Use that window, or close it and open Hilo again.",
  "refused.disk_full": "The disk is full",
  "refused.disk_fullText":
    "Hilo cannot open the book with no room to write. What was saved is safe. Free some space and open Hilo again.",
  "refused.read_only": "The book's folder cannot be written",
  "refused.read_onlyText":
    "The folder or the disk is read-only. Your data is untouched. Allow writing in the folder and open Hilo again.",
  "refused.other": "The book could not be opened",
  "refused.otherText":
    "Hilo changed nothing in your data. Close Hilo and open it again; if it repeats, keep a copy of the data folder.",
  "invalid.required": "This is missing: write or choose it.",
  "invalid.customer": "Choose a customer from the list or create it.",
  "invalid.not_a_date": "Not a date: write it as dd/mm/yyyy.",
  "invalid.not_a_time": "Not a time: write it as 16:30.",
  "invalid.duration": "Not a duration: write minutes or, for example, 2h15.",
  "invalid.too_long": "Too long: shorten it.",
  "invalid.next_before_date": "Before the contact: use the contact’s date or a later one.",
  "invalid.unknown": "It no longer exists: choose another.",
  "invalid.not_an_email_address": "Not an email address: check it.",
  "invalid.wrong_customer": "Not of this customer: choose another person.",
  "invalid.in_bin": "It is in the bin: restore it from Bin, or choose another one.",
  "error.inBin":
    "That customer or person is in the bin. Nothing was saved, and what you typed is still here. Restore it from Bin and try again, or choose another one.",
  "invalid.from_after_to": "The from date is after the to date.",
  "invalid.nextNeedsDate": "To set a time, set the date too.",
  "invalid.other": "Not valid: check it.",
  "error.retry": "Try again",
  "error.copyDetails": "Copy details",
  "error.detailsCopied": "Details copied",
  "error.noPromise": "This contact promises no call.",
  "error.invalid":
    "Some data is not valid. Nothing was saved and what you wrote is still here. Check the marked fields.",
  "error.not_found": "That record no longer exists. The rest of your data is safe. Load the list again.",
  "error.profile_in_use":
    "Another program or another Hilo window is using this book. Your data is safe and what you typed is still here. Wait a moment and try again; if it goes on, close it.",
  "error.profile_missing": "There is no book here yet. Nothing was changed. Close Hilo and open it again to make one.",
  "error.profile_exists": "This book already exists. Your data is untouched. Close Hilo and open it again.",
  "error.newer_version": "The book comes from a newer version of Hilo. Your data is untouched. Update Hilo.",
  "error.damaged": "The book’s file is damaged. Hilo did not change it. Restore a backup.",
  "error.foreign_database": "That file belongs to another program. It was not touched. Choose another folder.",
  "error.disk_full":
    "The disk is full and nothing was saved. What you wrote is still here. Free some space and accept again.",
  "error.not_an_email": "That file is not an email. Nothing was changed. Choose an .msg or an .eml.",
  "error.email_damaged":
    "That email is damaged and cannot be read. What is saved is safe. Export it again or choose another.",
  "error.email_too_complex":
    "Reading that email needed too much time or memory and was stopped. What is saved is safe. You can attach it as a file.",
  "error.file_too_large": "The file is too large. What is saved is safe. Choose a smaller one.",
  "error.file_unreadable":
    "The file could not be read. What is saved is safe. Check that it is still there and not open in another program.",
  "error.file_empty": "The file is empty. What is saved is safe. Choose another.",
  "error.no_program":
    "No program on this computer can open it. Nothing was changed. Copy the address and open it by hand.",
  "error.stopped": "It was stopped in time. Nothing was changed.",
  "error.nothing_to_undo": "There is nothing to undo. Your data is as you see it.",
  "error.read_only":
    "The book cannot be written and nothing was saved. What you wrote is still here. Allow writing in its folder and accept again.",
  "error.internal": "Something went wrong. What was saved is safe and what you wrote is still here. Try again.",
  "error.selectionMoved": "The list has changed since you chose. Nothing was touched. Choose again and repeat.",
  "error.selectionTooMany":
    "Those are too many contacts for one go. Nothing was touched. Choose at most 5,000 and repeat.",
  "error.emailsTooMany": "Those are too many emails for one go. Nothing was touched. Choose at most 500.",
  "error.not_opened":
    "That file may run something, and Hilo does not open it. It is safe. Save it with “Save as” if you trust whoever sent it.",
  "invalid.not_a_number": "This is not a number: write it like 1234.5.",
  "invalid.not_whole": "This is not a whole number: write it like 1234.",
  "invalid.not_an_address": "This is not a web address: write it like www.example.com.",
  "invalid.twice": "It stands there twice: remove one.",
  "invalid.malformed": "It cannot be read: copy it again, all of it.",
  "invalid.itself": "Your own book lies there: choose another folder.",
  "error.no_team": "There is no team yet. Your data is as you see it. Create one, or join with an invitation.",
  "error.team_exists": "This book has a team already. Nothing was changed. Go on with the one it has.",
  "error.sample_in_team": "Sample data is not shared with a team. Nothing was added. Go on with your own.",
  "error.on_its_way":
    "The file is on its way. Everything else is safe. Open it when whoever stored it has synchronised: it comes by itself.",
  "error.not_member":
    "This computer may no longer do that in the team. Your work is safe here. Talk to whoever created the team.",
  "error.folder_missing":
    "The shared folder is not where it was. Your work is safe here and will leave by itself. Connect it or choose another.",
  "error.folder_foreign": "That folder belongs to another team. Nothing was touched. Choose your team's folder.",
  "error.folder_refused":
    "The folder is there but does not let itself be read or written. Your work is safe here. Check its permissions or choose another.",
  "error.invite_expired": "The invitation has expired. Nothing was changed here. Ask whoever invited you for another.",
  "error.invite_used":
    "Another computer has used the invitation. Nothing was changed here. Ask whoever invited you for another.",
  "error.code_mismatch":
    "The words are not the same. Nobody has joined the team. Ask to hear them again; if they still differ, do not let them in.",
  "error.passphrase_needed":
    "This computer's passphrase is needed. Your work is safe here. Type it in the team screen.",
  "error.passphrase_wrong": "That is not the passphrase. Nothing was changed. Type it again.",
};
