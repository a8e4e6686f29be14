// What forms held when the program ended without a word: each is offered, and goes on where it was (S46).
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../components/Button";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { Dialog } from "../components/Dialog";
import type { KeptDraft } from "../features/contacts/form/request";
import { CustomerForm } from "../features/customers/CustomerForm";
import type { CustomerValues } from "../features/customers/useCustomerForm";
import { PersonDialog } from "../features/people/PersonDialog";
import { ipc, type KeptForm } from "../ipc";
import { useFrame } from "../ipc/frame";
import { toastError } from "../ipc/toastError";
import type { Kept } from "../ipc/useDraft";
import { type Translate, useT } from "../lib/i18n";
import styles from "./Drafts.module.css";

export type Draft = { key: string } & (
  | { kind: "contact"; kept: KeptDraft }
  | { kind: "customer"; kept: Kept<CustomerValues> }
  | { kind: "person"; kept: Kept<{ name: string }> }
);

const kinds = ["contact", "customer", "person"] as const;

/** What cannot be read is not offered, and lies where it is. */
export function draftsOf(forms: KeptForm[]): Draft[] {
  return forms.flatMap(({ key, json }) => {
    const kind = kinds.find((one) => key.startsWith(`${one}.form`));
    try {
      const kept: unknown = JSON.parse(json);
      const isWhole = typeof kept === "object" && kept !== null && "values" in kept;
      return kind && isWhole ? [{ key, kind, kept } as Draft] : [];
    } catch {
      return [];
    }
  });
}

function wordsOf(draft: Draft, t: Translate): string {
  const name = {
    contact: () => draft.kind === "contact" && (draft.kept.values.customer?.text || draft.kept.values.notes),
    customer: () => draft.kind === "customer" && draft.kept.values.texts.name,
    person: () => draft.kind === "person" && draft.kept.values.name,
  }[draft.kind]();
  return name || t("drafts.nameless");
}

type Props = {
  drafts: Draft[];
  /** Nothing is offered over what is being written. */
  isFormOpen: boolean;
  onDrafts: (drafts: Draft[]) => void;
  onContact: (kept: KeptDraft, key: string) => void;
};

export function Drafts({ drafts, isFormOpen, onDrafts, onContact }: Props) {
  const { changed } = useFrame();
  const { t } = useT();
  const [isLater, wait] = useState(false);
  const [open, setOpen] = useState<Draft | null>(null);
  const [first] = drafts;
  const without = (draft: Draft) => onDrafts(drafts.filter((one) => one !== draft));
  const recover = (draft: Draft) => {
    without(draft);
    if (draft.kind === "contact") onContact(draft.kept, draft.key);
    else setOpen(draft);
  };
  const forget = (draft: Draft) => {
    without(draft);
    ipc.draftDrop(draft.key).catch(toastError);
  };
  if (open)
    return (
      <Recovered
        draft={open}
        onClose={() => setOpen(null)}
        onSaved={() => {
          setOpen(null);
          void changed();
        }}
      />
    );
  if (!first || isLater || isFormOpen) return null;
  if (drafts.length === 1)
    return (
      <ConfirmDialog
        title={t("form.recovered")}
        text={`${t(`drafts.${first.kind}Text`)} ${wordsOf(first, t)}`}
        yes={t("form.recover")}
        no={t("form.recoverNo")}
        onYes={() => recover(first)}
        safe="yes"
        onNo={() => forget(first)}
        onClose={() => wait(true)}
      />
    );
  return (
    <Dialog
      title={t("drafts.title", { n: drafts.length })}
      onClose={() => wait(true)}
      footer={<Button onClick={() => wait(true)}>{t("drafts.later")}</Button>}
    >
      <ul aria-label={t("drafts.title", { n: drafts.length })}>
        {drafts.map((draft) => (
          <li key={draft.key} className={styles.draft}>
            <span className="faint">{t(`drafts.${draft.kind}`)}</span>
            <span className="clip grow medium">{wordsOf(draft, t)}</span>
            <Button
              isSmall
              onClick={() => recover(draft)}
              aria-label={t("drafts.recover", { name: wordsOf(draft, t) })}
            >
              {t("form.recover")}
            </Button>
            <Button
              isSmall
              look="quiet"
              onClick={() => forget(draft)}
              aria-label={t("drafts.forget", { name: wordsOf(draft, t) })}
            >
              {t("form.recoverNo")}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type RecoveredProps = {
  draft: Draft;
  onClose: () => void;
  onSaved: () => void;
};

/** The form of a customer or of a person, with what had been typed into it. */
function Recovered({ draft, onClose, onSaved }: RecoveredProps) {
  const { id } = draft.kept;
  const { data: customer, error } = useQuery({
    queryKey: ["customer", id],
    queryFn: () => ipc.customerShow(id ?? ""),
    enabled: draft.kind === "customer" && id !== null,
  });
  if (draft.kind === "person")
    return <PersonDialog id={id} customer={draft.kept.customer ?? ""} onClose={onClose} onSaved={onSaved} />;
  // Of one that is gone what was typed makes a new one.
  if (id !== null && !customer && !error) return null;
  return <CustomerForm customer={customer ?? null} draftKey={draft.key} onClose={onClose} onSaved={onSaved} />;
}
