// Every key of the program on one sheet: F1, or ? outside text.
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import { type MessageId, useT } from "../lib/i18n";
import styles from "./KeysSheet.module.css";

/** Of each section the keys, as they are printed, and what they do. */
const sheet: { title: MessageId; keys: [keys: MessageId, does: MessageId][] }[] = [
  {
    title: "keys.anywhere",
    keys: [
      ["keys.paletteKey", "keys.palette"],
      ["palette.allKey", "keys.allFound"],
      ["keys.findKey", "keys.findHere"],
      ["keys.newKey", "keys.new"],
      ["keys.emailsKey", "keys.emails"],
      ["keys.undoKey", "keys.undo"],
      ["keys.redoKey", "keys.redo"],
      ["keys.backKey", "keys.back"],
      ["keys.regionKey", "keys.region"],
      ["keys.syncKey", "keys.sync"],
      ["keys.escKey", "keys.esc"],
      ["keys.helpKey", "keys.help"],
    ],
  },
  {
    title: "keys.criteria",
    keys: [
      ["key.enter", "keys.load"],
      ["keys.findKey", "keys.find"],
    ],
  },
  {
    title: "keys.list",
    keys: [
      ["keys.moveKey", "keys.move"],
      ["keys.extendKey", "keys.extend"],
      ["keys.visitKey", "keys.visit"],
      ["keys.addKey", "keys.add"],
      ["keys.allKey", "keys.all"],
      ["keys.lettersKey", "keys.letters"],
      ["key.enter", "keys.view"],
      ["key.space", "keys.preview"],
      ["keys.modifyKey", "keys.modify"],
      ["key.history", "keys.history"],
      ["change.key", "keys.change"],
      ["noAnswer.key", "keys.noAnswer"],
      ["key.delete", "keys.delete"],
      ["keys.menuKey", "keys.menu"],
      ["keys.stateKey", "keys.state"],
    ],
  },
  {
    title: "keys.otherLists",
    keys: [
      ["keys.moveKey", "keys.moveOne"],
      ["keys.lettersKey", "keys.lettersOther"],
      ["key.enter", "keys.act"],
    ],
  },
  {
    title: "keys.form",
    keys: [
      ["key.ctrlEnter", "keys.accept"],
      ["key.ctrlShiftEnter", "keys.acceptClosed"],
      ["key.esc", "keys.cancel"],
      ["keys.jumpKey", "keys.jump"],
    ],
  },
  {
    title: "keys.conflicts",
    keys: [
      ["keys.conflictKey", "keys.conflict"],
      ["keys.valueKey", "keys.value"],
      ["key.enter", "keys.keep"],
    ],
  },
];

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  return (
    <Dialog
      title={t("keys.title")}
      size="medium"
      onClose={onClose}
      footer={
        <Button onClick={onClose}>
          {t("close")}
          <Kbd>{t("key.esc")}</Kbd>
        </Button>
      }
    >
      <div className={styles.sheet}>
        {sheet.map(({ title, keys }) => (
          <section key={title} className={styles.section}>
            <h3>{t(title)}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, does]) => (
                <div key={does} className={styles.key}>
                  <dt>
                    <span className="sr">{t(key)}</span>
                    {t(key)
                      .split(" · ")
                      .map((one) => (
                        <Kbd key={one}>{one}</Kbd>
                      ))}
                  </dt>
                  <dd>{t(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
