// The book's window: places at the left, the screen, and contact forms over it when they are open.
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ContactForm } from "../features/contacts/form/ContactForm";
import { StoredEmail } from "../features/email/StoredEmail";
import { useTeam } from "../features/team/useTeam";
import { type AppState, ipc, type Preferences } from "../ipc";
import { type Frame, FrameContext } from "../ipc/frame";
import { keptRoute } from "../ipc/route";
import { offered } from "../lib/commands";
import { useT } from "../lib/i18n";
import { toFindField, toNextRegion } from "../lib/regions";
import { BackForward } from "./BackForward";
import { Drafts } from "./Drafts";
import { DropHint } from "./DropHint";
import { slots } from "./formSlots";
import { KeysSheet } from "./KeysSheet";
import { Layer } from "./Layer";
import { Notices } from "./Notices";
import { Palette } from "./Palette";
import { commandsOf } from "./paletteCommands";
import { entryOf, type Place, placeNames } from "./places";
import { Report } from "./Report";
import { SampleBar } from "./SampleBar";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useArrivals } from "./useArrivals";
import { useBook } from "./useBook";
import { useImports } from "./useImports";
import { useKnown } from "./useKnown";
import { useOpening } from "./useOpening";
import { useShortcuts } from "./useShortcuts";

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
  useKnown();
  const [areKeysShown, showKeys] = useState(false);
  const [isReporting, setReporting] = useState(false);
  const [isSearching, search] = useState(false);
  const { changed, undo, redo, backUp } = useBook();
  const opening = useOpening(invitation ? "team" : (keptRoute<Place>("place") ?? "contacts"), changed);
  const { here, forms, form, isFormOpen, go, openForm, openOver, back, forward } = opening;
  const { place } = here;
  const imports = useImports({ formCount: forms.length, openContact: opening.openContact, undo, changed });
  const team = useTeam(changed);
  const alarms = useQuery({ queryKey: ["alarms"], queryFn: () => ipc.alarms() }).data;
  const sync = () => (team.status?.team ? team.sync() : go("team"));
  const report = () => setReporting(true);
  useShortcuts({
    onSync: sync,
    onNew: () => !isFormOpen && openForm({ mode: "add" }),
    onEmails: () => !isFormOpen && imports.pick(),
    onUndo: undo,
    onRedo: redo,
    onBack: () => back?.(),
    onEscape: isFormOpen ? form.leaveTop : undefined,
    onForward: () => forward?.(),
    onRegion: toNextRegion,
    onKeys: () => showKeys(true),
    onPalette: () => search(true),
    onFind: isFormOpen || place === "contacts" ? undefined : () => toFindField() || go("found"),
  });
  useArrivals({
    isFormOpen,
    isImportOpen: imports.isOpen,
    onEmail: (email) => openForm({ mode: "add", email }),
    onEmails: imports.open,
  });
  /** The places that were shown since the window opened. */
  const seen = useRef(new Set<string>());
  const shown = entryOf(place).within ?? place;
  seen.current.add(shown);
  const { today, timeZone } = app;
  const frame: Frame = { today, timeZone, me: app.user?.id ?? null, undo, changed, ...opening.waysOver(0) };
  const given = { ...opening, app, isTrial, invitation, team, pickEmails: imports.pick, report, onPrefer, onApp };
  const bar = <BackForward onBack={back} onForward={forward} />;

  return (
    <FrameContext value={frame}>
      <div className={styles.window} data-rail={isFormOpen || undefined}>
        <Sidebar
          place={place}
          isRail={isFormOpen}
          user={app.user}
          counts={{
            alarms: (alarms?.broken ?? 0) + (alarms?.overdue ?? 0),
            conflicts: team.status?.conflicts ?? 0,
          }}
          status={team.status}
          onGo={go}
          onSearch={() => search(true)}
        />
        <main className={styles.content} data-bar={app.samples > 0 || undefined}>
          <Notices notices={app.notices} onRecovered={onRecovered} />
          {app.samples > 0 && (
            <SampleBar
              samples={app.samples}
              onRemoved={(app) => {
                onApp(app);
                void changed();
              }}
            />
          )}
          <div className={styles.layers}>
            {placeNames.map((name) => {
              const { Screen, stays } = entryOf(name);
              const isShown = name === shown;
              const isThere = isShown || stays === "always" || (stays === "onceSeen" && seen.current.has(name));
              return (
                Screen &&
                isThere && (
                  <Layer key={name} isHidden={!isShown} isCovered={isFormOpen}>
                    <Screen {...given} bar={bar} isShown={isShown} />
                  </Layer>
                )
              );
            })}
            {forms.map(({ request, key, draftKey }, depth) => {
              const isCovered = depth < forms.length - 1;
              return (
                <Layer key={key} isCovered={isCovered}>
                  <FrameContext value={{ ...frame, ...opening.waysOver(depth + 1) }}>
                    <ContactForm
                      request={request}
                      context={{
                        slots,
                        draftKey,
                        isCovered,
                        onLeaver: form.leaverOf(key),
                        onClose: form.close,
                        onSaved: opening.onSaved,
                        onEmails: imports.open,
                      }}
                    />
                  </FrameContext>
                </Layer>
              );
            })}
          </div>
        </main>
        <DropHint />
        {imports.dialog}
        {isReporting && <Report onClose={() => setReporting(false)} />}
        {opening.email && (
          <StoredEmail
            attachment={opening.email.id}
            name={opening.email.name}
            onClose={() => opening.readEmail(null)}
          />
        )}
        {isSearching && (
          <Palette
            commands={commandsOf({
              preferences: app.preferences,
              offers: offered(),
              onNewCustomer: () => opening.addCustomer(""),
              onNew: () => openOver({ mode: "add" }),
              onEmails: imports.pick,
              onGo: go,
              onSync: sync,
              onUndo: undo,
              onRedo: redo,
              onKeys: () => showKeys(true),
              onBackUp: backUp,
              onReport: report,
              onPrefer,
            })}
            onOpen={opening.openFound}
            onLog={opening.log}
            onFound={opening.find}
            onCreate={opening.addCustomer}
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
