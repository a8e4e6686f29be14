// As long as there are sample records: what they are, and the way to be rid of them.
import { useState } from "react";
import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { type AppState, ipc } from "../ipc";
import { useFrame } from "../ipc/frame";
import { toastError } from "../ipc/toastError";
import { useT } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { useOnce } from "../lib/useOnce";
import { withProgress } from "../lib/work";

type Props = { samples: number; onRemoved: (app: AppState) => void };

export function SampleBar({ samples, onRemoved }: Props) {
  const { t } = useT();
  const [isAsking, ask] = useState(false);
  const { changed } = useFrame();
  const removal = useOnce({ isLast: true });
  const remove = () => {
    ask(false);
    removal.run(async () => {
      const app = await withProgress(t("sample.removing"), ipc.sampleRemove());
      onRemoved(app);
      await changed();
      toast({ text: t("sample.removed") });
    }, toastError);
  };
  return (
    <>
      <Banner
        tone="info"
        actions={
          <Button onClick={() => ask(true)} reason={removal.isRunning ? t("sample.removing") : null}>
            {t("sample.remove")}
          </Button>
        }
      >
        {t("sample.text")}
      </Banner>
      {isAsking && (
        <ConfirmDialog
          title={t("sample.question")}
          text={t("sample.questionText", { n: samples })}
          yes={t("sample.remove")}
          no={t("cancel")}
          isDanger
          onYes={remove}
          onNo={() => ask(false)}
        />
      )}
    </>
  );
}
