import type { AreaMark, AreaView, MarksBody, OriginalView, RangeMark, Reason } from '../contract.ts'

/** What somebody is marking; saved as a whole. */
export interface Draft {
  readonly areas: readonly AreaMark[]
  readonly ranges: readonly RangeMark[]
  readonly words: MarksBody['words']
}

export interface Range {
  readonly start: number
  readonly end: number
}

export function draftOf(original: OriginalView): Draft {
  return {
    areas: original.marked.flatMap((mark) =>
      'page' in mark
        ? [
            {
              page: mark.page,
              x: mark.x,
              y: mark.y,
              width: mark.width,
              height: mark.height,
              reason: mark.reason,
            },
          ]
        : [],
    ),
    ranges: original.marked.flatMap((mark) =>
      'start' in mark ? [{ start: mark.start, end: mark.end, reason: mark.reason }] : [],
    ),
    words: [...original.words],
  }
}

export const countOf = (draft: Draft) => draft.areas.length + draft.ranges.length

/** Whether an area lies within another, but for a hair's breadth. */
export function within(inner: Omit<AreaView, 'page'>, outer: Omit<AreaView, 'page'>): boolean {
  return (
    inner.x >= outer.x - HAIR &&
    inner.y >= outer.y - HAIR &&
    inner.x + inner.width <= outer.x + outer.width + HAIR &&
    inner.y + inner.height <= outer.y + outer.height + HAIR
  )
}

const HAIR = 1

export function addAreas(draft: Draft, areas: readonly AreaView[], reason: Reason): Draft {
  const fresh = areas.filter(
    (area) => !draft.areas.some((mark) => mark.page === area.page && within(area, mark)),
  )
  return { ...draft, areas: [...draft.areas, ...fresh.map((area) => ({ ...area, reason }))] }
}

export function addRanges(draft: Draft, ranges: readonly Range[], reason: Reason): Draft {
  const fresh = ranges.filter(
    (range) => !draft.ranges.some((mark) => range.start >= mark.start && range.end <= mark.end),
  )
  return {
    ...draft,
    ranges: [...draft.ranges, ...fresh.map((range) => ({ ...range, reason }))].toSorted(
      (one, other) => one.start - other.start,
    ),
  }
}

export function addWord(draft: Draft, word: string, reason: Reason): Draft {
  if (draft.words.some((one) => one.word === word)) return draft
  return { ...draft, words: [...draft.words, { word, reason }] }
}
