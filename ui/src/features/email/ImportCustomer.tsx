// Whose an email is: the customer that was found, with what told so, or the one that is chosen or made for it.
import { Building2, Plus } from "lucide-react";
import { type FocusEvent, useEffect, useRef } from "react";
import { Button } from "../../components/Button";
import { type Option, Picker } from "../../components/Picker";
import type { ImportedEmail } from "../../ipc";
import { useT } from "../../lib/i18n";
import { foundWords, type RowDoes, type Whose } from "./emailImport";
import styles from "./Import.module.css";

type Props = {
  email: ImportedEmail;
  place: number;
  whose: Whose | null;
  taxId: string | null;
  isActive: boolean;
  isPicking: boolean;
  search: (text: string) => Promise<Option[]>;
  on: RowDoes;
};

export function ImportCustomer({ email, place, whose, taxId, isActive, isPicking, search, on }: Props) {
  const { t } = useT();
  if (isPicking) return <CustomerField place={place} whose={whose} search={search} on={on} />;
  const isMade = whose?.id === "";
  const words = whose && (isMade ? t("emails.newCustomer", { name: whose.text }) : whose.text);
  const follows = email.previous !== null && whose?.id === email.customer?.id;
  return (
    <>
      <Button
        look={whose ? "quiet" : "outline"}
        isSmall
        data-set={whose ? true : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={() => on.pick(place)}
      >
        {isMade ? <Plus aria-hidden="true" /> : <Building2 aria-hidden="true" />}
        <span className="clip" title={words ?? undefined}>
          {words ?? t("emails.choose")}
        </span>
      </Button>
      <span className={`${styles.under} small faint`}>
        {!whose && t("emails.needsCustomer")}
        {isMade && taxId && t("emails.taxId", { taxId })}
        {whose?.by && [t(foundWords[whose.by]), follows && t("emails.follows")].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

/** It is scrolled to where there is room for its list. */
function CustomerField({ place, whose, search, on }: Pick<Props, "place" | "whose" | "search" | "on">) {
  const { t } = useT();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView?.({ block: "nearest" });
    box.current?.querySelector("input")?.select();
  }, []);
  const give = (whose: Whose | null) => {
    on.give(place, whose);
    on.endPicking(place, true);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) on.endPicking(place, false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the field inside is left.
    <span ref={box} className={styles.picker} onBlur={onBlur}>
      <Picker
        label={t("form.customer")}
        isLabelHidden
        value={whose?.id ? whose : null}
        search={search}
        onPick={(option) => give(option && { ...option, by: null })}
        onCreate={(text) => give({ id: "", text, by: null })}
        placeholder={t("criteria.customerHint")}
        icon={<Building2 aria-hidden="true" />}
        autoFocus
      />
    </span>
  );
}
