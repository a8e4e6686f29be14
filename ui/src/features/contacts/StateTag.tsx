// The state of the open contact, beside its title.
import { Knot, stateOf } from "../../components/Knot";
import type { Contact } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./ContactForm.module.css";

export function StateTag({ contact, today }: { contact: Contact; today: string }) {
  const { t } = useT();
  const state = stateOf(contact, today);
  return (
    <span className={`${styles.tag} ${styles[state] ?? ""}`}>
      <Knot state={state} />
      {t(`state.${state}`)}
    </span>
  );
}
