// Without a team: two ways to begin, and the few questions of each. What was typed into one waits while the other is read.
import { ArrowLeft, ArrowRight, Users } from "lucide-react";
import { useRef, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { useFrame } from "../../ipc/frame";
import { useT } from "../../lib/i18n";
import { CreateForm } from "./CreateForm";
import { JoinForm } from "./JoinForm";
import styles from "./Start.module.css";
import { useStart } from "./useStart";

type Props = { invitation: string | null; samples: number };

export function NoTeam({ invitation, samples }: Props) {
  const { changed } = useFrame();
  const { t } = useT();
  const [way, go] = useState<"create" | "join" | null>(invitation ? "join" : null);
  const start = useStart(invitation ?? "");
  const cards = useRef<HTMLDivElement>(null);
  const left = useRef<"create" | "join">("create");
  const leave = () => {
    left.current = way ?? "create";
    go(null);
    requestAnimationFrame(() => cards.current?.querySelector<HTMLElement>(`[data-way=${left.current}]`)?.focus());
  };
  if (way)
    return (
      <div className={styles.start}>
        <div>
          <Button look="quiet" onClick={leave}>
            <ArrowLeft aria-hidden="true" />
            {t("back")}
          </Button>
        </div>
        {/* Nobody else is to get them: said before they go, not after. */}
        {samples > 0 && <Banner tone="info">{t("start.samplesGo", { n: samples })}</Banner>}
        {way === "create" ? <CreateForm start={start} onDone={changed} /> : <JoinForm start={start} onDone={changed} />}
      </div>
    );
  return (
    <div className={styles.start}>
      <Users aria-hidden="true" className={styles.sign} />
      <h2 className={styles.title}>{t("start.teamTitle")}</h2>
      <p className="muted">{t("start.teamLead")}</p>
      <div className={styles.cards} ref={cards}>
        {(["create", "join"] as const).map((one) => (
          <button key={one} type="button" className={styles.card} data-way={one} onClick={() => go(one)}>
            <span className="grow">
              <span className={styles.cardTitle}>{t(`start.${one}`)}</span>
              <span className="muted">{t(`start.${one}Help`)}</span>
            </span>
            <ArrowRight aria-hidden="true" />
          </button>
        ))}
      </div>
    </div>
  );
}
