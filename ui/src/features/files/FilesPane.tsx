// The files and emails that a contact or a customer holds: added by button, right click, key or drop; opened, described,
// saved elsewhere, taken off (S27-S29).
import { Download, Eye, FilePlus2, FolderOpen, Paperclip, Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { FileList, type StoredFile } from "../../components/FileList";
import { Kbd } from "../../components/Kbd";
import { ContextMenu, type MenuEntry, type Point } from "../../components/Menu";
import { type Attachment, type FilesAdded, type Holder, ipc, type RefusedFile } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { showMoment } from "../../lib/dates";
import { type Dropped, useDroppedFiles } from "../../lib/dropped";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { FileDialog } from "./FileDialog";
import styles from "./Files.module.css";

type Props = {
  holder: Holder;
  /** Null while it is not saved: what is picked waits until it is. */
  id: string | null;
  files: Attachment[];
  waiting?: Dropped[];
  onWait?: (files: Dropped[]) => void;
  isReadOnly?: boolean;
  renderEmail: (attachment: string, name: string, onClose: () => void) => ReactNode;
};

export function FilesPane({ holder, id, files, waiting = [], onWait, isReadOnly, renderEmail }: Props) {
  const { timeZone, changed, ...frame } = useFrame();
  const { t, locale } = useT();
  const [shown, show] = useState<StoredFile | null>(null);
  const [editing, edit] = useState<Attachment | null>(null);
  const [menu, openMenu] = useState<{ at: Point; file: Attachment | null } | null>(null);
  const undo = { label: t("undo"), key: t("undo.key"), run: frame.undo };
  const once = useOnce();
  const added = async (told: FilesAdded) => {
    if (told.added > 0) toast({ text: t("files.added", { n: told.added }), action: undo });
    for (const name of told.already) toast({ text: t("files.already", { name }), isWarning: true });
    if (told.added > 0) await changed();
  };
  const refused = (files: RefusedFile[]) => {
    for (const { name, error } of files)
      toast({ text: t("files.refused", { name, why: errorSentence(error, t) }), isWarning: true });
  };
  const add = () =>
    once.run(async () => {
      if (id) {
        const told = await ipc.attachmentsAdd(holder, id);
        refused(told.refused);
        await added(told);
      } else {
        const picked = await ipc.attachmentsPick();
        onWait?.([...waiting, ...picked.files]);
        refused(picked.refused);
      }
    }, toastError);
  const take = (dropped: Dropped[]) => {
    if (!id) return onWait?.([...waiting, ...dropped]);
    once.run(async () => {
      const handles = dropped.map(({ handle }) => handle);
      await added(await ipc.attachmentsTake(holder, id, handles));
    }, toastError);
  };
  useDroppedFiles(isReadOnly ? null : take);
  const pane = useRef<HTMLDivElement>(null);
  // The tab that shows the files has the focus, and their key works from there too.
  useEffect(() => {
    const onInsert = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Insert" || event.repeat || isReadOnly || event.defaultPrevented) return;
      if (document.querySelector("[role=dialog], [role=menu]") || pane.current?.closest("[inert], [hidden]")) return;
      event.preventDefault();
      add();
    };
    window.addEventListener("keydown", onInsert);
    return () => window.removeEventListener("keydown", onInsert);
  });
  const open = (file: StoredFile) =>
    file.kind === "email" ? show(file) : void ipc.attachmentOpen(file.id).catch(toastError);
  const saveAs = (file: StoredFile) =>
    void ipc.attachmentSaveAs(file.id).then((done) => done && toast({ text: t("files.saved") }), toastError);
  const remove = (file: StoredFile) =>
    once.run(async () => {
      await ipc.attachmentRemove(holder, id ?? "", file.id);
      toast({ text: t("files.removed", { name: file.name }), action: undo });
      await changed();
    }, toastError);
  const told = ({ description, added_by, added_at, on_its_way }: Attachment) =>
    [on_its_way && t("files.onItsWay"), description, added_by, added_at && showMoment(added_at, timeZone, locale)]
      .filter(Boolean)
      .join(" · ");
  const entries = (file: Attachment | null): MenuEntry[] => {
    const adding = { id: "add", text: t("files.add"), icon: <FilePlus2 />, keys: t("files.addKey"), onAct: add };
    if (!file) return isReadOnly ? [] : [adding];
    const reason = file.can_open || file.kind === "email" ? null : t("files.notOpened");
    const reading: MenuEntry[] = [
      { id: "open", text: t("files.open"), icon: <Eye />, reason, onAct: () => open(file) },
      { id: "save", text: t("files.saveAs"), icon: <Download />, onAct: () => saveAs(file) },
    ];
    if (isReadOnly) return reading;
    return [
      ...reading,
      { id: "edit", text: t("files.describe"), icon: <Pencil />, onAct: () => edit(file) },
      "line",
      adding,
      "line",
      { id: "remove", text: t("remove"), icon: <Trash2 />, keys: t("key.delete"), onAct: () => remove(file) },
    ];
  };
  const fileOf = (target: EventTarget) => {
    const key = (target as Element).closest<HTMLElement>("[data-file]")?.dataset.file;
    return files.find((file) => file.id === key) ?? null;
  };
  const onContextMenu = (event: MouseEvent) => {
    const file = fileOf(event.target);
    if (entries(file).length === 0) return;
    event.preventDefault();
    openMenu({ at: { x: event.clientX, y: event.clientY }, file });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const file = fileOf(event.target);
    if (event.key === "Delete" && file && !isReadOnly) remove(file);
    else if (event.key === "F2" && file && !isReadOnly) edit(file);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu and the keys do what the buttons do.
    <div ref={pane} className={styles.pane} onContextMenu={onContextMenu} onKeyDown={onKeyDown}>
      {!isReadOnly && (
        <div className={styles.bar}>
          <Button onClick={add}>
            <FilePlus2 aria-hidden="true" />
            {t("files.add")}
            <Kbd>{t("files.addKey")}</Kbd>
          </Button>
          <span className="small faint">{t("files.addHelp")}</span>
        </div>
      )}
      {files.length > 0 ? (
        <FileList
          files={files.map((file) => ({ ...file, told: told(file), isDead: !file.can_open && file.kind === "file" }))}
          onOpen={open}
          onSaveAs={saveAs}
          onEdit={isReadOnly ? undefined : (file) => edit(files.find((one) => one.id === file.id) ?? null)}
          onRemove={isReadOnly ? undefined : remove}
        />
      ) : (
        waiting.length === 0 && (
          <EmptyState icon={<Paperclip aria-hidden="true" />} title={t("files.none")} help={t("files.noneHelp")} />
        )
      )}
      {waiting.length > 0 && (
        <ul aria-label={t("files.waiting")}>
          {waiting.map((file) => (
            <li key={file.handle} className={styles.waiting}>
              <FolderOpen aria-hidden="true" />
              <span className="clip grow">{file.fileName}</span>
              <span className="small faint">{t("files.willKeep")}</span>
              <Button
                look="quiet"
                isSmall
                name={t("files.forget", { name: file.fileName })}
                onClick={() => onWait?.(waiting.filter((one) => one.handle !== file.handle))}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ContextMenu
        label={t("form.files")}
        entries={entries(menu?.file ?? null)}
        at={menu?.at ?? null}
        onClose={() => openMenu(null)}
      />
      {editing && (
        <FileDialog
          file={editing}
          onSaved={() => {
            edit(null);
            void changed();
          }}
          onClose={() => edit(null)}
        />
      )}
      {shown && renderEmail(shown.id, shown.name, () => show(null))}
    </div>
  );
}
