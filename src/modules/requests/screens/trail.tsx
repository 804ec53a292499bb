import { Facts, Section } from '#ui/console/detail.tsx'
import type { RequestView } from '../contract/views.ts'
import { discardReasons, endingWords, feeBases, redoOrders, wordOf } from './words.ts'

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`

/** What happened on the way, besides the steps: what was asked, told, paid, moved. */
export function Trail({ request }: { readonly request: RequestView }) {
  const { correction, reasons, extension, delay, fee, ending, discard, redos, changes, transfers } =
    request.trail
  const facts = transfers.map((one): [string, string] => [
    '转交',
    `${one.on} ${one.from} → ${one.to}：${one.reason}`,
  ])
  if (discard)
    facts.push(['不予登记', `${discard.on} ${wordOf(discardReasons, discard.why)}：${discard.words}`])
  if (correction) {
    facts.push(['通知补正', `${correction.askedOn} 要求在${correction.dueOn}前补正：${correction.missing}`])
    if (correction.receivedOn) facts.push(['收到补正', `${correction.receivedOn} ${correction.reply}`])
  }
  if (reasons) {
    facts.push(['要求说明理由', `${reasons.askedOn} 要求在${reasons.dueOn}前说明：${reasons.why}`])
    if (reasons.receivedOn)
      facts.push([
        '申请人的理由',
        `${reasons.receivedOn} ${reasons.reply}（${reasons.reasonable === true ? '合理' : '不合理'}）`,
      ])
    if (reasons.passedOn) facts.push(['逾期未说明理由', reasons.passedOn])
  }
  if (delay) facts.push(['延迟答复', `${delay.on} 延迟${delay.days}个工作日：${delay.reason}`])
  if (extension)
    facts.push(['延长期限', `${extension.on} 延长${extension.days}个工作日：${extension.reason}`])
  if (fee) {
    const paid =
      fee.paidOn === null
        ? `应当在${fee.payBy}前缴纳`
        : `${fee.paidOn}已缴纳${fee.paidHow === '' ? '' : `（${fee.paidHow}）`}`
    facts.push(['收费', `${fee.on} ${wordOf(feeBases, fee.basis)} ${yuan(fee.amountFen)}，${paid}`])
    if (fee.where !== '') facts.push(['缴纳方式', fee.where])
  }
  if (ending) facts.push(['终止', `${ending.on} ${wordOf(endingWords, ending.why)} ${ending.words}`])
  for (const one of redos) {
    const due = one.dueOn === null ? '' : `，应当在${one.dueOn}前作出`
    facts.push(['重新办理', `${one.on} ${wordOf(redoOrders, one.orderedBy)}：${one.reason}${due}`])
  }
  for (const one of changes) facts.push(['更正结果', `${one.on} ${one.from} → ${one.to}：${one.reason}`])
  if (facts.length === 0) return null
  return (
    <Section title="办理情况">
      <Facts facts={facts} />
    </Section>
  )
}
