// The team from inside: how it stands, its computers, its folders, and what was set aside.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ipc, type SyncStatus } from "../../ipc";
import { useFrame } from "../../ipc/frame";
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
  status: SyncStatus;
  state: TeamState;
  onSync: () => void;
};

/** Whoever asks to get in waits at the telephone. */
const ASK_EVERY_MS = 3_000;

export function TeamPanel({ status, state, onSync }: Props) {
  const { changed } = useFrame();
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
            void changed();
            onSync();
          }}
        />
      ) : (
        <StateBanner status={status} state={state} />
      )}
      {canInvite && !isInviting && <Requests requests={requests} />}
      <Devices status={status} canInvite={canInvite} onInvite={() => invite(true)} />
      <Folders status={status} />
      <SetAside quarantine={status.quarantine} />
      {isInviting && <InviteDialog requests={requests} onClose={() => invite(false)} />}
    </>
  );
}
