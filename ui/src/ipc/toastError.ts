// Tells an error that has no field of its own to stand beside.
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { errorDetails, errorSentence } from "./errors";
import { asAppError } from "./index";

export function toastError(thrown: unknown): void {
  const error = asAppError(thrown);
  toast({ text: errorSentence(error, t), isWarning: true, details: errorDetails(error) });
}
