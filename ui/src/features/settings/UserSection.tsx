// Who uses this installation: the name under which contacts are kept, and the addresses that tell our emails.
import { type KeyboardEvent, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { type AppError, type AppState, asAppError, ipc, type User } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function UserSection({ user, onApp }: { user: User; onApp: (app: AppState) => void }) {
  const { t } = useT();
  const [name, setName] = useState(user.name);
  const [emails, setEmails] = useState(user.emails.join(", "));
  const [failure, setFailure] = useState<AppError | null>(null);
  const isSame = name.trim() === user.name && splitList(emails).join() === user.emails.join();
  const save = () => {
    if (isSame) return;
    ipc.userSave({ name: name.trim(), emails: splitList(emails) }, user.revision).then(
      (app) => {
        toast({ text: t("settings.userSaved") });
        onApp(app);
      },
      (error) => setFailure(asAppError(error)),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitEnter(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    save();
  };
  const error = (field: string) => (failure?.field === field ? t(fieldMessage(failure.detail, field)) : null);
  return (
    <Section title={t("settings.user")} help={t("settings.userHelp")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside. */}
      <div className={styles.fields} onKeyDown={onKeyDown}>
        {failure && <Banner tone="error">{errorSentence(failure, t)}</Banner>}
        <Field label={t("start.name")} value={name} onChange={setName} error={error("name")} isRequired />
        <Field
          label={t("start.emails")}
          value={emails}
          onChange={setEmails}
          error={error("emails")}
          help={t("start.emailsHelp")}
        />
        <div>
          <Button reason={isSame ? t("settings.unchanged") : null} onClick={save}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
