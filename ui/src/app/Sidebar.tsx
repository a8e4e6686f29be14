// The places of the book and who is using it; inside a form it is a rail of icons.
import { Bell, Building2, MessageSquareText, Search, Settings2, Trash2 } from "lucide-react";
import { Avatar } from "../components/Avatar";
import { Kbd } from "../components/Kbd";
import { Mark } from "../components/Mark";
import { Tooltip } from "../components/Tooltip";
import type { User } from "../ipc";
import { useT } from "../lib/i18n";
import { useIsNarrow } from "../lib/useIsNarrow";
import styles from "./Sidebar.module.css";

export type Place = "contacts" | "customers" | "alarms" | "bin" | "settings";
const icons = { contacts: MessageSquareText, customers: Building2, alarms: Bell, bin: Trash2, settings: Settings2 };

/** They are counted this far. */
const MANY = 100;

type Props = {
  place: Place;
  isRail: boolean;
  user: User | null;
  /** Things that were dropped; from a hundred on there are many. */
  alarms: number;
  onGo: (place: Place) => void;
  onSearch: () => void;
};

export function Sidebar({ place, isRail, user, alarms, onGo, onSearch }: Props) {
  const { t } = useT();
  const isNarrow = useIsNarrow();
  const shown = alarms < MANY ? String(alarms) : "99+";
  // The name begins as the button reads.
  const pending = alarms === 1 ? t("alarms.one") : t("alarms.some", { n: shown });
  const link = (name: Place) => {
    const Icon = icons[name];
    const button = (
      <button
        key={name}
        type="button"
        aria-current={name === place ? "page" : undefined}
        aria-label={name === "alarms" && alarms > 0 ? pending : t(`app.${name}`)}
        onClick={() => onGo(name)}
      >
        <Icon aria-hidden="true" />
        <span className={styles.word}>{t(`app.${name}`)}</span>{" "}
        {name === "alarms" && alarms > 0 && (
          <span className={styles.alarms} aria-hidden="true">
            {shown}
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
        <span className={styles.word}>Hilo</span>
      </div>
      <nav className={styles.nav} data-region aria-label={t("app.navigation")}>
        <button type="button" aria-label={isRail || isNarrow ? t("palette.short") : undefined} onClick={onSearch}>
          <Search aria-hidden="true" />
          <span className={styles.word}>{t("palette.short")}</span>
          <span className={styles.word}>
            <Kbd>{t("keys.paletteKey")}</Kbd>
          </span>
        </button>
        {(["contacts", "customers", "alarms"] as const).map(link)}
      </nav>
      <nav className={`${styles.nav} ${styles.foot}`} aria-label={t("app.more")}>
        {(["bin", "settings"] as const).map(link)}
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
