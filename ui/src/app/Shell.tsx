// The book's window: places at the left, the screen, and contact forms over it when they are open.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Question } from "../components/Question";
import { AlarmsScreen } from "../features/alarms/AlarmsScreen";
import { BinScreen } from "../features/bin/BinScreen";
import { ContactForm } from "../features/contacts/ContactForm";
import { ContactsScreen } from "../features/contacts/ContactsScreen";
import {
  type ContactRequest,
  DRAFT_KEY,
  DRAFT_KEY_OVER,
  type KeptDraft,
  type KeptForm,
  keptForm,
  sameForm,
} from "../features/contacts/request";
import { CustomersScreen } from "../features/customers/CustomersScreen";
import { PeopleList } from "../features/people/PeopleList";
import { FoundScreen } from "../features/search/FoundScreen";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import { type RecordRef, TeamScreen } from "../features/team/TeamScreen";
import { useTeam } from "../features/team/useTeam";
import { type AppState, hear, ipc, type PickedEmail, type Preferences } from "../ipc";
import { customerOf, type Found } from "../ipc/found";
import { keepRoute, keptRoute } from "../ipc/route";
import { toastError } from "../ipc/toastError";
import { t, useT } from "../lib/i18n";
import { toFindField, toNextRegion } from "../lib/regions";
import { dropOffers, toast } from "../lib/toasts";
import { during } from "../lib/work";
import { BackForward } from "./BackForward";
import { DropHint } from "./DropHint";
import { KeysSheet } from "./KeysSheet";
import { lend } from "./lent";
import { Notices } from "./Notices";
import { ordersOf } from "./orders";
import { Palette } from "./Palette";
import { readAgain } from "./queries";
import { Report } from "./Report";
import { SampleBar } from "./SampleBar";
import styles from "./Shell.module.css";
import { type Place, Sidebar } from "./Sidebar";
import { useArrivals } from "./useArrivals";
import { useBatches } from "./useBatches";
import { useKnown } from "./useKnown";
import { useShortcuts } from "./useShortcuts";
import { type Step, useTrail } from "./useTrail";

/** `from` had the focus, and has it again. */
type OpenForm = { request: ContactRequest; key: number; from: Element | null };
type Props = {
  app: AppState;
  onPrefer: (preferences: Preferences) => void;
  onApp: (app: AppState) => void;
  onRecovered: () => void;
};

export function Shell({ app, onPrefer, onApp, onRecovered }: Props) {
  useT();
  const queries = useQueryClient();
  const trail = useTrail(keptRoute<Place>("place") ?? "contacts");
  const [forms, setForms] = useState<OpenForm[]>([]);
  const [kept, keep] = useState<KeptDraft | null>(null);
  const [areKeysShown, showKeys] = useState(false);
  const [isReporting, report] = useState(false);
  const [isSearching, search] = useState(false);
  /** What a customer is called who was looked for and is not there. */
  const [newCustomer, create] = useState<string | null>(null);
  const [email, readEmail] = useState<{ id: string; name: string } | null>(null);
  const nextKey = useRef(1);
  const lent = useMemo(() => lend(app.timeZone), [app.timeZone]);
  useKnown();
  const alarms = useQuery({ queryKey: ["alarms"], queryFn: () => ipc.alarms() }).data;
  const { place } = trail.here;
  const isFormOpen = forms.length > 0;
  /** From then on they stay as they were left. */
  const wereCustomersShown = useRef(false);
  if (place === "customers") wereCustomersShown.current = true;

  /** Over the form that is open, or instead of it. */
  const openForm = useCallback((request: ContactRequest, isInstead = false) => {
    const key = nextKey.current++;
    const { activeElement } = document;
    setForms((open) => {
      const from = isInstead ? (open.at(-1)?.from ?? null) : activeElement;
      return [...(isInstead ? open.slice(0, -1) : open), { request, key, from }];
    });
  }, []);
  const openContact = (id: string, mode: "view" | "modify" | "history") => {
    if (!isFormOpen) trail.visit({ place, contact: id });
    openForm({ mode, id });
  };
  const onChanged = useCallback(() => {
    void readAgain(queries);
  }, [queries]);
  const step = useCallback(
    (which: "undo" | "redo") =>
      during(t(`work.${which}`), ipc[which]()).then(({ skipped }) => {
        dropOffers();
        const done = which === "undo" ? "undone" : "redone";
        toast({ text: skipped.length > 0 ? t(`${done}.skipped`) : t(done), isWarning: skipped.length > 0 });
        onChanged();
      }, toastError),
    [onChanged],
  );
  const undo = () => void step("undo");

  const close = () => {
    setForms((open) => open.slice(0, -1));
    if (forms.length === 1 && trail.here.contact) trail.back();
    const from = forms.at(-1)?.from;
    requestAnimationFrame(() => {
      const grid = document.querySelector("[data-layer]:not([inert], [hidden]) [role=grid]");
      const back = from?.isConnected && from !== document.body ? from : grid;
      if (back instanceof HTMLElement) back.focus();
    });
  };
  /** A form asks before it goes, if there is something to lose. */
  const leaveForm = () => document.querySelector<HTMLElement>("[data-layer]:not([inert]) [data-back]")?.click();
  const enter = (to: Step | undefined) => to?.contact && openForm({ mode: "view", id: to.contact });
  const back = isFormOpen ? leaveForm : trail.before ? trail.back : null;
  const forward =
    !isFormOpen && trail.after
      ? () => {
          trail.forward();
          enter(trail.after);
        }
      : null;
  const { today } = app;
  const batches = useBatches({ today, formCount: forms.length, onOpen: openContact, onUndo: undo, onChanged });
  const team = useTeam(onChanged);
  const sync = () => (team.status?.team ? team.sync() : go("team"));
  useShortcuts({
    onSync: sync,
    onNew: () => !isFormOpen && openForm({ mode: "add" }),
    onEmails: () => !isFormOpen && batches.pick(),
    onUndo: undo,
    onRedo: () => void step("redo"),
    onBack: () => back?.(),
    onForward: () => forward?.(),
    onRegion: toNextRegion,
    onKeys: () => showKeys(true),
    onPalette: () => search(true),
    onFind: isFormOpen || place === "contacts" ? undefined : () => toFindField() || go("found"),
  });

  const openEmail = (email: PickedEmail) => openForm({ mode: "add", email });
  useArrivals({ isFormOpen, isBatchOpen: batches.isOpen, onEmail: openEmail, onEmails: batches.open });
  useEffect(() => hear("bookChanged", onChanged), [onChanged]);
  useEffect(() => keepRoute("place", place), [place]);
  useEffect(() => {
    const lost = keptRoute<KeptForm[]>("forms") ?? [];
    const read = async (key: string): Promise<KeptDraft | null> => JSON.parse((await ipc.draftLoad(key)) ?? "null");
    Promise.all([DRAFT_KEY, DRAFT_KEY_OVER].map(read)).then(
      (drafts) => {
        lost.forEach((form, depth) => {
          openForm(sameForm(form, drafts[Math.min(depth, 1)] ?? null));
        });
        if (lost.length === 0) keep(drafts[0] ?? drafts[1] ?? null);
      },
      () => {},
    );
  }, [openForm]);
  useEffect(() => {
    const open = forms.map(({ request }) => keptForm(request));
    keepRoute("forms", open);
  }, [forms]);

  const openFollowUp = (id: string) =>
    void ipc.contactFollowUp(id).then((followUp) => openForm({ mode: "add", followUp }), toastError);
  const onSaved = async (followUpOf: string | null) => {
    onChanged();
    if (!followUpOf) return close();
    try {
      openForm({ mode: "add", followUp: await ipc.contactFollowUp(followUpOf) }, true);
    } catch (error) {
      toastError(error);
      close();
    }
  };
  const forget = () => {
    keep(null);
    for (const key of [DRAFT_KEY, DRAFT_KEY_OVER]) ipc.draftDrop(key).catch(() => {});
  };
  const go = (next: Place) => {
    if (isFormOpen) leaveForm();
    else trail.visit({ place: next });
  };
  const visitCustomer = (customer: string) => {
    if (isFormOpen) leaveForm();
    else trail.visit({ place: "customers", customer });
  };
  const visitCustomerOf = (kind: string, id: string) =>
    void customerOf(kind, id).then((customer) => customer && visitCustomer(customer), toastError);
  const openFound = (found: Found) => {
    if (found.kind === "contact") openContact(found.id, "view");
    else if (found.kind === "email") readEmail({ id: found.id, name: found.title });
    else if (found.kind === "file") ipc.attachmentOpen(found.id).catch(toastError);
    else visitCustomerOf(found.kind, found.id);
  };
  const openRecord = ({ kind, id }: RecordRef) =>
    kind === "contact" ? openContact(id, "view") : visitCustomerOf(kind, id);
  /** The form has let go of what was typed, or has nothing to lose. */
  const review = (record: string) => {
    setForms([]);
    if (trail.here.contact) trail.back();
    trail.visit({ place: "conflicts", record });
  };
  const log = (found: Found) =>
    void customerOf(found.kind, found.id)
      .then((id) => ipc.customerShow(id ?? ""))
      .then(({ id, name, code }) => openForm({ mode: "add", customer: { id, text: name, hint: code } }), toastError);
  const removed = (app: AppState) => {
    onApp(app);
    onChanged();
  };
  const bar = <BackForward onBack={back} onForward={forward} />;

  return (
    <div className={styles.window} data-rail={isFormOpen || undefined}>
      <Sidebar
        place={place}
        isRail={isFormOpen}
        user={app.user}
        alarms={(alarms?.broken ?? 0) + (alarms?.overdue ?? 0)}
        status={team.status}
        onGo={go}
        onSearch={() => search(true)}
      />
      <main className={styles.content} data-bar={app.samples > 0 || undefined}>
        <Notices notices={app.notices} onRecovered={onRecovered} />
        {app.samples > 0 && <SampleBar samples={app.samples} onRemoved={removed} />}
        <div className={styles.layers}>
          <div className={styles.layer} data-layer hidden={place !== "contacts"} inert={isFormOpen}>
            <ContactsScreen
              today={today}
              isCovered={isFormOpen || place !== "contacts"}
              bar={bar}
              onUndo={undo}
              onChanged={onChanged}
              onAdd={() => openForm({ mode: "add" })}
              onAddEmails={batches.pick}
              onOpen={openContact}
              onFollowUp={openFollowUp}
              onReview={review}
            />
          </div>
          {wereCustomersShown.current && (
            <div className={styles.layer} data-layer hidden={place !== "customers"} inert={isFormOpen}>
              <CustomersScreen
                asked={place === "customers" ? trail.here : undefined}
                isHidden={place !== "customers"}
                adding={newCustomer}
                onAdding={() => create(null)}
                today={today}
                timeZone={app.timeZone}
                me={app.user?.id ?? null}
                renderPeople={(customer) => <PeopleList customer={customer} onUndo={undo} onChanged={onChanged} />}
                renderFiles={({ id, attachments }) =>
                  lent.renderFiles({
                    holder: "customer",
                    id,
                    files: attachments,
                    timeZone: app.timeZone,
                    onUndo: undo,
                    onChanged,
                    renderEmail: lent.renderEmail,
                  })
                }
                onUndo={undo}
                onChanged={onChanged}
                onNewContact={(customer) =>
                  openForm({ mode: "add", customer: { id: customer.id, text: customer.name, hint: customer.code } })
                }
                onOpenContact={(id) => openForm({ mode: "view", id })}
                onFollowUp={openFollowUp}
                onReview={review}
              />
            </div>
          )}
          {place === "found" && (
            <div className={styles.layer} data-layer inert={isFormOpen}>
              <FoundScreen key={trail.here.found} asked={trail.here} bar={bar} onOpen={openFound} onLog={log} />
            </div>
          )}
          {place === "alarms" && (
            <div className={styles.layer} data-layer inert={isFormOpen}>
              <AlarmsScreen
                today={today}
                onFollowUp={openFollowUp}
                onOpenContact={(id) => openContact(id, "modify")}
                onOpenCustomer={visitCustomer}
              />
            </div>
          )}
          {(place === "team" || place === "conflicts") && (
            <div className={styles.layer} data-layer inert={isFormOpen}>
              <TeamScreen
                app={app}
                status={team.status}
                error={team.error}
                isInbox={place === "conflicts"}
                record={trail.here.record}
                onSync={team.sync}
                onUndo={undo}
                onChanged={onChanged}
                onOpen={openRecord}
              />
            </div>
          )}
          {place === "bin" && (
            <div className={styles.layer} data-layer inert={isFormOpen}>
              <BinScreen timeZone={app.timeZone} onUndo={undo} onChanged={onChanged} />
            </div>
          )}
          {place === "settings" && (
            <div className={styles.layer} data-layer inert={isFormOpen}>
              <SettingsScreen app={app} onPrefer={onPrefer} onApp={onApp} onReport={() => report(true)} onUndo={undo} />
            </div>
          )}
          {forms.map(({ request, key }, depth) => (
            <div key={key} className={styles.layer} data-layer inert={depth < forms.length - 1}>
              <ContactForm
                request={request}
                around={{
                  app,
                  onEmails: batches.open,
                  lent,
                  draftKey: depth === 0 ? DRAFT_KEY : DRAFT_KEY_OVER,
                  isCovered: depth < forms.length - 1,
                  onOpen: openContact,
                  onFollowUp: openFollowUp,
                  onClose: close,
                  onSaved,
                  onChanged,
                  // Of a form over another one, the other would be left with what is typed in it.
                  onReview: forms.length === 1 ? review : undefined,
                }}
              />
            </div>
          ))}
        </div>
      </main>
      <DropHint />
      {batches.dialog}
      {isReporting && <Report onClose={() => report(false)} />}
      {email && lent.renderEmail(email.id, email.name, () => readEmail(null))}
      {isSearching && (
        <Palette
          orders={ordersOf({
            preferences: app.preferences,
            onNew: () => openForm({ mode: "add" }),
            onEmails: batches.pick,
            onGo: go,
            onSync: sync,
            onUndo: undo,
            onRedo: () => void step("redo"),
            onKeys: () => showKeys(true),
            onReport: () => report(true),
            onPrefer,
          })}
          onOpen={openFound}
          onLog={log}
          onFound={(found) => (isFormOpen ? leaveForm() : trail.visit({ place: "found", found }))}
          onCreate={(name) => {
            if (isFormOpen) return leaveForm();
            create(name);
            trail.visit({ place: "customers" });
          }}
          onClose={() => search(false)}
        />
      )}
      {areKeysShown && <KeysSheet onClose={() => showKeys(false)} />}
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
