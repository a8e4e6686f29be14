// Who an email is from or to: the person that was found, or one that can be made with what the signature says.
import { UserRound } from "lucide-react";
import { Checkbox } from "../../components/Checkbox";
import type { ImportedEmail } from "../../ipc";
import { useT } from "../../lib/i18n";
import { type Answer, personOf, type RowDoes } from "./emailImport";
import styles from "./Import.module.css";

type Props = { email: ImportedEmail; place: number; answer: Answer; isActive: boolean; on: RowDoes };

export function ImportPerson({ email, place, answer, isActive, on }: Props) {
  const { t } = useT();
  const person = personOf(email, answer.whose);
  if (!person) return <span className="small faint">{t("emails.noPerson")}</span>;
  if ("known" in person)
    return (
      <>
        <span className={styles.known}>
          <UserRound aria-hidden="true" />
          <span className="clip">{person.known.name}</span>
        </span>
        <span className={`${styles.under} small faint`}>{person.known.position ?? person.known.email}</span>
      </>
    );
  return (
    <Checkbox
      isOn={answer.withNewPerson}
      isOutOfTabOrder={!isActive}
      onChange={(withNewPerson) => on.change(place, { withNewPerson })}
      help={person.made.phones.join(", ") || undefined}
    >
      {t("emails.newPerson", { name: person.made.name })}
    </Checkbox>
  );
}
