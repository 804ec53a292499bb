import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Section } from '#ui/console/detail.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import type { NextStep, RequestView } from '../contract/views.ts'
import { StepDialog } from './steps/dialog.tsx'
import { OutcomeDialog, SignDialog, TransferDialog } from './steps/signing.tsx'
import { specOf } from './steps/specs.ts'

/** The way that most requests go; the rest stands apart. */
const MAIN = new Set([
  'register',
  'propose',
  'propose_redo',
  'sign',
  'sign_redo',
  'deliver',
  'deliver_redo',
  'close',
  'receive_correction',
  'receive_reasons',
  'pay',
])

/** What may be done now: first what usually comes next, then the rest, each with the reason where it may not. */
export function NextSteps({ request }: { readonly request: RequestView }) {
  const [step, setStep] = useState<string>()
  const navigate = useNavigate()
  const take = (name: string) => {
    if (name === 'propose' || name === 'propose_redo' || name === 'answer_at_once')
      void navigate({
        to: '/requests/$requestId/answer',
        params: { requestId: request.id },
        search: name === 'answer_at_once' ? { atOnce: true } : {},
      })
    else setStep(name)
  }
  const buttons = (steps: readonly NextStep[], type: 'primary' | 'default') => (
    <div className="side-actions">
      {steps.map((next) => (
        <PossibleButton
          key={next.step}
          possible={next}
          type={type}
          title={next.cites}
          onClick={() => take(next.step)}
        >
          {next.label}
        </PossibleButton>
      ))}
    </div>
  )
  const main = request.next.filter((next) => MAIN.has(next.step))
  const rest = request.next.filter((next) => !MAIN.has(next.step))
  return (
    <>
      {main.length > 0 && <Section title="下一步">{buttons(main, 'primary')}</Section>}
      {rest.length > 0 && <Section title="其他步骤">{buttons(rest, 'default')}</Section>}
      {step !== undefined && <Taken name={step} request={request} onClose={() => setStep(undefined)} />}
    </>
  )
}

function Taken({
  name,
  ...props
}: {
  readonly name: string
  readonly request: RequestView
  readonly onClose: () => void
}) {
  if (name === 'sign' || name === 'sign_redo') return <SignDialog {...props} />
  if (name === 'transfer') return <TransferDialog {...props} />
  if (name === 'correct_outcome' || name === 'correct_closed') return <OutcomeDialog {...props} />
  const spec = specOf(name)
  return spec ? <StepDialog spec={spec} {...props} /> : null
}
