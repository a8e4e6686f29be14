// Said of what was selected and is in the list no more: nothing else is selected in its stead.
import { useT } from "../lib/i18n";

export function LeftTheList<Row>({ rows, nameOf }: { rows: Row[]; nameOf: (row: Row) => string }) {
  const { t } = useT();
  const [first] = rows;
  return (
    <span role="status" className="medium">
      {first !== undefined && t("list.leftOne", { name: nameOf(first) })}
    </span>
  );
}
