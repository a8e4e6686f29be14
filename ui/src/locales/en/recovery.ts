// A book that is damaged or cannot be written, and its backups.
import type { recovery as es } from "../es/recovery";

export const recovery: Record<keyof typeof es, string> = {
  "recovery.backups": "Backups of this book",
  "recovery.backup": "{date} at {time} · {n, plural, one {# record} other {# records}}",
  "recovery.noBackups": "This book has no backups of its own yet.",
  "recovery.restore": "Restore the chosen backup",
  "recovery.readable": "Recover what can be read",
  "recovery.readableHelp":
    "Makes the book again from every readable record, and fills the gaps from the last backup. It usually loses less than a backup.",
  "recovery.aside": "Whatever you do, the damaged file is kept under another name.",
  "recovery.folder": "Folder of the book",
  "recovery.copyFolder": "Copy the path",
  "recovery.copied": "Path copied",
  "recovery.working": "Making the book again…",
  "recovery.done": "The book is made again",
  "recovery.doneText":
    "{n, plural, one {It has # record} other {It has # records}}. {lost, plural, =0 {None that was known is missing.} one {# is nowhere to be found.} other {# are nowhere to be found.}}",
  "recovery.fromBackup":
    "{n, plural, one {# was only in the backup: what was written last may be missing from it.} other {# were only in the backup: what was written last may be missing from them.}}",
  "recovery.keptAs": "The damaged file stays beside the book as {file}.",
  "recovery.open": "Open the book",
  "recovery.see": "See what can be done",
  "notice.read_only":
    "This book lies where nothing can be written: you can look everything up, but not save. Give its folder write permission and open Hilo again.",
  "notice.log_missing":
    "A file with what was saved last is missing from the book. Check your latest contacts: one may be missing.",
  "notice.mended": "The indexes of the book were damaged and Hilo has made them again. Nothing was lost.",
  "notice.damaged": "A check has found damage in the file of the book. What can be read is still here.",
  "backups.title": "Backups",
  "backups.help": "Hilo makes one a day, in the folder of the book, and keeps the latest and one a week and a month.",
  "backups.last": "Last backup: {date} at {time}",
  "backups.none": "There is no backup yet.",
  "backups.now": "Back up now",
  "backups.made": "Backup made",
  "refused.newer_versionNamed": "Hilo {version} opened it. Install that version or a later one.",
  "refused.disk_fullNeeded": "{size} of free space are needed.",
};
