// The type-aheads for customers and for a customer's people.
import { Building2, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { type Option, Picker } from "../../components/Picker";
import { ipc } from "../../ipc";
import { useT } from "../../lib/i18n";

const FOUND_MAX = 12;

type Props = {
  label: string;
  value: Option | null;
  onPick: (option: Option | null) => void;
  onCreate?: (text: string) => void;
  error?: string | null;
  isReadOnly?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  end?: ReactNode;
};

export async function findCustomers(text: string): Promise<Option[]> {
  const hits = await ipc.customersFind(text, FOUND_MAX);
  return hits.map((hit) => ({ id: hit.id, text: hit.name, hint: hit.code ?? hit.tax_id }));
}

export function CustomerPicker(props: Props) {
  const { t } = useT();
  const placeholder = props.isReadOnly ? undefined : t("criteria.customerHint");
  return <Picker {...props} search={findCustomers} placeholder={placeholder} icon={<Building2 aria-hidden="true" />} />;
}

export function PersonPicker({ customer, ...props }: Props & { customer: string | null }) {
  const { t } = useT();
  const search = async (text: string) => {
    const hits = await ipc.peopleFind(customer, text, FOUND_MAX);
    return hits.map((hit) => ({ id: hit.id, text: hit.name, hint: hit.position ?? hit.email }));
  };
  return (
    <Picker
      {...props}
      search={search}
      isReadOnly={props.isReadOnly || customer === null}
      placeholder={customer === null ? t("form.personFirst") : undefined}
      icon={<UserRound aria-hidden="true" />}
    />
  );
}
