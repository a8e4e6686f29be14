// A kind, a zone or a sector, chosen as it is typed or made in place.
import { type Option, Picker } from "../../components/Picker";
import { type Grouping, ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { useOnce } from "../../lib/useOnce";

const FOUND_MAX = 50;

type Props = {
  grouping: Grouping;
  value: Option | null;
  onPick: (option: Option | null) => void;
  error?: string | null;
};

export function GroupPicker({ grouping, onPick, ...field }: Props) {
  const { t } = useT();
  const search = async (text: string) =>
    (await ipc.customerGroups(grouping, text, FOUND_MAX)).map(({ id, name }) => ({ id, text: name }));
  const creating = useOnce();
  const create = (text: string) =>
    creating.run(async () => {
      const made = await ipc.customerGroupSave(grouping, null, { name: text }, null);
      onPick({ id: made.id, text: made.name });
    }, toastError);
  return (
    <Picker
      {...field}
      label={t(`customers.${grouping}`)}
      search={search}
      onPick={onPick}
      onCreate={create}
      placeholder={t("customers.groupHint")}
    />
  );
}
