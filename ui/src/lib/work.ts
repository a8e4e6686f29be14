// What is under way and may take long, kept outside React so that any command may say so.
let words: string | null = null;
/** How many commands wait longer than they should. */
let waiting = 0;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function set(value: string | null): void {
  words = value;
  tell();
}

/** Shows `what` as long as it lasts. */
export async function withProgress<T>(what: string, work: Promise<T>): Promise<T> {
  set(what);
  try {
    return await work;
  } finally {
    set(null);
  }
}

/** A command waits for another program, until the answer is called. */
export function wait(): () => void {
  waiting++;
  tell();
  return () => {
    waiting--;
    tell();
  };
}

export const workStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => words,
  isWaiting: () => waiting > 0,
};
