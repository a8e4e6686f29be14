// The places of the book and who is using it; inside a form it is a rail of icons.
import { Search } from "lucide-react";
import { Avatar } from "../components/Avatar";
import { Kbd } from "../components/Kbd";
import { Logo } from "../components/Logo";
import { Tooltip } from "../components/Tooltip";
import type { SyncStatus, User } from "../ipc";
import { useT } from "../lib/i18n";
import { useIsNarrow } from "../lib/useIsNarrow";
import { entryOf, fewOrMany, type Place, placeNames } from "./places";
import styles from "./Sidebar.module.css";
import { SyncLine } from "./SyncLine";

/** The search and the line of the team are buttons of their own. */
const named = placeNames.filter((name) => name !== "found" && name !== "team");

type Props = {
  place: Place;
  isRail: boolean;
  user: User | null;
  /** What waits to be looked at, by the place where it is. */
  counts: Partial<Record<Place, number>>;
  status: SyncStatus | undefined;
  onGo: (place: Place) => void;
  onSearch: () => void;
};

export function Sidebar({ place, isRail, user, counts, status, onGo, onSearch }: Props) {
  const { t } = useT();
  const isNarrow = useIsNarrow();
  const link = (name: (typeof named)[number]) => {
    const { icon: Icon, counted, isOccasional } = entryOf(name);
    const n = counts[name] ?? 0;
    if (!Icon || (isOccasional && n === 0 && name !== place)) return null;
    const button = (
      <button
        key={name}
        type="button"
        aria-current={name === place ? "page" : undefined}
        aria-label={n > 0 && counted ? counted(n, t) : t(`app.${name}`)}
        onClick={() => onGo(name)}
      >
        <Icon aria-hidden="true" />
        <span className={styles.word}>{t(`app.${name}`)}</span>{" "}
        {n > 0 && (
          <span className={styles.alarms} aria-hidden="true">
            {fewOrMany(n)}
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
        <Logo />
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
        {named.filter((name) => entryOf(name).group !== "program").map(link)}
      </nav>
      <nav className={`${styles.nav} ${styles.foot}`} aria-label={t("app.more")}>
        {named.filter((name) => entryOf(name).group === "program").map(link)}
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
