// What stands in the palette, in its command: records first, then what the program can do.
import { Building2, Mail, MessageSquareText, Paperclip, Plus, Rows3, Terminal, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import type { Found, Section } from "../ipc/found";
import { lastKey } from "../lib/commands";
import { showDate } from "../lib/dates";
import { fold, isLike, isNearly, wordsOf } from "../lib/fold";
import type { MessageId, Translate } from "../lib/i18n";

export type PaletteCommand = {
  id: string;
  text: MessageId;
  keys?: MessageId;
  /** Why it cannot be done now. */
  reason?: string | null;
  /** Undo and redo: never first, unless their own word is typed. */
  takesBack?: boolean;
  run: () => void;
};
export type Row = {
  /** By which it is found again when others come before it. */
  key: string;
  group: MessageId | null;
  icon: ReactNode;
  text: string;
  hint: string;
  /** What Enter does. */
  does: MessageId;
  keys?: string;
  record?: Found;
  /** Of a command. */
  command?: string;
  /** It stands there to be known: it cannot be done now. */
  isOff?: boolean;
  takesBack?: boolean;
  run: () => void;
};
type Doing = {
  onOpen: (record: Found) => void;
  onCreate: (name: string) => void;
  onFound: (text: string) => void;
};

/** With an empty line, and after records. */
const COMMANDS_MAX = { empty: 6, found: 3 };
const icons = { customer: Building2, person: UserRound, contact: MessageSquareText, email: Mail, file: Paperclip };
export const groups = {
  customer: "palette.customers",
  person: "palette.people",
  contact: "palette.contacts",
  email: "palette.emails",
  file: "palette.files",
} as const;

/** `lately` are the ids of the commands given last: they come before the others. */
export function recentRows(
  kept: Found[],
  lately: string[],
  commands: PaletteCommand[],
  t: Translate,
  on: Doing,
): Row[] {
  const age = ({ id }: PaletteCommand) => (lately.includes(id) ? lately.indexOf(id) : lately.length);
  const can = commands.filter((command) => !command.takesBack && !command.reason);
  const first = can.toSorted((a, b) => age(a) - age(b)).slice(0, COMMANDS_MAX.empty);
  return [
    ...kept.map((one) => recordRow(one, "palette.recent", on)),
    ...first.map((command) => commandRow(command, t)),
  ];
}

export function commandRows(typed: string, commands: PaletteCommand[], t: Translate): Row[] {
  const isPrefix = (row: Row) => fold(row.text).startsWith(fold(typed));
  const rows = commands.map((command) => commandRow(command, t)).filter((row) => isLike(row.text, typed));
  const rank = (row: Row) =>
    row.takesBack && !isMeant(row, typed) ? 3 : isPrefix(row) ? 0 : 1 + Number(row.isOff === true);
  return rows.sort((a, b) => rank(a) - rank(b));
}

/** Those that are called so but for a slip; one in a beginning may be meant for another word, and only asks. */
export function nearRows(typed: string, commands: PaletteCommand[], t: Translate): { sure: Row[]; perhaps: Row[] } {
  const rows = commands.map((command) => commandRow(command, t)).filter((row) => !row.takesBack);
  const of = (kind: ReturnType<typeof isNearly>) =>
    rows.filter((row) => isNearly(row.text, typed) === kind).slice(0, COMMANDS_MAX.found);
  return { sure: of("whole"), perhaps: of("beginning").map((row) => ({ ...row, group: "palette.nearly" })) };
}

/** Without records there is nothing else that could be meant. */
export function onlyCommands(typed: string, commands: PaletteCommand[], t: Translate): Row[] {
  const rows = commandRows(typed, commands, t);
  if (rows.length > 0) return rows;
  const { sure, perhaps } = nearRows(typed, commands, t);
  return [...sure, ...perhaps];
}

export function foundRows(
  typed: string,
  sections: Section[],
  commands: PaletteCommand[],
  t: Translate,
  on: Doing,
): Row[] {
  const records = sections.flatMap(({ kind, hits }) => hits.map((hit) => recordRow(hit, groups[kind], on)));
  const can = commandRows(typed, commands, t);
  const isFirst = (row: Row) => !row.takesBack || isMeant(row, typed);
  const others = can.filter(isFirst).slice(0, COMMANDS_MAX.found);
  const back = can.filter((row) => !isFirst(row));
  const more: Row = {
    key: "more",
    group: null,
    icon: <Rows3 aria-hidden="true" />,
    text: t("palette.all"),
    hint: "",
    does: "palette.show",
    keys: t("palette.allKey"),
    run: () => on.onFound(typed),
  };
  const create: Row = {
    key: "create",
    group: "palette.new",
    icon: <Plus aria-hidden="true" />,
    text: t("palette.create", { name: typed }),
    hint: "",
    does: "palette.make",
    run: () => on.onCreate(typed),
  };
  const isThere = records.some(({ record }) => record?.kind === "customer" && fold(record.title) === fold(typed));
  const isNameless = wordsOf(typed).length === 0;
  const creation = isThere || isNameless ? [] : [create];
  const before = [...records, ...(records.length > 0 ? [more] : []), ...others];
  if (before.length > 0) return [...before, ...back, ...creation];
  if (back.length > 0) return [...creation, ...back];
  const { sure, perhaps } = nearRows(typed, commands, t);
  return [...sure, ...perhaps, ...creation];
}

/** What Enter does when nothing was moved to. */
export function firstRow(rows: Row[], typed: string): Row | undefined {
  const sure = rows.filter((row) => !row.takesBack || isMeant(row, typed));
  return sure.find((row) => row.group !== "palette.nearly") ?? sure[0];
}

const MEANT_LETTERS_MIN = 4;

/** Undo and redo are meant by a beginning of their own word that can be no slip. */
function isMeant(row: Row, typed: string): boolean {
  const text = wordsOf(typed).join(" ");
  return text.length >= MEANT_LETTERS_MIN && wordsOf(row.text).join(" ").startsWith(text);
}

/** Typed in full: undo and redo by the word itself. */
export function isNamed(row: Row, typed: string): boolean {
  const words = wordsOf(row.text);
  const text = wordsOf(typed).join(" ");
  return text !== "" && (text === words.join(" ") || (row.takesBack === true && text === words[0]));
}

function recordRow(record: Found, group: MessageId, on: Doing): Row {
  const Icon = icons[record.kind];
  return {
    key: `${record.kind}-${record.id}`,
    group,
    icon: <Icon aria-hidden="true" />,
    text: withDay(record.title),
    hint: record.excerpt,
    does: "palette.open",
    record,
    run: () => on.onOpen(record),
  };
}

function commandRow({ id, text, keys, reason, takesBack, run }: PaletteCommand, t: Translate): Row {
  const icon = <Terminal aria-hidden="true" />;
  return {
    key: `command-${id}`,
    command: id,
    group: "palette.commands",
    icon,
    text: t(text),
    hint: reason ?? "",
    does: "palette.do",
    keys: keys && lastKey(t(keys)),
    isOff: Boolean(reason),
    takesBack,
    run,
  };
}

/** A contact is called by its day, as the book writes it. */
function withDay(title: string): string {
  return title.replace(/^\d{4}-\d\d-\d\d\b/, (day) => showDate(day));
}
