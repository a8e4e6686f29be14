// The first thing Contacts shows: its criteria, and no list yet.
import { useQuery } from "@tanstack/react-query";
import { MailPlus, Plus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Banner } from "../../../components/Banner";
import { Button } from "../../../components/Button";
import { Kbd } from "../../../components/Kbd";
import page from "../../../components/Page.module.css";
import { ipc } from "../../../ipc";
import { useOffers } from "../../../lib/commands";
import { useT } from "../../../lib/i18n";
import styles from "./Criteria.module.css";
import { CriteriaFields } from "./CriteriaFields";
import { type CriteriaErrors, type CriteriaForm, countCriteria, noCriteria } from "./criteria";

type Props = {
  form: CriteriaForm;
  errors: CriteriaErrors;
  onChange: (form: CriteriaForm) => void;
  onLoad: () => void;
  onAdd: () => void;
  onAddEmails: () => void;
  /** Saved ones, in the footer. */
  filters: ReactNode;
  isCovered: boolean;
  bar?: ReactNode;
};

export function CriteriaScreen({ form, errors, onChange, onLoad, onAdd, onAddEmails, filters, isCovered, bar }: Props) {
  const { t } = useT();
  const screen = useRef<HTMLElement>(null);
  const isEmptyBook = useQuery({ queryKey: ["customersCount"], queryFn: () => ipc.customersCount("") }).data === 0;
  /** What comes next is another criterion, or Enter. */
  const clear = () => {
    onChange(noCriteria);
    screen.current?.querySelector<HTMLElement>("[data-criteria] input")?.focus();
  };
  useOffers(isCovered ? null : { load: { run: onLoad }, clear: { run: clear } });
  return (
    <section ref={screen} className={page.page} tabIndex={-1} aria-label={t("criteria.form")} data-keys>
      <header className={page.bar} data-region>
        {bar}
        <h1 className="grow">{t("app.contacts")}</h1>
        <Button look="quiet" onClick={onAddEmails}>
          <MailPlus aria-hidden="true" />
          {t("emails.add")}
        </Button>
        <Button look="quiet" onClick={onAdd}>
          <Plus aria-hidden="true" />
          {t("list.addContact")}
          <Kbd>{t("criteria.newKey")}</Kbd>
        </Button>
      </header>
      <div className={styles.body} data-region>
        <div className={styles.inner}>
          {isEmptyBook && (
            <div className={styles.first}>
              <Banner tone="info" actions={<Button onClick={onAdd}>{t("criteria.firstContact")}</Button>}>
                {t("criteria.emptyBook")}
              </Banner>
            </div>
          )}
          <div className={styles.lead}>
            <h2>{t("criteria.title")}</h2>
            <p className="muted">{t("criteria.lead")}</p>
          </div>
          <CriteriaFields form={form} errors={errors} onChange={onChange} onLoad={onLoad} />
        </div>
      </div>
      <footer className={`${page.foot} ${styles.foot}`} data-region>
        <Button look="primary" onClick={onLoad} data-enter>
          {t("criteria.load")}
          <Kbd isHere>{t("key.enter")}</Kbd>
        </Button>
        <Button look="quiet" onClick={clear}>
          {t("criteria.clear")}
        </Button>
        {filters}
        <span className="small faint">{t("criteria.active", { n: countCriteria(form) })}</span>
      </footer>
    </section>
  );
}
