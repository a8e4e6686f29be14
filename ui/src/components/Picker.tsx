// A type-ahead: finds a record as its name is typed, and can create it when it does not exist.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { useT } from "../lib/i18n";
import { isAccept, isSubmitEnter } from "../lib/keys";
import styles from "./Field.module.css";
import { FieldFrame } from "./FieldFrame";

export type Option = { id: string; text: string; hint?: string | null };
type Creation = { text: (typed: string) => string; run: (typed: string) => void };
type Props = {
  label: string;
  value: Option | null;
  search: (text: string) => Promise<Option[]>;
  onPick: (option: Option | null) => void;
  onCreate?: (text: string) => void;
  /** What else can be made of what was typed, instead of `onCreate`. */
  creates?: Creation[];
  /** What was typed and not chosen when the field is left, or the whole form accepted. */
  onLeave?: (text: string) => void;
  error?: string | null;
  placeholder?: string;
  icon?: ReactNode;
  isReadOnly?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  isLabelHidden?: boolean;
  /** At the end of the line: a button that helps to choose. */
  end?: ReactNode;
};

export function Picker({ label, value, search, onPick, onCreate, onLeave, error, placeholder, icon, ...state }: Props) {
  const { t } = useT();
  const creates: Creation[] =
    state.creates ?? (onCreate ? [{ text: (typed) => t("pick.create", { text: typed }), run: onCreate }] : []);
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const typed = (text ?? "").trim();
  /** Which row the user went to, by what it stands for. */
  const [pointed, point] = useState<string | null>(null);
  /** Intro was pressed before the answer to what is typed was there. */
  const [isChoosing, chooseFirst] = useState(false);
  /** All was accepted with something typed here that stands for nothing yet. */
  const [isUnchosen, tellUnchosen] = useState(false);
  // Read again when anything changes, as every list is.
  const { data: found, error: failed } = useQuery({
    queryKey: ["picker", id, typed],
    queryFn: async () => ({ typed, options: await search(typed) }),
    enabled: open && text !== null,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 0,
  });
  const options = (open && !failed && found?.options) || [];
  const isAnswered = failed !== null || found?.typed === typed;
  const offered = typed === "" ? [] : creates;
  const rows = options.length + offered.length;
  const keyAt = (index: number) => options[index]?.id ?? `create-${index - options.length}`;
  const active = Math.max(0, Array.from({ length: rows }, (_, at) => keyAt(at)).indexOf(pointed ?? ""));

  const edit = (now: string) => {
    setText(now);
    setOpen(true);
    point(null);
    chooseFirst(false);
    tellUnchosen(false);
  };
  const close = (keepsText = false) => {
    setOpen(false);
    if (!keepsText) setText(null);
    point(null);
    chooseFirst(false);
  };
  const choose = (index: number) => {
    const option = options[index];
    if (option) onPick(option);
    else offered[index - options.length]?.run(typed);
    tellUnchosen(false);
    close();
  };
  // Chosen by another way, as in the window of people: what is typed is nothing to mend any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one was chosen.
  useEffect(() => {
    if (!isUnchosen) return;
    setText(null);
    tellUnchosen(false);
  }, [value?.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer to what is typed is waited for.
  useEffect(() => {
    if (!isChoosing || !isAnswered) return;
    if (rows > 0) choose(active);
    else chooseFirst(false);
  }, [isChoosing, isAnswered]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isAccept(event) && onLeave && typed !== "") {
      onLeave(typed);
      close();
    } else if (isAccept(event) && text !== null && typed !== "" && typed !== value?.text) {
      // Accepted now, what is typed here and not chosen would be lost without a word.
      event.preventDefault();
      event.stopPropagation();
      // The list would lie over what is told.
      close(true);
      tellUnchosen(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) edit(value?.text ?? text ?? "");
      else if (rows > 0) point(keyAt((active + (event.key === "ArrowDown" ? 1 : rows - 1)) % rows));
    } else if (isSubmitEnter(event) && open && typed !== "" && (rows > 0 || !isAnswered) && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      // Rows of what was typed before are never chosen.
      if (isAnswered) choose(active);
      else chooseFirst(true);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      // What is typed and stands for nobody stays, to be mended.
      close(value === null && typed !== "");
    }
  };
  const onBlur = () => {
    if (onLeave) {
      if (typed !== "") onLeave(typed);
      close();
      return;
    }
    if (open && typed === "" && value && text !== value.text) onPick(null);
    else if (open && value === null && isAnswered) {
      const exact = options.find((option) => option.text.toLowerCase() === typed.toLowerCase());
      if (exact) onPick(exact);
    }
    close(value === null && typed !== "");
  };
  const told = error ?? (isUnchosen && typed !== "" ? t("pick.choose", { text: typed }) : null);
  const optionRow = (index: number, content: ReactNode) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the option is its active descendant.
    <div
      key={index}
      id={`${id}-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={index === active}
      data-active={index === active}
      className={styles.option}
      onMouseDown={(event) => event.preventDefault()}
      onMouseEnter={() => point(keyAt(index))}
      onClick={() => choose(index)}
    >
      {content}
    </div>
  );

  return (
    <FieldFrame id={id} label={label} error={told} isLabelHidden={state.isLabelHidden}>
      <span className={styles.box}>
        {icon}
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && rows > 0 ? `${id}-${active}` : undefined}
          aria-invalid={told ? true : undefined}
          aria-describedby={told ? `${id}-note` : undefined}
          aria-required={state.isRequired || undefined}
          readOnly={state.isReadOnly}
          // biome-ignore lint/a11y/noAutofocus: a new contact starts at its customer.
          autoFocus={state.autoFocus}
          placeholder={placeholder}
          value={text !== null && (open || isUnchosen) ? text : (value?.text ?? text ?? "")}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={state.isReadOnly ? undefined : onKeyDown}
          onClick={() => !state.isReadOnly && !open && edit(value?.text ?? text ?? "")}
          onBlur={onBlur}
        />
        {!open && value?.hint && <span className={styles.suffix}>{value.hint}</span>}
        {state.end}
      </span>
      {open && !state.isReadOnly && (
        <div id={`${id}-list`} role="listbox" aria-label={label} className={`${styles.list} ${styles.floating}`}>
          {options.map((option, index) =>
            optionRow(
              index,
              <>
                <span className="clip grow">{option.text}</span>
                {option.hint && <span className="faint small tnum">{option.hint}</span>}
              </>,
            ),
          )}
          {offered.map((creation, at) =>
            optionRow(
              options.length + at,
              <>
                <Plus className="small" aria-hidden="true" />
                <span className="clip">{creation.text(typed)}</span>
              </>,
            ),
          )}
          {rows === 0 && (
            <div className={styles.none}>
              {creates.length > 0 && typed === "" ? t("pick.noneYet") : t("pick.nothing")}
            </div>
          )}
        </div>
      )}
    </FieldFrame>
  );
}
