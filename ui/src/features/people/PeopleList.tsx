// The people of one customer, to look at, add and modify.
import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { ipc, type PersonHit } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import styles from "./People.module.css";
import { PersonDialog } from "./PersonDialog";

const SHOWN_MAX = 200;

export function PeopleList({ customer }: { customer: string }) {
  const { undo, changed } = useFrame();
  const { t } = useT();
  const people = useQuery({ queryKey: ["people", customer], queryFn: () => ipc.peopleFind(customer, "", SHOWN_MAX) });
  const [editing, edit] = useState<{ id: string | null } | null>(null);
  const deleting = useOnce();
  const remove = (person: PersonHit) =>
    deleting.run(async () => {
      await ipc.personDelete(person.id);
      toast({
        text: t("people.deleted", { name: person.name }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
      await changed();
    }, toastError);
  return (
    <section aria-label={t("people.title")}>
      <header className={styles.head}>
        <h3 className="grow">{t("people.title")}</h3>
        <Button look="quiet" onClick={() => edit({ id: null })}>
          <Plus aria-hidden="true" />
          {t("people.add")}
        </Button>
      </header>
      {people.data?.length === 0 && <p className="faint">{t("people.noneHelp")}</p>}
      <ul>
        {people.data?.map((person) => (
          <li key={person.id} className={styles.person}>
            <Avatar name={person.name} isLarge />
            <span className="grow">
              <span className="medium clip">{person.name}</span>
              <span className={styles.second}>
                {[person.position, person.email].filter(Boolean).join(" · ")}
                {person.email_fails && (
                  <span className={styles.fails}>
                    <TriangleAlert className="small" aria-hidden="true" />
                    {t("people.fails")}
                  </span>
                )}
              </span>
            </span>
            <Button
              look="quiet"
              name={t("people.modify", { name: person.name })}
              onClick={() => edit({ id: person.id })}
            >
              <Pencil aria-hidden="true" />
            </Button>
            <Button look="quiet" name={t("people.delete", { name: person.name })} onClick={() => remove(person)}>
              <Trash2 aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {editing && (
        <PersonDialog
          id={editing.id}
          customer={customer}
          onClose={() => edit(null)}
          onSaved={() => {
            edit(null);
            void changed();
          }}
        />
      )}
    </section>
  );
}
