// Tells an error that has no field of its own to stand beside.
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { errorSentence } from "./errors";
import { asAppError } from "./index";

export function toastError(thrown: unknown): void {
  toast({ text: errorSentence(asAppError(thrown), t), isWarning: true });
}
