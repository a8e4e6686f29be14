// A sheet of paper: hidden on the screen, alone on the page that is printed.
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import "./print.css";
import type { ReactNode } from "react";

let sheet: { root: Root; node: HTMLElement } | null = null;

/** It stays until the next one: a printer may ask for it long after its dialog opened. */
export async function printSheet(content: ReactNode, print: () => Promise<unknown>): Promise<void> {
  sheet?.root.unmount();
  sheet?.node.remove();
  const node = document.createElement("div");
  node.className = "print-sheet";
  document.body.append(node);
  sheet = { root: createRoot(node), node };
  // Whole before it is printed, however long it is.
  const { root } = sheet;
  flushSync(() => root.render(content));
  await print();
}
