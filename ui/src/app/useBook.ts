// What is done to the book as a whole, one at a time: undo, redo, a backup. What changed is read again.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { ipc, listen } from "../ipc";
import { toastError } from "../ipc/toastError";
import { bringBack } from "../lib/broughtBack";
import { t } from "../lib/i18n";
import { dropOffers, toast, withdrawOffers } from "../lib/toasts";
import { useOnce } from "../lib/useOnce";
import { withProgress } from "../lib/work";
import { readAgain } from "./queries";
import { undoneWords } from "./undone";

export function useBook() {
  const queries = useQueryClient();
  const changed = useCallback(() => readAgain(queries), [queries]);
  useEffect(
    () =>
      listen("bookChanged", (writer) => {
        // What another program on this book did is what undo takes back now: no message offers what it would not do.
        if (writer === "program") withdrawOffers();
        void changed();
      }),
    [changed],
  );
  const once = useOnce();
  const step = (which: "undo" | "redo") =>
    once.run(async () => {
      const undone = await withProgress(t(`work.${which}`), ipc[which]());
      dropOffers();
      bringBack(undone.restored);
      toast({ text: undoneWords(which, undone, t), isWarning: undone.skipped.length > 0 });
      await changed();
    }, toastError);
  const backUp = () =>
    once.run(async () => {
      await ipc.backupNow();
      toast({ text: t("backups.made") });
    }, toastError);
  return { changed, undo: () => step("undo"), redo: () => step("redo"), backUp };
}
