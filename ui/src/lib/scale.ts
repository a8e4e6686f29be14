// Maps a list taller than a browser can lay out onto a scroll bar that it can.
export const HEIGHT_MAX = 15_000_000;

export type Scale = { height: number; toVirtual: (scrollTop: number) => number; toScroll: (offset: number) => number };

export function scaleFor(total: number, viewport: number, heightMax = HEIGHT_MAX): Scale {
  if (total <= heightMax) return { height: total, toVirtual: (top) => top, toScroll: (offset) => offset };
  const ratio = (total - viewport) / (heightMax - viewport);
  return { height: heightMax, toVirtual: (top) => top * ratio, toScroll: (offset) => offset / ratio };
}
