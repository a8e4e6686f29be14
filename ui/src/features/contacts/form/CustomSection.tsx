// The team's own fields in the form: shown exactly when there is an active one (S44).
import { CustomFields } from "../../../components/CustomFields";
import { useFrame } from "../../../ipc/frame";
import { useFields } from "../../../lib/customFields";
import { useT } from "../../../lib/i18n";
import { useValue } from "../../../lib/values";
import styles from "./ContactForm.module.css";
import type { ContactFormState } from "./useContactForm";

type Props = { form: ContactFormState; error: (field: string) => string | null | undefined };

export function CustomSection({ form, error }: Props) {
  const { today } = useFrame();
  const { t } = useT();
  const values = useValue(form.values, "custom");
  const fields = useFields().filter((field) => field.active && field.belongs_to === "contact");
  if (fields.length === 0) return null;
  return (
    <section className={styles.band} aria-label={t("custom.title")}>
      <h3 className={styles.heading}>{t("custom.title")}</h3>
      <CustomFields
        fields={fields}
        values={values}
        onChange={(id, typed) => form.set({ custom: { ...form.values.get().custom, [id]: typed } })}
        error={error}
        today={today}
        isReadOnly={form.isReadOnly}
      />
    </section>
  );
}
