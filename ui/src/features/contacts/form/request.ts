// What a contact form can be opened for, and what it needs to know around it.
import type { ReactNode } from "react";
import type { Option } from "../../../components/Picker";
import type {
  Attachment,
  ContactDraft,
  EmailAnswer,
  EmailProposal,
  FailingMark,
  Holder,
  PersonDraft,
  PickedEmail,
  PickedEmails,
} from "../../../ipc";
import type { Dropped } from "../../../lib/dropped";
import type { FormValues } from "./form";

export type KeptDraft = { id: string | null; base: string | null; values: FormValues };

export type ContactRequest =
  | { mode: "add"; customer?: Option; followUp?: ContactDraft; email?: PickedEmail }
  | { mode: "view" | "modify" | "history"; id: string }
  | { mode: "recover"; kept: KeptDraft };

/** What the user chose to take over from an email. */
export type Assumed = {
  values: { type?: string } & Partial<
    Pick<FormValues, "date" | "time" | "duration" | "user" | "person" | "direction" | "notes" | "customer" | "previous">
  >;
  newPerson: PersonDraft | null;
  /** Addresses of people to mark as ones that mail does not reach. */
  failing: FailingMark[];
  answer: EmailAnswer | null;
  /** For a customer that is made of it. */
  taxId: string | null;
  fileName: string;
};

/** Screens of other features that app lends to the form. */
export type FormSlots = {
  renderAssume: (props: {
    handle: string;
    proposal: EmailProposal;
    notes: string;
    customer: Option | null;
    /** While a contact that was opened from there is looked at. */
    isAside: boolean;
    onAssume: (assumed: Assumed) => void;
    onAnother: () => void;
    onClose: () => void;
  }) => ReactNode;
  renderFiles: (props: FilesProps) => ReactNode;
};

/** What a pane of files needs; the screen itself is another feature's. */
export type FilesProps = {
  holder: Holder;
  id: string | null;
  files: Attachment[];
  waiting?: Dropped[];
  onWait?: (files: Dropped[]) => void;
  isReadOnly?: boolean;
};

export type FormContext = {
  /** Where this form's draft lies. */
  draftKey: string;
  /** Tells how this form is left: it asks first, if something would be lost, and then lets go. */
  onLeaver: (leave: ((then: () => void) => void) | null) => void;
  /** Another form is open over it. */
  isCovered: boolean;
  /** Several emails of one file, to become a contact each. */
  onEmails: (emails: PickedEmails) => void;
  slots: FormSlots;
  onClose: () => void;
  onSaved: (saved: SavedContact) => void;
};

/** `isPromiseDue`: it promises a contact that is not there yet. */
export type SavedContact = { id: string; isNew: boolean; isPromiseDue: boolean };

/** Each form's draft has a place of its own: a new one never pushes out what was typed into another. */
export const newDraftKey = () => `contact.form.${crypto.randomUUID()}`;

/** What is kept of an open form, besides its draft, for a page whose process is lost. */
export type KeptForm = { mode: "add" | "view" | "modify" | "history"; id: string | null; draftKey?: string };

export function keptForm(request: ContactRequest, draftKey: string): KeptForm {
  if (request.mode === "recover") return { mode: request.kept.id ? "modify" : "add", id: request.kept.id, draftKey };
  return { mode: request.mode, id: request.mode === "add" ? null : request.id, draftKey };
}

/** The same form again, with what had been typed into it. */
export function sameForm({ mode, id }: KeptForm, draft: KeptDraft | null): ContactRequest {
  if (draft && draft.id === id) return { mode: "recover", kept: draft };
  return id && mode !== "add" ? { mode, id } : { mode: "add" };
}
