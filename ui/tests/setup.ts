// Each test starts with an empty page whose elements have a size, for the virtual rows.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

for (const name of ["offsetHeight", "clientHeight"])
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => 1000 });

afterEach(cleanup);

// The invented browser edits no text by command.
document.execCommand ??= () => false;
