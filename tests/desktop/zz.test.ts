import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { openApp } from "./harness/app.ts";
import { openDesk } from "./harness/desk.ts";
import { get, waitForText } from "./harness/find.ts";
import { picture } from "./harness/picture.ts";
import * as pages from "./pages.ts";

test("probe", async () => {
  const desk = await openDesk();
  const profile = process.env.PROBE ?? "/tmp/w/big";
  const app = await openApp(desk, profile);
  try {
    await get(app.browser, "button", "Cargar");
    await picture(desk, "zz-criteria");
    await pages.load(app);
    await get(app.browser, "grid", "Contactos");
    await new Promise((r) => setTimeout(r, 1200));
    for (let i = 0; i < 4; i++) await app.browser.keys("ArrowDown");
    await app.browser.keys(["Shift", "ArrowDown"]);
    await app.browser.keys(["Shift", "ArrowDown"]);
    await new Promise((r) => setTimeout(r, 600));
    await picture(desk, "zz-list");
    const frames = async (px: number) => app.browser.executeAsync((step: number, done: (x: unknown) => void) => {
      const scroller = document.querySelector('[role=grid] > div') as HTMLElement;
      scroller.scrollTop = 0;
      const times: number[] = []; let blank = 0;
      let last = performance.now(); let n = 0;
      const tick = (now: number) => {
        times.push(now - last); last = now;
        if (document.querySelector('[role=row]:not([aria-rowindex="1"]) span[class*=skeleton]')) blank++;
        scroller.scrollTop += step;
        if (++n < 240) requestAnimationFrame(tick); else { times.sort((a,b)=>a-b); done({ step, p50: times[120], p95: times[228], max: times[239], blank }); }
      };
      requestAnimationFrame(tick);
    }, px);
    for (const px of [0, 30, 100, 400, 2000]) console.log(JSON.stringify(await frames(px)));
    const toggle = await app.browser.executeAsync(async (done: (x: unknown) => void) => {
      const out: Record<string, number> = {};
      const paint = () => new Promise<void>((r) => { const wait = () => document.querySelector('[role=row]:not([aria-rowindex="1"]) span[class*=skeleton]') || !document.querySelector('[data-index="0"]') ? requestAnimationFrame(wait) : r(); requestAnimationFrame(wait); });
      for (const key of ["2", "3", "1"]) { const t = performance.now(); window.dispatchEvent(new KeyboardEvent("keydown", { key })); await paint(); out[`state ${key}`] = performance.now() - t; }
      for (const name of ["Cliente", "Tipo", "Próximo", "Duración", "Fecha"]) {
        const head = [...document.querySelectorAll('[role=columnheader]')].find((h) => h.getAttribute("aria-label") === name) as HTMLElement;
        const t = performance.now();
        head.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, clientX: 5 }));
        head.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0, clientX: 5 }));
        await paint(); out[`sort ${name}`] = performance.now() - t;
      }
      done(out);
    });
    console.log(JSON.stringify(toggle));
    await app.browser.keys("Enter");
    await waitForText(app.browser, "Motivo del contacto");
    await new Promise((r) => setTimeout(r, 600));
    await picture(desk, "zz-form");
    await app.browser.keys("F2");
    await app.browser.keys("F1");
    await new Promise((r) => setTimeout(r, 400));
    await picture(desk, "zz-keys");
  } finally { await desk.shot("zz-end").catch(() => {}); await app.close(); await desk.close(); }
}, 120000);
