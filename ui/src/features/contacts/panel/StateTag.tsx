// The state of the open contact, beside its title.
import { StateDot, stateOf } from "../../../components/StateDot";
import { Tag } from "../../../components/Tag";
import type { Contact } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { useT } from "../../../lib/i18n";

const tones = { open: "neutral", today: "today", overdue: "overdue", done: "success" } as const;

export function StateTag({ contact }: { contact: Contact }) {
  const { today } = useFrame();
  const { t } = useT();
  const state = stateOf(contact, today);
  return (
    <Tag tone={tones[state]}>
      <StateDot state={state} />
      {t(`state.${state}`)}
    </Tag>
  );
}
