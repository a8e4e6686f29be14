// What a user could click or type in now, each by a name that is the same when a seed is played again.
const CONTROLS =
  "button, input, textarea, a[href], [role=row][data-index], [role=tab], [role=option], [role=menuitem], [role=columnheader]";
/** They end the story, change its language, wait for a file, or have tests of their own. */
const LEFT_OUT =
  /idioma|english|español|imprimir|exportar|equipo|recuperar|copia de seguridad|quitar los datos|de ejemplo|informe|archivo|correo|tema|densidad/i;
const TEXT_INPUTS = new Set(["text", "search", "email", "tel", "url", "number", ""]);

export const isHidden = (element: Element) =>
  element.closest("[inert], [hidden], [aria-hidden=true]:not(svg), [data-react-aria-hidden]") !== null;

export function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled;
  return (
    element instanceof HTMLInputElement && TEXT_INPUTS.has(element.type) && !element.readOnly && !element.disabled
  );
}

/** Its text as it is read, with the words apart. */
export function textOf(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function labelOf(element: Element): string {
  const by = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const labelled = by.map((id) => textOf(document.getElementById(id))).join(" ");
  const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
  return element.getAttribute("aria-label") || labelled || textOf(label ?? null) || textOf(element).slice(0, 40);
}

export function nameOf(element: Element): string {
  if (element instanceof HTMLElement && element.dataset.index)
    return `row ${element.dataset.index} of ${element.closest("[role=grid]")?.getAttribute("aria-label")}`;
  const role = element.getAttribute("role") ?? element.tagName.toLowerCase();
  // Counts in a name change with the book, and a replay must find the control all the same.
  return `${role} ${labelOf(element).replace(/[\d.,]+/g, "#")}`;
}

export function controls(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(CONTROLS)];
  return all.filter((one) => {
    const isOff = one.hasAttribute("disabled") || one.getAttribute("aria-disabled") === "true";
    return !isOff && !isHidden(one) && !LEFT_OUT.test(nameOf(one)) && !one.closest("[data-toast]");
  });
}

export function find(name: string): HTMLElement | undefined {
  const all = controls();
  // A button may print its key after its words.
  return all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).startsWith(name));
}

/** The dialogs that are open, the last on top. */
export const dialogs = () => [...document.querySelectorAll<HTMLElement>("[role=dialog], [role=alertdialog]")];
/** One that only asks: whoever answers it knows what goes. */
export const isQuestion = (dialog: Element) => dialog.querySelector("input, textarea") === null;
/** The forms of contacts lie over the screen. */
export const contactForms = () => [...document.querySelectorAll("[data-layer] [data-back]")];
