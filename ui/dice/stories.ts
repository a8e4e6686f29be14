// The faults that the first dice found, each as the few steps that show it. `scripts/page-canaries.mjs` puts them back one by one.
import type { Step } from "./gestures";
import type { Rule } from "./oracle";

const load: Step = { do: "click", on: "button Cargar" };
const go = (place: string): Step => ({ do: "click", on: `button ${place}` });
const press = (keys: string): Step => ({ do: "keys", keys });
const others = (deed: (Step & { do: "others" })["deed"], at = 0.5): Step => ({ do: "others", deed, at, isLate: false });
const typing = (text: string): Step => ({ do: "type", text });

export type Named = { name: string; rules: Rule[]; steps: Step[] };

export const stories: Named[] = [
  {
    name: "rows are read again only when the list moves",
    rules: ["rows"],
    steps: [load, others("changeContact", 0.05), press("{ArrowDown}"), others("renameChosen")],
  },
  {
    name: "what is chosen is a place",
    rules: ["chosen"],
    steps: [go("Clientes"), press("{ArrowDown}{ArrowDown}"), others("addFirstCustomer"), press("{Delete}")],
  },
  {
    name: "several chosen contacts are let go when others write",
    rules: ["chosen"],
    steps: [load, press("{Shift>}{ArrowDown}{ArrowDown}{/Shift}"), others("addContact")],
  },
  {
    name: "nothing guards against a second Intro",
    rules: ["once"],
    steps: [go("Clientes"), go("Añadir cliente"), typing("Texto 1"), press("{Control>}{Enter}{Enter}{/Control}")],
  },
  {
    name: "a slow answer makes a second record",
    rules: ["once"],
    steps: [
      go("Clientes"),
      go("Añadir cliente"),
      typing("Texto 1"),
      { do: "lock" },
      press("{Control>}{Enter}{/Control}"),
      press("{Control>}{Enter}{/Control}"),
      { do: "unlock" },
    ],
  },
  {
    name: "a dialog closes without asking",
    rules: ["typed"],
    steps: [
      go("Clientes"),
      press("{ArrowDown}"),
      { do: "click", on: "tab Personas" },
      go("Añadir persona"),
      { do: "click", on: "input Nombre" },
      typing("Texto 1"),
      press("{Escape}"),
    ],
  },
  {
    name: "a tab counts another list than it shows",
    rules: ["counts"],
    steps: [go("Avisos"), { do: "click", on: "tab Vencidos" }],
  },
  {
    name: "a key that is held opens several forms",
    rules: ["once"],
    steps: [load, press("{n>3/}")],
  },
  {
    name: "a double click opens two forms",
    rules: ["once"],
    steps: [go("Clientes"), { do: "doubleClick", on: "button OtrosAna" }],
  },
  {
    name: "the focus is lost with the record that was deleted",
    rules: ["focus"],
    steps: [go("Clientes"), press("{ArrowDown}"), { do: "click", on: "button Borrar" }],
  },
  {
    name: "orders come before records",
    rules: ["palette"],
    steps: [press("{Control>}k{/Control}"), typing("de")],
  },
];
