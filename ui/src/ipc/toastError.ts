// Tells an error: in a short message where it has no field or view of its own, or as what a view shows.
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { errorDetails, errorSentence } from "./errors";
import { asAppError } from "./index";

/** None of nothing. */
export function toldError(thrown: unknown) {
  if (thrown === null || thrown === undefined) return null;
  const error = asAppError(thrown);
  return {
    text: errorSentence(error, t),
    details: errorDetails(error),
    // What was asked is refused as long as it is asked.
    canRetry: error.code !== "invalid" && error.code !== "not_found",
  };
}

export function toastError(thrown: unknown): void {
  const error = asAppError(thrown);
  toast({ text: errorSentence(error, t), isWarning: true, details: errorDetails(error) });
}
