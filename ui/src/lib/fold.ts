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
