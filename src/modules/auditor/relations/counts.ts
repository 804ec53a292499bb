import { toText, whole } from '../grammar/decimal.ts'
import { compare } from '../grammar/decimal.ts'
import { isAmount, type Figure } from '../figures/figure.ts'
import { sentenceStart } from '../figures/labels.ts'
import type { Passage, Relation } from './relation.ts'

/** 由甲、乙、丙等3个部分组成; 四项工作 and the headings (一) to (四): as many are named as were said. */
export function findCounts(passages: readonly Passage[]): Relation[] {
  return passages.flatMap((passage, at) =>
    passage.figures.flatMap((figure): Relation[] => {
      if (!isAmount(figure) || figure.implied || !/^(?:个|项|部分|类|种|家|方面|条)?$/.test(figure.counts))
        return []
      if (compare(figure.quantity.value, whole(2)) < 0 || compare(figure.quantity.value, whole(30)) > 0)
        return []
      const listed = namedBefore(passage, figure) ?? headingsAfter(passages, at, figure)
      if (listed === undefined) return []
      const holds = compare(figure.quantity.value, whole(listed)) === 0
      // A name may itself hold a 、: only agreement says something.
      if (!holds) return []
      return [
        {
          kind: 'count',
          left: whole(listed),
          right: figure.quantity.value,
          verdict: 'holds',
          computation: `列出${listed}项 = ${toText(figure.quantity.value)}${figure.unit ?? ''}`,
          label: figure.label,
          at: { block: figure.block, start: figure.start, end: figure.end },
          figures: [figure],
        },
      ]
    }),
  )
}

function namedBefore({ folded }: Passage, figure: Figure): number | undefined {
  const before = folded.slice(sentenceStart(folded, figure.start), figure.start)
  const list = before.split(/[,;:]/).at(-1) ?? ''
  const names = list.replace(/(?:等|这|共|以上|上述)*$/, '').split('、')
  return names.length >= 2 ? names.length : undefined
}

const HEADING = /^\s*(?:\(([一二三四五六七八九十]{1,3})\)|([一二三四五六七八九十])(?:、|是))/
const ORDER = '一二三四五六七八九十'

function headingsAfter(passages: readonly Passage[], at: number, figure: Figure): number | undefined {
  const { folded } = passages[at] ?? { folded: '' }
  if (!/^[^。;]{0,12}[:。]?\s*$/.test(folded.slice(figure.end))) return undefined
  let count = 0
  for (const next of passages.slice(at + 1)) {
    const mark = HEADING.exec(next.folded)
    if (!mark) continue
    if ((mark[1] ?? mark[2]) !== ORDER[count]) break
    count += 1
  }
  return count >= 2 ? count : undefined
}
