// Stored files and emails as lines: to open, save elsewhere, describe or remove.
import { Download, Eye, FileText, Mail, Pencil, Trash2 } from "lucide-react";
import { useT } from "../lib/i18n";
import { showSize } from "../lib/size";
import { Button } from "./Button";
import styles from "./FileList.module.css";

export type StoredFile = { id: string; name: string; size: number; kind: "file" | "email" };
type Props = {
  files: (StoredFile & {
    /** What it is, who stored it and when. */
    told?: string;
    /** Saved elsewhere, but never opened. */
    isDead?: boolean;
  })[];
  onOpen: (file: StoredFile) => void;
  onSaveAs: (file: StoredFile) => void;
  /** Without these nothing can be changed. */
  onEdit?: (file: StoredFile) => void;
  onRemove?: (file: StoredFile) => void;
};

export function FileList({ files, onOpen, onSaveAs, onEdit, onRemove }: Props) {
  const { t, locale } = useT();
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id} className={styles.file} data-file={file.id}>
          {file.kind === "email" ? <Mail aria-hidden="true" /> : <FileText aria-hidden="true" />}
          <span className={styles.words}>
            <span className="clip" title={file.name}>
              {file.name}
            </span>
            {file.told && (
              <span className="clip small faint" title={file.told}>
                {file.told}
              </span>
            )}
          </span>
          <span className="faint small tnum">{showSize(file.size, locale)}</span>
          <Button look="quiet" reason={file.isDead ? t("files.notOpened") : null} onClick={() => onOpen(file)}>
            <Eye aria-hidden="true" />
            {t("files.open")}
          </Button>
          <Button look="quiet" onClick={() => onSaveAs(file)}>
            <Download aria-hidden="true" />
            {t("files.saveAs")}
          </Button>
          {onEdit && (
            <Button look="quiet" name={t("files.describeOne", { name: file.name })} onClick={() => onEdit(file)}>
              <Pencil aria-hidden="true" />
            </Button>
          )}
          {onRemove && (
            <Button
              look="quiet"
              name={t("files.removeOne", { name: file.name })}
              keys={t("key.delete")}
              onClick={() => onRemove(file)}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
