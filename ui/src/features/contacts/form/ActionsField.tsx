// Actions to take: out of the catalogue, made there on the spot, or typed by hand; in order, each with its tick (S30-S32).
import { ArrowDown, ArrowUp, ListPlus, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Checkbox";
import fieldStyles from "../../../components/Field.module.css";
import { Picker } from "../../../components/Picker";
import { type ActionLine, ipc } from "../../../ipc";
import { toastError } from "../../../ipc/toastError";
import { useT } from "../../../lib/i18n";
import { isSubmitEnter } from "../../../lib/keys";
import { toast } from "../../../lib/toasts";
import { useOnce } from "../../../lib/useOnce";
import { useValue } from "../../../lib/values";
import { ActionList } from "../panel/ActionList";
import { findActions } from "../pickers";
import styles from "./Lists.module.css";
import type { FormStore } from "./useContactForm";

type Props = { values: FormStore; error?: string | null; isReadOnly: boolean };

export function ActionsField({ values, error, isReadOnly }: Props) {
  const { t } = useT();
  const lines = useValue(values, "actions");
  const list = useRef<HTMLOListElement>(null);
  const creating = useOnce();
  if (isReadOnly) return lines.length > 0 ? <ActionList lines={lines} /> : <p className="faint">{t("actions.none")}</p>;
  const put = (actions: ActionLine[]) => values.set({ actions });
  const add = (line: Partial<ActionLine>) =>
    put([...values.get().actions, { id: crypto.randomUUID(), action: null, text: "", done: false, ...line }]);
  const change = (at: number, part: Partial<ActionLine>) =>
    put(lines.map((line, place) => (place === at ? { ...line, ...part } : line)));
  const fieldAt = (at: number) => list.current?.querySelectorAll<HTMLElement>("input[data-line]")[at];
  const toAdd = () => list.current?.parentElement?.querySelector<HTMLElement>("[role=combobox]")?.focus();
  const remove = (at: number) => {
    put(lines.filter((_, place) => place !== at));
    requestAnimationFrame(() => (fieldAt(Math.max(0, at - 1)) ?? { focus: toAdd }).focus());
  };
  const move = (at: number, to: number) => {
    const moved = lines[at];
    if (!moved || to < 0 || to >= lines.length) return;
    const rest = lines.filter((_, place) => place !== at);
    put([...rest.slice(0, to), moved, ...rest.slice(to)]);
    requestAnimationFrame(() => fieldAt(to)?.focus());
  };
  const create = (text: string) =>
    creating.run(async () => {
      const made = await ipc.actionSave(null, { name: text }, null);
      add({ action: made.id, text: made.name });
      toast({ text: t("actions.created", { name: made.name }) });
    }, toastError);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    if (event.altKey && event.key === "ArrowUp") move(at, at - 1);
    else if (event.altKey && event.key === "ArrowDown") move(at, at + 1);
    else if (isSubmitEnter(event) && !event.ctrlKey && !event.metaKey) toAdd();
    else if (event.key === "Backspace" && event.currentTarget.value === "") remove(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.list}>
      <ol ref={list} aria-label={t("form.actions")}>
        {lines.map((line, at) => (
          <li key={line.id ?? at} className={styles.line} data-done={line.done || undefined}>
            <Checkbox
              isOn={line.done}
              onChange={(done) => change(at, { done })}
              name={t("actions.tick", { text: line.text })}
            />
            <span className={fieldStyles.box}>
              <input
                data-line
                aria-label={t("actions.line", { n: at + 1 })}
                value={line.text}
                autoComplete="off"
                onChange={(event) => change(at, { text: event.target.value })}
                onKeyDown={(event) => onKeyDown(event, at)}
              />
            </span>
            <span className={styles.tools}>
              <Button
                look="quiet"
                isSmall
                isStep
                name={t("actions.up", { text: line.text })}
                onClick={() => move(at, at - 1)}
              >
                <ArrowUp aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                isStep
                name={t("actions.down", { text: line.text })}
                onClick={() => move(at, at + 1)}
              >
                <ArrowDown aria-hidden="true" />
              </Button>
              <Button look="quiet" isSmall name={t("actions.remove", { text: line.text })} onClick={() => remove(at)}>
                <X aria-hidden="true" />
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <div data-jump="a">
        <Picker
          label={t("actions.add")}
          value={null}
          isLabelHidden
          search={findActions}
          placeholder={t("actions.addHint")}
          icon={<ListPlus aria-hidden="true" />}
          error={error}
          onPick={(picked) => picked && add({ action: picked.id, text: picked.text })}
          creates={[
            { text: (typed) => t("actions.byHand", { text: typed }), run: (typed) => add({ text: typed }) },
            { text: (typed) => t("actions.create", { text: typed }), run: create },
          ]}
          onLeave={(typed) => add({ text: typed })}
        />
      </div>
    </div>
  );
}
