// Customers that are there already and may be the one being written: what they share, and a button that takes one instead.
import { type MessageId, useT } from "../lib/i18n";
import { Banner } from "./Banner";
import { Button } from "./Button";

type Customer = { id: string; name: string };
/** As the program tells it; `customer` is the other one. */
export type Warning = { code: string; field: string; customer: string | null; customer_name: string | null };
const fields = ["name", "legal_name", "code", "tax_id", "emails", "phones"] as const;
export type SharedField = (typeof fields)[number];
type Props = {
  warnings: Warning[];
  /** Of a form with all the fields, those just above: each double is told once, under the first field that it shares. */
  under?: SharedField[];
  /** What the button says, with `{name}`; without it nothing can be taken. */
  takes: MessageId | null;
  onTake: (customer: Customer) => void;
};

export function Doubles({ warnings, under, takes, onTake }: Props) {
  const { t } = useT();
  const doubles = doublesOf(warnings).filter(({ field }) => !under || (field && under.includes(field)));
  return doubles.map(({ customer, codes }) => (
    <Banner
      key={customer.id}
      tone="warning"
      actions={
        takes && (
          <Button isSmall onClick={() => onTake(customer)}>
            {t(takes, { name: customer.name })}
          </Button>
        )
      }
    >
      {t("doubles.is", { name: customer.name, shared: codes.map((code) => t(sharedWord(code))).join(", ") })}
    </Banner>
  ));
}

/** What is odd about one field, in a sentence. */
export function fieldWarning(warnings: Warning[], field: string, t: ReturnType<typeof useT>["t"]) {
  const first = warnings.find((one) => one.field === field);
  return first ? t(warningWord(first.code), { name: first.customer_name ?? "" }) : null;
}

/** Each customer once, with all that it shares. */
function doublesOf(warnings: Warning[]) {
  const doubles = new Map<string, { customer: Customer; codes: string[] }>();
  const shares = (id: string, field: string) => warnings.some((one) => one.customer === id && one.field === field);
  for (const { customer, customer_name, code } of warnings) {
    if (!customer) continue;
    const known = doubles.get(customer) ?? { customer: { id: customer, name: customer_name ?? "" }, codes: [] };
    doubles.set(customer, { ...known, codes: [...known.codes, code] });
  }
  return [...doubles.values()].map((double) => ({
    ...double,
    field: fields.find((field) => shares(double.customer.id, field)),
  }));
}

function sharedWord(code: string): MessageId {
  switch (code) {
    case "tax_id_taken":
    case "code_taken":
    case "name_taken":
    case "phone_taken":
    case "email_taken":
      return `doubles.${code}`;
    default:
      return "invalid.other";
  }
}

function warningWord(code: string): MessageId {
  switch (code) {
    case "tax_id_control":
    case "tax_id_shape":
    case "tax_id_taken":
    case "code_taken":
    case "name_taken":
    case "phone_taken":
    case "email_taken":
      return `customers.${code}`;
    default:
      return "invalid.other";
  }
}
