import { judgeEqual, total } from '../grammar/quantity.ts'
import { isAmount, type Figure } from '../figures/figure.ts'
import { sentenceStart } from '../figures/labels.ts'
import { toText } from '../grammar/decimal.ts'
import { printed, type Passage, type Relation } from './relation.ts'

const PLACES = [
  { name: 'received', words: /(?:新收|收到|受理|接收)[^,。;:]*$/, not: /结转/ },
  { name: 'carriedIn', words: /上年度?结转|结转自?上年/, not: /(?!)/ },
  { name: 'done', words: /(?:办结|答复|办理)[^,。;:]*$/, not: /结转|率/ },
  { name: 'carriedOut', words: /结转[至到]?(?:下|次|20\d\d)|(?:下|次)年度?继续办理/, not: /(?!)/ },
] as const

/** 新收…，上年结转…，办结…，结转下年…: what came and what was there is what ended and what is left, in words too. */
export function findTies(passage: Passage): Relation[] {
  const bySentence = new Map<number, Figure[]>()
  for (const one of passage.figures) {
    if (!isAmount(one) || one.change !== undefined) continue
    const from = sentenceStart(passage.folded, one.start)
    bySentence.set(from, [...(bySentence.get(from) ?? []), one])
  }
  return [...bySentence.values()].flatMap((figures): Relation[] => {
    const found = PLACES.map(({ words, not }) =>
      figures.filter((one) => words.test(one.before) && !not.test(one.before)),
    )
    // Told only where the sentence names each of the four once: more of them speak of something else.
    const [received, carriedIn, done, carriedOut] = found.map((some) =>
      some.length === 1 ? some[0] : undefined,
    )
    if (!received || !carriedIn || !done || !carriedOut) return []
    if (new Set([received, carriedIn, done, carriedOut].map((one) => one.counts)).size > 1) return []
    const [left, right] = [
      total([received.quantity, carriedIn.quantity]),
      total([done.quantity, carriedOut.quantity]),
    ]
    // 答复 may leave out what ended otherwise; 办结 does not.
    const equal = judgeEqual(left, right)
    const verdict = equal === 'broken' && !/办结/.test(done.before) ? 'unknown' : equal
    return [
      {
        kind: 'tie',
        left: left.value,
        right: right.value,
        verdict,
        computation: `${printed(received)} + ${printed(carriedIn)} = ${toText(left.value)} ${equal === 'broken' ? '≠' : '='} ${toText(right.value)} = ${printed(done)} + ${printed(carriedOut)}`,
        label: '新收加上年结转等于办结加结转下年',
        at: { block: done.block, start: done.start, end: done.end },
        figures: [received, carriedIn, done, carriedOut],
      },
    ]
  })
}
