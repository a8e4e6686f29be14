// The types of contact: the built-in ones are shown or hidden, the team's own are added and renamed too (S23, S24).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import { TypeIcon } from "../../components/TypeIcon";
import { type ContactType, ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { typeWord } from "../../lib/types";
import { useOnce } from "../../lib/useOnce";
import { CatalogueEntry } from "./CatalogueEntry";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function TypesSection() {
  const { t } = useT();
  const queries = useQueryClient();
  const [editing, edit] = useState<ContactType | "new" | null>(null);
  const types = useQuery({ queryKey: ["types"], queryFn: () => ipc.contactTypes() }).data ?? [];
  const renew = () => queries.invalidateQueries({ queryKey: ["types"] });
  const word = (type: ContactType) => type.name ?? typeWord(type.key, t);
  const once = useOnce();
  const show = (type: ContactType, isShown: boolean) =>
    once.run(async () => {
      await ipc.contactTypeSave(type.key, { name: type.name, hidden: !isShown }, type.revision);
      await renew();
    }, toastError);
  const own = editing !== "new" ? editing : null;
  return (
    <Section title={t("types.title")} help={t("types.help")}>
      <ul className={styles.entries} aria-label={t("types.title")}>
        {types.map((type) => (
          <li key={type.key}>
            <Checkbox
              isOn={!type.hidden}
              onChange={(isShown) => show(type, isShown)}
              name={t("types.shown", { name: word(type) })}
            />
            <TypeIcon type={type.key} />
            <span className={`clip grow ${type.hidden ? "faint" : ""}`}>{word(type)}</span>
            {!type.built_in && (
              <Button look="quiet" isSmall name={t("catalogue.edit", { name: word(type) })} onClick={() => edit(type)}>
                <Pencil aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => edit("new")}>
          <Plus aria-hidden="true" />
          {t("types.new")}
        </Button>
      </div>
      {editing && (
        <CatalogueEntry
          title={own ? word(own) : t("types.new")}
          entry={own ? { name: own.name ?? "", values: {} } : null}
          fields={[]}
          save={({ name }) =>
            ipc.contactTypeSave(own?.key ?? null, { name, hidden: own?.hidden ?? false }, own?.revision ?? null)
          }
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
