// Starting Hilo twice: the same book comes to the front, another book gets a window of its own.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { binary } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { type Running, start, until } from "./harness/process.ts";

let desk: Desk;
const running: Running[] = [];

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  for (const program of running) await program.stop();
  await desk?.close();
});

function startHilo(profile: string): Running {
  const program = start(binary, ["--profile", join(desk.folder, profile)], desk.env);
  running.push(program);
  return program;
}

async function windows(): Promise<string[]> {
  // xdotool fails when it finds nothing.
  const found = await desk.xdotool("search", "--onlyvisible", "--name", "^Hilo$").catch(() => "");
  return found.split("\n").filter((line) => line !== "");
}

test("a second start of the same book ends and raises the first window", async () => {
  startHilo("a");
  const [first] = await until("the window", async () => ((await windows()).length === 1 ? await windows() : undefined), 20_000);
  await desk.xdotool("windowminimize", `${first}`);
  await until("the window to go", async () => ((await windows()).length === 0 ? true : undefined));
  const second = startHilo("a");
  await until("the second start's end", () => second.child.exitCode ?? undefined, 20_000);
  expect(second.child.exitCode, second.output()).toBe(0);
  await until("the window to come back", async () => ((await windows()).length === 1 ? true : undefined));
});

test("another book opens beside it", async () => {
  startHilo("b");
  await until("two windows", async () => ((await windows()).length === 2 ? true : undefined), 20_000);
  await desk.shot("second-start-two-books");
});
