// What must be saved before the window goes.
const savers = new Set<() => Promise<unknown>>();

/** Until the answer is called, `save` runs whenever the window may be about to go. */
export function beforeLeaving(save: () => Promise<unknown>): () => void {
  savers.add(save);
  return () => savers.delete(save);
}

export async function saveAll(): Promise<void> {
  await Promise.allSettled([...savers].map((save) => save()));
}
