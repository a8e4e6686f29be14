// All that a text finds, by kind: as much of each as is asked for, walked with the arrows from the field.
import { Building2, Mail, MessageSquareText, Paperclip, Search, SearchX, UserRound } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Kbd } from "../../components/Kbd";
import { Marked } from "../../components/Marked";
import page from "../../components/Page.module.css";
import { type Found, type Kind, kinds, type Section, useFound } from "../../ipc/found";
import { useFrame } from "../../ipc/frame";
import { keepRoute, keptRoute } from "../../ipc/route";
import { toldError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { endGesture } from "../../lib/echo";
import { useT } from "../../lib/i18n";
import { isAccept, isComposing, isSubmitEnter } from "../../lib/keys";
import { showCount } from "../../lib/numbers";
import styles from "./Found.module.css";

type Props = {
  /** What was asked for elsewhere, and nothing on a page that is opened by itself; another object asks anew. */
  asked: { found?: string };
  bar: ReactNode;
  onOpen: (record: Found) => void;
  onLog: (record: Found) => void;
};
/** A record, or the line that shows more of its kind. */
type Line = { key: string; kind: Kind; record: Found | null };
type Seen = { text: string; at: string | null; room: Record<Kind, number>; top: number };

const FIRST = 10;
const MORE = 50;
/** Who has to read more than these types another word. */
const SHOWN_MAX = 1000;
const icons = { customer: Building2, person: UserRound, contact: MessageSquareText, email: Mail, file: Paperclip };
const titles = {
  customer: "palette.customers",
  person: "palette.people",
  contact: "palette.contacts",
  email: "palette.emails",
  file: "palette.files",
} as const;
const firstRoom = Object.fromEntries(kinds.map((kind) => [kind, FIRST])) as Record<Kind, number>;

/** How the page was left, and what had been asked then: it is so again when one comes back to it. */
let left: { asked: object; seen: Seen } | null = null;

export function FoundScreen({ asked, bar, onOpen, onLog }: Props) {
  const { changed } = useFrame();
  const { t, locale } = useT();
  const id = useId();
  const [seen] = useState(() => {
    if (asked.found === undefined) return left?.seen ?? keptRoute<Seen>("found");
    return left?.asked === asked ? left.seen : null;
  });
  const [text, setText] = useState(seen?.text ?? asked.found ?? "");
  const [room, setRoom] = useState(seen?.room ?? firstRoom);
  const [at, setAt] = useState<string | null>(seen?.at ?? null);
  const early = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const typed = text.trim();
  const found = useFound(typed, Math.max(...Object.values(room)));
  const sections = found.sections.map((section) => ({ ...section, hits: section.hits.slice(0, room[section.kind]) }));
  const lines = sections.flatMap(linesOf);
  const line = at === null ? (found.isWaiting ? undefined : lines[0]) : lines.find(({ key }) => key === at);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  // Where it was scrolled to, once there is something to scroll.
  const isReady = sections.length > 0;
  useEffect(() => {
    if (isReady && seen && scroller.current) scroller.current.scrollTop = seen.top;
  }, [isReady, seen]);
  useEffect(() => {
    const element = scroller.current;
    const keep = () => {
      left = { asked, seen: { text, at, room, top: element?.scrollTop ?? 0 } };
      keepRoute("found", left.seen);
    };
    keep();
    return keep;
  }, [asked, text, at, room]);

  const choose = (chosen: Line | undefined, by: "key" | "click" = "key") => {
    if (!chosen) return;
    setAt(chosen.key);
    endGesture(by);
    if (chosen.record) return onOpen(chosen.record);
    // The first of those that come is the next one to be read.
    const last = lines[lines.indexOf(chosen) - 1];
    setAt(last?.key ?? null);
    setRoom({ ...room, [chosen.kind]: Math.min(room[chosen.kind] + MORE, SHOWN_MAX) });
    input.current?.focus();
  };
  // The highlight keeps to its record when others come before it; Enter pressed before the answer opens its first record.
  useEffect(() => {
    if (found.isWaiting || at !== null || !lines[0]) return;
    setAt(lines[0].key);
    if (early.current) choose(lines[0]);
    early.current = false;
  });
  const clear = () => {
    setText("");
    input.current?.focus();
  };
  const move = (to: number) => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, to))];
    if (!next) return;
    setAt(next.key);
    document.getElementById(`${id}-${next.key}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const here = line ? lines.indexOf(line) : -1;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: FIRST, PageUp: -FIRST };
    const step = steps[event.key];
    if (step !== undefined && !event.altKey) move(here + step);
    else if (isSubmitEnter(event)) {
      if (event.repeat) return event.preventDefault();
      if (isAccept(event)) {
        if (!line?.record || !canLog(line.record)) return;
        endGesture("key");
        onLog(line.record);
      } else if (found.isWaiting && at === null) early.current = true;
      else choose(line);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const counted = ({ count, isMore }: Section) => {
    const n = showCount(count, locale);
    return isMore ? t("found.over", { n }) : n;
  };

  return (
    <section className={page.page} aria-label={t("found.title")}>
      <header className={page.bar} data-region>
        {bar}
        <h1>{t("found.title")}</h1>
        <span className={`grow ${styles.field}`} data-find>
          <Search aria-hidden="true" />
          <input
            ref={input}
            role="combobox"
            aria-label={t("found.field")}
            aria-expanded={lines.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={line ? `${id}-${line.key}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={t("found.hint")}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(null);
              setRoom(firstRoom);
              early.current = false;
            }}
            onKeyDown={onKeyDown}
          />
        </span>
      </header>
      <ErrorBanner error={toldError(found.error)} onRetry={() => void changed()} />
      <div ref={scroller} className={styles.scroller} data-region>
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t("palette.found")}
          aria-busy={found.isWaiting || undefined}
          className={styles.list}
        >
          {sections.map((section) => (
            // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, and no fieldsets.
            <div key={section.kind} role="group" aria-label={t(titles[section.kind])} className={styles.section}>
              <h2 className={styles.title} role="presentation">
                {t(titles[section.kind])} <span className={`faint tnum ${styles.count}`}>{counted(section)}</span>
              </h2>
              {linesOf(section).map((one) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's; the option is its active descendant.
                <div
                  key={one.key}
                  id={`${id}-${one.key}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={one.key === line?.key}
                  className={styles.row}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={(event) => event.detail < 2 && choose(one, "click")}
                >
                  {one.record ? (
                    <Hit record={one.record} typed={found.text} />
                  ) : (
                    <span className="muted">
                      {t("found.more", { kind: t(titles[one.kind]).toLocaleLowerCase(locale) })}
                    </span>
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
        {lines.length === 0 && !found.isWaiting && found.error === null && (
          <EmptyState
            icon={typed === "" ? <Search aria-hidden="true" /> : <SearchX aria-hidden="true" />}
            title={typed === "" ? t("found.ask") : t("found.nothing", { text: typed })}
            help={t("found.where")}
            action={typed === "" ? undefined : <Button onClick={clear}>{t("found.clear")}</Button>}
          />
        )}
      </div>
      <footer className={page.status}>
        {line && (
          <span>
            <Kbd>{t("key.enter")}</Kbd> {t(line.record ? "palette.open" : "palette.show")}
          </span>
        )}
        {line?.record && canLog(line.record) && (
          <span>
            <Kbd>{t("key.ctrlEnter")}</Kbd> {t("palette.log")}
          </span>
        )}
        {lines.length > 0 && (
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("found.walk")}
          </span>
        )}
      </footer>
    </section>
  );
}

function Hit({ record, typed }: { record: Found; typed: string }) {
  const Icon = icons[record.kind];
  const title = record.title.replace(/^\d{4}-\d\d-\d\d\b/, (day) => showDate(day));
  return (
    <>
      <Icon aria-hidden="true" />
      <span className={styles.words}>
        <span className="clip medium">
          <Marked text={title} typed={typed} />
        </span>
        {record.excerpt && (
          <span className={`small muted ${styles.excerpt}`}>
            <Marked text={record.excerpt} typed={typed} />
          </span>
        )}
      </span>
    </>
  );
}

const canLog = ({ kind }: Found) => kind === "customer" || kind === "person";

/** The hits that are shown of a kind, and a line for the rest. */
function linesOf({ kind, hits, count, isMore }: Section): Line[] {
  const lines: Line[] = hits.map((record) => ({ key: `${kind}-${record.id}`, kind, record }));
  const hasMore = (isMore || count > hits.length) && hits.length < SHOWN_MAX;
  return hasMore ? [...lines, { key: `more-${kind}`, kind, record: null }] : lines;
}
