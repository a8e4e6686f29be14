// What two people changed at once, one after another: arrows choose, Enter keeps, and Deshacer takes it back.
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, GitCompareArrows } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBanner } from "../../components/ErrorBanner";
import { type Conflict, type ConflictValue, ipc, type SyncStatus } from "../../ipc";
import { conflictField, DELETED, titleWords } from "../../ipc/conflictWords";
import { useFrame } from "../../ipc/frame";
import { toastError, toldError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { ConflictChoice, ConflictLine } from "./ConflictChoice";
import styles from "./Conflicts.module.css";
import type { RecordRef } from "./state";

type Props = {
  status: SyncStatus;
  /** It is what the screen was opened for. */
  isAsked: boolean;
  /** The record whose conflicts are asked for. */
  record?: string;
  onOpen: (record: RecordRef) => void;
};

export function Inbox({ status, isAsked, record, onOpen }: Props) {
  const { undo, changed } = useFrame();
  const { t } = useT();
  const inbox = useRef<HTMLElement>(null);
  const [at, go] = useState({ id: "", index: 0 });
  const keeping = useOnce();
  const query = useQuery({ queryKey: ["conflicts"], queryFn: () => ipc.conflictsList(null) });
  const all = query.data;
  const known = all?.findIndex((one) => one.id === at.id) ?? -1;
  const index = known >= 0 ? known : Math.min(at.index, (all?.length ?? 1) - 1);
  const conflict = all?.[index];
  const isThere = all !== undefined;

  const focusChoice = () => {
    // What had the focus goes away with the choice: until the next has come, the inbox hears the keys.
    inbox.current?.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      const chosen = inbox.current?.querySelector<HTMLElement>("input:checked");
      (chosen ?? inbox.current)?.focus();
      chosen?.closest("article")?.scrollIntoView({ block: "nearest" });
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once, and again for another record.
  useEffect(() => {
    if (!isAsked || !all) return;
    const first = record ? all.findIndex((one) => one.record === record) : -1;
    if (first >= 0) go({ id: all[first]?.id ?? "", index: first });
    inbox.current?.scrollIntoView({ block: "nearest" });
    focusChoice();
  }, [isAsked, record, isThere]);

  const step = (by: number) => {
    const next = all?.[index + by];
    if (!next) return;
    go({ id: next.id, index: index + by });
    focusChoice();
  };
  const keep = (chosen: Conflict, value: ConflictValue) =>
    keeping.run(async () => {
      try {
        await ipc.conflictResolve({ id: chosen.id, keep: value.key });
        const title = titleWords(chosen, t);
        const text =
          chosen.field !== DELETED
            ? t("conflicts.kept", { field: conflictField(chosen, t), title })
            : t(value.key === "delete" ? "conflicts.deletedRecord" : "conflicts.keptRecord", { title });
        toast({ text, action: { label: t("undo"), key: t("undo.key"), run: undo } });
        // What follows takes its place.
        go({ id: all?.[index + 1]?.id ?? "", index });
      } finally {
        void changed();
        await query.refetch();
        focusChoice();
      }
    }, toastError);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(by);
  };

  const here = status.devices.find((one) => one.is_this)?.device ?? null;
  return (
    <section
      ref={inbox}
      className={styles.inbox}
      aria-label={t("app.conflicts")}
      data-region
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <ErrorBanner error={toldError(query.error)} onRetry={() => void query.refetch()} />
      {all && conflict && (
        <>
          <header className={styles.head}>
            <h3 className="grow">
              {t("conflicts.title")}{" "}
              <span className="faint tnum" role="status">
                {t("conflicts.place", { at: index + 1, n: all.length })}
              </span>
            </h3>
            <Button
              look="quiet"
              isSmall
              isStep
              name={t("conflicts.before")}
              keys="↑"
              reason={index > 0 ? null : t("conflicts.isFirst")}
              onClick={() => step(-1)}
            >
              <ChevronUp aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              isSmall
              isStep
              name={t("conflicts.after")}
              keys="↓"
              reason={index < all.length - 1 ? null : t("conflicts.isLast")}
              onClick={() => step(1)}
            >
              <ChevronDown aria-hidden="true" />
            </Button>
          </header>
          <div className={styles.list}>
            {all.map((one, place) =>
              place === index ? (
                <ConflictChoice
                  key={one.id}
                  conflict={one}
                  here={here}
                  onKeep={(value) => keep(one, value)}
                  onOpen={onOpen}
                />
              ) : (
                <ConflictLine
                  key={one.id}
                  conflict={one}
                  onChoose={() => {
                    go({ id: one.id, index: place });
                    focusChoice();
                  }}
                />
              ),
            )}
          </div>
        </>
      )}
      {all?.length === 0 && (
        <EmptyState
          icon={<GitCompareArrows aria-hidden="true" />}
          title={t("conflicts.none")}
          help={t("conflicts.noneHelp")}
        />
      )}
    </section>
  );
}
