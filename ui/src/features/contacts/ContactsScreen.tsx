// The Contacts screen: criteria first, then the list.
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useFrame } from "../../ipc/frame";
import { isCommand, isTyping } from "../../lib/keys";
import { CriteriaScreen } from "./criteria/CriteriaScreen";
import { FiltersMenu } from "./criteria/FiltersMenu";
import { ContactsList, type ListHandle } from "./list/ContactsList";
import { useContacts } from "./list/useContacts";

export type ContactsHandle = {
  /** Selects a contact, where the list holds it. */
  choose: (id: string) => void;
};

type Props = {
  ref?: Ref<ContactsHandle>;
  /** The list is loaded at once, this time. */
  isTrial: boolean;
  isCovered: boolean;
  bar?: ReactNode;
  onAdd: () => void;
  onAddEmails: () => void;
};

export function ContactsScreen({ ref, isTrial, isCovered, bar, onAdd, onAddEmails }: Props) {
  const { openContact } = useFrame();
  const list = useContacts(isTrial);
  const handle = useRef<ListHandle>(null);
  const { isLoaded, setFilter, selected } = list;
  // Several that were selected are meant for something.
  useImperativeHandle(ref, () => ({ choose: (id) => isLoaded && list.selectedCount < 2 && list.choose(id) }));
  useEffect(() => {
    if (isCovered) return;
    const filters = { "1": "all", "2": "open", "3": "done" } as const;
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || document.querySelector("[role=dialog], [role=menu]")) return;
      const key = event.key.toLowerCase();
      // The window takes this one from the browser before it comes here.
      if (event.defaultPrevented && !(isCommand(event) && key === "p")) return;
      const filter = filters[key as keyof typeof filters];
      if (isCommand(event) && key === "f") {
        if (isLoaded && !list.isEditing) list.editCriteria();
        requestAnimationFrame(focusCriterion);
      } else if (isLoaded && isCommand(event) && key === "h") {
        if (selected) openContact(selected.id, "history");
      } else if (isLoaded && isCommand(event) && key === "p") {
        handle.current?.print();
      } else if (isLoaded && isCommand(event) && key === "m") {
        handle.current?.change();
      } else if (isLoaded && filter && !isCommand(event) && !isTyping(event.target)) setFilter(filter);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  // After Cargar the keyboard is in the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a load moves the focus.
  useEffect(() => {
    if (isLoaded) handle.current?.enter();
  }, [isLoaded, list.loads]);
  const filters = <FiltersMenu form={list.form} state={list.filter} onApply={list.apply} />;
  if (!isLoaded)
    return (
      <CriteriaScreen
        form={list.form}
        errors={list.errors}
        onChange={list.change}
        onLoad={list.load}
        onAdd={onAdd}
        onAddEmails={onAddEmails}
        filters={filters}
        isCovered={isCovered}
        bar={bar}
      />
    );
  return (
    <ContactsList
      ref={handle}
      list={list}
      filters={filters}
      isCovered={isCovered}
      onAdd={onAdd}
      onAddEmails={onAddEmails}
      bar={bar}
    />
  );
}

/** The first criterion; from there the text that is looked for. */
function focusCriterion(): void {
  const fields = [
    ...document.querySelectorAll<HTMLInputElement>(
      "[data-criteria] input[type=text], [data-criteria] input:not([type])",
    ),
  ];
  const text = fields.at(-1);
  (document.activeElement === fields[0] ? text : fields[0])?.focus();
}
