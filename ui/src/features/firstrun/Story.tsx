// A customer's thread, drawn beside the first question.
import { ThreadGlyph } from "../../components/ThreadGlyph";
import { TypeIcon } from "../../components/TypeIcon";
import { useT } from "../../lib/i18n";
import { type BuiltInType, typeWord } from "../../lib/types";
import styles from "./FirstRun.module.css";

const story = [
  { type: "fair", state: "done", day: "15/10", text: "start.story1" },
  { type: "phone", state: "done", day: "11/11", text: "start.story2" },
  { type: "email", state: "done", day: "18/11", text: "start.story3" },
  { type: "visit", state: "today", day: "24/11", text: "start.story4" },
  { type: "phone", state: "open", day: "02/12", text: "start.story5" },
] as const satisfies { type: BuiltInType; state: string; day: string; text: string }[];

export function Story() {
  const { t } = useT();
  return (
    <aside className={styles.story} aria-hidden="true">
      <p className={styles.caption}>{t("start.story")}</p>
      <ol className={styles.thread}>
        {story.map((step) => (
          <li key={step.text}>
            <span className={styles.bead}>
              <ThreadGlyph state={step.state} />
            </span>
            <div className={styles.card} data-now={step.state === "today" || undefined}>
              <p className="row">
                <TypeIcon type={step.type} />
                <span className="medium grow">{typeWord(step.type, t)}</span>
                <span className="faint small tnum">{step.day}</span>
              </p>
              <p className="muted">{t(step.text)}</p>
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}
