// The emails as rows of one tab stop: arrows move, Space ticks, Enter chooses whose the email is.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Checkbox } from "../../components/Checkbox";
import type { Option } from "../../components/Picker";
import { useFrame } from "../../ipc/frame";
import { useT } from "../../lib/i18n";
import { isCommand, isSubmitEnter, isTyping } from "../../lib/keys";
import { canBeOn, type RowDoes, taxIdOf } from "./emailImport";
import styles from "./Import.module.css";
import { ImportRow } from "./ImportRow";
import type { Import } from "./useImport";

type Props = {
  emailImport: Import;
  active: number;
  onActive: (place: number) => void;
  search: (text: string) => Promise<Option[]>;
  onOpen: (contact: string) => void;
};

/** Rows that fit, more or less. */
const PAGE = 8;

export function ImportList({ emailImport, active, onActive, search, onOpen }: Props) {
  const { t } = useT();
  const { today } = useFrame();
  const { emails, answers, count, possible } = emailImport;
  const list = useRef<HTMLDivElement>(null);
  const [picking, pick] = useState<number | null>(null);
  const focusRow = (place: number) => list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it appears; then the keys move it.
  useEffect(() => focusRow(active), []);

  /** Back to the row after its customer was chosen, unless the user went elsewhere. */
  const endPicking = (place: number, staysHere: boolean) => {
    pick((now) => (now === place ? null : now));
    if (staysHere) requestAnimationFrame(() => focusRow(place));
  };
  const does: RowDoes = {
    activate: onActive,
    change: emailImport.change,
    give: emailImport.give,
    pick,
    endPicking,
    open: onOpen,
  };
  const latest = useRef(does);
  latest.current = does;
  /** The same at each render: a tick draws one row, not five hundred. */
  const [on] = useState<RowDoes>(() => ({
    activate: (place) => latest.current.activate(place),
    change: (place, values) => latest.current.change(place, values),
    give: (place, whose) => latest.current.give(place, whose),
    pick: (place) => latest.current.pick(place),
    endPicking: (place, staysHere) => latest.current.endPicking(place, staysHere),
    open: (contact) => latest.current.open(contact),
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset.place !== undefined;
    if (picking !== null && event.key === "Escape") endPicking(picking, true);
    else if (isTyping(event.target)) return;
    else if (isCommand(event) && event.key.toLowerCase() === "a") emailImport.tickAll(true);
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (isOnRow && event.key === " ") {
      const [email, answer] = [emails[active], answers[active]];
      if (email && answer && canBeOn(email, answer)) emailImport.change(active, { isOn: !answer.isOn });
    } else if (isOnRow && isSubmitEnter(event)) {
      if (!emails[active]?.problem) pick(active);
    } else {
      const to = moved(event.key, active, emails.length);
      if (to === undefined) return;
      focusRow(to);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={list}
      role="grid"
      className={styles.list}
      aria-label={t("emails.list")}
      aria-multiselectable
      onKeyDown={onKeyDown}
    >
      <div role="row" className={`${styles.row} ${styles.head}`}>
        <span role="columnheader" className={styles.tick}>
          <Checkbox
            name={t("emails.all")}
            isOn={possible > 0 && count === possible}
            isSome={count > 0 && count < possible}
            isDisabled={possible === 0}
            onChange={() => emailImport.tickAll(count < possible)}
          />
        </span>
        <span role="columnheader" className={styles.when}>
          {t("emails.when")}
        </span>
        <span role="columnheader" className={styles.mail}>
          {t("emails.email")}
        </span>
        <span role="columnheader" className={styles.customer}>
          {t("form.customer")}
        </span>
        <span role="columnheader" className={styles.person}>
          {t("form.person")}
        </span>
      </div>
      {emails.map((email, place) => {
        const answer = answers[place];
        return (
          answer && (
            <ImportRow
              key={email.place}
              email={email}
              place={place}
              answer={answer}
              today={today}
              isActive={place === active}
              isPicking={place === picking}
              taxId={answer.whose?.id === "" ? taxIdOf(emails, answers, answer.whose.text) : null}
              search={search}
              on={on}
            />
          )
        );
      })}
    </div>
  );
}

function moved(key: string, from: number, count: number): number | undefined {
  const to: Record<string, number> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - PAGE,
    PageDown: from + PAGE,
    Home: 0,
    End: count - 1,
  };
  const place = to[key];
  return place === undefined ? undefined : Math.max(0, Math.min(place, count - 1));
}
