// The state of the contact form: opening it, keeping its draft, and accepting it.
import { useEffect, useRef, useState } from "react";
import { type Contact, ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { toastError } from "../../../ipc/toastError";
import { useOthersChanges } from "../../../ipc/useOthersChanges";
import { useRefusal } from "../../../ipc/useRefusal";
import { type MessageId, t } from "../../../lib/i18n";
import { beforeLeaving } from "../../../lib/lastWords";
import { toast } from "../../../lib/toasts";
import { useOnce } from "../../../lib/useOnce";
import { valuesOf as storeOf, type Values } from "../../../lib/values";
import { blankValues, closed, type FormValues, isOther, readForm, valuesOf } from "./form";
import type { Assumed, ContactRequest, FormContext, KeptDraft } from "./request";

const DRAFT_DELAY_MS = 700;

type Pending = Pick<Assumed, "answer" | "newPerson" | "failing" | "taxId" | "fileName"> & {
  previous: string | null;
  /** What an invitation makes of the contact: it is stored with a visit too. */
  type: string | null;
};
const nothingPending: Pending = {
  answer: null,
  newPerson: null,
  failing: [],
  taxId: null,
  fileName: "",
  previous: null,
  type: null,
};

export type FormStore = Values<FormValues>;
export type ContactFormState = ReturnType<typeof useContactForm>;

export function useContactForm(request: ContactRequest, { draftKey, onClose, onSaved }: FormContext) {
  const { today, timeZone, me, changed } = useFrame();
  const blank = () => blankValues(today, me, timeZone);
  const [values] = useState<FormStore>(() => storeOf(blank()));
  const [opened, setOpened] = useState<string | null>(null);
  const [contact, setContact] = useState<Contact | null>(null);
  const [pending, setPending] = useState(nothingPending);
  const refusal = useRefusal();
  const [isReadOnly, setReadOnly] = useState(request.mode === "view" || request.mode === "history");
  const [draftAt, setDraftAt] = useState<string | null>(null);
  const once = useOnce({ isLast: true });
  const saving = useRef(false);
  const base = useRef<string | null>(null);
  const id = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is opened once; another request is another form.
  useEffect(() => {
    let isGone = false;
    openForm(request, blank()).then(
      (start) => {
        if (isGone) return;
        id.current = start.id;
        base.current = start.base;
        setContact(start.contact);
        values.set(start.values);
        setOpened(JSON.stringify({ ...values.get(), ...start.saved }));
      },
      (error) => {
        toastError(error);
        onClose();
      },
    );
    return () => {
      isGone = true;
    };
  }, []);

  const { errors } = refusal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wrong is compared with what was refused.
  useEffect(() => {
    const fields = Object.keys(errors);
    if (fields.length === 0) return;
    const refused = values.get();
    return values.subscribe(() => refusal.mend(...fields.filter((field) => isOther(field, refused, values.get()))));
  }, [errors, values]);

  const isDirty = () => opened !== null && (JSON.stringify(values.get()) !== opened || pending !== nothingPending);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is heard for, not rendered for.
  useEffect(() => {
    if (opened === null || isReadOnly) return;
    const save = async () => {
      if (saving.current || !isDirty()) return;
      const kept: KeptDraft = { id: id.current, base: base.current, values: values.get() };
      await ipc.draftSave(draftKey, JSON.stringify(kept)).then(
        () => setDraftAt(new Date().toTimeString().slice(0, 5)),
        () => {},
      );
    };
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, DRAFT_DELAY_MS);
    };
    later();
    const unsubscribe = values.subscribe(later);
    const forget = beforeLeaving(save);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      forget();
    };
  }, [opened, pending, isReadOnly, values, draftKey]);

  const acceptClosed = () => {
    if (isReadOnly || opened === null || !once.isFree()) return;
    values.set(closed(values.get(), today));
    accept();
  };
  /** Then the form is done with, unless there is somewhere else to go. */
  const accept = (then?: () => void) => {
    if (isReadOnly || opened === null || !once.isFree()) return;
    const read = readForm(values.get(), today);
    if (pending.newPerson) read.draft.person = null;
    if (!refusal.begin(read.errors)) return;
    saving.current = true;
    const save = async () => {
      const newPerson = pending.newPerson && { ...pending.newPerson, customer: read.draft.customer };
      // Whoever turns the email into something else again does not want it stored.
      const isKept = read.draft.contact_type === "email" || read.draft.contact_type === pending.type;
      const saved = await ipc.contactSave({
        id: id.current,
        draft: read.draft,
        base: base.current,
        email: isKept ? pending.answer : null,
        new_person: newPerson,
        failing: isKept ? pending.failing : [],
        forget_interests: values.get().forgotten,
        files: values.get().files.map(({ handle }) => handle),
        form: draftKey,
        move_linked: false,
      });
      toast({ text: t("form.saved") });
      for (const warning of saved.warnings) tellWarning(warning, saved.contact.id, changed);
      if (then) {
        void changed();
        then();
      } else onSaved({ id: saved.contact.id, isNew: id.current === null, isPromiseDue: saved.follow_up_due });
    };
    once.run(save, (thrown) => {
      refusal.refuse(thrown);
      saving.current = false;
    });
  };

  /** The contact was changed beside the form: it shows what is stored now, unless something was typed. */
  const renew = async () => {
    if (id.current === null) return;
    try {
      const start = await openForm({ mode: "modify", id: id.current }, blank());
      setContact(start.contact);
      if (isDirty()) return;
      base.current = start.base;
      values.set(start.values);
      setOpened(JSON.stringify(values.get()));
    } catch (error) {
      toastError(error);
    }
  };

  const arrivedChanges = useOthersChanges({
    id: opened === null ? null : id.current,
    base: () => base.current,
    stored: async (id) => (await ipc.contactShow(id)).revision,
    isTouched: () => !isReadOnly && isDirty(),
    reload: async () => {
      await renew();
      return base.current;
    },
  });

  /** What was typed is not wanted any more. */
  const forget = () => {
    if (!isDirty()) return;
    saving.current = true;
    ipc.draftDrop(draftKey).catch(() => {});
  };
  return {
    values,
    contact,
    error: refusal.error,
    failure: refusal.failure,
    refusals: refusal.round,
    isReadOnly,
    isDirty,
    once,
    draftAt,
    pending,
    accept: () => accept(),
    /** Accepts, and only then goes on. */
    acceptThen: accept,
    acceptClosed,
    forget,
    renew,
    arrivedChanges,
    isOpen: opened !== null,
    arrived: request.mode === "add" ? (request.email ?? null) : null,
    set: values.set,
    modify: () => setReadOnly(false),
    forgetNewPerson: () => setPending((before) => (before.newPerson ? { ...before, newPerson: null } : before)),
    /** What a new contact was to follow is the other customer's. */
    leavePrevious: () => {
      if (id.current === null) values.set({ previous: null });
    },
    assume: (assumed: Assumed) => {
      const person = assumed.newPerson ? { id: "", text: assumed.newPerson.name } : assumed.values.person;
      const before = values.get().person;
      values.set({ ...assumed.values, person: person ?? (before?.id === "" ? null : before) });
      const { answer, newPerson, failing, taxId, fileName } = assumed;
      const { previous = null, type = null } = assumed.values;
      setPending({ answer, newPerson, failing, taxId, fileName, previous, type });
    },
  };
}

type Start = { id: string | null; base: string | null; contact: Contact | null; values: FormValues; saved: FormValues };

async function openForm(request: ContactRequest, blank: FormValues): Promise<Start> {
  if (request.mode === "recover") {
    const { id, base, values } = request.kept;
    // A draft of an earlier version knows fewer fields.
    const whole = { ...blank, ...values, files: [] };
    return { id, base, contact: id ? await ipc.contactShow(id) : null, values: whole, saved: blank };
  }
  if (request.mode === "add") {
    const draft = request.followUp;
    const values = draft ? await named(draft) : withRequest(blank, request);
    return { id: null, base: null, contact: null, values, saved: values };
  }
  const contact = await ipc.contactShow(request.id);
  const values = await named(contact);
  return { id: contact.id, base: contact.revision, contact, values, saved: values };
}

function withRequest(blank: FormValues, request: ContactRequest & { mode: "add" }): FormValues {
  return { ...blank, customer: request.customer ?? null, type: request.email ? "email" : blank.type };
}

async function named(contact: Parameters<typeof valuesOf>[0]): Promise<FormValues> {
  const [customer, person] = await Promise.all([
    contact.customer ? ipc.customerShow(contact.customer) : null,
    contact.person ? ipc.personShow(contact.person) : null,
  ]);
  return valuesOf(
    contact,
    customer && { id: customer.id, text: customer.name, hint: customer.code },
    person && { id: person.id, text: person.name, hint: person.position },
  );
}

const warnings = [
  "closing_incomplete",
  "closing_before_date",
  "closing_far_ahead",
  "promise_differs",
  "follow_up_differs",
  "customer_differs",
  "before_previous",
] as const;
/** What brings a promise and its follow-up together again. */
const moves: Partial<Record<string, MessageId>> = {
  promise_differs: "warning.movePromise",
  follow_up_differs: "warning.moveFollowUp",
};

function tellWarning(code: string, contact: string, onMoved: () => void): void {
  const known = warnings.find((one) => one === code);
  const text = known ? t(`warning.${known}`) : t("warning.other", { detail: code });
  const label = moves[code];
  const move = () =>
    void ipc.contactMoveLinked(contact).then(() => {
      toast({ text: t("warning.moved") });
      onMoved();
    }, toastError);
  toast({ text, isWarning: true, ...(label && { action: { label: t(label), run: move } }) });
}
