// The panel beside the list: the contact that the keyboard is on, and its thread.
import { useQuery } from "@tanstack/react-query";
import { MousePointerClick, PanelRightClose, Paperclip, Pencil } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../../components/Button";
import { ConflictMark } from "../../../components/ConflictMark";
import { EmptyState } from "../../../components/EmptyState";
import { TypeIcon } from "../../../components/TypeIcon";
import { type ContactRow, ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { useConflicts } from "../../../ipc/useConflicts";
import { showDate, showTime } from "../../../lib/dates";
import { showDuration } from "../../../lib/duration";
import { useT } from "../../../lib/i18n";
import { resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import { ActionList } from "../panel/ActionList";
import { ContactThread } from "../panel/ContactThread";
import { CustomerContacts } from "../panel/CustomerContacts";
import styles from "../panel/Panel.module.css";
import { StateTag } from "../panel/StateTag";

type Props = {
  row: ContactRow | undefined;
  onClose: () => void;
};

/** The arrow keys pass over many rows; only where they rest is read. */
const REST_MS = 90;

export function ContactPreview({ row, onClose }: Props) {
  const { openContact, review } = useFrame();
  const { t } = useT();
  const id = useRested(row?.id);
  const shown = useQuery({
    queryKey: ["contact", id],
    queryFn: () => ipc.contactShow(id ?? ""),
    enabled: id !== undefined,
    placeholderData: (before) => before,
  }).data;
  const contact = row && shown?.id === row.id ? shown : undefined;
  const conflicts = useConflicts("contact", contact?.id, contact?.conflicts ?? []);
  const view = (id: string) => openContact(id, "view");
  const close = (
    <Button look="quiet" name={t("panel.close")} onClick={onClose}>
      <PanelRightClose aria-hidden="true" />
    </Button>
  );
  if (!row)
    return (
      <aside className={styles.panel} aria-label={t("panel.preview")}>
        <div className={styles.top}>
          <span className="grow" />
          {close}
        </div>
        <EmptyState
          icon={<MousePointerClick aria-hidden="true" />}
          title={t("panel.nothing")}
          help={t("panel.nothingHelp")}
        />
      </aside>
    );
  return (
    <aside
      className={styles.panel}
      aria-label={t("panel.preview")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls by keyboard.
      tabIndex={0}
      data-region
    >
      <div className={styles.top}>
        {contact && <StateTag contact={contact} />}
        <span className="grow" />
        <Button look="quiet" name={t("list.modify")} onClick={() => openContact(row.id, "modify")}>
          <Pencil aria-hidden="true" />
        </Button>
        {close}
      </div>
      <h2 className={styles.name}>{row.customer_name}</h2>
      {row.person_name && <p className="muted">{row.person_name}</p>}
      {contact && <ConflictMark conflicts={conflicts} onReview={review && (() => review(contact.id))} />}
      <dl className={styles.facts}>
        <dt>{t("column.date")}</dt>
        <dd className="tnum">
          {showDate(row.date)} {showTime(row.time)}
        </dd>
        <dt>{t("column.type")}</dt>
        <dd className={styles.type}>
          <TypeIcon type={row.contact_type} />
          {typeWord(row.contact_type, t)}, {t(`direction.${row.direction}`).toLocaleLowerCase()}
        </dd>
        {row.duration_minutes !== null && (
          <>
            <dt>{t("column.duration")}</dt>
            <dd className="tnum">{showDuration(row.duration_minutes)}</dd>
          </>
        )}
        <dt>{t("column.user")}</dt>
        <dd>{row.user_name}</dd>
        {(row.closing_date || row.result) && (
          <>
            <dt>{t("panel.closing")}</dt>
            <dd className="tnum">
              {[row.closing_date && showDate(row.closing_date), row.result && resultWord(row.result, t)]
                .filter(Boolean)
                .join(", ")}
            </dd>
          </>
        )}
        {row.next_date && (
          <>
            <dt>{t("panel.next")}</dt>
            <dd className="tnum">
              {showDate(row.next_date)} {showTime(contact?.next_contact?.time ?? null)}
            </dd>
          </>
        )}
      </dl>
      <p className={styles.notes}>{contact ? contact.notes : row.excerpt}</p>
      {contact && <ActionList lines={contact.actions} />}
      {contact && contact.interests.length > 0 && (
        <p className="small muted">
          {t("form.interests")}: {contact.interests.map((one) => one.product_name).join(", ")}
        </p>
      )}
      {contact && contact.attachments.length > 0 && (
        <ul className={styles.files}>
          {contact.attachments.map((file) => (
            <li key={file.id}>
              <Paperclip className="small" aria-hidden="true" />
              <span className="clip" title={file.name}>
                {file.name}
              </span>
            </li>
          ))}
        </ul>
      )}
      {contact && <ContactThread contact={row.id} onOpen={view} />}
      {contact && (
        <CustomerContacts
          customer={contact.customer}
          customerName={row.customer_name}
          contact={{ id: contact.id, date: contact.date }}
          isNarrow
          onOpen={view}
        />
      )}
    </aside>
  );
}

function useRested(id: string | undefined): string | undefined {
  const [rested, rest] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => rest(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}
