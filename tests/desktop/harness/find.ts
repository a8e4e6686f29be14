// Finds what a user sees by its role and its words, never by class or test id.
import type { Browser } from "webdriverio";

export type Role = "button" | "textbox" | "combobox" | "option" | "checkbox" | "radio" | "row" | "dialog" | "link" | "tab" | "menuitem" | "heading" | "switch";
export type Element = WebdriverIO.Element;

/** Runs in the page. The words must be the whole name, or its beginning: a button may print its key after them. */
function search(role: string, words: string, within: HTMLElement | null): HTMLElement | null {
  const implicit: Record<string, string> = {
    button: "button, summary, input[type=submit]",
    textbox: "textarea, [contenteditable=true], input:not([type]), input[type=text], input[type=email], input[type=search], input[type=tel], input[type=url], input[type=number]",
    combobox: "select",
    option: "option",
    checkbox: "input[type=checkbox]",
    radio: "input[type=radio]",
    row: "tr",
    dialog: "dialog",
    link: "a[href]",
    heading: "h1, h2, h3, h4",
  };
  const squeeze = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();
  const textOf = (id: string) => squeeze(document.getElementById(id)?.textContent);
  // What a screen reader reads: printed keys and drawings are hidden from it.
  const spoken = (element: HTMLElement) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
    return copy.textContent;
  };
  const names = (element: HTMLElement): string[] => {
    const labels = "labels" in element && element.labels instanceof NodeList ? [...element.labels] : [];
    // Each part by itself too: a choice is named by its value and its label, in either order.
    const parts = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map(textOf);
    return [
      element.getAttribute("aria-label"),
      parts.join(" "),
      ...parts,
      ...labels.map((label) => label.textContent),
      element.getAttribute("placeholder"),
      element.getAttribute("title"),
      spoken(element),
    ].map(squeeze);
  };
  // Quotes, dots and keys may follow the words; another word may not.
  const matches = (name: string) => name === words || (name.startsWith(words) && !/[\p{L}\p{N}]/u.test(name.charAt(words.length)));
  const contains = role === "row" || role === "dialog";
  const selector = [`[role=${role}]`, implicit[role]].filter(Boolean).join(", ");
  const scope = within ?? document;
  const seen = [...scope.querySelectorAll<HTMLElement>(selector)].filter(
    (element) =>
      element.getClientRects().length > 0 &&
      getComputedStyle(element).visibility !== "hidden" &&
      element.closest("[aria-hidden=true], [inert]") === null &&
      (element.getAttribute("role") ?? role) === role,
  );
  const found =
    seen.find((element) => names(element).some((name) => name === words)) ??
    seen.find((element) => names(element).some((name) => (contains ? name.includes(words) : matches(name))));
  // The real control of a styled tick or choice is hidden under its label, which is what a user clicks.
  if (found instanceof HTMLInputElement && (role === "checkbox" || role === "radio")) return found.closest("label") ?? found;
  return found ?? null;
}

export async function maybe(browser: Browser, role: Role, words: string, within?: Element): Promise<Element | undefined> {
  const found = await browser.execute(search, role, words, (within ?? null) as HTMLElement | null);
  // What crosses is WebDriver's reference to the element.
  return found === null ? undefined : await browser.$(found as never).getElement();
}

/** Any of several roles and words, tried in order: the first that is there. */
export async function get(browser: Browser, roles: Role | Role[], words: string | string[], within?: Element): Promise<Element> {
  const wanted = [roles].flat().flatMap((role) => [words].flat().map((word) => ({ role, word })));
  let found: Element | undefined;
  await browser.waitUntil(
    async () => {
      for (const { role, word } of wanted) found ??= await maybe(browser, role, word, within);
      return found !== undefined;
    },
    { timeout: 8_000, interval: 100, timeoutMsg: `not on the screen: ${wanted.map(({ role, word }) => `${role} "${word}"`).join(", ")}` },
  );
  if (found === undefined) throw new Error("waitUntil throws before");
  return found;
}

export async function click(browser: Browser, roles: Role | Role[], words: string | string[], within?: Element): Promise<void> {
  await (await get(browser, roles, words, within)).click();
}

/** Replaces what the field holds, with keys. */
export async function fill(browser: Browser, roles: Role | Role[], words: string | string[], text: string): Promise<void> {
  const field = await get(browser, roles, words);
  await field.click();
  await browser.keys(["Control", "a"]);
  await browser.keys("Delete");
  // One at a time: WebKit's driver loses a space that comes in one call with a sign that the keyboard lacks.
  for (const letter of text) await browser.keys(letter === "\n" ? "Enter" : letter);
}

export function waitForText(browser: Browser, text: string): Promise<true | void> {
  return browser.waitUntil(() => browser.execute((wanted) => document.body.innerText.includes(wanted), text), {
    timeout: 10_000,
    interval: 100,
    timeoutMsg: `no text "${text}" on the screen`,
  });
}
