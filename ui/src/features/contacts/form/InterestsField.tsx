// Products of interest: they enter the customer's interests, and leave them only when the user says so (S33-S35).
import { Package, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { type Option, Picker } from "../../../components/Picker";
import { type Interest, ipc } from "../../../ipc";
import { toastError } from "../../../ipc/toastError";
import { showDate } from "../../../lib/dates";
import { useT } from "../../../lib/i18n";
import { toast } from "../../../lib/toasts";
import { useOnce } from "../../../lib/useOnce";
import { useValue } from "../../../lib/values";
import { findProducts } from "../pickers";
import styles from "./Lists.module.css";
import type { FormStore } from "./useContactForm";

type Props = { values: FormStore; error?: string | null; isReadOnly: boolean };

export function InterestsField({ values, error, isReadOnly }: Props) {
  const { t } = useT();
  const interests = useValue(values, "interests");
  const customer = useValue(values, "customer");
  const creating = useOnce();
  const [leaving, leave] = useState<Interest | null>(null);
  const add = (product: Option) => {
    const { interests, forgotten } = values.get();
    if (interests.some((one) => one.product === product.id)) return;
    const interest = {
      product: product.id,
      product_name: product.text,
      person: null,
      person_name: null,
      since: null,
      only_source: false,
    };
    values.set({
      interests: [...interests, interest],
      forgotten: forgotten.filter((id) => id !== product.id),
    });
  };
  const remove = ({ product }: Interest, isForgotten: boolean) => {
    const { interests, forgotten } = values.get();
    values.set({
      interests: interests.filter((one) => one.product !== product),
      forgotten: isForgotten ? [...forgotten, product] : forgotten,
    });
    leave(null);
  };
  const create = (text: string) =>
    creating.run(async () => {
      const made = await ipc.productSave(null, { code: null, name: text, notes: "" }, null);
      add({ id: made.id, text: made.name });
      toast({ text: t("interests.created", { name: made.name }) });
    }, toastError);
  const told = ({ person_name, since }: Interest) =>
    [person_name, since && t("interests.since", { date: showDate(since) })].filter(Boolean).join(", ");
  if (isReadOnly && interests.length === 0) return <p className="faint">{t("interests.none")}</p>;
  return (
    <div className={styles.list}>
      {interests.length > 0 && (
        <ul className={styles.products} aria-label={t("form.interests")}>
          {interests.map((interest) => (
            <li key={interest.product} className={styles.product} title={told(interest) || undefined}>
              <span className="clip">{interest.product_name || t("interests.unknown")}</span>
              {!isReadOnly && (
                <Button
                  look="quiet"
                  isSmall
                  name={t("interests.remove", { name: interest.product_name ?? "" })}
                  onClick={() => (interest.only_source ? leave(interest) : remove(interest, false))}
                >
                  <X aria-hidden="true" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <Picker
          label={t("interests.add")}
          value={null}
          isLabelHidden
          search={findProducts}
          placeholder={t("interests.addHint")}
          icon={<Package aria-hidden="true" />}
          error={error}
          onPick={(picked) => picked && add(picked)}
          creates={[{ text: (typed) => t("interests.create", { text: typed }), run: create }]}
        />
      )}
      {leaving && (
        <ConfirmDialog
          title={t("interests.forget", { name: leaving.product_name ?? "" })}
          text={t("interests.forgetText", { name: leaving.product_name ?? "", customer: customer?.text ?? "" })}
          yes={t("interests.forgetYes")}
          no={t("interests.forgetNo")}
          onYes={() => remove(leaving, true)}
          onNo={() => remove(leaving, false)}
        />
      )}
    </div>
  );
}
