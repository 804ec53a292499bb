import { useState } from 'react'
import { Button } from 'antd'
import { dueText, instantText } from '#ui/console/dates.ts'
import { Facts, Section } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import type { ClockView, CorrectionView, InstanceView, RemedyView } from '../contract.ts'
import { DecisionDialog } from './decision.tsx'
import { kindTerms, lengthText, measureWords } from './words.ts'

/** One organ's dealing with the case: what came, what was answered by when, what was decided. */
export function Instance({
  remedy,
  instance,
}: {
  readonly remedy: RemedyView
  readonly instance: InstanceView
}) {
  const terms = kindTerms[remedy.kind]
  const { decision, redo, extendedDays } = instance
  const [correcting, setCorrecting] = useState(false)
  return (
    <Section title={remedy.kind === 'litigation' ? instance.levelLabel : remedy.kindLabel}>
      <Facts
        facts={[
          [terms.organ, instance.organ],
          [terms.fileNumber, instance.fileNumber],
          ['提起', instance.position > 1 && instance.broughtByLabel],
          [instance.position > 1 ? '收到通知' : terms.receivedOn, instance.receivedOn],
          ['复议机关受理', instance.acceptedOn],
          [
            '复议期限至',
            instance.organDueOn && (
              <>
                {instance.organDueOn}
                {extendedDays > 0 && `（已延长 ${extendedDays} 日）`}
              </>
            ),
          ],
          [terms.repliedOn, instance.repliedOn],
          ['结果', decision?.resultLabel],
          [terms.decidedOn, decision?.decidedOn],
          ['收到文书', decision?.servedOn],
          [terms.decisionNumber, decision?.decisionNumber],
          ['处理措施', decision?.measure && measureWords[decision.measure]],
          ['要点', decision?.note],
          ['重新办理', redo?.doneOn && `${redo.doneOn} 办理完毕`],
          ...instance.clocks.map(
            (clock) => [clock.label, <Clock key={clock.label} clock={clock} />] as const,
          ),
        ]}
      />
      {instance.correctable && (
        <div className="form-actions">
          <Button onClick={() => setCorrecting(true)}>更正{instance.levelLabel}结果</Button>
        </div>
      )}
      {correcting && (
        <DecisionDialog remedy={remedy} correcting={instance} onClose={() => setCorrecting(false)} />
      )}
      <Corrections corrections={instance.corrections} />
    </Section>
  )
}

function Clock({ clock }: { readonly clock: ClockView }) {
  return (
    <>
      {clock.light === 'done' ? '✓ 按期' : <Light light={clock.light} />}{' '}
      {clock.stoppedOn === null ? `${clock.dueOn}（${dueText(clock.dueOn)}）` : `${clock.dueOn} 到期`}
      <div className="under">
        自 {clock.startedOn} 次日起 {lengthText(clock.days, clock.dayKind)}
        {clock.stoppedOn !== null && `，${clock.stoppedOn} 停止`}
        {clock.provisional && '；节假日安排公布前暂算'}
      </div>
    </>
  )
}

function Corrections({ corrections }: { readonly corrections: readonly CorrectionView[] }) {
  if (corrections.length === 0) return null
  return (
    <>
      <h3>更正记录</h3>
      <ul>
        {corrections.map((one) => (
          <li key={one.at}>
            <p>
              {instantText(one.at)} {one.by} 更正：{one.reason}
            </p>
            <p className="quiet">原为：{one.before}</p>
            <p className="quiet">改为：{one.after}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
