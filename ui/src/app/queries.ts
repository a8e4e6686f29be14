// How answers are kept: what was read stays until something changes, and nothing waits for a network. After a change all that
// is on the screen is read again, and shown together.
import { notifyManager, QueryClient } from "@tanstack/react-query";
import { nextRound } from "../lib/round";

export const newQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
    },
  });

/** What takes longer is shown by itself when it comes: nobody waits for a sum over a million contacts. */
const TOGETHER_MS = 80;

let rounds = 0;
const waiting: (() => void)[] = [];
notifyManager.setScheduler((tell) => {
  if (rounds > 0) waiting.push(tell);
  else setTimeout(tell, 0);
});

/** Something was written, here or elsewhere. */
export async function readAgain(queries: QueryClient): Promise<void> {
  nextRound();
  rounds++;
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    rounds--;
    if (rounds === 0) for (const tell of waiting.splice(0)) tell();
  };
  const timer = setTimeout(end, TOGETHER_MS);
  try {
    // What is read for the first time may have been read before the change; asked again, it would give that answer.
    await queries.cancelQueries({ predicate: ({ state }) => state.data === undefined });
    await queries.invalidateQueries();
  } finally {
    clearTimeout(timer);
    end();
  }
}
