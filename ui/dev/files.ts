// The invented book's files: picked without a dialog, held by contacts and customers.
import type { Attachment, Commands, Holder } from "../src/ipc";

export const file = (id: string, name: string, kind: Attachment["kind"] = "file"): Attachment => ({
  id,
  name,
  size: 318000,
  sha256: "0",
  kind,
  description: null,
  added_by: "Marta Soler",
  added_at: "2026-11-23T16:02:00Z",
  can_open: !/\.(exe|js|bat)$/.test(name),
  on_its_way: false,
});

type Change = (holder: Holder, id: string, change: (held: Attachment[]) => Attachment[]) => void;

export function fileAnswers(change: Change) {
  let next = 1;
  return {
    attachmentsAdd: async (holder, id) => {
      change(holder, id, (held) => [...held, file(`file-${next++}`, "Plano de la línea.pdf")]);
      return { added: 1, already: [], refused: [] };
    },
    attachmentsTake: async (holder, id, handles) => {
      change(holder, id, (held) => [...held, ...handles.map((name) => file(`file-${next++}`, name))]);
      return { added: handles.length, already: [] };
    },
    attachmentsPick: async () => ({
      files: [{ handle: `picked-file-${next++}`, fileName: "Plano de la línea.pdf", size: 318000, several: null }],
      refused: [],
    }),
    attachmentEdit: async (_attachment, draft) => {
      if (!draft.name) throw { code: "invalid", field: "name", detail: "required" };
      return null;
    },
    attachmentOpen: async () => null,
    attachmentRemove: async (holder, id, attachment) => {
      change(holder, id, (held) => held.filter((one) => one.id !== attachment));
      return null;
    },
  } satisfies Partial<Commands>;
}
