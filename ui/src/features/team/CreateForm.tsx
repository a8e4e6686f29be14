// The first of a team: a name and a folder, and the book is shared.
import { AcceptButton } from "../../components/AcceptButton";
import { Field } from "../../components/Field";
import { ipc } from "../../ipc";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import styles from "./Start.module.css";
import { Failure, FolderChoice, Phrase, Step, useFirstField, useFocusOnWrong } from "./StartFields";
import type { Start } from "./useStart";

export function CreateForm({ start, onDone }: { start: Start; onDone: () => void }) {
  const { t } = useT();
  const form = useFirstField();
  useFocusOnWrong(form, start);
  const create = () =>
    start.ask(
      t("create.doing"),
      start.name.trim() ? {} : { name: "invalid.required" },
      (folder, phrase) => ipc.teamCreate(start.name.trim(), folder, phrase),
      () => {
        toast({ text: t("create.done") });
        onDone();
      },
    );
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t("start.create")}
      noValidate
      data-keys
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <h2 className={styles.title}>{t("start.create")}</h2>
      <Failure start={start} />
      <Step number={1} title={t("create.nameStep")}>
        <Field
          label={t("create.name")}
          placeholder={t("create.namePlaceholder")}
          value={start.name}
          onChange={start.setName}
          error={start.error("name")}
          isRequired
        />
      </Step>
      <Step number={2} title={t("folder.step")}>
        <FolderChoice start={start} help={t("folder.help")} />
      </Step>
      {start.isPhraseNeeded && <Phrase start={start} />}
      <div className={styles.go}>
        <AcceptButton once={start.once} onAccept={create} type="submit" keys={t("key.enter")}>
          {t("create.go")}
        </AcceptButton>
      </div>
    </form>
  );
}
