// What is under way and may take long, kept outside React so that any command may say so.
let words: string | null = null;
const listeners = new Set<() => void>();

function set(value: string | null): void {
  words = value;
  for (const listener of listeners) listener();
}

/** Shows `what` as long as it lasts. */
export async function during<T>(what: string, work: Promise<T>): Promise<T> {
  set(what);
  try {
    return await work;
  } finally {
    set(null);
  }
}

export const workStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => words,
};
