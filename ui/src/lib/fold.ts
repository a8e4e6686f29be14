// Words without their accents and capitals: how people type when they look for something.
export const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether each word typed begins a word of the text. Letters that merely stand in it in their order are no likeness. */
export function isLike(text: string, typed: string): boolean {
  const [words, parts] = [wordsOf(text), wordsOf(typed)];
  if (parts.length === 0) return typed.trim() === "";
  return parts.every((part) => words.some((word) => word.startsWith(part)));
}

/** Shorter words have too many neighbours. */
const SLIP_LETTERS_MIN = 5;

/**
 * The same with one slip in each word: a letter wrong, missing, too many, or two swapped. A slip in a whole word can
 * hardly be another word; one in a beginning may be.
 */
export function isNearly(text: string, typed: string): "whole" | "beginning" | null {
  const parts = wordsOf(typed).filter((part) => !wordsOf(text).some((word) => word.startsWith(part)));
  const near = parts.map((part) =>
    part.length < SLIP_LETTERS_MIN ? [] : wordsOf(text).filter((word) => begins(word, part)),
  );
  if (parts.length === 0 || near.some((words) => words.length === 0)) return null;
  const isWhole = (words: string[], at: number) => words.some((word) => isAsLong(word, parts[at] ?? ""));
  return near.every(isWhole) ? "whole" : "beginning";
}

const isAsLong = (word: string, part: string) => Math.abs(word.length - part.length) <= 1;

/** Whether a beginning of the word is the part but for one slip. */
function begins(word: string, part: string): boolean {
  const at = [...part].findIndex((letter, place) => letter !== word[place]);
  // Something must come after the slip, or every beginning of as many letters would do.
  if (at === part.length - 1 && !isAsLong(word, part)) return false;
  const [rest, left] = [part.slice(at + 1), word.slice(at)];
  const isSwapped = part[at] === left[1] && part[at + 1] === left[0] && left.slice(2).startsWith(part.slice(at + 2));
  return (
    left.slice(1).startsWith(rest) || left.slice(1).startsWith(part.slice(at)) || left.startsWith(rest) || isSwapped
  );
}
