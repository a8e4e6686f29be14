// Beside the form: the customer's earlier and later contacts, and what the chosen one was about (S47-S49).
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { parseDate } from "../../../lib/dates";
import { useT } from "../../../lib/i18n";
import { useValue } from "../../../lib/values";
import { ActionList } from "../panel/ActionList";
import { ContactThread } from "../panel/ContactThread";
import { CustomerContacts } from "../panel/CustomerContacts";
import styles from "../panel/Panel.module.css";
import { expects } from "./form";
import type { FormStore } from "./useContactForm";

type Props = { form: { values: FormStore; contact: { id: string } | null } };

export function CustomerPanel({ form }: Props) {
  const { today, openContact } = useFrame();
  const { t } = useT();
  const [chosen, choose] = useState<string | null>(null);
  const customer = useValue(form.values, "customer");
  const typedDate = useValue(form.values, "date");
  const shown = useQuery({
    queryKey: ["contact", chosen],
    queryFn: () => ipc.contactShow(chosen ?? ""),
    enabled: chosen !== null,
  }).data;
  if (!customer) return null;
  const contact = shown?.customer === customer.id ? shown : undefined;
  const date = parseDate(typedDate, today, expects.date);
  return (
    <aside
      className={`${styles.panel} ${styles.wide}`}
      aria-label={t("thread.of", { customer: customer.text })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls by keyboard.
      tabIndex={0}
      data-region
    >
      {form.contact && <ContactThread contact={form.contact.id} onOpen={choose} />}
      <CustomerContacts
        customer={customer.id}
        customerName={customer.text}
        contact={{ id: form.contact?.id ?? null, date: date.ok ? date.value : null }}
        chosen={contact?.id}
        onOpen={choose}
      />
      <section className={styles.chosen} aria-label={t("thread.reason")}>
        <h3 className={styles.heading}>
          <span>{t("thread.reason")}</span>
          {contact && (
            <span className="row">
              <Button look="link" onClick={() => openContact(contact.id, "view")}>
                {t("list.view")}
              </Button>
              <Button look="link" onClick={() => openContact(contact.id, "modify")}>
                {t("list.modify")}
              </Button>
            </span>
          )}
        </h3>
        {contact ? (
          <>
            <p className={styles.reason}>{contact.notes || <span className="faint">{t("thread.noNotes")}</span>}</p>
            {contact.actions.length > 0 && <h3 className={styles.heading}>{t("thread.actions")}</h3>}
            <ActionList lines={contact.actions} />
          </>
        ) : (
          <p className="faint">{t("thread.choose")}</p>
        )}
      </section>
    </aside>
  );
}
