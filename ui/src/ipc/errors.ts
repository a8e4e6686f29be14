// What the user reads for each error: what happened, whether the data is safe, and what to do.
import type { MessageId, Translate } from "../lib/i18n";
import type { AppError, ErrorCode } from "./bindings";

export function errorMessage(code: ErrorCode): MessageId {
  switch (code) {
    case "invalid":
    case "not_found":
    case "profile_missing":
    case "profile_in_use":
    case "profile_exists":
    case "newer_version":
    case "damaged":
    case "foreign_database":
    case "disk_full":
    case "not_an_email":
    case "email_damaged":
    case "email_too_complex":
    case "file_too_large":
    case "file_unreadable":
    case "file_empty":
    case "not_opened":
    case "no_program":
    case "nothing_to_undo":
    case "stopped":
    case "read_only":
    case "no_team":
    case "team_exists":
    case "sample_in_team":
    case "on_its_way":
    case "not_member":
    case "folder_missing":
    case "folder_foreign":
    case "folder_refused":
    case "invite_expired":
    case "invite_used":
    case "code_mismatch":
    case "passphrase_needed":
    case "passphrase_wrong":
    case "internal":
      return `error.${code}`;
    default:
      return unknownCode(code);
  }
}

/** A code this window does not know yet is still told as something that went wrong. */
function unknownCode(_code: never): MessageId {
  return "error.internal";
}

export function errorSentence(error: AppError, t: Translate): string {
  if (error.code === "invalid" && error.field === "selection")
    return t(error.detail === "too_many" ? "error.selectionTooMany" : "error.selectionMoved");
  if (error.code === "invalid" && error.field === "files" && error.detail === "too_many")
    return t("error.emailsTooMany");
  if (error.code === "invalid" && error.detail === "in_bin") return t("error.inBin");
  if (error.code === "invalid" && error.field === "next_contact" && error.detail === "required")
    return t("error.noPromise");
  const id = errorMessage(error.code);
  return id === "error.internal" && error.detail ? `${t(id)} (${error.detail})` : t(id);
}

/** For whoever helps; none where the sentence says all there is, as of what was typed. */
export function errorDetails({ code, field, detail }: AppError): string | null {
  if (code === "invalid" || code === "stopped" || code === "nothing_to_undo") return null;
  return ["Hilo", new Date().toISOString(), code, field, detail].filter(Boolean).join(" · ");
}

/** The sentence beside one field, from the detail of an error of code "invalid". */
export function fieldMessage(detail: string | null, field: string | null): MessageId {
  switch (detail) {
    case "required":
      return field === "customer" ? "invalid.customer" : "invalid.required";
    case "not_a_date":
    case "not_a_time":
    case "too_long":
    case "next_before_date":
    case "unknown":
    case "not_a_number":
    case "not_an_address":
    case "twice":
    case "not_an_email_address":
    case "wrong_customer":
    case "in_bin":
    case "malformed":
    case "itself":
      return `invalid.${detail}`;
    default:
      return "invalid.other";
  }
}
