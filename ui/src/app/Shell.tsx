// The book's window: places at the left, the screen, and the contact form over it when one is open.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Question } from "../components/Question";
import { ContactForm } from "../features/contacts/ContactForm";
import { ContactsScreen } from "../features/contacts/ContactsScreen";
import {
  type ContactRequest,
  DRAFT_KEY,
  type KeptDraft,
  type KeptForm,
  keptForm,
  type Lent,
  sameForm,
} from "../features/contacts/request";
import { CustomersScreen } from "../features/customers/CustomersScreen";
import { AssumeDialog } from "../features/email/AssumeDialog";
import { StoredEmail } from "../features/email/StoredEmail";
import { PeopleList } from "../features/people/PeopleList";
import { type AppState, hear, ipc } from "../ipc";
import { keepRoute, keptRoute } from "../ipc/route";
import { toastError } from "../ipc/toastError";
import { t, useT } from "../lib/i18n";
import { dropOffers, toast } from "../lib/toasts";
import { DropHint } from "./DropHint";
import { Report } from "./Report";
import styles from "./Shell.module.css";
import { type Place, Sidebar } from "./Sidebar";
import { useArrivals } from "./useArrivals";
import { useShortcuts } from "./useShortcuts";

const lend = (timeZone: string): Lent => ({
  renderAssume: (props) => <AssumeDialog key={props.handle} {...props} timeZone={timeZone} />,
  renderEmail: (attachment, name, onClose) => (
    <StoredEmail attachment={attachment} name={name} timeZone={timeZone} onClose={onClose} />
  ),
});

export function Shell({ app, languageSwitch }: { app: AppState; languageSwitch: ReactNode }) {
  useT();
  const queries = useQueryClient();
  const [place, go] = useState<Place>(() => keptRoute<Place>("place") ?? "contacts");
  const [form, open] = useState<{ request: ContactRequest; key: number } | null>(null);
  const [kept, keep] = useState<KeptDraft | null>(null);
  const [changes, setChanges] = useState(0);
  const [isReporting, report] = useState(false);
  const openForm = useCallback(
    (request: ContactRequest) => open((before) => ({ request, key: (before?.key ?? 0) + 1 })),
    [],
  );

  const onChanged = useCallback(() => {
    setChanges((count) => count + 1);
    void queries.invalidateQueries();
  }, [queries]);
  const step = useCallback(
    (which: "undo" | "redo") =>
      ipc[which]().then(({ skipped }) => {
        dropOffers();
        const done = which === "undo" ? "undone" : "redone";
        toast({ text: skipped.length > 0 ? t(`${done}.skipped`) : t(done), isWarning: skipped.length > 0 });
        onChanged();
      }, toastError),
    [onChanged],
  );
  const undo = () => void step("undo");
  useShortcuts({
    isFormOpen: form !== null,
    onNew: () => openForm({ mode: "add" }),
    onUndo: undo,
    onRedo: () => void step("redo"),
  });

  useArrivals(form !== null, (email) => openForm({ mode: "add", email }));
  useEffect(() => hear("bookChanged", onChanged), [onChanged]);
  useEffect(() => keepRoute("place", place), [place]);
  useEffect(() => {
    const lost = keptRoute<KeptForm>("form");
    ipc.draftLoad(DRAFT_KEY).then(
      (json) => {
        const draft: KeptDraft | null = json ? JSON.parse(json) : null;
        if (lost) openForm(sameForm(lost, draft));
        else if (draft) keep(draft);
      },
      () => {},
    );
  }, [openForm]);
  useEffect(() => keepRoute("form", form && keptForm(form.request)), [form]);

  const close = () => {
    open(null);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
  };
  const onSaved = async (followUpOf: string | null) => {
    onChanged();
    if (!followUpOf) return close();
    try {
      openForm({ mode: "add", followUp: await ipc.contactFollowUp(followUpOf) });
    } catch (error) {
      toastError(error);
      close();
    }
  };
  const forget = () => {
    keep(null);
    ipc.draftDrop(DRAFT_KEY).catch(() => {});
  };

  return (
    <div className={styles.window} data-rail={form !== null || undefined}>
      <Sidebar
        place={place}
        isRail={form !== null}
        user={app.user}
        languageSwitch={languageSwitch}
        onReport={() => report(true)}
        onGo={(next) => {
          if (form) document.querySelector<HTMLElement>("[data-back]")?.click();
          else go(next);
        }}
      />
      <main className={styles.content}>
        <div className={styles.layer} hidden={place !== "contacts"} inert={form !== null}>
          <ContactsScreen
            today={app.today}
            changes={changes}
            isCovered={form !== null || place !== "contacts"}
            onUndo={undo}
            onAdd={() => openForm({ mode: "add" })}
            onOpen={(id, mode) => openForm({ mode, id })}
          />
        </div>
        {place === "customers" && (
          <div className={styles.layer} inert={form !== null}>
            <CustomersScreen
              renderPeople={(customer) => <PeopleList customer={customer} />}
              renderEmail={lend(app.timeZone).renderEmail}
              onUndo={undo}
              onChanged={onChanged}
              onNewContact={(customer) =>
                openForm({ mode: "add", customer: { id: customer.id, text: customer.name, hint: customer.code } })
              }
            />
          </div>
        )}
        {form && (
          <div className={styles.layer}>
            <ContactForm
              key={form.key}
              request={form.request}
              around={{ app, lent: lend(app.timeZone), onClose: close, onSaved, onChanged }}
            />
          </div>
        )}
      </main>
      <DropHint />
      {isReporting && <Report onClose={() => report(false)} />}
      {kept && (
        <Question
          title={t("form.recovered")}
          text={`${t("form.recoveredText")} ${kept.values.customer?.text ?? ""}`}
          yes={t("form.recover")}
          no={t("form.recoverNo")}
          onYes={() => {
            openForm({ mode: "recover", kept });
            keep(null);
          }}
          safe="yes"
          onNo={forget}
          onClose={() => keep(null)}
        />
      )}
    </div>
  );
}
