/** A small generator with a seed (mulberry32): the demo city is the same wherever it is made. */
export interface Random {
  /** A whole number from 0 up to but not including `below`. */
  next(below: number): number
  pick<T>(from: readonly T[]): T
  /** Each thing as often as it weighs, in a mixed order: what is rare still comes. */
  deck<T>(weights: readonly (readonly [thing: T, weight: number])[]): T[]
}

export function seeded(seed: number): Random {
  let state = seed
  const next = (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
  return {
    next,
    pick(from) {
      const one = from[next(from.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    deck: (weights) =>
      weights
        .flatMap(([thing, weight]) =>
          Array.from({ length: weight }, () => ({ thing, place: next(1_000_000) })),
        )
        .toSorted((one, other) => one.place - other.place)
        .map(({ thing }) => thing),
  }
}
