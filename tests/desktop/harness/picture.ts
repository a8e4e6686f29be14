// Pictures of the window's content: all to `shots/`, those of the README to `docs/images/` with `UPDATE_IMAGES=1`.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Desk } from "./desk.ts";

const here = dirname(fileURLToPath(import.meta.url));
const shots = join(here, "..", "shots");
const images = join(here, "..", "..", "..", "docs", "images");

export async function picture(desk: Desk, name: string, isForReadme = false): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const file = join(shots, `screens-${name}.png`);
  // A tooltip is a window of the system, and black in a picture of ours.
  await desk.xdotool("mousemove", "1438", "898");
  await sleep(200);
  await desk.shotOfApp(file);
  if (process.env["UPDATE_IMAGES"] && isForReadme) {
    mkdirSync(images, { recursive: true });
    copyFileSync(file, join(images, `${name}.png`));
  }
}
