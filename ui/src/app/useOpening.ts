// What is shown, the place and the forms over it, and the ways from one to another.
import { useEffect, useRef, useState } from "react";
import type { ContactsHandle } from "../features/contacts/ContactsScreen";
import type { ContactRequest, SavedContact } from "../features/contacts/form/request";
import type { RecordRef } from "../features/team/state";
import { ipc } from "../ipc";
import { customerOf, type Found } from "../ipc/found";
import type { Frame } from "../ipc/frame";
import { keepRoute } from "../ipc/route";
import { toastError } from "../ipc/toastError";
import { enterPlace } from "../lib/focus";
import { useOnce } from "../lib/useOnce";
import type { Place } from "./places";
import { useForms } from "./useForms";
import { type Step, useTrail } from "./useTrail";

export function useOpening(first: Place, changed: () => Promise<unknown>) {
  const trail = useTrail(first);
  const { forms, ...form } = useForms(() => trail.here.contact && trail.back());
  /** What a customer is called who is to be added. */
  const [newCustomer, create] = useState<string | null>(null);
  const [email, readEmail] = useState<{ id: string; name: string } | null>(null);
  const contacts = useRef<ContactsHandle>(null);
  const once = useOnce();
  const { place } = trail.here;
  const isFormOpen = forms.length > 0;
  useEffect(() => keepRoute("place", place), [place]);
  // Gone to once more, it is entered once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form that opens has the focus.
  useEffect(() => {
    if (!isFormOpen) enterPlace();
  }, [trail.here]);

  /** A place is gone to once every form over it has been left. */
  const visit = (step: Step) => form.leave(() => trail.visit(step));
  const visitCustomerOf = (kind: string, id: string) =>
    void customerOf(kind, id).then((customer) => customer && visit({ place: "customers", customer }), toastError);
  const addCustomer = (name: string) =>
    form.leave(() => {
      create(name);
      trail.visit({ place: "customers" });
    });
  /** The form has let go of what was typed, or has nothing to lose. */
  const review = (record: string) => {
    form.closeAll();
    trail.visit({ place: "conflicts", record });
  };

  /** From a place: never over a form, whatever the place is told while one comes up. */
  const openForm = (request: ContactRequest) => form.open(request, 0);
  const openOver = (request: ContactRequest) => form.open(request, forms.length);
  const openContact = (id: string, mode: "view" | "modify" | "history", over = forms.length) => {
    if (forms.length !== over) return;
    if (over === 0) trail.visit({ place, contact: id });
    form.open({ mode, id }, over);
  };
  /** The ways out of what lies over so many forms: a place over none, each form over those before it and itself. */
  const waysOver = (over: number): Pick<Frame, "openContact" | "followUp" | "openCustomer" | "review"> => ({
    openContact: (id, mode) => openContact(id, mode, over),
    followUp: (id) =>
      once.run(async () => form.open({ mode: "add", followUp: await ipc.contactFollowUp(id) }, over), toastError),
    openCustomer: (customer) => visit({ place: "customers", customer }),
    // Of a form over another one, the other would be left with what is typed in it.
    review: over > 0 && forms.length > 1 ? undefined : review,
  });
  const openFound = (found: Found) => {
    if (found.kind === "contact") openContact(found.id, "view");
    else if (found.kind === "email") readEmail({ id: found.id, name: found.title });
    else if (found.kind === "file") ipc.attachmentOpen(found.id).catch(toastError);
    else visitCustomerOf(found.kind, found.id);
  };
  const openRecord = ({ kind, id }: RecordRef) =>
    kind === "contact" ? openContact(id, "view", 0) : visitCustomerOf(kind, id);
  const log = (found: Found) =>
    once.run(async () => {
      const { id, name, code } = await ipc.customerShow((await customerOf(found.kind, found.id)) ?? "");
      openOver({ mode: "add", customer: { id, text: name, hint: code } });
    }, toastError);
  const onSaved = async ({ id, isNew, isPromiseDue }: SavedContact) => {
    if (isNew) contacts.current?.choose(id);
    void changed();
    if (!isPromiseDue) return form.close();
    try {
      form.open({ mode: "add", followUp: await ipc.contactFollowUp(id) }, "instead");
    } catch (error) {
      toastError(error);
      form.close();
    }
  };

  const enter = (to: Step | undefined) => to?.contact && openForm({ mode: "view", id: to.contact });
  const forward = () => {
    trail.forward();
    enter(trail.after);
  };
  return {
    here: trail.here,
    forms,
    form,
    isFormOpen,
    contacts,
    newCustomer,
    forgetNewCustomer: () => create(null),
    email,
    readEmail,
    go: (next: Place) => visit({ place: next }),
    find: (found: string) => visit({ place: "found", found }),
    addCustomer,
    openForm,
    openOver,
    openContact,
    openFound,
    openRecord,
    log,
    onSaved,
    waysOver,
    /** Null where there is nothing to go to. */
    back: isFormOpen ? form.leaveTop : trail.before ? trail.back : null,
    forward: !isFormOpen && trail.after ? forward : null,
  };
}
