// What was deleted, the last first, and the way back for each of it.
import { ArchiveRestore, Trash2 } from "lucide-react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBanner } from "../../components/ErrorBanner";
import { type Column, Grid } from "../../components/Grid";
import { Kbd } from "../../components/Kbd";
import { kindIcons } from "../../components/kinds";
import { LeftTheList } from "../../components/LeftTheList";
import page from "../../components/Page.module.css";
import { Toolbar } from "../../components/Toolbar";
import { type BinRow, ipc, type RecordKind } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError, toldError } from "../../ipc/toastError";
import { bringBack } from "../../lib/broughtBack";
import { useOffers } from "../../lib/commands";
import { showDate, showMoment } from "../../lib/dates";
import { type Locale, type Translate, useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { typeWord } from "../../lib/types";
import { useOnce } from "../../lib/useOnce";
import { useRows } from "../../lib/useRows";
import styles from "./Bin.module.css";

export function BinScreen() {
  const { timeZone, undo, changed } = useFrame();
  const { t, locale } = useT();
  const list = useRows<BinRow>({
    key: ["bin"],
    count: ipc.binCount,
    page: ipc.binPage,
    places: ipc.binPlaces,
    startsSelected: true,
    onError: toastError,
  });
  const total = list.total ?? 0;
  const { row: selected } = list;
  const hasRows = total > 0;
  const once = useOnce();
  const restore = () => {
    if (!selected) return;
    once.run(async () => {
      list.take([selected.id]);
      await ipc.binRestore(selected.kind, selected.id);
      bringBack([selected.id]);
      toast({
        text: t("bin.restored", { what: nameOf(selected, t) }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
      // The next one waits until the list is the new one.
      await changed();
    }, toastError);
  };
  useOffers({ restore: { run: restore, reason: selected ? null : t("bin.pickOne") } });
  return (
    <section className={page.page} aria-label={t("app.bin")} tabIndex={-1}>
      <header className={page.bar}>
        <h1>{t("app.bin")}</h1>
      </header>
      <ErrorBanner error={toldError(list.error)} onRetry={() => void changed()} />
      {hasRows && (
        <>
          <Toolbar label={t("bin.actions")}>
            <Button look="quiet" reason={selected ? null : t("bin.pickOne")} onClick={restore}>
              <ArchiveRestore aria-hidden="true" />
              {t("bin.restore")}
            </Button>
          </Toolbar>
          <Grid
            label={t("app.bin")}
            columns={columns(t, locale, timeZone)}
            count={total}
            list={list.list}
            windows={list.windows}
            selection={list.selection}
            onSelect={list.select}
            isSingle
            on={{ view: restore, modify: restore }}
          />
          <footer className={page.status}>
            <span className="tnum">{t("bin.count", { n: total })}</span>
            <LeftTheList rows={list.left} nameOf={(row) => nameOf(row, t)} />
            <span className="grow" />
            <span>
              <Kbd>{t("key.enter")}</Kbd> {t("bin.hint")}
            </span>
          </footer>
        </>
      )}
      {list.total === 0 && (
        <EmptyState icon={<Trash2 aria-hidden="true" />} title={t("bin.none")} help={t("bin.noneHelp")} />
      )}
    </section>
  );
}

function nameOf(row: BinRow, t: Translate): string {
  return row.kind === "contact" ? t("bin.contactOf", { date: showDate(row.date), customer: row.name }) : row.name;
}

function columns(t: Translate, locale: Locale, timeZone: string): Column<BinRow>[] {
  return [
    { id: "kind", name: t("bin.kind"), width: 112, cell: (row) => <KindCell kind={row.kind} t={t} /> },
    {
      id: "name",
      name: t("bin.name"),
      width: 100,
      isFlexible: true,
      cell: (row) => (
        <span className="medium" title={row.name}>
          {row.name}
        </span>
      ),
    },
    {
      id: "detail",
      name: t("bin.detail"),
      width: 60,
      isFlexible: true,
      cell: (row) => {
        const detail = [showDate(row.date), row.contact_type && typeWord(row.contact_type, t), row.detail];
        const text = detail.filter(Boolean).join(" · ");
        return <span title={text}>{text}</span>;
      },
    },
    {
      id: "when",
      name: t("bin.when"),
      width: 136,
      cell: (row) => <span className="tnum">{showMoment(row.deleted_at, timeZone, locale)}</span>,
    },
    { id: "who", name: t("bin.who"), width: 60, isFlexible: true, cell: (row) => row.deleted_by },
  ];
}

function KindCell({ kind, t }: { kind: RecordKind; t: Translate }) {
  const Icon = kindIcons[kind];
  return (
    <span className={styles.kind}>
      <Icon aria-hidden="true" />
      {t(`kind.${kind}`)}
    </span>
  );
}
