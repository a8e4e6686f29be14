// What is known of the team, asked again whenever an exchange was tried.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ipc, listen } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { withProgress } from "../../lib/work";

const TEAM_KEY = ["team"];

export function useTeam(onArrived: () => void) {
  const queries = useQueryClient();
  const { data: status, error } = useQuery({ queryKey: teamKey("status"), queryFn: () => ipc.syncStatus() });
  useEffect(() => listen("teamChanged", () => void queries.invalidateQueries({ queryKey: TEAM_KEY })), [queries]);
  const state = status?.team?.state;
  const before = useRef(state);
  useEffect(() => {
    // Wherever in the window one is just then.
    if (before.current === "pending" && state === "done") toast({ text: t("wait.in") });
    before.current = state;
  }, [state]);
  const syncing = useOnce();
  const sync = () =>
    syncing.run(async () => {
      try {
        const { state, applied } = await withProgress(t("team.syncing"), ipc.syncNow());
        if (state === "partial") toast({ text: t("team.partial"), isWarning: true });
        else
          toast({ text: t(state === "pending" ? "team.waitingStill" : applied > 0 ? "team.arrived" : "team.synced") });
        if (applied > 0) onArrived();
      } finally {
        void queries.invalidateQueries({ queryKey: TEAM_KEY });
      }
    }, toastError);
  return { status, error, sync };
}

/** Questions about the team begin like this, so that one word renews them all. */
export const teamKey = (...rest: string[]) => [...TEAM_KEY, ...rest];
