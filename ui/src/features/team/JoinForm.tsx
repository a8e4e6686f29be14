// Into a team that is there: its link and its folder, and then four words.
import { AcceptButton } from "../../components/AcceptButton";
import { Field } from "../../components/Field";
import { ipc } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./Start.module.css";
import { Failure, FolderChoice, Phrase, Step, useFirstField, useFocusOnWrong } from "./StartFields";
import type { Start } from "./useStart";

export function JoinForm({ start, onDone }: { start: Start; onDone: () => void }) {
  const { t } = useT();
  const form = useFirstField();
  useFocusOnWrong(form, start);
  const join = () =>
    start.ask(
      t("join.doing"),
      start.link.trim() ? {} : { link: "invalid.required" },
      (folder, phrase) => ipc.teamJoin(start.link.trim(), folder, phrase),
      onDone,
    );
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t("start.join")}
      noValidate
      data-keys
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <h2 className={styles.title}>{t("start.join")}</h2>
      <Failure start={start} />
      <Step number={1} title={t("join.linkStep")}>
        <Field
          label={t("join.link")}
          placeholder={t("join.linkPlaceholder")}
          value={start.link}
          onChange={start.setLink}
          error={start.error("link")}
          isRequired
        />
      </Step>
      <Step number={2} title={t("folder.stepSame")}>
        <FolderChoice start={start} help={t("folder.helpSame")} />
      </Step>
      {start.isPhraseNeeded && <Phrase start={start} />}
      <p className="small faint">{t("join.keeps")}</p>
      <div className={styles.go}>
        <AcceptButton once={start.once} onAccept={join} type="submit" keys={t("key.enter")}>
          {t("join.go")}
        </AcceptButton>
      </div>
    </form>
  );
}
