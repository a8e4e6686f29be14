// Dice that fall the same way for the same seed.
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed * 2654435761 + 1;
  }

  /** From 0 up to 1, without it (mulberry32). */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(count: number): number {
    return Math.floor(this.roll() * count);
  }

  isLucky(chance: number): boolean {
    return this.roll() < chance;
  }

  one<T>(of: readonly T[]): T {
    const chosen = of[this.below(of.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }

  /** One of several, each as often as its weight says. */
  weighed<T>(of: readonly (readonly [weight: number, T])[]): T {
    let at = this.roll() * of.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, one] of of) {
      at -= weight;
      if (at < 0) return one;
    }
    return this.one(of)[1];
  }
}
