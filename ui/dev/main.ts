// The page in development: in a plain browser, without the program behind it, an invented book answers.
import { answerWith } from "../src/ipc";
import { fakeCommands } from "./fake";

if (!("__TAURI_INTERNALS__" in window)) answerWith(fakeCommands());
await import("../src/app/main");
