// Stored files and emails as lines: to open, save elsewhere, or remove.
import { Download, Eye, FileText, Mail, Trash2 } from "lucide-react";
import { useT } from "../lib/i18n";
import { showSize } from "../lib/size";
import { Button } from "./Button";
import styles from "./FileList.module.css";

export type StoredFile = { id: string; name: string; size: number; kind: "file" | "email" };
type Props = {
  files: StoredFile[];
  onOpen: (file: StoredFile) => void;
  onSaveAs: (file: StoredFile) => void;
  /** Without it nothing can be removed. */
  onRemove?: (file: StoredFile) => void;
};

export function FileList({ files, onOpen, onSaveAs, onRemove }: Props) {
  const { t, locale } = useT();
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          {file.kind === "email" ? <Mail aria-hidden="true" /> : <FileText aria-hidden="true" />}
          <span className="clip grow" title={file.name}>
            {file.name}
          </span>
          <span className="faint small tnum">{showSize(file.size, locale)}</span>
          {file.kind === "email" && (
            <Button look="quiet" onClick={() => onOpen(file)}>
              <Eye aria-hidden="true" />
              {t("files.open")}
            </Button>
          )}
          <Button look="quiet" onClick={() => onSaveAs(file)}>
            <Download aria-hidden="true" />
            {t("files.saveAs")}
          </Button>
          {onRemove && (
            <Button look="quiet" onClick={() => onRemove(file)}>
              <Trash2 aria-hidden="true" />
              {t("remove")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
