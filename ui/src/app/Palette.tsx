// Everything by its name: records and commands, found as one types (Ctrl K).
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { Kbd } from "../components/Kbd";
import { Marked } from "../components/Marked";
import { asAppError } from "../ipc";
import { errorSentence } from "../ipc/errors";
import { type Found, useFound } from "../ipc/found";
import { endGesture } from "../lib/echo";
import { useT } from "../lib/i18n";
import { isAccept, isComposing, isSubmitEnter } from "../lib/keys";
import styles from "./Palette.module.css";
import { firstRow, foundRows, isNamed, onlyCommands, type PaletteCommand, type Row, recentRows } from "./paletteRows";
import { recent, remember, rememberCommand } from "./recent";

type Props = {
  commands: PaletteCommand[];
  onOpen: (record: Found) => void;
  /** Ctrl+Enter on a customer or a person: a contact with them. */
  onLog: (record: Found) => void;
  /** What was looked for and is not there. */
  onCreate: (name: string) => void;
  /** All that the text finds, on a page of its own. */
  onFound: (text: string) => void;
  onClose: () => void;
};
type Act = "choose" | "log";

const HITS_MAX = 5;
/** What was pressed before the answer was there. */
const untouched: { moves: number; act: Act | null } = { moves: 0, act: null };

export function Palette({ commands, onOpen, onLog, onCreate, onFound, onClose }: Props) {
  const { t } = useT();
  const id = useId();
  const [text, setText] = useState("");
  /** The highlighted row; null until what is typed has its answer. */
  const [at, setAt] = useState<string | null>(null);
  const early = useRef(untouched);
  const isDone = useRef(false);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has taken the focus.
  useEffect(() => input.current?.focus(), []);
  const areCommandsOnly = text.trimStart().startsWith(">");
  const typed = text.replace(/^\s*>/, "").trim();
  const sought = areCommandsOnly ? "" : typed;
  const answer = useFound(sought, HITS_MAX);
  const lately = useQuery({ queryKey: ["recent"], queryFn: recent, gcTime: 0 });
  useEffect(() => {
    if (at) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const on = { onOpen, onCreate, onFound };
  const isWaiting = answer.isWaiting || (!areCommandsOnly && typed === "" && lately.isPending);
  /** Until the answer is there, the list is that of the older text, whole. */
  const shown = answer.isWaiting ? answer.text : sought;
  const rows = areCommandsOnly
    ? onlyCommands(typed, commands, t)
    : shown === ""
      ? recentRows(lately.data?.records ?? [], lately.data?.commands ?? [], commands, t, on)
      : foundRows(shown, answer.sections, commands, t, on);
  const first = firstRow(rows, typed);
  const row = at === null ? (isWaiting ? undefined : first) : rows.find(({ key }) => key === at);

  const perform = (act: Act, chosen: Row | undefined, by: "key" | "click" = "key") => {
    if (!chosen || chosen.isOff || isDone.current || (act === "log" && !canLog(chosen))) return;
    isDone.current = true;
    endGesture(by);
    onClose();
    const { record, command } = chosen;
    if (record) remember(record);
    if (command) rememberCommand(command);
    if (record && act === "log") onLog(record);
    else chosen.run();
  };
  const showAll = () => {
    if (sought === "" || isDone.current) return;
    isDone.current = true;
    endGesture("key");
    onClose();
    onFound(sought);
  };
  // The highlight takes its place when the answer comes, and keeps to its row from then on; what was pressed meanwhile is
  // done with the answer, and only with a record of it or with what was moved to or named.
  useEffect(() => {
    if (isWaiting || at !== null || !first) return;
    const { moves, act } = early.current;
    early.current = untouched;
    const target = moved(rows, rows.indexOf(first), moves);
    if (!target) return;
    setAt(target.key);
    if (act && (target.record || moves !== 0 || isNamed(target, typed))) perform(act, target);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isEarly = isWaiting && at === null;
    if (step !== undefined) {
      if (isEarly) early.current = { ...early.current, moves: early.current.moves + step };
      else setAt(moved(rows, row ? rows.indexOf(row) : step < 0 ? 0 : -1, step)?.key ?? null);
    } else if (isSubmitEnter(event)) {
      const act = isAccept(event) ? "log" : "choose";
      if (event.shiftKey && act === "choose") showAll();
      else if (isEarly) early.current = { ...early.current, act };
      else if (!event.repeat) perform(act, row);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** WebKit tells of a move when rows move under a pointer that rests: that is no choice. */
  const onMove = (event: { clientX: number; clientY: number }, key: string) => {
    const before = pointer.current;
    pointer.current = { x: event.clientX, y: event.clientY };
    if (!isWaiting && before && (before.x !== event.clientX || before.y !== event.clientY)) setAt(key);
  };

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={styles.scrim} data-scrim>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog} aria-label={t("palette.title")}>
          <input
            className={styles.input}
            role="combobox"
            aria-label={t("palette.title")}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={row ? `${id}-${row.key}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={t("palette.hint")}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(null);
              early.current = untouched;
            }}
            onKeyDown={onKeyDown}
            ref={input}
          />
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label={t("palette.found")}
            aria-busy={isWaiting || undefined}
            className={styles.list}
          >
            {rows.map((one, index) => (
              <div key={one.key} role="presentation">
                {one.group && one.group !== rows[index - 1]?.group && (
                  <p className={styles.group} role="presentation">
                    {t(one.group)}
                  </p>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the option is its active descendant. */}
                <div
                  id={`${id}-${one.key}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={one === row}
                  aria-disabled={one.isOff || undefined}
                  className={styles.row}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={(event) => onMove(event, one.key)}
                  onClick={() => perform("choose", one, "click")}
                >
                  {one.icon}
                  <span className={`clip ${styles.text}`}>
                    {one.record ? <Marked text={one.text} typed={shown} /> : one.text}
                  </span>
                  <span className={`clip grow small muted ${styles.hint}`}>
                    {one.record ? <Marked text={one.hint} typed={shown} /> : one.hint}
                  </span>
                  {one.keys && <Kbd>{one.keys}</Kbd>}
                </div>
              </div>
            ))}
            {answer.error !== null && <p className={styles.nothing}>{errorSentence(asAppError(answer.error), t)}</p>}
            {answer.error === null && rows.every(({ key }) => key === "create") && (
              <p className={styles.nothing}>{t("palette.nothing")}</p>
            )}
          </div>
          <footer className={styles.foot}>
            {row && !row.isOff && (
              <span>
                <Kbd>{t("key.enter")}</Kbd> {t(row.does)}
              </span>
            )}
            {row && canLog(row) && (
              <span>
                <Kbd>{t("key.ctrlEnter")}</Kbd> {t("palette.log")}
              </span>
            )}
            {!areCommandsOnly && (
              <span>
                <Kbd>&gt;</Kbd> {t("palette.onlyCommands")}
              </span>
            )}
            <span>
              <Kbd>{t("key.esc")}</Kbd> {t("palette.close")}
            </span>
            {isWaiting && (
              <span className={styles.waiting} role="status">
                {t("palette.waiting")}
              </span>
            )}
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const canLog = ({ record }: Row) => record?.kind === "customer" || record?.kind === "person";

/** Round the ends. */
function moved(rows: Row[], from: number, steps: number): Row | undefined {
  return rows[(((from + steps) % rows.length) + rows.length) % rows.length];
}
