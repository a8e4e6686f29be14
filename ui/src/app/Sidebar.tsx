// The places of the book, the language and the user; inside a form it is a rail of icons.
import { Building2, LifeBuoy, MessageSquareText } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../components/Avatar";
import { Button } from "../components/Button";
import { Mark } from "../components/Mark";
import type { User } from "../ipc";
import { useT } from "../lib/i18n";
import styles from "./Sidebar.module.css";

export type Place = "contacts" | "customers";
const icons = { contacts: MessageSquareText, customers: Building2 };

type Props = {
  place: Place;
  isRail: boolean;
  user: User | null;
  languageSwitch: ReactNode;
  onGo: (place: Place) => void;
  onReport: () => void;
};

export function Sidebar({ place, isRail, user, languageSwitch, onGo, onReport }: Props) {
  const { t } = useT();
  return (
    <aside className={styles.sidebar} data-rail={isRail || undefined}>
      <div className={styles.team}>
        <Mark />
        {!isRail && "Hilo"}
      </div>
      <nav className={styles.nav} aria-label={t("app.navigation")}>
        {(["contacts", "customers"] as const).map((name) => {
          const Icon = icons[name];
          return (
            <button
              key={name}
              type="button"
              aria-current={name === place ? "page" : undefined}
              aria-label={t(`app.${name}`)}
              title={isRail ? t(`app.${name}`) : undefined}
              onClick={() => onGo(name)}
            >
              <Icon aria-hidden="true" />
              {!isRail && t(`app.${name}`)}
            </button>
          );
        })}
      </nav>
      <div className={styles.foot}>
        <Button look="quiet" name={t("report.open")} onClick={onReport}>
          <LifeBuoy aria-hidden="true" />
        </Button>
        {!isRail && languageSwitch}
        {user && (
          <div className={styles.user}>
            <Avatar name={user.name} />
            {!isRail && <span className="clip">{user.name}</span>}
          </div>
        )}
      </div>
    </aside>
  );
}
