// Tells an error: in a short message where it has no field or view of its own, or as what a view shows.
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { errorDetails, errorSentence } from "./errors";
import { asAppError } from "./index";

/** None of nothing. */
export function toldError(thrown: unknown): { text: string; details: string | null } | null {
  if (thrown === null || thrown === undefined) return null;
  const error = asAppError(thrown);
  return { text: errorSentence(error, t), details: errorDetails(error) };
}

export function toastError(thrown: unknown): void {
  const told = toldError(thrown);
  if (told) toast({ ...told, isWarning: true });
}
