// The places of the book and who is using it; inside a form it is a rail of icons.
import { Bell, Building2, GitCompareArrows, MessageSquareText, Search, Settings2, Trash2 } from "lucide-react";
import { Avatar } from "../components/Avatar";
import { Kbd } from "../components/Kbd";
import { Mark } from "../components/Mark";
import { Tooltip } from "../components/Tooltip";
import type { SyncStatus, User } from "../ipc";
import { useT } from "../lib/i18n";
import { useIsNarrow } from "../lib/useIsNarrow";
import styles from "./Sidebar.module.css";
import { SyncLine } from "./SyncLine";

type Named = "contacts" | "customers" | "alarms" | "conflicts" | "bin" | "settings";
/** The team and its conflicts are one screen, entered by two doors; what is found is entered by the search. */
export type Place = Named | "team" | "found";
const icons = {
  contacts: MessageSquareText,
  customers: Building2,
  alarms: Bell,
  conflicts: GitCompareArrows,
  bin: Trash2,
  settings: Settings2,
};

/** They are counted this far. */
const MANY = 100;

type Props = {
  place: Place;
  isRail: boolean;
  user: User | null;
  /** Things that were dropped; from a hundred on there are many. */
  alarms: number;
  status: SyncStatus | undefined;
  onGo: (place: Place) => void;
  onSearch: () => void;
};

export function Sidebar({ place, isRail, user, alarms, status, onGo, onSearch }: Props) {
  const { t } = useT();
  const isNarrow = useIsNarrow();
  const conflicts = status?.conflicts ?? 0;
  const counts: Partial<Record<Named, number>> = { alarms, conflicts };
  const cut = (n: number) => (n < MANY ? String(n) : "99+");
  /** The name begins as the button reads. */
  const spoken = (name: Named, n: number) => {
    if (n === 0) return t(`app.${name}`);
    if (name === "conflicts") return t("sync.conflicts", { n });
    return n === 1 ? t("alarms.one") : t("alarms.some", { n: cut(n) });
  };
  const link = (name: Named) => {
    const Icon = icons[name];
    const n = counts[name] ?? 0;
    const button = (
      <button
        key={name}
        type="button"
        aria-current={name === place ? "page" : undefined}
        aria-label={spoken(name, n)}
        onClick={() => onGo(name)}
      >
        <Icon aria-hidden="true" />
        <span className={styles.word}>{t(`app.${name}`)}</span>{" "}
        {n > 0 && (
          <span className={styles.alarms} aria-hidden="true">
            {cut(n)}
          </span>
        )}
      </button>
    );
    return isRail || isNarrow ? (
      <Tooltip key={name} text={t(`app.${name}`)} placement="right">
        {button}
      </Tooltip>
    ) : (
      button
    );
  };
  return (
    <aside className={styles.sidebar} data-rail={isRail || undefined}>
      <div className={styles.team}>
        <Mark />
        <span className={`clip ${styles.word}`} title={status?.team?.name || undefined}>
          {status?.team?.name || "Hilo"}
        </span>
      </div>
      <nav className={styles.nav} data-region aria-label={t("app.navigation")}>
        <button
          type="button"
          aria-current={place === "found" ? "page" : undefined}
          aria-label={isRail || isNarrow ? t("palette.short") : undefined}
          onClick={onSearch}
        >
          <Search aria-hidden="true" />
          <span className={styles.word}>{t("palette.short")}</span>
          <span className={styles.word}>
            <Kbd>{t("keys.paletteKey")}</Kbd>
          </span>
        </button>
        {(["contacts", "customers", "alarms"] as const).map(link)}
        {(conflicts > 0 || place === "conflicts") && link("conflicts")}
      </nav>
      <nav className={`${styles.nav} ${styles.foot}`} aria-label={t("app.more")}>
        {(["bin", "settings"] as const).map(link)}
        <SyncLine status={status} isHere={place === "team"} isRail={isRail || isNarrow} onGo={() => onGo("team")} />
      </nav>
      {user && (
        <div className={styles.user}>
          <Avatar name={user.name} />
          <span className={`clip ${styles.word}`} aria-hidden="true">
            {user.name}
          </span>
        </div>
      )}
    </aside>
  );
}
