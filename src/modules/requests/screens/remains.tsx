import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dueText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { subjectRemediesQuery } from '#modules/remedies/screens/queries.ts'
import type { OrderView, RequestView } from '../contract/views.ts'
import { StepDialog } from './steps/dialog.tsx'
import type { StepSpec } from './steps/spec.ts'
import { redoOrders, wordOf } from './words.ts'

const UNDECIDED: ReadonlySet<string> = new Set(['received', 'replied'])

/** What was ordered and waits to be done, what is being fought over, and until when the answer may still be fought. */
export function Remains({ request }: { readonly request: RequestView }) {
  const subject = `request:${request.id}`
  const may = useMay()('remedies.read')
  const { data } = useQuery({ ...subjectRemediesQuery(subject), enabled: may })
  const undecided = (data?.items ?? []).filter((one) => UNDECIDED.has(one.state))
  const { orders, openRemedies } = request
  if (undecided.length + orders.length + openRemedies.length === 0) return null
  return (
    <Section title="复议、诉讼情况">
      <ul className="notes">
        {orders.map((order) => (
          <Order key={order.remedyId} request={request} order={order} />
        ))}
        {undecided.map((one) => (
          <li key={one.id}>
            <Link to="/remedies/$remedyId" params={{ remedyId: one.id }}>
              {one.kindLabel} {one.fileNumber || one.number}
            </Link>
            <div className="quiet">
              {one.stateLabel} {one.due && one.due.light !== 'done' && <Light light={one.due.light} />}
            </div>
            {one.due && one.due.light !== 'done' && (
              <div className="quiet">
                {one.due.on} 到期（{dueText(one.due.on)}）
              </div>
            )}
          </li>
        ))}
        {openRemedies.map((one) => (
          <li key={one.label}>
            申请人可以{one.label}，截至 <span className="nowrap">{one.until}</span>
            {one.provisional && '（节假日安排公布前暂算）'}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** By whom and by when; and the way to begin with it. */
function Order({ request, order }: { readonly request: RequestView; readonly order: OrderView }) {
  const [open, setOpen] = useState(false)
  const begin = request.next.find((next) => next.step === 'redo')
  return (
    <li>
      <strong>{wordOf(redoOrders, order.orderedBy)}要求重新答复</strong>
      <div>
        应当在 <span className="nowrap">{order.dueOn}</span> 前作出（{dueText(order.dueOn)}）
      </div>
      <div className="quiet">{order.organ}</div>
      <div className="quiet">
        <Link to="/remedies/$remedyId" params={{ remedyId: order.remedyId }}>
          {order.decisionNumber || '查看决定'}
        </Link>
        ，<span className="nowrap">{order.servedOn}</span> 收到
      </div>
      {begin ? (
        <div className="side-actions">
          <PossibleButton possible={begin} type="primary" title={begin.cites} onClick={() => setOpen(true)}>
            按此决定重新办理
          </PossibleButton>
        </div>
      ) : (
        <div className="quiet">
          {request.state.startsWith('redo')
            ? `${request.stateLabel}；重新答复送达后，这件决定自动登记为办理完毕。`
            : '由有审签权限的人员开始重新办理。'}
        </div>
      )}
      {open && <StepDialog request={request} spec={orderSpec(order)} onClose={() => setOpen(false)} />}
    </li>
  )
}

const orderSpec = (order: OrderView): StepSpec => ({
  title: '按决定重新办理',
  submit: '重新办理',
  intro: () =>
    `依据：${wordOf(redoOrders, order.orderedBy)}，${[order.organ, order.decisionNumber].filter((one) => one !== '').join(' ')}，${order.servedOn} 收到。应当在 ${order.dueOn} 前重新答复，期限以决定登记的为准。重新答复送达后，该决定自动登记为办理完毕。`,
  path: 'ordered-redos',
  done: '已开始重新办理',
  fields: [{ name: 'reason', label: '说明', kind: 'area', maxLength: 4000, rows: 4, required: true }],
  initial: () => ({
    reason: [order.organ, order.decisionNumber, order.note].filter((one) => one !== '').join(' '),
  }),
  body: (values) => ({ ...values, remedyId: order.remedyId }),
})
