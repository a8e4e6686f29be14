// What the page must not be able to do, tried from inside the page of the real window.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";

let desk: Desk;
let app: App;

beforeAll(async () => {
  desk = await openDesk();
  app = await openApp(desk, join(desk.folder, "profile"));
});

afterAll(async () => {
  await app?.close();
  await desk?.close();
});

/** Asks Rust as a script of an attacker would; an answer or the refusal's text. */
function invoke(command: string, args: object): Promise<unknown> {
  return app.browser.execute(
    (name: string, values: object) =>
      // @ts-expect-error Tauri's own door, without our types
      window.__TAURI_INTERNALS__.invoke(name, values).catch((error: unknown) => `refused: ${JSON.stringify(error)}`),
    command,
    args,
  );
}

test("R1: no script from text, no foreign host", async () => {
  const made = await app.browser.execute(() => {
    try {
      return new Function("return 'made'")();
    } catch {
      return "refused";
    }
  });
  expect(made).toBe("refused");
  const fetched = await app.browser.execute(() => fetch("http://127.0.0.1:9/").then(() => "sent", (error) => `${error}`));
  expect(fetched).not.toBe("sent");
});

test("R2: no global door, and prototypes are frozen", async () => {
  expect(await app.browser.execute(() => "__TAURI__" in window)).toBe(false);
  expect(await app.browser.execute(() => Object.isFrozen(Object.prototype))).toBe(true);
});

test("R4: no plugin answers the page", async () => {
  for (const command of ["plugin:dialog|open", "plugin:dialog|save", "plugin:window-state|save_window_state", "plugin:window|close", "plugin:fs|read_file"]) {
    expect(await invoke(command, { options: {} }), command).toMatch(/^refused: /);
  }
});

test("R6: the window stays on its page", async () => {
  const page = await app.browser.getUrl();
  for (const url of ["https://example.com/", "file:///etc/passwd", "about:blank", "data:text/html,x"]) {
    await app.browser.execute((to: string) => {
      location.href = to;
    }, url);
    await sleep(300);
    expect(await app.browser.getUrl(), url).toBe(page);
  }
  await app.browser.execute(() => {
    // @ts-expect-error what a script of an attacker writes
    location = "https://example.com/";
  });
  await sleep(300);
  expect(await app.browser.getUrl()).toBe(page);
  // The middle button and a target ask for another window.
  const link = await app.browser.execute(() => {
    const made = Object.assign(document.createElement("a"), { href: "https://example.com/", target: "_blank", id: "foreign", textContent: "link" });
    made.style.cssText = "position: fixed; top: 0; left: 0; z-index: 1000";
    document.body.append(made);
    return "#foreign";
  });
  await (await app.browser.$(link)).click();
  await (await app.browser.$(link)).click({ button: "middle" });
  await sleep(300);
  expect(await app.browser.getUrl()).toBe(page);
  expect(await app.browser.execute(() => window.open("https://example.com/") === null)).toBe(true);
  expect(await app.browser.getWindowHandles()).toHaveLength(1);
});

test("R9: a path is not a handle", async () => {
  for (const handle of ["../../etc/passwd", "\\\\host\\share", "C:\\Windows", "/etc/passwd", ""]) {
    const answer = await invoke("email_propose", { handle, draft: { notes: "" } });
    expect(answer, handle).toMatch(/^refused: .*not_found/);
  }
});

test("inline styles work: the frame that shows an email needs them", async () => {
  const color = await app.browser.execute(() => {
    const element = document.createElement("p");
    element.setAttribute("style", "color: rgb(1, 2, 3)");
    document.body.append(element);
    const { color } = getComputedStyle(element);
    element.remove();
    return color;
  });
  expect(color).toBe("rgb(1, 2, 3)");
});
