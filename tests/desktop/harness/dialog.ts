// The system's file dialog (GTK), driven by keys as a user would.
import { setTimeout as sleep } from "node:timers/promises";
import type { Desk } from "./desk.ts";
import { until } from "./process.ts";

/**
 * Answers the dialog with that title with a file's path, and waits until it is gone. Give it a short path of plain
 * letters: xdotool makes up keys for the others, and on a busy machine some arrive wrong.
 */
export async function answerFileDialog(desk: Desk, title: string, path: string, shot?: string): Promise<void> {
  const window = await windowNamed(desk, title);
  for (let attempt = 0; attempt < 4; attempt++) {
    await desk.xdotool("windowactivate", "--sync", window);
    // A slash opens the field for a path; letters typed before it is open are lost, the more the busier the machine.
    await desk.xdotool("key", attempt === 0 ? "slash" : "ctrl+l");
    await sleep(600 * (attempt + 1));
    if (attempt > 0) await desk.xdotool("key", "ctrl+a");
    await desk.xdotool("type", "--delay", "25", attempt === 0 ? path.replace(/^\//, "") : path);
    await sleep(300);
    if (shot !== undefined && attempt === 0) await desk.shot(shot);
    for (let press = 0; press < 2; press++) {
      // The first Return may only close the list of suggestions. One too many would fall into the app's own window.
      await desk.xdotool("key", "Return");
      if (await isGone(desk, title)) return;
    }
  }
  throw new Error(`the dialog "${title}" does not take ${path}`);
}

async function isGone(desk: Desk, title: string): Promise<boolean> {
  const gone = until("the dialog's end", async () => ((await find(desk, title)) === undefined ? true : undefined), 2_000);
  return gone.catch(() => false);
}

export async function cancelFileDialog(desk: Desk, title: string): Promise<void> {
  const window = await windowNamed(desk, title);
  await desk.xdotool("windowactivate", "--sync", window);
  await desk.xdotool("key", "Escape");
  await until("the dialog's end", async () => ((await find(desk, title)) === undefined ? true : undefined));
}

function windowNamed(desk: Desk, title: string): Promise<string> {
  return until(`a dialog "${title}"`, () => find(desk, title));
}

async function find(desk: Desk, title: string): Promise<string | undefined> {
  // xdotool fails when it finds nothing.
  const found = await desk.xdotool("search", "--onlyvisible", "--name", `^${title}$`).catch(() => "");
  return found.split("\n").find((line) => line !== "");
}
