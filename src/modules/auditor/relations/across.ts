import { compare, toText, whole } from '../grammar/decimal.ts'
import { quantity, total } from '../grammar/quantity.ts'
import { isAmount, type Figure } from '../figures/figure.ts'
import type { Passage, Relation } from './relation.ts'

/** A sentence of the text that repeats a number of the tables, and the cells whose sum may stand behind it. */
interface Repeated {
  readonly says: RegExp
  readonly unless?: RegExp
  readonly cells: readonly (readonly string[])[]
  readonly label: string
}

/** A part of the year, of the unit or of the channels: not what the tables count. */
const PARTLY =
  /网[上络站]|信函|信件|当面|传真|邮件|邮寄|自然人|企业|法人|公民|[一二三四]季度|上半年|下半年|\d月|涉及|关于|局|镇|街道|乡|县|区[^域]|占|其中|超[时期]|逾期|按[时期]|建议|提案|咨询|同比|比上年|较上年|去年|上年(?!结转)|全[市区县]|各/

const REPEATED: readonly Repeated[] = [
  {
    says: /(?:新?收到|接收|受理|收)[^,。;]{0,14}(?:公开)?申请[^,。;]{0,8}$/,
    unless: /复议|诉讼|结转/,
    cells: [['3.A.7'], ['3.A.7', '3.B.7']],
    label: '收到申请数',
  },
  { says: /上年(?:度)?结转[^,。;]{0,16}$/, cells: [['3.B.7']], label: '上年结转数' },
  { says: /结转(?:至|到)?下(?:一)?年(?:度)?[^,。;]{0,16}$/, cells: [['3.D.7']], label: '结转下年度数' },
  {
    says: /(?:制定|制发|出台|印发|发布)[^,。;]{0,6}(?:行政)?规范性文件[^,。;]{0,6}$/,
    cells: [['2.normative.1']],
    label: '本年制发行政规范性文件',
  },
  {
    says: /(?:废止|宣布失效)[^,。;]{0,8}规范性文件[^,。;]{0,6}$/,
    cells: [['2.normative.2']],
    label: '本年废止行政规范性文件',
  },
  {
    says: /现行有效[^,。;]{0,8}规范性文件[^,。;]{0,6}$/,
    cells: [['2.normative.3']],
    label: '现行有效行政规范性文件',
  },
]

/** Words against tables: what the text says again must be what the table says. */
export function relationsAcross(
  passages: readonly Passage[],
  cells: ReadonlyMap<string, Figure>,
): Relation[] {
  if (cells.size === 0) return []
  const found = passages.flatMap((passage) =>
    passage.figures.flatMap((figure): Relation[] => {
      if (!isAmount(figure) || figure.change !== undefined || figure.quantity.approx !== undefined) return []
      const said = figure.implied ? figure.label : figure.before
      const rule = REPEATED.find((one) => one.says.test(said.trimEnd()) && !one.unless?.test(said))
      if (!rule || figure.implied || !/^[件份个条宗]$/.test(figure.counts)) return []
      return judge(rule, figure, said, cells)
    }),
  )
  return found.filter(
    (one, at) =>
      found.findIndex((other) => other.label === one.label && other.verdict === one.verdict) === at,
  )
}

function judge(rule: Repeated, figure: Figure, said: string, cells: ReadonlyMap<string, Figure>): Relation[] {
  const sums = rule.cells.flatMap((ids) => {
    const some = ids.map((id) => cells.get(id))
    return some.every((one): one is Figure => one !== undefined && one.value !== null)
      ? [{ some, value: total(some.map((one) => one.quantity)) }]
      : []
  })
  const [first] = sums
  if (!first) return []
  const fits = sums.find(({ value }) => compare(value.value, figure.quantity.value) === 0)
  if (!fits && PARTLY.test(said.replace(/上年结转|本年度?|全年/g, ''))) return []
  const { some, value } = fits ?? first
  const verdict = fits ? 'holds' : 'broken'
  return [
    {
      kind: 'cross',
      left: value.value,
      right: quantity(figure.quantity.value).value,
      verdict,
      computation: `表中 ${some.map((one) => toText(one.value ?? whole(0))).join(' + ')} ${fits ? '=' : '≠'} 文中 ${toText(figure.quantity.value)}${figure.unit ?? ''}`,
      label: rule.label,
      ...(fits ? {} : { note: `表：${some.map((one) => one.label).join('、')}` }),
      at: { block: figure.block, start: figure.start, end: figure.end },
      figures: [figure, ...some],
    },
  ]
}
