// The type-aheads for customers and for a customer's people, and what those of actions and products look up.
import { Building2, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { type Option, Picker } from "../../components/Picker";
import { ipc } from "../../ipc";
import { useT } from "../../lib/i18n";

const FOUND_MAX = { actions: 8, others: 12 };

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
  const hits = await ipc.customersFind(text, FOUND_MAX.others);
  return hits.map((hit) => ({ id: hit.id, text: hit.name, hint: hit.code ?? hit.tax_id }));
}

export async function findActions(text: string): Promise<Option[]> {
  return (await ipc.actionsFind(text, FOUND_MAX.actions)).map(({ id, name }) => ({ id, text: name }));
}

export async function findProducts(text: string): Promise<Option[]> {
  return (await ipc.productsFind(text, FOUND_MAX.others)).map(({ id, name, code }) => ({ id, text: name, hint: code }));
}

export function CustomerPicker(props: Props) {
  const { t } = useT();
  const placeholder = props.isReadOnly ? undefined : t("criteria.customerHint");
  return <Picker {...props} search={findCustomers} placeholder={placeholder} icon={<Building2 aria-hidden="true" />} />;
}

export function PersonPicker({ customer, ...props }: Props & { customer: string | null }) {
  const { t } = useT();
  const search = async (text: string) => {
    const hits = await ipc.peopleFind(customer, text, FOUND_MAX.others);
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
