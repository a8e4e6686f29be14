// Those who ask to be let in, each by the four words that they read aloud.
//
// The words are typed here and not shown: whoever sees them beside a button "Coinciden" presses it without listening,
// and then a stranger who got hold of the link is in. Who must type them has to hear them first; Hilo compares, so that
// nobody overlooks a word, and capitals, accents and commas do not matter.
import { useEffect, useRef, useState } from "react";
import { AcceptButton } from "../../components/AcceptButton";
import { Avatar } from "../../components/Avatar";
import { Field } from "../../components/Field";
import { asAppError, ipc, type JoinRequest } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useFrame } from "../../ipc/frame";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import styles from "./Team.module.css";

export function Requests({ requests }: { requests: JoinRequest[] }) {
  const { t } = useT();
  if (requests.length === 0) return null;
  return (
    <section className={styles.requests} aria-labelledby="team-requests">
      <h3 id="team-requests">{t("requests.title")}</h3>
      <p className="muted">{t("requests.lead")}</p>
      <ul>
        {requests.map((request) => (
          <Request key={request.request} request={request} />
        ))}
      </ul>
    </section>
  );
}

const WORDS = 4;
const wordsIn = (text: string) => text.split(/[\s,.;-]+/).filter(Boolean).length;

function Request({ request }: { request: JoinRequest }) {
  const { changed } = useFrame();
  const { t } = useT();
  const [words, type] = useState("");
  const [error, setError] = useState<string | null>(null);
  const once = useOnce({ isLast: true });
  const input = useRef<HTMLInputElement>(null);
  const isWhole = wordsIn(words) >= WORDS;
  useEffect(() => {
    if (error) input.current?.focus();
  }, [error]);
  const approve = () => {
    if (!isWhole) return;
    setError(null);
    once.run(
      async () => {
        await ipc.teamApprove(request.request, words.trim());
        toast({ text: t("requests.approved", { name: request.name }) });
        // The field goes; the screen or the dialog around it stays.
        input.current?.closest<HTMLElement>("[tabindex='-1']")?.focus();
        void changed();
      },
      (thrown) => setError(errorSentence(asAppError(thrown), t)),
    );
  };
  return (
    <li className={styles.request}>
      <span className={styles.asker}>
        <Avatar name={request.name} isLarge />
        <span className="grow">
          <span className={`medium ${styles.block}`}>{request.name}</span>
          <span className="small faint">{request.device_name}</span>
        </span>
      </span>
      <div className={styles.words}>
        <Field
          label={t("requests.words", { name: request.name })}
          placeholder={t("requests.placeholder")}
          value={words}
          onChange={(text) => {
            type(text);
            setError(null);
          }}
          onKeyDown={(event) => {
            if (!isSubmitEnter(event)) return;
            event.preventDefault();
            approve();
          }}
          error={error}
          inputRef={input}
        />
      </div>
      <AcceptButton
        once={once}
        onAccept={approve}
        look={isWhole ? "primary" : "outline"}
        reason={isWhole ? null : t("requests.typeFirst")}
      >
        {t("requests.approve")}
      </AcceptButton>
    </li>
  );
}
