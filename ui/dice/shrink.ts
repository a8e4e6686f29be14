// The fewest steps that still fail: takes away ever smaller parts (ddmin), as long as there is time.
export async function shrink<T>(all: T[], fails: (some: T[]) => Promise<boolean>, isTime: () => boolean): Promise<T[]> {
  let kept = all;
  for (let parts = 2; kept.length > 1 && isTime(); ) {
    const size = Math.ceil(kept.length / parts);
    let smaller: T[] | undefined;
    for (let from = 0; from < kept.length && isTime(); from += size) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await fails(without)) {
        smaller = without;
        break;
      }
    }
    if (smaller) {
      kept = smaller;
      parts = Math.max(2, parts - 1);
    } else {
      if (size === 1) break;
      parts = Math.min(kept.length, parts * 2);
    }
  }
  return kept;
}
