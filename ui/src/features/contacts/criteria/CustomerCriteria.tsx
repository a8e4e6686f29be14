// What a contact's customer must be (S4): kind, zone, sector, province, and what it or its people are found by.
import { useQuery } from "@tanstack/react-query";
import { Field } from "../../../components/Field";
import { Picker } from "../../../components/Picker";
import { Select } from "../../../components/Select";
import { type Grouping, ipc } from "../../../ipc";
import { useT } from "../../../lib/i18n";
import type { CriteriaForm } from "./criteria";

const FOUND_MAX = 50;

type Props = { form: CriteriaForm; onChange: (part: Partial<CriteriaForm>) => void };

const groupings: Grouping[] = ["kind", "zone", "sector"];

export function CustomerCriteria({ form, onChange }: Props) {
  const { t } = useT();
  const provinces = useQuery({ queryKey: ["provinces"], queryFn: () => ipc.provinces() }).data ?? [];
  const find = (grouping: Grouping) => async (text: string) =>
    (await ipc.customerGroups(grouping, text, FOUND_MAX)).map(({ id, name }) => ({ id, text: name }));
  const known = form.province && !provinces.includes(form.province) ? [form.province, ...provinces] : provinces;
  return (
    <>
      {groupings.map((grouping) => (
        <Picker
          key={grouping}
          label={t(`criteria.${grouping}`)}
          value={form[grouping]}
          search={find(grouping)}
          onPick={(option) => onChange({ [grouping]: option })}
          placeholder={t("any")}
        />
      ))}
      <Select
        label={t("criteria.province")}
        none={t("any")}
        value={form.province}
        onChange={(province) => onChange({ province })}
        choices={known.map((name) => ({ id: name, text: name }))}
      />
      <Field
        label={t("criteria.data")}
        value={form.data}
        onChange={(data) => onChange({ data })}
        placeholder={t("criteria.dataHint")}
      />
    </>
  );
}
