// The Contacts screen: criteria first, then the list.
import { useEffect } from "react";
import { isCommand, isTyping } from "../../lib/keys";
import { ContactsList } from "./ContactsList";
import { CriteriaScreen } from "./CriteriaScreen";
import { useContacts } from "./useContacts";

type Props = {
  today: string;
  changes: number;
  isCovered: boolean;
  onUndo: () => void;
  onAdd: () => void;
  onOpen: (id: string, mode: "view" | "modify") => void;
};

export function ContactsScreen({ today, changes, isCovered, onUndo, onAdd, onOpen }: Props) {
  const list = useContacts(today, changes, onUndo);
  const { isLoaded, setFilter } = list;
  useEffect(() => {
    if (isCovered || !isLoaded) return;
    const filters = { "1": "all", "2": "open", "3": "done" } as const;
    const onKey = (event: KeyboardEvent) => {
      const filter = filters[event.key as keyof typeof filters];
      if (
        !filter ||
        isTyping(event.target) ||
        isCommand(event) ||
        event.altKey ||
        document.querySelector("[role=dialog]")
      )
        return;
      setFilter(filter);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  if (!list.isLoaded)
    return (
      <CriteriaScreen form={list.form} errors={list.errors} onChange={list.change} onLoad={list.load} onAdd={onAdd} />
    );
  return <ContactsList list={list} today={today} onAdd={onAdd} onOpen={onOpen} />;
}
