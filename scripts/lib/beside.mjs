// Whether a path leads out of the clone to what lies beside it. A stranger has nothing there, so no test may look.
import { homedir, tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { root, target } from "./run.mjs";

const clone = resolve(root);
const parent = dirname(clone);

/** What the tools themselves need, wherever somebody keeps them. */
const places = [
  tmpdir(),
  target,
  process.env.CARGO_HOME ?? join(homedir(), ".cargo"),
  process.env.RUSTUP_HOME ?? join(homedir(), ".rustup"),
  dirname(dirname(process.execPath)),
];

/** False where everything lies beside the clone, or every temporary file does: nothing can be told apart there. */
export const isTold = parent !== dirname(parent) && parent !== resolve(tmpdir());

export function isBeside(path) {
  const whole = resolve(path);
  if (!isTold || isIn(clone, whole) || !isIn(parent, whole)) return false;
  const [folder, ...rest] = relative(parent, whole).split(sep);
  // Tools look for their settings from folder to folder upwards, and keep their own in hidden ones.
  const isSetting = rest.length === 0 || folder.startsWith(".") || folder === "node_modules";
  return !isSetting && !places.some((place) => isIn(resolve(place), whole));
}

function isIn(folder, path) {
  return path === folder || path.startsWith(folder + sep);
}
