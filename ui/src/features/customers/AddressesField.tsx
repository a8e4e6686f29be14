// The postal addresses of a customer, one under the other.
import { Plus, X } from "lucide-react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import type { PostalAddress } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./Customers.module.css";

type Props = { addresses: PostalAddress[]; onChange: (addresses: PostalAddress[]) => void; error?: string | null };

const blank: PostalAddress = {
  id: null,
  street: null,
  postal_code: null,
  town: null,
  province: null,
  country: null,
};
const parts = ["street", "postal_code", "town", "province", "country"] as const;

export function AddressesField({ addresses, onChange, error }: Props) {
  const { t } = useT();
  const put = (index: number, part: Partial<PostalAddress>) =>
    onChange(addresses.map((address, at) => (at === index ? { ...address, ...part } : address)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: WebKit takes a fieldset's legend out of the grid.
    <div role="group" aria-label={t("address.title")} className={styles.addresses}>
      {addresses.map((address, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new one has no id yet, and none of them moves.
        <div key={index} className={styles.address}>
          {parts.map((part) => (
            <Field
              key={part}
              label={t(`address.${part}`)}
              value={address[part] ?? ""}
              onChange={(text) => put(index, { [part]: text || null })}
              placeholder={part === "province" ? t("address.provinceAuto") : undefined}
              error={index === 0 && part === "street" ? error : null}
            />
          ))}
          <Button
            look="quiet"
            isSmall
            name={t("address.remove", { n: index + 1 })}
            onClick={() => onChange(addresses.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div>
        <Button look="quiet" isSmall onClick={() => onChange([...addresses, blank])}>
          <Plus aria-hidden="true" />
          {t("address.add")}
        </Button>
      </div>
    </div>
  );
}
