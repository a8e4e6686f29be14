// What both ways into a team ask for: a numbered step, the shared folder, and a passphrase where it is needed.
import { FolderSync } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import field from "../../components/Field.module.css";
import { toldError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import styles from "./Start.module.css";
import type { Start } from "./useStart";

export function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className={styles.step}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.stepBody}>
        <h3>{title}</h3>
        {children}
      </div>
    </section>
  );
}

/** The folder is chosen in the system's own dialog, and shown as it is called there. */
export function FolderChoice({ start, help }: { start: Start; help: string }) {
  const { t } = useT();
  const id = useId();
  const error = start.error("folder");
  const choice = useRef<HTMLDivElement>(null);
  const before = useRef(start.folder);
  // With the folder chosen, Enter goes on instead of asking for one again.
  useEffect(() => {
    const isNew = start.folder !== null && start.folder !== before.current;
    before.current = start.folder;
    if (isNew) choice.current?.closest("form")?.querySelector<HTMLElement>("[type=submit]")?.focus();
  }, [start.folder]);
  return (
    <div ref={choice} className={styles.folder}>
      <p className="muted" id={`${id}-help`}>
        {help}
      </p>
      <div className={styles.picked}>
        {start.folder ? (
          <span className={styles.place}>
            <FolderSync aria-hidden="true" />
            <span>{start.folder.place}</span>
          </span>
        ) : (
          <span className="faint">{t("folder.none")}</span>
        )}
        <Button
          onClick={start.pick}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
        >
          {t(start.folder ? "folder.another" : "folder.pick")}
        </Button>
      </div>
      {error && (
        <p className={field.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function Phrase({ start }: { start: Start }) {
  const { t } = useT();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Step number={3} title={t("phrase.step")}>
      <Banner tone="info">{t("phrase.needed")}</Banner>
      <p className="muted">{t("phrase.text")}</p>
      <div className={styles.pair}>
        <Field
          label={t("phrase.first")}
          value={start.phrase.first}
          onChange={(text) => start.setPhrase({ first: text })}
          error={start.error("phrase")}
          help={t("phrase.help")}
          isSecret
          inputRef={first}
        />
        <Field
          label={t("phrase.again")}
          value={start.phrase.again}
          onChange={(again) => start.setPhrase({ again })}
          error={start.error("again")}
          isSecret
        />
      </div>
    </Step>
  );
}

export function Failure({ start }: { start: Start }) {
  return <ErrorBanner error={toldError(start.failure)} />;
}

/** The first field that is wrong has the focus, after each refusal. */
export function useFocusOnWrong(form: RefObject<HTMLFormElement | null>, start: Start): void {
  const { refusals } = start;
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals, form]);
}

/** The first field of a form that has just come has the focus. */
export function useFirstField() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return form;
}
