// The passphrase that opens this computer's key, where the system keeps no secrets.
import { KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { asAppError, ipc } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { toast } from "../../lib/toasts";
import styles from "./Team.module.css";

export function Unlock({ onOpened }: { onOpened: () => void }) {
  const { t } = useT();
  const [phrase, type] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isWorking, work] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (error) input.current?.focus();
  }, [error]);
  const open = () => {
    if (isWorking) return;
    if (phrase === "") return setError(t("invalid.required"));
    work(true);
    setError(null);
    ipc
      .teamUnlock(phrase)
      .then(
        () => {
          toast({ text: t("unlock.done") });
          onOpened();
        },
        (thrown) => setError(errorSentence(asAppError(thrown), t)),
      )
      .finally(() => work(false));
  };
  return (
    <section className={styles.unlock} aria-labelledby="team-unlock">
      <h2 id="team-unlock" className="row">
        <KeyRound aria-hidden="true" />
        {t("unlock.title")}
      </h2>
      <p className="muted">{t("unlock.text")}</p>
      <div className={styles.line}>
        <div className="grow">
          <Field
            label={t("unlock.field")}
            value={phrase}
            onChange={(text) => {
              type(text);
              setError(null);
            }}
            onKeyDown={(event) => {
              if (!isSubmitEnter(event)) return;
              event.preventDefault();
              open();
            }}
            error={error}
            isSecret
            autoFocus
            inputRef={input}
          />
        </div>
        <Button look="primary" onClick={open} aria-busy={isWorking || undefined}>
          {t("unlock.go")}
        </Button>
      </div>
    </section>
  );
}
