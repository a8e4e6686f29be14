// Several emails at once: what each would become, whose it is, and what to keep of all of them.
import { useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import { FormDialog } from "../../components/FormDialog";
import type { Option } from "../../components/Picker";
import { Progress } from "../../components/Progress";
import type { EmailsSaved, PickedEmails } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { percentOf, useWork } from "../../ipc/useWork";
import { useT } from "../../lib/i18n";
import styles from "./Import.module.css";
import { ImportList } from "./ImportList";
import { type Import, useImport } from "./useImport";

type Props = {
  picked: PickedEmails;
  /** While a contact that was opened from here is looked at; what was chosen stays. */
  isAside: boolean;
  search: (text: string) => Promise<Option[]>;
  onOpen: (contact: string) => void;
  onAnother: () => void;
  onSaved: (saved: EmailsSaved, left: number) => void;
  onClose: () => void;
};

export function ImportDialog({ picked, isAside, search, onOpen, onAnother, onSaved, onClose }: Props) {
  const { t } = useT();
  const emailImport = useImport(picked.handle, onSaved);
  const [active, setActive] = useState(0);
  const { emails, count, work, failure } = emailImport;
  if (isAside) return null;
  return (
    <FormDialog
      size="large"
      title={t("emails.title")}
      extra={
        <>
          <span className="small muted tnum">{t("emails.count", { n: emails.length || picked.count })}</span>
          {!work && (
            <Button look="link" onClick={onAnother}>
              {t("emails.other")}
            </Button>
          )}
        </>
      }
      accept={t("emails.create", { n: count })}
      keys="ctrlEnter"
      reason={count > 0 ? null : t("emails.pickSome")}
      onAccept={emailImport.save}
      // Said where it belongs.
      onError={() => {}}
      isTouched={emailImport.isChosen}
      question={{ title: t("emails.discard"), text: t("emails.discardText") }}
      // Whether it was saved all the same must be seen.
      onStop={emailImport.stop}
      onClose={() => {
        if (work) emailImport.stop();
        onClose();
      }}
      end={
        <>
          <span className="grow" />
          {work === "saving" ? (
            <Working emailImport={emailImport} total={count} />
          ) : (
            <Status emailImport={emailImport} />
          )}
        </>
      }
    >
      <div className={styles.body}>
        {failure && (
          <div className={styles.failure}>
            <Banner
              tone="error"
              actions={
                !emailImport.isRead && <Button onClick={() => void emailImport.read()}>{t("emails.again")}</Button>
              }
            >
              {errorSentence(failure, t)}
            </Banner>
          </div>
        )}
        {emailImport.leftOut > 0 && (
          <div className={styles.failure}>
            <Banner tone="info">{t("emails.leftOut", { n: emails.length, rest: emailImport.leftOut })}</Banner>
          </div>
        )}
        {work === "reading" && (
          <div className={styles.reading}>
            <Working emailImport={emailImport} total={picked.count} />
          </div>
        )}
        {emails.length > 0 && (
          <>
            <ImportList
              emailImport={emailImport}
              active={active}
              onActive={setActive}
              search={search}
              onOpen={onOpen}
            />
            <Kept emailImport={emailImport} />
          </>
        )}
      </div>
    </FormDialog>
  );
}

function Working({ emailImport, total }: { emailImport: Import; total: number }) {
  const { t } = useT();
  const work = useWork(emailImport.work !== null);
  const label =
    emailImport.work === "saving"
      ? t("emails.saving", { n: total })
      : t("emails.reading", { done: work?.done ?? 0, total: work?.total ?? total });
  return <Progress isInline label={label} value={percentOf(work)} stop={t("work.stop")} onStop={emailImport.stop} />;
}

/** What happened to others than the row that was changed. */
function Status({ emailImport: { alike } }: { emailImport: Import }) {
  const { t } = useT();
  return (
    <span className="small muted" role="status">
      {alike.count > 0 && t("emails.alike", { n: alike.count, customer: alike.customer })}
    </span>
  );
}

function Kept({ emailImport: { keep, setKeep } }: { emailImport: Import }) {
  const { t } = useT();
  return (
    <section className={styles.keep} aria-label={t("email.keep")}>
      <Checkbox isOn={keep.attach} onChange={(attach) => setKeep({ ...keep, attach })} help={t("email.attachHelp")}>
        {t("email.attach")}
      </Checkbox>
      <Checkbox
        isOn={keep.associate}
        onChange={(associate) => setKeep({ ...keep, associate })}
        help={t("email.associateHelp")}
      >
        {t("email.associate")}
      </Checkbox>
    </section>
  );
}
