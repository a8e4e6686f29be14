// How the book opened, when it is not as usual: a line for each thing that its user should know.
import { useState } from "react";
import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import type { Notice } from "../ipc";
import { useT } from "../lib/i18n";
import { Recovery } from "./Recovery";

type Props = { notices: Notice[]; onRecovered: () => void };

export function Notices({ notices, onRecovered }: Props) {
  const { t } = useT();
  const [read, setRead] = useState<Notice[]>([]);
  const [isRecovering, recover] = useState(false);
  return (
    <>
      {notices
        .filter((notice) => !read.includes(notice))
        .map((notice) => (
          <Banner
            key={notice}
            tone={notice === "mended" ? "info" : notice === "damaged" ? "error" : "warning"}
            actions={
              notice === "damaged" ? (
                <Button onClick={() => recover(true)}>{t("recovery.see")}</Button>
              ) : (
                notice !== "read_only" && (
                  <Button look="quiet" onClick={() => setRead([...read, notice])}>
                    {t("close")}
                  </Button>
                )
              )
            }
          >
            {t(`notice.${notice}`)}
          </Banner>
        ))}
      {isRecovering && (
        <Dialog
          title={t("refused.damaged")}
          size="large"
          onClose={() => recover(false)}
          footer={<Button onClick={() => recover(false)}>{t("close")}</Button>}
        >
          <Recovery
            onRecovered={() => {
              recover(false);
              onRecovered();
            }}
          />
        </Dialog>
      )}
    </>
  );
}
