// The loaded list: its criteria, what can be done with the selected contact, and the table.
import { Eye, MessageSquareText, Pencil, Plus, SearchX, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../components/Button";
import { Empty } from "../../components/Empty";
import { Grid } from "../../components/Grid";
import { Kbd } from "../../components/Kbd";
import page from "../../components/Page.module.css";
import { Segmented } from "../../components/Segmented";
import type { StateFilter } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./ContactsList.module.css";
import { CriteriaChips } from "./CriteriaChips";
import { CriteriaFields } from "./CriteriaFields";
import { contactColumns } from "./columns";
import { countCriteria } from "./criteria";
import type { ContactsState } from "./useContacts";

type Props = {
  list: ContactsState;
  today: string;
  onAdd: () => void;
  onOpen: (id: string, mode: "view" | "modify") => void;
};

export function ContactsList({ list, today, onAdd, onOpen }: Props) {
  const { t, locale } = useT();
  // biome-ignore lint/correctness/useExhaustiveDependencies: t changes with the language alone.
  const columns = useMemo(() => contactColumns(t, locale, today), [locale, today]);
  const { counts, selected, count } = list;
  const reason = selected ? null : t("list.pickOne");
  const open = (mode: "view" | "modify") => selected && onOpen(selected.id, mode);
  const isEmptyBook = counts.all === 0 && countCriteria(list.form) === 0;
  return (
    <section className={page.page} aria-label={t("app.contacts")}>
      <header className={page.bar}>
        <h1 className="grow">{t("app.contacts")}</h1>
        <span className="small faint tnum">
          {list.isStale
            ? t("list.loadedOther", { time: list.loadedAt })
            : t("list.loadedAt", { n: counts.all, time: list.loadedAt })}
        </span>
      </header>
      <CriteriaChips
        form={list.form}
        isStale={list.isStale}
        isEditing={list.isEditing}
        onChange={list.change}
        onEdit={list.toggleEditing}
        onRevert={list.revert}
        onLoad={list.load}
      />
      {list.isEditing && (
        <CriteriaFields form={list.form} errors={list.errors} onChange={list.change} onLoad={list.load} isCompact />
      )}
      <div className={styles.toolbar} role="toolbar" aria-label={t("list.actions")}>
        <Button look={list.isStale ? "outline" : "primary"} onClick={onAdd}>
          <Plus aria-hidden="true" />
          {t("list.add")}
        </Button>
        <span className={styles.gap} />
        <Button look="quiet" reason={reason} onClick={() => open("modify")}>
          <Pencil aria-hidden="true" />
          {t("list.modify")}
        </Button>
        <Button look="quiet" reason={reason} onClick={() => open("view")}>
          <Eye aria-hidden="true" />
          {t("list.view")}
        </Button>
        <Button look="quiet" reason={reason} onClick={list.remove}>
          <Trash2 aria-hidden="true" />
          {t("list.delete")}
        </Button>
        <span className="grow" />
        <Segmented<StateFilter>
          label={t("list.state")}
          value={list.filter}
          onChange={list.setFilter}
          choices={[
            { id: "all", text: t("list.all"), count: counts.all },
            { id: "open", text: t("list.open"), count: counts.open },
            { id: "done", text: t("list.done"), count: counts.done },
          ]}
        />
      </div>
      {count > 0 ? (
        <Grid
          key={list.filter}
          label={t("app.contacts")}
          columns={columns}
          count={count}
          windows={list.windows}
          active={list.active}
          onActive={list.setActive}
          onView={() => open("view")}
          onModify={() => open("modify")}
          onDelete={list.remove}
          isStale={list.isStale}
        />
      ) : isEmptyBook ? (
        <Empty
          icon={<MessageSquareText aria-hidden="true" />}
          title={t("list.first")}
          help={t("list.firstHelp")}
          action={<Button onClick={onAdd}>{t("list.addContact")}</Button>}
        />
      ) : counts.all > 0 ? (
        <Empty icon={<SearchX aria-hidden="true" />} title={t("list.noneState")} help={t("list.noneStateHelp")} />
      ) : (
        <Empty
          icon={<SearchX aria-hidden="true" />}
          title={t("list.nothing")}
          help={t("list.nothingHelp")}
          action={<Button onClick={list.toggleEditing}>{t("criteria.edit")}</Button>}
        />
      )}
      <footer className={page.status}>
        <span className="tnum">{t("list.selected", { n: selected ? 1 : 0 })}</span>
        <span className="tnum">{t("list.count", { n: count })}</span>
        <span className={styles.hints}>
          <span>
            <Kbd>{t("key.enter")}</Kbd> {t("list.hintView")}
          </span>
          <span>
            <Kbd>F2</Kbd> {t("list.hintModify")}
          </span>
          <span>
            <Kbd>{t("key.delete")}</Kbd> {t("list.hintDelete")}
          </span>
        </span>
      </footer>
    </section>
  );
}
