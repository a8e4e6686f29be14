// A catalogue that the team keeps by hand: what it holds, new ones, other names, and away with what is not chosen any more.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { type Action, type CustomerGroup, type Grouping, ipc, type Product } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { CatalogueEntry, type EntryDraft } from "./CatalogueEntry";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export type Catalogue = "actions" | "products" | Grouping;
export type Entry = { id: string; revision: string; name: string; code: string | null; notes: string };

/** More than a team keeps by hand. */
const SHOWN_MAX = 2_000;

const doors = {
  actions: {
    list: async () => (await ipc.actionsFind("", SHOWN_MAX)).map(ofAction),
    save: async (entry: Entry | null, { name }: EntryDraft) =>
      ofAction(await ipc.actionSave(entry?.id ?? null, { name }, entry?.revision ?? null)),
    remove: (id: string) => ipc.actionDelete(id),
  },
  products: {
    list: async () => (await ipc.productsFind("", SHOWN_MAX)).map(ofProduct),
    save: async (entry: Entry | null, { name, code }: EntryDraft) => {
      const draft = { name, code: code.trim() || null, notes: entry?.notes ?? "" };
      return ofProduct(await ipc.productSave(entry?.id ?? null, draft, entry?.revision ?? null));
    },
    remove: (id: string) => ipc.productDelete(id),
  },
  kind: groupDoor("kind"),
  zone: groupDoor("zone"),
  sector: groupDoor("sector"),
};

function groupDoor(grouping: Grouping) {
  return {
    list: async () => (await ipc.customerGroups(grouping, "", SHOWN_MAX)).map(ofGroup),
    save: async (entry: Entry | null, { name }: EntryDraft) =>
      ofGroup(await ipc.customerGroupSave(grouping, entry?.id ?? null, { name }, entry?.revision ?? null)),
    remove: (id: string) => ipc.customerGroupDelete(id),
  };
}

export function CatalogueSection({ catalogue }: { catalogue: Catalogue }) {
  const { undo } = useFrame();
  const { t } = useT();
  const queries = useQueryClient();
  const [editing, edit] = useState<Entry | "new" | null>(null);
  const door = doors[catalogue];
  const entries = useQuery({ queryKey: ["catalogue", catalogue], queryFn: door.list }).data ?? [];
  const renew = () => queries.invalidateQueries({ queryKey: ["catalogue", catalogue] });
  const deleting = useOnce();
  const remove = (entry: Entry) =>
    deleting.run(async () => {
      await door.remove(entry.id);
      await renew();
      toast({
        text: t("catalogue.removed", { name: entry.name }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
    }, toastError);
  return (
    <Section title={t(`catalogue.${catalogue}`)} help={t(`catalogue.${catalogue}Help`)}>
      {entries.length === 0 ? (
        <p className="faint">{t("catalogue.none")}</p>
      ) : (
        <ul className={styles.entries} aria-label={t(`catalogue.${catalogue}`)}>
          {entries.map((entry) => (
            <li key={entry.id}>
              {entry.code && <span className="faint small tnum">{entry.code}</span>}
              <span className="clip grow">{entry.name}</span>
              <Button look="quiet" isSmall name={t("catalogue.edit", { name: entry.name })} onClick={() => edit(entry)}>
                <Pencil aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                name={t("catalogue.remove", { name: entry.name })}
                onClick={() => remove(entry)}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => edit("new")}>
          <Plus aria-hidden="true" />
          {t(`catalogue.new.${catalogue}`)}
        </Button>
      </div>
      {editing && (
        <CatalogueEntry
          title={editing === "new" ? t(`catalogue.new.${catalogue}`) : editing.name}
          entry={editing === "new" ? null : editing}
          hasCode={catalogue === "products"}
          save={(draft) => door.save(editing === "new" ? null : editing, draft)}
          onSaved={() => {
            edit(null);
            void renew();
          }}
          onClose={() => edit(null)}
        />
      )}
    </Section>
  );
}

function ofAction({ id, revision, name }: Action): Entry {
  return { id, revision, name, code: null, notes: "" };
}

function ofGroup({ id, revision, name }: CustomerGroup): Entry {
  return { id, revision, name, code: null, notes: "" };
}

function ofProduct({ id, revision, name, code, notes }: Product): Entry {
  return { id, revision, name, code, notes };
}
