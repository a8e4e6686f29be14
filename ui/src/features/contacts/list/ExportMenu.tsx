// Writes the shown list to a file: for Excel, or as CSV for anything else.
import { Download, FileSpreadsheet, FileText, Printer } from "lucide-react";
import { MenuButton } from "../../../components/Menu";
import { useT } from "../../../lib/i18n";
import { writeList } from "./export";
import type { ContactsState } from "./useContacts";

type Props = { list: ContactsState; columns: { id: string; name: string }[]; onPrint: () => void };

export function ExportMenu({ list, columns, onPrint }: Props) {
  const { t } = useT();
  const write = (isCsv: boolean) => writeList(list, columns, isCsv, t);
  const reason = list.count === 0 ? t("export.nothing") : null;
  return (
    <MenuButton
      label={t("export.title")}
      isIcon
      entries={[
        { id: "xlsx", text: t("export.xlsx"), icon: <FileSpreadsheet />, reason, onAct: () => write(false) },
        { id: "print", text: t("print.list"), icon: <Printer />, keys: t("print.key"), reason, onAct: onPrint },
        { id: "csv", text: t("export.csv"), icon: <FileText />, reason, onAct: () => write(true) },
      ]}
    >
      <Download aria-hidden="true" />
    </MenuButton>
  );
}
