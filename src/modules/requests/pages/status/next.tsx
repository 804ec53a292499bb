import { formatChinese, type CivilDate } from '#platform/dates.ts'
import { formatYuan } from '#platform/money.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { Notice } from '#ui/portal/index.ts'
import { stateLabel } from '../../present/summary.ts'
import type { ListedRequest } from '../../store/list.ts'
import type { Trail } from '../../store/steps.ts'

export interface Standing {
  readonly row: ListedRequest
  readonly unit: Unit
  readonly trail: Trail
  readonly late: boolean
  readonly provisional: boolean
  readonly waitingSince: CivilDate | null
}

/** What comes next: what the applicant is waited for, or by when the unit must answer and why on that day. */
export function Next(standing: Standing) {
  const { row, trail, unit } = standing
  if (row.state === 'discarded' || row.state === 'ended') return null
  return (
    <>
      {row.state === 'correcting' && trail.correction ? (
        <Notice kind="warning" title={`请在${formatChinese(trail.correction.due_on)}前补正申请`}>
          <p>受理机关告知您需要补正：{trail.correction.missing}</p>
          <p>
            可以在<a href="#correction">本页下方</a>
            在线补正，也可以书面补正。无正当理由逾期不补正的，视为放弃申请。{contactOf(unit)}
          </p>
        </Notice>
      ) : null}
      {row.state === 'explaining' && trail.reasons ? (
        <Notice kind="warning" title={`请在${formatChinese(trail.reasons.due_on)}前说明申请理由`}>
          <p>{trail.reasons.why}</p>
          <p>请书面说明，当面递交或者邮寄给受理机关，并注明登记编号。{contactOf(unit)}</p>
        </Notice>
      ) : null}
      {row.state === 'charged' && trail.fee ? (
        <Notice
          kind="warning"
          title={`请在${formatChinese(trail.fee.pay_by)}前缴纳信息处理费 ${formatYuan(trail.fee.amount_fen)} 元`}
        >
          <p>
            {trail.fee.basis === 'pages'
              ? `按量计收，共 ${trail.fee.quantity} 页。`
              : `按件计收，本件为您在本自然月内的第 ${trail.fee.before + 1} 件申请。`}
            {trail.fee.pay_where === '' ? null : `缴纳方式：${trail.fee.pay_where.replace(/。$/, '')}。`}
            详见<a href="#letters">收费通知书</a>。逾期未缴纳的，视为放弃申请。等待缴费的时间不计入答复期限。
            {callOf(unit)}
          </p>
        </Notice>
      ) : null}
      <Limit {...standing} />
    </>
  )
}

const callOf = ({ phone }: Unit) => (phone === '' ? '' : `受理机关电话：${phone}。`)

const contactOf = (unit: Unit) =>
  [
    unit.address === ''
      ? ''
      : `受理机关地址：${unit.address}${unit.postcode === '' ? '' : `（邮编 ${unit.postcode}）`}。`,
    callOf(unit),
  ].join('')

function Limit({ row, unit, trail, late, provisional, waitingSince }: Standing) {
  const call = callOf(unit)
  const redo = trail.redos.at(-1)
  if (row.state.startsWith('redo')) {
    return (
      <Notice
        title={redo?.due_on ? `应当在${formatChinese(redo.due_on)}前重新答复（含当日）` : '正在重新办理'}
      >
        <p>先前的答复仍然可以在这里查看。{call}</p>
      </Notice>
    )
  }
  if (row.concluded_on !== null) return null
  if (row.due_on === null || row.received_on === null) {
    return (
      <Notice title="等待受理机关与您确认">
        <p>双方确认之日为收到申请之日，答复期限从第二天起算。{call}</p>
      </Notice>
    )
  }
  if (waitingSince !== null && !late) {
    return (
      <Notice title={`${stateLabel(row.state)}，答复期限暂停计算`}>
        <p>
          从{formatChinese(waitingSince)}起暂停，恢复以后继续计算，到期日相应顺延。{call}
        </p>
      </Notice>
    )
  }
  const sent = row.state === 'answered' ? '答复已经作出，正在送达；送达以后可以在这里查看。' : ''
  return (
    <Notice kind={late ? 'warning' : 'info'} title={`应当在${formatChinese(row.due_on)}前答复（含当日）`}>
      <p>
        收到申请之日为{formatChinese(row.received_on)}，从第二天起算工作日，法定节假日和周末不计。
        {provisional ? '其中有的年份放假安排还没有公布，日期是暂定的。' : ''}
        {sent}
        {late ? '现在已经超过期限。您可以联系受理机关，也可以依法申请行政复议或者提起行政诉讼。' : ''}
        {call}
      </p>
    </Notice>
  )
}
