// The one form of a contact: to add, to modify, to view.
import { ArrowLeft, Eye, Pencil, Printer } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { AcceptButton } from "../../../components/AcceptButton";
import { Banner } from "../../../components/Banner";
import { Button } from "../../../components/Button";
import { ChangedBanner } from "../../../components/ChangedBanner";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { ConflictMark } from "../../../components/ConflictMark";
import { ErrorBanner } from "../../../components/ErrorBanner";
import { Kbd } from "../../../components/Kbd";
import page from "../../../components/Page.module.css";
import { TabSet } from "../../../components/TabSet";
import { Tooltip } from "../../../components/Tooltip";
import { useAcceptKeys, useStill } from "../../../components/useAcceptKeys";
import { useFrame } from "../../../ipc/frame";
import { toastError, toldError } from "../../../ipc/toastError";
import { useConflicts } from "../../../ipc/useConflicts";
import { useOffers } from "../../../lib/commands";
import { fieldWord } from "../../../lib/fieldWords";
import { useT } from "../../../lib/i18n";
import { isCommand, isComposing } from "../../../lib/keys";
import { typeWord } from "../../../lib/types";
import { useLastField } from "../../../lib/useLastField";
import { useValue } from "../../../lib/values";
import { StateTag } from "../panel/StateTag";
import { AttachmentsTab } from "./AttachmentsTab";
import { ContactFields } from "./ContactFields";
import styles from "./ContactForm.module.css";
import { CustomerPanel } from "./CustomerPanel";
import { HistoryTab } from "./HistoryTab";
import { printContact } from "./PrintedContact";
import type { ContactRequest, FormContext } from "./request";
import { useContactForm } from "./useContactForm";

export function ContactForm({ request, context }: { request: ContactRequest; context: FormContext }) {
  const { t } = useT();
  const { me, changed, review } = useFrame();
  const form = useContactForm(request, context);
  const [tab, setTab] = useState(request.mode === "history" ? "history" : "data");
  /** What is done once nothing typed can be lost any more, and how it is saved first. */
  const [leaving, ask] = useState<{ then: () => void; save: () => void } | null>(null);
  const root = useRef<HTMLElement>(null);
  const toLastField = useLastField(root);
  const { values, contact, failure, refusals } = form;
  const conflicts = useConflicts("contact", contact?.id, contact?.conflicts ?? []);
  const [type, customer, previous] = [
    useValue(values, "type"),
    useValue(values, "customer"),
    useValue(values, "previous"),
  ];
  const waiting = useValue(values, "files");

  useEffect(() => {
    if (refusals === 0) return;
    const focusFirst = () => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    focusFirst();
    setTab("data");
    const frame = requestAnimationFrame(focusFirst);
    return () => cancelAnimationFrame(frame);
  }, [refusals]);
  useEffect(() => {
    if (form.isReadOnly && form.isOpen) root.current?.focus();
  }, [form.isReadOnly, form.isOpen]);

  const restored = () => {
    void changed();
    void form.renew();
  };
  const leaveFor = (then: () => void, save = () => form.acceptThen(then)) => {
    if (form.isDirty() && !form.isReadOnly) return ask({ then, save });
    form.forget();
    then();
  };
  // While it is being saved there is nothing to leave: the answer closes it, or says what to mend.
  const leave = () => {
    if (!form.once.isRunning) leaveFor(context.onClose, form.accept);
  };
  const leaver = useRef<(then: () => void) => void>(() => {});
  leaver.current = (then) => leaveFor(then);
  /** What is written goes on, also where there is something to mend before it can be saved. */
  const answer = (save?: () => void) => {
    ask(null);
    toLastField();
    save?.();
  };
  const { onLeaver } = context;
  useEffect(() => {
    onLeaver((then) => leaver.current(then));
    return () => onLeaver(null);
  }, [onLeaver]);
  const keys = useAcceptKeys(
    root,
    form.isReadOnly ? undefined : form.accept,
    form.isReadOnly ? undefined : form.acceptClosed,
  );
  useStill(root, form.once.isRunning);
  const leaveToReview = review && (() => leaveFor(() => contact && review(contact.id)));
  const onKeyDown = (event: KeyboardEvent) => {
    keys.onKeyDown(event);
    if (!root.current?.contains(event.target as Node) || event.defaultPrevented) return;
    if (isCommand(event) && event.key.toLowerCase() === "p") print();
    else if (event.key === "Escape" && !isComposing(event)) leave();
    else if (event.key === "F2" && form.isReadOnly) form.modify();
    else if (event.altKey && jumpTo(event, root.current)) setTab("data");
    else return;
    event.preventDefault();
  };
  const print = () =>
    void printContact(
      values.get(),
      (contact?.attachments ?? []).map(({ name }) => name),
      t,
    ).catch(toastError);
  const { isReadOnly } = form;
  useOffers(
    context.isCovered
      ? null
      : {
          accept: isReadOnly ? undefined : { run: form.accept },
          acceptClosed: isReadOnly || contact?.done ? undefined : { run: form.acceptClosed },
          modifyForm: isReadOnly ? { run: form.modify } : undefined,
          printContact: { run: print },
          leave: { run: leave },
        },
  );
  const title =
    contact || previous
      ? t("form.with", { type: typeWord(type ?? "", t), customer: customer?.text ?? "" })
      : customer
        ? t("form.newWith", { customer: customer.text })
        : t("form.new");

  return (
    <section
      className={page.page}
      aria-label={title}
      ref={root}
      tabIndex={-1}
      data-window
      onKeyDown={onKeyDown}
      onKeyDownCapture={keys.onKeyDownCapture}
    >
      <header className={page.bar} data-region>
        <Button look="quiet" name={t("back")} onClick={leave} data-back>
          <ArrowLeft aria-hidden="true" />
        </Button>
        <h1 className="clip">{title}</h1>
        {contact && <StateTag contact={contact} />}
        {form.isReadOnly && (
          <span className={styles.reading}>
            <Eye className="small" aria-hidden="true" />
            {t("form.reading")}
          </span>
        )}
        <span className="grow" />
        {form.draftAt && <span className="small faint tnum">{t("form.draftSaved", { time: form.draftAt })}</span>}
        <Button look="quiet" name={t("print.contact")} keys={t("print.key")} onClick={print}>
          <Printer aria-hidden="true" />
        </Button>
      </header>
      {form.arrivedChanges && (
        // Above what scrolls: whoever writes at its end is told too.
        <div className={styles.news}>
          <ChangedBanner
            people={form.arrivedChanges}
            me={me}
            fields={form.arrivedChanges.map((entry) => entry.field_name ?? fieldWord(entry.field, t))}
            onSee={() => setTab("history")}
          />
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.pages} data-region>
          <TabSet
            label={title}
            selected={tab}
            onSelect={setTab}
            pages={[
              {
                id: "data",
                title: t("form.data"),
                content: (
                  <div className={styles.main}>
                    <ErrorBanner error={toldError(failure)} />
                    <ConflictMark conflicts={conflicts} onReview={leaveToReview} />
                    {request.mode === "add" && request.followUp && <Banner tone="info">{t("form.followUp")}</Banner>}
                    {form.isOpen && <ContactFields form={form} context={context} />}
                  </div>
                ),
              },
              {
                id: "files",
                title: t("form.files"),
                count: (contact?.attachments.length ?? 0) + waiting.length,
                content: <AttachmentsTab form={form} context={context} />,
              },
              {
                id: "history",
                title: t("form.history"),
                content:
                  tab === "history" ? (
                    <HistoryTab id={contact?.id ?? null} onRestored={form.isReadOnly ? undefined : restored} />
                  ) : null,
              },
            ]}
          />
        </div>
        <CustomerPanel form={form} />
      </div>
      <footer className={page.foot} data-region>
        {form.isReadOnly ? (
          <>
            <Button onClick={form.modify}>
              <Pencil aria-hidden="true" />
              {t("list.modify")}
              <Kbd>F2</Kbd>
            </Button>
            <Button onClick={leave}>
              {t("close")}
              <Kbd>{t("key.esc")}</Kbd>
            </Button>
          </>
        ) : (
          <>
            <AcceptButton once={form.once} onAccept={form.accept} keys={t("key.ctrlEnter")}>
              {t("accept")}
            </AcceptButton>
            {!contact?.done && (
              <Tooltip text={t("form.acceptClosedHelp")}>
                <Button onClick={form.acceptClosed}>
                  {t("form.acceptClosed")}
                  <Kbd>{t("key.ctrlShiftEnter")}</Kbd>
                </Button>
              </Tooltip>
            )}
            <Button onClick={leave}>
              {t("cancel")}
              <Kbd>{t("key.esc")}</Kbd>
            </Button>
          </>
        )}
        {!form.isReadOnly && (
          <span className={styles.hints}>
            {jumps.map(({ key, word }) => (
              <span key={key}>
                <Kbd>{`Alt ${key.toUpperCase()}`}</Kbd> {t(word)}
              </span>
            ))}
          </span>
        )}
      </footer>
      {leaving && (
        <ConfirmDialog
          title={t("form.discard")}
          text={t("form.discardText")}
          yes={t("form.discardYes")}
          no={t("form.discardNo")}
          isDanger
          save={{ word: t("save"), onSave: () => answer(leaving.save) }}
          onYes={() => {
            form.forget();
            ask(null);
            leaving.then();
          }}
          onNo={() => answer()}
        />
      )}
    </section>
  );
}

/** Alt and a letter lead to a field (on a Mac with Ctrl, since Alt writes letters there). */
const jumps = [
  { key: "c", word: "form.jumpCustomer" },
  { key: "n", word: "form.jumpNotes" },
  { key: "a", word: "form.jumpActions" },
  { key: "x", word: "form.jumpNext" },
  { key: "r", word: "form.jumpResult" },
] as const;

function jumpTo(event: KeyboardEvent, root: HTMLElement): boolean {
  const key = event.code.replace("Key", "").toLowerCase();
  const field = jumps.some((jump) => jump.key === key) && root.querySelector(`[data-jump="${key}"]`);
  const control = field ? field.querySelector<HTMLElement>("input, textarea, button") : null;
  if (!control) return false;
  // The fields may be on a page that is not shown yet.
  requestAnimationFrame(() => control.focus());
  return true;
}
