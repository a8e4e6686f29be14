// Each test starts with an empty page whose elements have a size, for the virtual rows.
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// What is waited for has come in a moment, but for a machine that has much else to do.
configure({ asyncUtilTimeout: 5_000 });

for (const name of ["offsetHeight", "clientHeight"])
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => 1000 });

afterEach(cleanup);

// The invented browser edits no text by command.
document.execCommand ??= () => false;
