// How often the book was seen to change since the window opened: what was read in this round needs no second reading.
let now = 0;

export const round = () => now;

export function nextRound(): void {
  now++;
}
