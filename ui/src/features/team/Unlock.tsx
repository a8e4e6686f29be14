// The passphrase that opens this computer's key, where the system keeps no secrets.
import { KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { AcceptButton } from "../../components/AcceptButton";
import { Field } from "../../components/Field";
import { asAppError, ipc } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import styles from "./Team.module.css";

export function Unlock({ onOpened }: { onOpened: () => void }) {
  const { t } = useT();
  const [phrase, type] = useState("");
  const [error, setError] = useState<string | null>(null);
  const once = useOnce();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (error) input.current?.focus();
  }, [error]);
  const open = () => {
    if (phrase === "") return setError(t("invalid.required"));
    setError(null);
    once.run(
      async () => {
        await ipc.teamUnlock(phrase);
        toast({ text: t("unlock.done") });
        onOpened();
      },
      (thrown) => setError(errorSentence(asAppError(thrown), t)),
    );
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
        <AcceptButton once={once} onAccept={open}>
          {t("unlock.go")}
        </AcceptButton>
      </div>
    </section>
  );
}
