// The people of a customer in a window of their own: who they are, how they are reached, and the one that is meant (S18).
import { Search, UserPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { type Column, Grid } from "../../../components/Grid";
import { Kbd } from "../../../components/Kbd";
import type { Option } from "../../../components/Picker";
import { ipc, type PersonHit } from "../../../ipc";
import { toastError } from "../../../ipc/toastError";
import { useT } from "../../../lib/i18n";
import { isSubmitEnter } from "../../../lib/keys";
import { useRows } from "../../../lib/useRows";
import styles from "./PersonSearch.module.css";

/** More than work at one customer. */
const FOUND_MAX = 1_000;

type Props = {
  customer: Option;
  onPick: (person: Option) => void;
  onCreate: (name: string) => void;
  onClose: () => void;
};

export function PersonSearch({ customer, onPick, onCreate, onClose }: Props) {
  const { t } = useT();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const typed = text.trim();
  const find = () => ipc.peopleFind(customer.id, typed, FOUND_MAX);
  const list = useRows<PersonHit>({
    key: ["personSearch", customer.id, typed],
    count: async () => (await find()).length,
    page: async (offset, limit) => (await find()).slice(offset, offset + limit),
    places: async (ids) => {
      const people = (await find()).map(({ id }) => id);
      return ids.map((id) => (people.includes(id) ? people.indexOf(id) : null));
    },
    startsSelected: true,
    onError: toastError,
  });
  const total = list.total ?? 0;
  const { row } = list;
  // What is typed and not answered yet may mean another one.
  const pick = () => row && list.isCurrent && onPick({ id: row.id, text: row.name, hint: row.position });
  useEffect(() => input.current?.focus(), []);
  return (
    <Dialog
      title={t("people.of", { customer: customer.text })}
      size="medium"
      onClose={onClose}
      onAccept={pick}
      footer={
        <>
          <Button look="primary" onClick={pick} reason={row ? null : t("pick.nothing")}>
            {t("people.choose")}
            <Kbd>{t("key.enter")}</Kbd>
          </Button>
          <Button onClick={() => onCreate(typed)}>
            <UserPlus aria-hidden="true" />
            {t("people.new")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <div ref={body} className={styles.search}>
        <Field
          label={t("people.search")}
          value={text}
          inputRef={input}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") body.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
            else if (isSubmitEnter(event) && !event.ctrlKey) pick();
            else return;
            event.preventDefault();
          }}
          icon={<Search aria-hidden="true" />}
        />
        {total > 0 ? (
          <div className={styles.rows}>
            <Grid
              label={t("people.title")}
              columns={columns(t)}
              count={total}
              windows={list.windows}
              list={list.list}
              selection={list.selection}
              onSelect={({ active }) => list.go(active)}
              on={{ view: pick, modify: pick }}
            />
          </div>
        ) : (
          <p className="faint">{typed ? t("pick.nothing") : t("people.none")}</p>
        )}
      </div>
    </Dialog>
  );
}

function columns(t: ReturnType<typeof useT>["t"]): Column<PersonHit>[] {
  return [
    {
      id: "name",
      name: t("people.name"),
      width: 160,
      isFlexible: true,
      cell: (row) => <span className="medium">{row.name}</span>,
    },
    { id: "position", name: t("people.position"), width: 150, cell: (row) => row.position },
    { id: "phone", name: t("customers.phones"), width: 130, cell: (row) => <span className="tnum">{row.phone}</span> },
    { id: "email", name: t("customers.emails"), width: 200, cell: (row) => <span className="muted">{row.email}</span> },
  ];
}
