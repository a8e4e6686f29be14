// The team from inside: how it stands, its computers, its folders, and what was set aside.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AppState, ipc, type SyncStatus } from "../../ipc";
import { Devices } from "./Devices";
import { Folders } from "./Folders";
import { InviteDialog } from "./InviteDialog";
import { Requests } from "./Requests";
import { SetAside } from "./SetAside";
import { StateBanner } from "./StateBanner";
import type { TeamState } from "./state";
import { Unlock } from "./Unlock";
import { teamKey } from "./useTeam";

type Props = {
  app: AppState;
  status: SyncStatus;
  state: TeamState;
  onSync: () => void;
  onChanged: () => void;
};

/** Whoever asks to get in waits at the telephone. */
const ASK_EVERY_MS = 3_000;

export function TeamPanel({ app, status, state, onSync, onChanged }: Props) {
  const [isInviting, invite] = useState(false);
  const canInvite = Boolean(status.team?.can_invite) && state !== "locked" && state !== "out";
  const requests =
    useQuery({
      queryKey: teamKey("requests"),
      queryFn: () => ipc.teamRequests(),
      enabled: canInvite,
      refetchInterval: ASK_EVERY_MS,
    }).data ?? [];
  return (
    <>
      {state === "locked" ? (
        <Unlock
          onOpened={() => {
            onChanged();
            onSync();
          }}
        />
      ) : (
        <StateBanner status={status} state={state} />
      )}
      {canInvite && !isInviting && <Requests requests={requests} onChanged={onChanged} />}
      <Devices
        status={status}
        today={app.today}
        timeZone={app.timeZone}
        canInvite={canInvite}
        onInvite={() => invite(true)}
        onChanged={onChanged}
      />
      <Folders status={status} today={app.today} timeZone={app.timeZone} onChanged={onChanged} />
      <SetAside quarantine={status.quarantine} />
      {isInviting && (
        <InviteDialog
          requests={requests}
          today={app.today}
          timeZone={app.timeZone}
          onChanged={onChanged}
          onClose={() => invite(false)}
        />
      )}
    </>
  );
}
