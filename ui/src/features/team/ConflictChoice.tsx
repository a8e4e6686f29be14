// One conflict: whose values there are, which is shown meanwhile, and the one that is to stay.
import { Eye } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { Kbd } from "../../components/Kbd";
import { kindIcons } from "../../components/kinds";
import type { Conflict, ConflictValue } from "../../ipc";
import {
  capital,
  conflictField,
  DELETED,
  keepWords,
  partField,
  titleWords,
  valueParts,
  whoWords,
} from "../../ipc/conflictWords";
import { useFrame } from "../../ipc/frame";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { dayAndTime } from "../../lib/moments";
import styles from "./Conflicts.module.css";
import type { RecordRef } from "./state";

/** Records that have a place of their own to be opened in. */
const opened = new Set(["contact", "customer", "person"]);

type Props = {
  conflict: Conflict;
  /** This device. */
  here: string | null;
  onKeep: (value: ConflictValue) => void;
  onOpen: (record: RecordRef) => void;
};

export function ConflictChoice({ conflict, here, onKeep, onOpen }: Props) {
  const { today, timeZone, me } = useFrame();
  const { t, locale } = useT();
  const id = useId();
  // What is shown comes first: keeping it is the least of changes.
  const values = [...conflict.values].sort((one, other) => Number(other.is_shown) - Number(one.is_shown));
  const [chosen, choose] = useState(values[0]?.key ?? "");
  const value = values.find((one) => one.key === chosen) ?? values[0];
  if (!value) return null;
  const Icon = kindIcons[conflict.kind];
  const [kind, title] = [t(`kind.${conflict.kind}`), titleWords(conflict, t)];
  const isRemoval = conflict.field === DELETED;
  const members = [...new Set(values.flatMap((one) => one.parts.map((part) => part.field)))];
  const unit = members.length > 1 ? members.map((field) => partField(conflict.kind, field, t)) : [];
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (by !== undefined && isPlain) {
      const next = values[(values.indexOf(value) + by + values.length) % values.length];
      if (!next) return;
      choose(next.key);
      document.getElementById(`${id}-${next.key}`)?.focus();
    } else if (isSubmitEnter(event)) {
      // A key that is held down decides one thing, not everything that follows.
      if (!event.repeat) onKeep(value);
    } else return;
    event.preventDefault();
  };
  return (
    <article className={styles.conflict} aria-labelledby={`${id}-title`} data-keys>
      <p className={styles.record}>
        <Icon className="small" aria-hidden="true" />
        {opened.has(conflict.kind) ? (
          <button
            type="button"
            className={styles.link}
            title={t("conflicts.open", { title })}
            onClick={() => onOpen({ kind: conflict.kind, id: conflict.record })}
          >
            {title}
          </button>
        ) : (
          <span className="medium">{title}</span>
        )}
        {title !== kind && <span className="faint">{kind}</span>}
      </p>
      <h2 id={`${id}-title`}>{conflictField(conflict, t)}</h2>
      <p className="muted">
        {whoWords(conflict, me, t, locale)}
        {!isRemoval && ` ${t("conflicts.meanwhile")}`}
      </p>
      <div
        className={styles.versus}
        role="radiogroup"
        aria-label={`${t("conflicts.which")}: ${conflictField(conflict, t)}`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {values.map((one) => {
          const { first, rest } = valueParts(conflict, one, t, locale);
          const name = one.user_name ?? t("conflicts.somebody");
          const isLong = first.length > 60 || first.includes("\n");
          return (
            <label key={one.key} className={styles.side} data-long={isLong || undefined}>
              <input
                type="radio"
                id={`${id}-${one.key}`}
                className={styles.input}
                name={id}
                value={one.key}
                checked={one.key === value.key}
                onChange={() => choose(one.key)}
              />
              {!isRemoval && (
                <span className={styles.who}>
                  <Avatar name={name} />
                  <span className="grow">
                    {one.user !== null && one.user === me ? t("conflicts.me", { name }) : name}
                  </span>
                  <span className={styles.dot} aria-hidden="true" />
                </span>
              )}
              {isRemoval && (
                <span className={styles.who}>
                  <span className={`grow ${styles.verb}`}>{first}</span>
                  <span className={styles.dot} aria-hidden="true" />
                </span>
              )}
              {!isRemoval && (
                <span className={isLong ? styles.text : styles.big}>
                  <span className={first === t("empty") ? "faint" : undefined}>{first}</span>
                  {rest.map((part) => (
                    <span key={part} className={styles.rest}>
                      {" "}
                      {part}
                    </span>
                  ))}
                </span>
              )}
              <span className="small faint">
                {isRemoval
                  ? t(one.key === "delete" ? "conflicts.deleteRecordText" : "conflicts.keepRecordText")
                  : whenAndWhere(one)}
              </span>
              {one.is_shown && (
                <span className={styles.shown}>
                  <Eye className="small" aria-hidden="true" />
                  {t("conflicts.shown")}
                </span>
              )}
            </label>
          );
        })}
      </div>
      {unit.length > 0 && <p className="small faint">{t("conflicts.unit", { fields: unit.join(", ") })}</p>}
      <div className={styles.go}>
        <Button look="primary" onClick={() => onKeep(value)} data-enter>
          {keepWords(conflict, value, t, locale)}
          <Kbd isHere>{t("key.enter")}</Kbd>
        </Button>
      </div>
    </article>
  );

  function whenAndWhere({ at, device, device_name }: ConflictValue): string {
    const when = capital(dayAndTime(at, today, timeZone, t));
    if (device !== null && device === here) return t("conflicts.here", { when });
    return device_name ? t("conflicts.there", { when, device: device_name }) : when;
  }
}

/** A conflict that waits for its turn. */
export function ConflictLine({ conflict, onChoose }: { conflict: Conflict; onChoose: () => void }) {
  const { t, locale } = useT();
  const Icon = kindIcons[conflict.kind];
  return (
    <button type="button" className={styles.line} onClick={onChoose}>
      <span className={styles.record}>
        <Icon className="small" aria-hidden="true" />
        <span className="medium clip">{titleWords(conflict, t)}</span>
        <span className="faint clip">{conflictField(conflict, t)}</span>
      </span>
      {conflict.field !== DELETED && (
        <span className={styles.mini}>
          {conflict.values.map((one) => (
            <span key={one.key}>
              <Avatar name={one.user_name ?? t("conflicts.somebody")} />
              <span className="clip tnum">{valueParts(conflict, one, t, locale).first}</span>
            </span>
          ))}
        </span>
      )}
    </button>
  );
}
