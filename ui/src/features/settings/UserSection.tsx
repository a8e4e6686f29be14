// Who uses this installation: the name under which contacts are kept, and the addresses that tell our emails.
import { useState } from "react";
import { AcceptButton } from "../../components/AcceptButton";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { type AppState, ipc, type User } from "../../ipc";
import { toldError } from "../../ipc/toastError";
import { useRefusal } from "../../ipc/useRefusal";
import { useT } from "../../lib/i18n";
import { byEnter } from "../../lib/keys";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function UserSection({ user, onApp }: { user: User; onApp: (app: AppState) => void }) {
  const { t } = useT();
  const [name, setName] = useState(user.name);
  const [emails, setEmails] = useState(user.emails.join(", "));
  const { failure, error, begin, refuse, mending } = useRefusal();
  const isSame = name.trim() === user.name && splitList(emails).join() === user.emails.join();
  const once = useOnce();
  const save = () => {
    if (isSame) return;
    begin();
    once.run(async () => {
      const app = await ipc.userSave({ name: name.trim(), emails: splitList(emails) }, user.revision);
      toast({ text: t("settings.userSaved") });
      onApp(app);
    }, refuse);
  };
  return (
    <Section title={t("settings.user")} help={t("settings.userHelp")}>
      <div className={styles.fields} {...byEnter(save)}>
        <ErrorBanner error={toldError(failure)} />
        <Field
          label={t("start.name")}
          value={name}
          onChange={mending("name", setName)}
          error={error("name")}
          isRequired
        />
        <Field
          label={t("start.emails")}
          value={emails}
          onChange={mending("emails", setEmails)}
          error={error("emails")}
          help={t("start.emailsHelp")}
        />
        <div>
          <AcceptButton once={once} onAccept={save} look="outline" reason={isSame ? t("settings.unchanged") : null}>
            {t("save")}
          </AcceptButton>
        </div>
      </div>
    </Section>
  );
}
