// What arrived and was not taken in: what it is, that nothing of ours is lost, and what happens next.
import { PackageX, ShieldCheck } from "lucide-react";
import type { Quarantined, QuarantineKind } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./Team.module.css";

/** These are counted by their changes; of the others each is a file. */
const areChanges = new Set<QuarantineKind>(["waiting", "doubled", "forged"]);

export function SetAside({ quarantine }: { quarantine: Quarantined[] }) {
  const { t } = useT();
  return (
    <section aria-labelledby="team-aside">
      <header className={styles.head}>
        <h3 id="team-aside">{t("aside.title")}</h3>
      </header>
      {quarantine.length === 0 ? (
        <p className={styles.fine}>
          <ShieldCheck className="small" aria-hidden="true" />
          <span>
            {t("aside.none")}. <span className="faint">{t("aside.noneHelp")}</span>
          </span>
        </p>
      ) : (
        <>
          <p className="muted">{t("aside.lead")}</p>
          <ul className={styles.aside}>
            {quarantine.map(({ what, name, device_name, count }) => (
              <li key={`${what}-${name ?? device_name ?? ""}`}>
                <PackageX aria-hidden="true" />
                <div className="grow">
                  <p className="row">
                    <span className="medium grow">{t(`aside.${what}`)}</span>
                    <span className="small faint tnum">
                      {t(areChanges.has(what) ? "aside.countChanges" : "aside.count", { n: count })}
                    </span>
                  </p>
                  <p className="muted">{t(`aside.${what}Text`)}</p>
                  {(name ?? device_name) && <p className={`small faint ${styles.anywhere}`}>{device_name ?? name}</p>}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
