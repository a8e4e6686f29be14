// What a form was refused for: the error of a field goes as soon as the field is another, and the banner with the last of them.
import { useState } from "react";
import { type MessageId, useT } from "../lib/i18n";
import { fieldMessage } from "./errors";
import { type AppError, asAppError } from "./index";

/** By field. */
type FieldErrors = Partial<Record<string, MessageId>>;

export function useRefusal() {
  const { t } = useT();
  const [{ errors, failure, round }, set] = useState({
    errors: {} as FieldErrors,
    failure: null as AppError | null,
    round: 0,
  });
  /** False where something is to be mended first: `errors`. */
  const begin = (errors: FieldErrors = {}): boolean => {
    const isFine = Object.keys(errors).length === 0;
    set((now) => ({ errors, failure: null, round: isFine ? now.round : now.round + 1 }));
    return isFine;
  };
  const refuse = (thrown: unknown) => {
    const failure = asAppError(thrown);
    const { code, field, detail } = failure;
    const errors = code === "invalid" && field ? { [field]: fieldMessage(detail, field) } : {};
    set((now) => ({ errors, failure, round: now.round + 1 }));
  };
  /** The fields hold something else by now. */
  const mend = (...fields: string[]) =>
    set((now) => {
      if (!fields.some((field) => now.errors[field])) return now;
      const left = Object.entries(now.errors).filter(([field]) => !fields.includes(field));
      return { ...now, errors: Object.fromEntries(left), failure: left.length > 0 ? now.failure : null };
    });
  return {
    errors,
    failure,
    /** How often something was refused: the focus goes to what is wrong then, and not as it is mended. */
    round,
    error: (field: string) => {
      const id = errors[field];
      return id ? t(id) : null;
    },
    begin,
    refuse,
    mend,
    /** For a field that is typed in. */
    mending: (field: string, set: (text: string) => void) => (text: string) => {
      set(text);
      mend(field);
    },
  };
}
