// What a user could click or type in now, each by a name that is the same when a seed is played again.
const TAGS = new Set(["BUTTON", "INPUT", "TEXTAREA"]);
const ROLES = new Set(["tab", "option", "menuitem", "columnheader"]);
/** They end the story, change its language, wait for a file, or have tests of their own. */
const LEFT_OUT =
  /idioma|english|español|imprimir|exportar|equipo|recuperar|copia de seguridad|quitar los datos|de ejemplo|informe|archivo|correo|tema|densidad/i;
const TEXT_INPUTS = new Set(["text", "search", "email", "tel", "url", "number", ""]);

/** Nobody sees it: another place's, or of the list below a form. */
const isAway = (one: HTMLElement) =>
  one.hasAttribute("hidden") || (one.dataset.layer !== undefined && one.hasAttribute("inert"));
/** Nobody reaches it: it may lie behind a dialog. */
const isOutOfReach = (one: HTMLElement) =>
  isAway(one) || one.hasAttribute("inert") || one.getAttribute("aria-hidden") === "true";

/** Of what is shown, in order: a walk of our own, as selectors are slow in the invented browser. */
export function shown(isSought: (element: HTMLElement) => boolean, isLeftOut = isAway): HTMLElement[] {
  const found: HTMLElement[] = [];
  const walk = (parent: Element) => {
    for (const one of parent.childNodes) {
      if (!(one instanceof HTMLElement)) continue;
      if (isLeftOut(one)) continue;
      if (isSought(one)) found.push(one);
      walk(one);
    }
  };
  walk(document.body);
  return found;
}

function isControl(one: HTMLElement): boolean {
  const role = one.getAttribute("role");
  return (
    TAGS.has(one.tagName) || (role !== null && ROLES.has(role)) || (role === "row" && one.dataset.index !== undefined)
  );
}

export const isHidden = (element: Element) =>
  element.closest("[inert], [hidden], [aria-hidden=true]:not(svg), [data-react-aria-hidden]") !== null;

export function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled;
  return element instanceof HTMLInputElement && TEXT_INPUTS.has(element.type) && !element.readOnly && !element.disabled;
}

/** Its text as it is read, with the words apart. */
export function textOf(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function labelOf(element: Element): string {
  const by = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const labelled = by.map((id) => textOf(document.getElementById(id))).join(" ");
  const label =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
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
  return shown(isControl, isOutOfReach).filter((one) => {
    const isOff = one.hasAttribute("disabled") || one.getAttribute("aria-disabled") === "true";
    return !isOff && !LEFT_OUT.test(nameOf(one));
  });
}

/** Where Tab stops, in order: of several radio buttons at the one that is chosen. */
export const tabStops = () =>
  shown((one) => {
    if (one.hasAttribute("disabled")) return false;
    if (one instanceof HTMLInputElement && one.type === "radio") return one.checked;
    const tab = one.getAttribute("tabindex");
    return tab === null ? TAGS.has(one.tagName) : Number(tab) >= 0;
  }, isOutOfReach);

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
