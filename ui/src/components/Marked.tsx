// A text with what was typed marked in it, as the beginnings of its words.
import { Fragment } from "react";
import { fold, wordsOf } from "../lib/fold";

export function Marked({ text, typed }: { text: string; typed: string }) {
  const parts = wordsOf(typed);
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((piece, at) => {
    const begun = parts.filter((part) => fold(piece).startsWith(part)).map((part) => part.length);
    const length = Math.max(0, ...begun);
    // The pieces have no other name and never move.
    const key = `${at}`;
    if (length === 0) return <Fragment key={key}>{piece}</Fragment>;
    return (
      <Fragment key={key}>
        <mark>{piece.slice(0, length)}</mark>
        {piece.slice(length)}
      </Fragment>
    );
  });
}
