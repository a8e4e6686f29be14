// Everything by its name: records and orders, found as one types (Ctrl K).
import { Building2, Mail, MessageSquareText, Plus, Terminal, UserRound } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { Kbd } from "../components/Kbd";
import { ipc, type SearchHit } from "../ipc";
import { showDate } from "../lib/dates";
import { isLike } from "../lib/fold";
import { type MessageId, useT } from "../lib/i18n";
import { isAccept, isComposing, isSubmitEnter } from "../lib/keys";
import styles from "./Palette.module.css";
import { type Found, isRecord, recent, remember } from "./recent";

export type Order = { id: string; text: MessageId; keys?: string; run: () => void };
type Props = {
  orders: Order[];
  onOpen: (record: Found) => void;
  /** Ctrl+Enter on a customer or a person: a contact with them. */
  onLog: (record: Found) => void;
  /** What was looked for and is not there. */
  onCreate: (name: string) => void;
  onClose: () => void;
};
type Row = {
  id: string;
  group: MessageId;
  icon: ReactNode;
  text: string;
  hint: string;
  keys?: string;
  record?: Found;
  run: () => void;
};

const HITS_MAX = 5;
const ORDERS_MAX = 6;
const icons = { customer: Building2, person: UserRound, contact: MessageSquareText, email: Mail };
const groups = {
  customer: "palette.customers",
  person: "palette.people",
  contact: "palette.contacts",
  email: "palette.emails",
} as const;

export function Palette({ orders, onOpen, onLog, onCreate, onClose }: Props) {
  const { t } = useT();
  const id = useId();
  const [text, setText] = useState("");
  const [hits, setHits] = useState<SearchHit[]>([]);
  const [kept, setKept] = useState<Found[]>([]);
  const [active, setActive] = useState(0);
  const asked = useRef(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has taken the focus.
  useEffect(() => input.current?.focus(), []);
  const areOrdersOnly = text.trimStart().startsWith(">");
  const typed = text.replace(/^\s*>/, "").trim();

  useEffect(() => void recent().then(setKept, () => {}), []);
  useEffect(() => {
    const mine = ++asked.current;
    setActive(0);
    if (typed === "" || areOrdersOnly) return setHits([]);
    ipc.search(typed, HITS_MAX).then(
      // An older answer never takes the place of a newer one.
      (found) => mine === asked.current && setHits(found),
      () => mine === asked.current && setHits([]),
    );
  }, [typed, areOrdersOnly]);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(`${id}-${active}`)}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  const recordRow = (record: Found, group: MessageId): Row => {
    const Icon = icons[record.kind];
    const run = () => {
      remember(record);
      onOpen(record);
    };
    return {
      id: record.id,
      group,
      icon: <Icon aria-hidden="true" />,
      text: withDay(record.title),
      hint: record.excerpt,
      record,
      run,
    };
  };
  const found = hits.filter(isRecord).map((hit) => recordRow(hit, groups[hit.kind]));
  const orderRows = orders
    .filter((order) => isLike(t(order.text), typed))
    .slice(0, typed || areOrdersOnly ? undefined : ORDERS_MAX)
    .map(
      (order): Row => ({
        id: order.id,
        group: "palette.orders",
        icon: <Terminal aria-hidden="true" />,
        text: t(order.text),
        hint: "",
        keys: order.keys,
        run: order.run,
      }),
    );
  const isKnown = hits.some((hit) => hit.kind === "customer" && isLike(hit.title, typed));
  const creation: Row[] =
    typed === "" || areOrdersOnly || isKnown
      ? []
      : [
          {
            id: "create",
            group: "palette.new",
            icon: <Plus aria-hidden="true" />,
            text: t("palette.create", { name: typed }),
            hint: "",
            run: () => onCreate(typed),
          },
        ];
  const rows =
    typed === "" && !areOrdersOnly
      ? [...kept.map((one) => recordRow(one, "palette.recent")), ...orderRows]
      : [...orderRows.slice(0, areOrdersOnly ? undefined : 3), ...found, ...creation];
  const row = rows[Math.min(active, rows.length - 1)];
  const canLog = row?.record?.kind === "customer" || row?.record?.kind === "person";

  const choose = (chosen: Row | undefined) => {
    if (!chosen) return;
    onClose();
    chosen.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: rows.length - 1 }[event.key];
    if (step !== undefined && rows.length > 0)
      setActive((now) => (Math.min(now, rows.length - 1) + step) % rows.length);
    else if (isAccept(event) && canLog && row?.record) {
      onClose();
      remember(row.record);
      onLog(row.record);
    } else if (isSubmitEnter(event)) choose(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={styles.scrim}>
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog} aria-label={t("palette.title")}>
          <input
            className={styles.input}
            role="combobox"
            aria-label={t("palette.title")}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={row ? `${id}-${rows.indexOf(row)}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={t("palette.hint")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            ref={input}
          />
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.found")} className={styles.list}>
            {rows.map((one, index) => (
              <div key={`${one.group}-${one.id}`} role="presentation">
                {one.group !== rows[index - 1]?.group && (
                  <p className={styles.group} role="presentation">
                    {t(one.group)}
                  </p>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the option is its active descendant. */}
                <div
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={one === row}
                  className={styles.row}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => setActive(index)}
                  onClick={() => choose(one)}
                >
                  {one.icon}
                  <span className="clip">{one.text}</span>
                  <span className={`clip grow small muted ${styles.hint}`}>{one.hint}</span>
                  {one.keys && <Kbd>{one.keys}</Kbd>}
                </div>
              </div>
            ))}
            {rows.length === creation.length && <p className={styles.nothing}>{t("palette.nothing")}</p>}
          </div>
          <footer className={styles.foot}>
            <span>
              <Kbd>{t("key.enter")}</Kbd> {t("palette.open")}
            </span>
            {canLog && (
              <span>
                <Kbd>{t("key.ctrlEnter")}</Kbd> {t("palette.log")}
              </span>
            )}
            <span>
              <Kbd>&gt;</Kbd> {t("palette.onlyOrders")}
            </span>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A contact is called by its day, as the book writes it. */
function withDay(title: string): string {
  return title.replace(/^\d{4}-\d\d-\d\d\b/, (day) => showDate(day));
}
