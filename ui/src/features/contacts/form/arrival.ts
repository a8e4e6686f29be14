// An email that comes from outside while a contact's form is open.
import { useEffect, useRef } from "react";
import type { PickedEmail } from "../../../ipc";
import type { ContactFormState } from "./useContactForm";

/** False: not this kind of contact. */
type EmailTarget = (email: PickedEmail) => boolean;
let taker: EmailTarget | null = null;

/** `nobody`: no form that is being written in is open. */
export function offerToForm(email: PickedEmail): "taken" | "busy" | "nobody" {
  if (!taker) return "nobody";
  return taker(email) ? "taken" : "busy";
}

/** Several emails are no single contact's: they wait for any form that is written in. */
export const isFormWritten = (): boolean => taker !== null;

/** While the form is written in, a contact of type Email takes what arrives, and others let it wait. */
export function useEmailTaker(form: ContactFormState, take: (email: PickedEmail) => void): void {
  const latest = useRef<EmailTarget>(() => false);
  latest.current = (email) => {
    if (form.values.get().type !== "email") return false;
    take(email);
    return true;
  };
  useEffect(() => {
    if (form.isReadOnly) return;
    const own: EmailTarget = (email) => latest.current(email);
    taker = own;
    return () => {
      if (taker === own) taker = null;
    };
  }, [form.isReadOnly]);
}
