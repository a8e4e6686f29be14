// The settings: a section for each subject, each of which saves by itself.
import { Button } from "../../components/Button";
import page from "../../components/Page.module.css";
import type { AppState, Preferences } from "../../ipc";
import { useT } from "../../lib/i18n";
import { BackupsSection } from "./BackupsSection";
import { CatalogueSection } from "./CatalogueSection";
import { catalogues } from "./catalogues";
import { FieldsSection } from "./FieldsSection";
import { LookSection } from "./LookSection";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { TypesSection } from "./TypesSection";
import { UserSection } from "./UserSection";

type Props = {
  app: AppState;
  onPrefer: (preferences: Preferences) => void;
  onApp: (app: AppState) => void;
  onReport: () => void;
};

export function SettingsScreen({ app, onPrefer, onApp, onReport }: Props) {
  const { t } = useT();
  return (
    <section className={page.page} aria-label={t("app.settings")} tabIndex={-1}>
      <header className={page.bar}>
        <h1>{t("app.settings")}</h1>
      </header>
      <div className={styles.sections}>
        <LookSection preferences={app.preferences} onPrefer={onPrefer} />
        {app.user && <UserSection key={app.user.revision} user={app.user} onApp={onApp} />}
        <TypesSection />
        {catalogues.map((catalogue) => (
          <CatalogueSection key={catalogue.id} catalogue={catalogue} />
        ))}
        <FieldsSection of="contact" />
        <FieldsSection of="customer" />
        <BackupsSection />
        <Section title={t("report.open")} help={t("report.help")}>
          <div>
            <Button onClick={onReport}>{t("report.see")}</Button>
          </div>
        </Section>
      </div>
    </section>
  );
}
