// A text with the words marked that begin as something that was typed.
import { Fragment } from "react";
import { fold, wordsOf } from "../lib/fold";

export function Marked({ text, typed }: { text: string; typed: string }) {
  const parts = wordsOf(typed);
  const isFound = (word: string) => parts.some((part) => fold(word).startsWith(part));
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .map((piece, at) => ({ piece, key: `${at}` }))
    .map(({ piece, key }) =>
      isFound(piece) ? <mark key={key}>{piece}</mark> : <Fragment key={key}>{piece}</Fragment>,
    );
}
