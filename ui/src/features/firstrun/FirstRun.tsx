// The first start: who is using Hilo, and nothing more.
import { BookOpen, FlaskConical, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AcceptButton } from "../../components/AcceptButton";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { Logo } from "../../components/Logo";
import { Radios } from "../../components/Radios";
import { type AppState, ipc } from "../../ipc";
import { toldError } from "../../ipc/toastError";
import { useRefusal } from "../../ipc/useRefusal";
import { useT } from "../../lib/i18n";
import { byEnter } from "../../lib/keys";
import { splitList } from "../../lib/lists";
import { useOnce } from "../../lib/useOnce";
import styles from "./FirstRun.module.css";
import { Story } from "./Story";

type How = "empty" | "sample" | "join";
/** `link`: into which team, for whoever has an invitation. */
type Props = { languageSwitch: ReactNode; onDone: (app: AppState, link: string | null) => void };

export function FirstRun({ languageSwitch, onDone }: Props) {
  const { t } = useT();
  const [name, setName] = useState("");
  const [emails, setEmails] = useState("");
  const [how, choose] = useState<How>("empty");
  const once = useOnce({ isLast: true });
  const [link, setLink] = useState("");
  const { failure, error, begin, refuse, mending } = useRefusal();
  const start = () => {
    const isJoining = how === "join";
    const isMissing = {
      ...(name.trim() === "" && { name: "invalid.required" as const }),
      ...(isJoining && link.trim() === "" && { link: "invalid.required" as const }),
    };
    if (!begin(isMissing)) return;
    once.run(async () => {
      const user = { name: name.trim(), emails: splitList(emails) };
      onDone(await ipc.firstRun(user, how === "sample"), isJoining ? link.trim() : null);
    }, refuse);
  };
  return (
    <main className={styles.first}>
      <section className={styles.start} {...byEnter(start)} aria-label={t("start.title")}>
        <p className={styles.brand}>
          <Logo size={24} />
          Hilo
        </p>
        <h1>{t("start.title")}</h1>
        <p className={styles.lead}>{t("start.lead")}</p>
        <Radios<How>
          label={t("start.how")}
          look="cards"
          value={how}
          onChange={choose}
          choices={[
            { id: "empty", text: t("start.empty"), help: t("start.emptyHelp"), icon: <BookOpen aria-hidden="true" /> },
            {
              id: "sample",
              text: t("start.sample"),
              help: t("start.sampleHelp"),
              icon: <FlaskConical aria-hidden="true" />,
            },
            { id: "join", text: t("start.join"), help: t("start.joinHelp"), icon: <Users aria-hidden="true" /> },
          ]}
        />
        <div className={styles.fields}>
          <ErrorBanner error={toldError(failure)} />
          {how === "join" && (
            <Field
              label={t("join.link")}
              placeholder={t("join.linkPlaceholder")}
              value={link}
              onChange={mending("link", setLink)}
              error={error("link")}
              help={t("start.linkHelp")}
              isRequired
            />
          )}
          <Field
            label={t("start.name")}
            value={name}
            onChange={mending("name", setName)}
            error={error("name")}
            isRequired
            autoFocus
          />
          <Field
            label={t("start.emails")}
            value={emails}
            onChange={mending("emails", setEmails)}
            error={error("emails")}
            help={t("start.emailsHelp")}
          />
        </div>
        <div className={styles.go}>
          <AcceptButton once={once} onAccept={start} keys={t("key.enter")}>
            {t("start.go")}
          </AcceptButton>
          <span className="grow" />
          {languageSwitch}
        </div>
      </section>
      <Story />
    </main>
  );
}
