// The book's window: places at the left, the screen, and contact forms over it when they are open.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { AlarmsScreen } from "../features/alarms/AlarmsScreen";
import { BinScreen } from "../features/bin/BinScreen";
import { ContactForm } from "../features/contacts/ContactForm";
import { type ContactsHandle, ContactsScreen } from "../features/contacts/ContactsScreen";
import type { ContactRequest, SavedContact } from "../features/contacts/request";
import { CustomersScreen } from "../features/customers/CustomersScreen";
import { PeopleList } from "../features/people/PeopleList";
import { FoundScreen } from "../features/search/FoundScreen";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import type { RecordRef } from "../features/team/state";
import { TeamScreen } from "../features/team/TeamScreen";
import { useTeam } from "../features/team/useTeam";
import { type AppState, hear, ipc, type PickedEmail, type Preferences } from "../ipc";
import { customerOf, type Found } from "../ipc/found";
import { type Frame, FrameContext } from "../ipc/frame";
import { keepRoute, keptRoute } from "../ipc/route";
import { toastError } from "../ipc/toastError";
import { bringBack } from "../lib/broughtBack";
import { offered } from "../lib/commands";
import { enterPlace } from "../lib/focus";
import { t, useT } from "../lib/i18n";
import { toFindField, toNextRegion } from "../lib/regions";
import { dropOffers, toast } from "../lib/toasts";
import { useOnce } from "../lib/useOnce";
import { during } from "../lib/work";
import { BackForward } from "./BackForward";
import { Drafts } from "./Drafts";
import { DropHint } from "./DropHint";
import { KeysSheet } from "./KeysSheet";
import { Layer } from "./Layer";
import { lent } from "./lent";
import { Notices } from "./Notices";
import { ordersOf } from "./orders";
import { Palette } from "./Palette";
import { readAgain } from "./queries";
import { Report } from "./Report";
import { SampleBar } from "./SampleBar";
import styles from "./Shell.module.css";
import { type Place, Sidebar } from "./Sidebar";
import { undoneWords } from "./undone";
import { useArrivals } from "./useArrivals";
import { useBatches } from "./useBatches";
import { useForms } from "./useForms";
import { useKnown } from "./useKnown";
import { useShortcuts } from "./useShortcuts";
import { type Step, useTrail } from "./useTrail";

type Props = {
  app: AppState;
  /** The link of a team that is to be joined. */
  invitation?: string | null;
  /** The sample data were chosen a moment ago: their list is loaded. */
  isTrial?: boolean;
  onPrefer: (preferences: Preferences) => void;
  onApp: (app: AppState) => void;
  onRecovered: () => void;
};

export function Shell({ app, invitation = null, isTrial = false, onPrefer, onApp, onRecovered }: Props) {
  useT();
  const queries = useQueryClient();
  const trail = useTrail(invitation ? "team" : (keptRoute<Place>("place") ?? "contacts"));
  const { forms, ...form } = useForms(() => trail.here.contact && trail.back());
  const [areKeysShown, showKeys] = useState(false);
  const [isReporting, report] = useState(false);
  const [isSearching, search] = useState(false);
  /** What a customer is called who is to be added. */
  const [newCustomer, create] = useState<string | null>(null);
  const [email, readEmail] = useState<{ id: string; name: string } | null>(null);
  useKnown();
  const alarms = useQuery({ queryKey: ["alarms"], queryFn: () => ipc.alarms() }).data;
  const { place } = trail.here;
  const isFormOpen = forms.length > 0;
  /** From then on they stay as they were left. */
  const wereCustomersShown = useRef(false);
  if (place === "customers") wereCustomersShown.current = true;

  /** From a place: never over a form, whatever the place is told while one comes up. */
  const openForm = (request: ContactRequest) => form.open(request, 0);
  const openOver = (request: ContactRequest) => form.open(request, forms.length);
  const openContact = (id: string, mode: "view" | "modify" | "history", over = 0) => {
    if (forms.length !== over) return;
    if (over === 0) trail.visit({ place, contact: id });
    form.open({ mode, id }, over);
  };
  const onChanged = useCallback(() => {
    return readAgain(queries);
  }, [queries]);
  const stepping = useOnce();
  const step = (which: "undo" | "redo") =>
    stepping.run(async () => {
      const undone = await during(t(`work.${which}`), ipc[which]());
      dropOffers();
      bringBack(undone.restored);
      toast({ text: undoneWords(which, undone, t), isWarning: undone.skipped.length > 0 });
      await onChanged();
    }, toastError);
  const undo = () => step("undo");
  const backUp = () =>
    stepping.run(async () => {
      await ipc.backupNow();
      toast({ text: t("backups.made") });
    }, toastError);

  const enter = (to: Step | undefined) => to?.contact && openForm({ mode: "view", id: to.contact });
  const back = isFormOpen ? form.leaveTop : trail.before ? trail.back : null;
  const forward =
    !isFormOpen && trail.after
      ? () => {
          trail.forward();
          enter(trail.after);
        }
      : null;
  const batches = useBatches({
    formCount: forms.length,
    openContact: (id, mode) => openContact(id, mode, forms.length),
    undo,
    changed: onChanged,
  });
  const team = useTeam(onChanged);
  const sync = () => (team.status?.team ? team.sync() : go("team"));
  useShortcuts({
    onSync: sync,
    onNew: () => !isFormOpen && openForm({ mode: "add" }),
    onEmails: () => !isFormOpen && batches.pick(),
    onUndo: undo,
    onRedo: () => step("redo"),
    onBack: () => back?.(),
    onEscape: isFormOpen ? form.leaveTop : undefined,
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
  // Gone to once more, it is entered once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form that opens has the focus.
  useEffect(() => {
    if (!isFormOpen) enterPlace();
  }, [trail.here]);
  const opening = useOnce();
  const openFollowUp = (id: string, over = 0) =>
    opening.run(async () => form.open({ mode: "add", followUp: await ipc.contactFollowUp(id) }, over), toastError);
  const contacts = useRef<ContactsHandle>(null);
  const onSaved = async ({ id, isNew, isPromiseDue }: SavedContact) => {
    if (isNew) contacts.current?.choose(id);
    void onChanged();
    if (!isPromiseDue) return form.close();
    try {
      form.open({ mode: "add", followUp: await ipc.contactFollowUp(id) }, "instead");
    } catch (error) {
      toastError(error);
      form.close();
    }
  };
  /** A place is gone to once every form over it has been left. */
  const visit = (step: Step) => form.leave(() => trail.visit(step));
  const go = (next: Place) => visit({ place: next });
  const visitCustomer = (customer: string) => visit({ place: "customers", customer });
  const visitCustomerOf = (kind: string, id: string) =>
    void customerOf(kind, id).then((customer) => customer && visitCustomer(customer), toastError);
  const addCustomer = (name: string) =>
    form.leave(() => {
      create(name);
      trail.visit({ place: "customers" });
    });
  const openFound = (found: Found) => {
    if (found.kind === "contact") openContact(found.id, "view", forms.length);
    else if (found.kind === "email") readEmail({ id: found.id, name: found.title });
    else if (found.kind === "file") ipc.attachmentOpen(found.id).catch(toastError);
    else visitCustomerOf(found.kind, found.id);
  };
  const openRecord = ({ kind, id }: RecordRef) =>
    kind === "contact" ? openContact(id, "view") : visitCustomerOf(kind, id);
  /** The form has let go of what was typed, or has nothing to lose. */
  const review = (record: string) => {
    form.closeAll();
    trail.visit({ place: "conflicts", record });
  };
  const log = (found: Found) =>
    opening.run(async () => {
      const { id, name, code } = await ipc.customerShow((await customerOf(found.kind, found.id)) ?? "");
      openOver({ mode: "add", customer: { id, text: name, hint: code } });
    }, toastError);
  const removed = (app: AppState) => {
    onApp(app);
    void onChanged();
  };
  /** The ways out of what lies over so many forms: a place over none, each form over those before it and itself. */
  const waysOver = (over: number): Pick<Frame, "openContact" | "followUp" | "openCustomer" | "review"> => ({
    openContact: (id, mode) => openContact(id, mode, over),
    followUp: (id) => openFollowUp(id, over),
    openCustomer: visitCustomer,
    // Of a form over another one, the other would be left with what is typed in it.
    review: over > 0 && forms.length > 1 ? undefined : review,
  });
  const { today, timeZone } = app;
  const frame: Frame = { today, timeZone, me: app.user?.id ?? null, undo, changed: onChanged, ...waysOver(0) };
  const bar = <BackForward onBack={back} onForward={forward} />;

  return (
    <FrameContext value={frame}>
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
            <Layer isHidden={place !== "contacts"} isCovered={isFormOpen}>
              <ContactsScreen
                ref={contacts}
                isTrial={isTrial}
                isCovered={isFormOpen || place !== "contacts"}
                bar={bar}
                onAdd={() => openForm({ mode: "add" })}
                onAddEmails={batches.pick}
              />
            </Layer>
            {wereCustomersShown.current && (
              <Layer isHidden={place !== "customers"} isCovered={isFormOpen}>
                {/* No step of the trail: whoever comes back finds the customer that was chosen, not one asked for before. */}
                <FrameContext value={{ ...frame, openContact: (id, mode) => openForm({ mode, id }) }}>
                  <CustomersScreen
                    asked={place === "customers" ? trail.here : undefined}
                    isHidden={place !== "customers"}
                    adding={newCustomer}
                    onAdding={() => create(null)}
                    renderPeople={(customer) => <PeopleList customer={customer} />}
                    renderFiles={({ id, attachments }) =>
                      lent.renderFiles({ holder: "customer", id, files: attachments, renderEmail: lent.renderEmail })
                    }
                    onNewContact={({ id, name, code }) =>
                      openForm({ mode: "add", customer: { id, text: name, hint: code } })
                    }
                  />
                </FrameContext>
              </Layer>
            )}
            {place === "found" && (
              <Layer isCovered={isFormOpen}>
                <FoundScreen key={trail.here.found} asked={trail.here} bar={bar} onOpen={openFound} onLog={log} />
              </Layer>
            )}
            {place === "alarms" && (
              <Layer isCovered={isFormOpen}>
                <AlarmsScreen />
              </Layer>
            )}
            {(place === "team" || place === "conflicts") && (
              <Layer isCovered={isFormOpen}>
                <TeamScreen
                  samples={app.samples}
                  status={team.status}
                  error={team.error}
                  invitation={invitation}
                  isInbox={place === "conflicts"}
                  record={trail.here.record}
                  onSync={team.sync}
                  onOpen={openRecord}
                />
              </Layer>
            )}
            {place === "bin" && (
              <Layer isCovered={isFormOpen}>
                <BinScreen />
              </Layer>
            )}
            {place === "settings" && (
              <Layer isCovered={isFormOpen}>
                <SettingsScreen app={app} onPrefer={onPrefer} onApp={onApp} onReport={() => report(true)} />
              </Layer>
            )}
            {forms.map(({ request, key, draftKey }, depth) => (
              <Layer key={key} isCovered={depth < forms.length - 1}>
                <FrameContext value={{ ...frame, ...waysOver(depth + 1) }}>
                  <ContactForm
                    request={request}
                    around={{
                      onEmails: batches.open,
                      lent,
                      draftKey,
                      onLeaver: form.leaverOf(key),
                      isCovered: depth < forms.length - 1,
                      onClose: form.close,
                      onSaved,
                    }}
                  />
                </FrameContext>
              </Layer>
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
              offers: offered(),
              onNewCustomer: () => addCustomer(""),
              onNew: () => openOver({ mode: "add" }),
              onEmails: batches.pick,
              onGo: go,
              onSync: sync,
              onUndo: undo,
              onRedo: () => step("redo"),
              onKeys: () => showKeys(true),
              onBackUp: backUp,
              onReport: () => report(true),
              onPrefer,
            })}
            onOpen={openFound}
            onLog={log}
            onFound={(found) => visit({ place: "found", found })}
            onCreate={addCustomer}
            onClose={() => search(false)}
          />
        )}
        {areKeysShown && <KeysSheet onClose={() => showKeys(false)} />}
        <Drafts
          drafts={form.drafts}
          isFormOpen={isFormOpen}
          onDrafts={form.keepDrafts}
          onContact={(kept, key) => form.open({ mode: "recover", kept }, 0, key)}
        />
      </div>
    </FrameContext>
  );
}
