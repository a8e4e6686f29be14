// The places of the window. The sidebar, the palette, the trail and the window itself read them here: one more is an entry
// in this list, its screen, and its words, `app.name` beside its icon and `command.name` in the palette.
import { Bell, Building2, GitCompareArrows, type LucideIcon, MessageSquareText, Settings2, Trash2 } from "lucide-react";
import type { ComponentType, ReactNode, Ref } from "react";
import { AlarmsScreen } from "../features/alarms/AlarmsScreen";
import { BinScreen } from "../features/bin/BinScreen";
import { type ContactsHandle, ContactsScreen } from "../features/contacts/ContactsScreen";
import type { ContactRequest } from "../features/contacts/form/request";
import { CustomersScreen } from "../features/customers/CustomersScreen";
import { PeopleList } from "../features/people/PeopleList";
import { FoundScreen } from "../features/search/FoundScreen";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import type { RecordRef } from "../features/team/state";
import { TeamScreen } from "../features/team/TeamScreen";
import type { useTeam } from "../features/team/useTeam";
import type { AppState, Preferences } from "../ipc";
import type { Found } from "../ipc/found";
import { FrameContext, useFrame } from "../ipc/frame";
import type { Translate } from "../lib/i18n";
import { slots } from "./formSlots";

/** What a place may be asked to show: a customer, a contact opened in it, a record with conflicts, or what is found. */
export type Asked = { customer?: string; contact?: string; record?: string; found?: string };

/** What the window has for the screen of a place, besides the frame that every feature knows. */
export type ScreenProps = {
  app: AppState;
  /** Another object asks anew. */
  here: Asked & { place: string };
  /** It is the place that is shown, perhaps with a form over it. */
  isShown: boolean;
  isFormOpen: boolean;
  /** The sample data were chosen a moment ago. */
  isTrial: boolean;
  /** The link of a team that is to be joined. */
  invitation: string | null;
  team: ReturnType<typeof useTeam>;
  /** Back and forward. */
  bar: ReactNode;
  contacts: Ref<ContactsHandle>;
  newCustomer: string | null;
  forgetNewCustomer: () => void;
  openForm: (request: ContactRequest) => void;
  openFound: (found: Found) => void;
  openRecord: (record: RecordRef) => void;
  log: (found: Found) => void;
  pickEmails: () => void;
  report: () => void;
  onPrefer: (preferences: Preferences) => void;
  onApp: (app: AppState) => void;
};

type Entry = {
  /** Those of a group stand together in the palette, and those of the program at the sidebar's foot. */
  group: "book" | "team" | "program";
  /** Of its button in the sidebar; a place without one is reached by another button there. */
  icon?: LucideIcon;
  /** What its button is called while it counts something; it begins as the button reads. */
  counted?: (n: number, t: Translate) => string;
  /** Its button is there only while it counts something. */
  isOccasional?: boolean;
  /** Left, its screen stays as it was: from the start, or once it was seen. The others are drawn anew. */
  stays?: "always" | "onceSeen";
  /** The place whose screen it is too. */
  within?: string;
  Screen?: ComponentType<ScreenProps>;
};

const MANY = 100;
/** From a hundred on there are many. */
export const fewOrMany = (n: number) => (n < MANY ? String(n) : "99+");

/** In the order in which the sidebar and the palette show them. */
export const places = {
  contacts: { group: "book", icon: MessageSquareText, stays: "always", Screen: Contacts },
  customers: { group: "book", icon: Building2, stays: "onceSeen", Screen: Customers },
  alarms: {
    group: "book",
    icon: Bell,
    counted: (n, t) => (n === 1 ? t("alarms.one") : t("alarms.some", { n: fewOrMany(n) })),
    Screen: AlarmsScreen,
  },
  /** Entered by the search. */
  found: { group: "book", Screen: FoundHere },
  /** Entered by the line that says how the team stands. */
  team: { group: "team", Screen: Team },
  conflicts: {
    group: "team",
    icon: GitCompareArrows,
    counted: (n, t) => t("sync.conflicts", { n }),
    isOccasional: true,
    within: "team",
  },
  bin: { group: "program", icon: Trash2, Screen: BinScreen },
  settings: { group: "program", icon: Settings2, Screen: Settings },
} satisfies Record<string, Entry>;

export type Place = keyof typeof places;
export const placeNames = Object.keys(places) as Place[];
export const entryOf = (place: Place): Entry => places[place];

function Contacts({ contacts, isTrial, isFormOpen, isShown, bar, openForm, pickEmails }: ScreenProps) {
  return (
    <ContactsScreen
      ref={contacts}
      isTrial={isTrial}
      isCovered={isFormOpen || !isShown}
      bar={bar}
      onAdd={() => openForm({ mode: "add" })}
      onAddEmails={pickEmails}
    />
  );
}

function Customers({ here, isShown, newCustomer, forgetNewCustomer, openForm }: ScreenProps) {
  const frame = useFrame();
  return (
    // No step of the trail: whoever comes back from a contact finds the customer that was chosen, not one asked for before.
    <FrameContext value={{ ...frame, openContact: (id, mode) => openForm({ mode, id }) }}>
      <CustomersScreen
        asked={isShown ? here : undefined}
        isHidden={!isShown}
        adding={newCustomer}
        onAdding={forgetNewCustomer}
        renderPeople={(customer) => <PeopleList customer={customer} />}
        renderFiles={({ id, attachments }) => slots.renderFiles({ holder: "customer", id, files: attachments })}
        onNewContact={({ id, name, code }) => openForm({ mode: "add", customer: { id, text: name, hint: code } })}
      />
    </FrameContext>
  );
}

function FoundHere({ here, bar, openFound, log }: ScreenProps) {
  return <FoundScreen key={here.found} asked={here} bar={bar} onOpen={openFound} onLog={log} />;
}

function Team({ app, here, team, invitation, openRecord }: ScreenProps) {
  return (
    <TeamScreen
      samples={app.samples}
      status={team.status}
      error={team.error}
      invitation={invitation}
      isInbox={here.place === "conflicts"}
      record={here.record}
      onSync={team.sync}
      onOpen={openRecord}
    />
  );
}

function Settings({ app, onPrefer, onApp, report }: ScreenProps) {
  return <SettingsScreen app={app} onPrefer={onPrefer} onApp={onApp} onReport={report} />;
}
