// A catalogue that the team keeps by hand: what it holds, new ones, other names, and away with what is not chosen any more.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { CatalogueEntry } from "./CatalogueEntry";
import type { Catalogue, Entry } from "./catalogues";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function CatalogueSection({ catalogue }: { catalogue: Catalogue }) {
  const { undo } = useFrame();
  const { t } = useT();
  const queries = useQueryClient();
  const [editing, edit] = useState<Entry | "new" | null>(null);
  const entries = useQuery({ queryKey: ["catalogue", catalogue.id], queryFn: catalogue.list }).data ?? [];
  const renew = () => queries.invalidateQueries({ queryKey: ["catalogue", catalogue.id] });
  const mark = ({ values }: Entry) => catalogue.mark?.(values);
  const deleting = useOnce();
  const remove = (entry: Entry) =>
    deleting.run(async () => {
      await catalogue.remove(entry.id);
      await renew();
      toast({
        text: t("catalogue.removed", { name: entry.name }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
    }, toastError);
  return (
    <Section title={t(`catalogue.${catalogue.id}`)} help={t(`catalogue.${catalogue.id}Help`)}>
      {entries.length === 0 ? (
        <p className="faint">{t("catalogue.none")}</p>
      ) : (
        <ul className={styles.entries} aria-label={t(`catalogue.${catalogue.id}`)}>
          {entries.map((entry) => (
            <li key={entry.id}>
              {mark(entry) && <span className="faint small tnum">{mark(entry)}</span>}
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
          {t(`catalogue.new.${catalogue.id}`)}
        </Button>
      </div>
      {editing && (
        <CatalogueEntry
          title={editing === "new" ? t(`catalogue.new.${catalogue.id}`) : editing.name}
          entry={editing === "new" ? null : editing}
          fields={catalogue.fields}
          save={(draft) => catalogue.save(editing === "new" ? null : editing, draft)}
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
