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
import styles from "./Batch.module.css";
import { BatchList } from "./BatchList";
import { type Batch, useBatch } from "./useBatch";

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

export function BatchDialog({ picked, isAside, search, onOpen, onAnother, onSaved, onClose }: Props) {
  const { t } = useT();
  const batch = useBatch(picked.handle, onSaved);
  const [active, setActive] = useState(0);
  const { emails, count, work, failure } = batch;
  if (isAside) return null;
  return (
    <FormDialog
      size="large"
      title={t("batch.title")}
      extra={
        <>
          <span className="small muted tnum">{t("batch.count", { n: emails.length || picked.count })}</span>
          {!work && (
            <Button look="link" onClick={onAnother}>
              {t("batch.other")}
            </Button>
          )}
        </>
      }
      accept={t("batch.create", { n: count })}
      keys="ctrlEnter"
      reason={count > 0 ? null : t("batch.pickSome")}
      onAccept={batch.save}
      // Said where it belongs.
      onError={() => {}}
      isTouched={batch.isChosen}
      question={{ title: t("batch.discard"), text: t("batch.discardText") }}
      // Whether it was saved all the same must be seen.
      onStop={batch.stop}
      onClose={() => {
        if (work) batch.stop();
        onClose();
      }}
      end={
        <>
          <span className="grow" />
          {work === "saving" ? <Working batch={batch} total={count} /> : <Status batch={batch} />}
        </>
      }
    >
      <div className={styles.body}>
        {failure && (
          <div className={styles.failure}>
            <Banner
              tone="error"
              actions={!batch.isRead && <Button onClick={() => void batch.read()}>{t("batch.again")}</Button>}
            >
              {errorSentence(failure, t)}
            </Banner>
          </div>
        )}
        {batch.leftOut > 0 && (
          <div className={styles.failure}>
            <Banner tone="info">{t("batch.leftOut", { n: emails.length, rest: batch.leftOut })}</Banner>
          </div>
        )}
        {work === "reading" && (
          <div className={styles.reading}>
            <Working batch={batch} total={picked.count} />
          </div>
        )}
        {emails.length > 0 && (
          <>
            <BatchList batch={batch} active={active} onActive={setActive} search={search} onOpen={onOpen} />
            <Kept batch={batch} />
          </>
        )}
      </div>
    </FormDialog>
  );
}

function Working({ batch, total }: { batch: Batch; total: number }) {
  const { t } = useT();
  const work = useWork(batch.work !== null);
  const label =
    batch.work === "saving"
      ? t("batch.saving", { n: total })
      : t("batch.reading", { done: work?.done ?? 0, total: work?.total ?? total });
  return <Progress isInline label={label} value={percentOf(work)} stop={t("work.stop")} onStop={batch.stop} />;
}

/** What happened to others than the row that was changed. */
function Status({ batch: { alike } }: { batch: Batch }) {
  const { t } = useT();
  return (
    <span className="small muted" role="status">
      {alike.count > 0 && t("batch.alike", { n: alike.count, customer: alike.customer })}
    </span>
  );
}

function Kept({ batch: { keep, setKeep } }: { batch: Batch }) {
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
