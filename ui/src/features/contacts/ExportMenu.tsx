// Writes the shown list to a file: for Excel, or as CSV for anything else.
import { Download, FileSpreadsheet, FileText, Printer } from "lucide-react";
import { MenuButton } from "../../components/Menu";
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { during } from "../../lib/work";
import { exportOf } from "./export";
import type { ContactsState } from "./useContacts";

type Props = { list: ContactsState; columns: { id: string; name: string }[]; onPrint: () => void };

export function ExportMenu({ list, columns, onPrint }: Props) {
  const { t } = useT();
  const { criteria, filter: state, view, count } = list;
  const write = (isCsv: boolean) => {
    const asked = exportOf({ criteria, state, order: view.order }, columns, t);
    during(t("export.doing", { n: count }), ipc.contactsExport(asked, isCsv)).then((written) => {
      if (!written) return;
      toast({ text: t("export.done", { n: written.rows }) });
      if (written.cut > 0) toast({ text: t("export.cut", { n: written.cut }), isWarning: true });
    }, toastError);
  };
  const reason = count === 0 ? t("export.nothing") : null;
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
