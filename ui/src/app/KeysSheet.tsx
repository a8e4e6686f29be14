// Every key of the program on one sheet: F1, or ? outside text.
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import { type CommandId, commands } from "../lib/commands";
import { type MessageId, useT } from "../lib/i18n";
import styles from "./KeysSheet.module.css";

/** A command, or keys as they are printed and what they do. */
type Line = CommandId | [keys: MessageId, does: MessageId];

const sheet: { title: MessageId; keys: Line[] }[] = [
  {
    title: "keys.anywhere",
    keys: [
      ["keys.paletteKey", "keys.palette"],
      ["palette.allKey", "keys.allFound"],
      ["keys.findKey", "keys.findHere"],
      "new",
      "emails",
      "undo",
      "redo",
      ["keys.backKey", "keys.back"],
      ["keys.regionKey", "keys.region"],
      "sync",
      ["keys.escKey", "keys.esc"],
      ["keys.helpKey", "keys.help"],
    ],
  },
  {
    title: "keys.criteria",
    keys: ["load", ["keys.findKey", "keys.find"]],
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
      "view",
      "preview",
      "modify",
      "history",
      "change",
      ["noAnswer.key", "keys.noAnswer"],
      "delete",
      "print",
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
    keys: ["accept", "acceptClosed", "leave", ["keys.jumpKey", "keys.jump"]],
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

function lineOf(line: Line): [keys: MessageId, does: MessageId] {
  if (typeof line !== "string") return line;
  const { text, keys } = commands[line];
  return [keys ?? text, text];
}

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
              {keys.map(lineOf).map(([key, does]) => (
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
