// The fields that the team defines for its contacts and customers (S44).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import { type CustomField, type CustomFieldDraft, type FieldOf, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { FieldDialog } from "./FieldDialog";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function FieldsSection({ of }: { of: FieldOf }) {
  const { undo } = useFrame();
  const { t } = useT();
  const queries = useQueryClient();
  const [editing, edit] = useState<CustomField | "new" | null>(null);
  const all = useQuery({ queryKey: ["customFields"], queryFn: () => ipc.customFields() }).data ?? [];
  const fields = all.filter((field) => field.belongs_to === of);
  const renew = () => queries.invalidateQueries({ queryKey: ["customFields"] });
  const put = (field: CustomField, part: Partial<CustomFieldDraft>) =>
    ipc.customFieldSave(field.id, { ...draftOf(field), ...part }, field.revision);
  const once = useOnce();
  const activate = (field: CustomField, active: boolean) =>
    once.run(() => put(field, { active }).then(renew), toastError);
  const remove = (field: CustomField) =>
    once.run(async () => {
      await ipc.customFieldDelete(field.id);
      await renew();
      toast({
        text: t("catalogue.removed", { name: field.label }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
    }, toastError);
  /** Every field whose place changes gets it: two that were made apart may have the same. */
  const move = (field: CustomField, by: number) =>
    once.run(async () => {
      const from = fields.indexOf(field);
      const moved = fields.toSpliced(from, 1).toSpliced(from + by, 0, field);
      try {
        for (const [place, one] of moved.entries()) if (one.order !== place + 1) await put(one, { order: place + 1 });
      } finally {
        await renew();
      }
    }, toastError);
  return (
    <Section title={t(`fields.${of}`)} help={t(`fields.${of}Help`)}>
      {fields.length === 0 ? (
        <p className="faint">{t("catalogue.none")}</p>
      ) : (
        <ul className={styles.entries} aria-label={t(`fields.${of}`)}>
          {fields.map((field, index) => (
            <li key={field.id}>
              <Checkbox
                isOn={field.active}
                onChange={(isOn) => activate(field, isOn)}
                name={t("fields.shown", { name: field.label })}
              />
              <span className={`clip grow ${field.active ? "" : "faint"}`}>
                {field.label}
                {field.required && " *"}
              </span>
              <span className="faint small">{t(`fields.kind.${field.kind}`)}</span>
              <Button
                look="quiet"
                isSmall
                isStep
                name={t("fields.up", { name: field.label })}
                reason={index === 0 ? t("fields.isFirst") : null}
                onClick={() => move(field, -1)}
              >
                <ArrowUp aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                isStep
                name={t("fields.down", { name: field.label })}
                reason={index === fields.length - 1 ? t("fields.isLast") : null}
                onClick={() => move(field, 1)}
              >
                <ArrowDown aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                name={t("catalogue.edit", { name: field.label })}
                onClick={() => edit(field)}
              >
                <Pencil aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                name={t("catalogue.remove", { name: field.label })}
                onClick={() => remove(field)}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => edit("new")}>
          <Plus aria-hidden="true" />
          {t("fields.new")}
        </Button>
      </div>
      {editing && (
        <FieldDialog
          of={of}
          field={editing === "new" ? null : editing}
          onSaved={() => {
            edit(null);
            renew();
          }}
          onClose={() => edit(null)}
        />
      )}
    </Section>
  );
}

function draftOf(field: CustomField): CustomFieldDraft {
  const { belongs_to, kind, label, required, order, active, options } = field;
  return { belongs_to, kind, label, required, default: field.default, order, active, options };
}
