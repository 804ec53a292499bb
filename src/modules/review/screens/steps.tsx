import { useQuery } from '@tanstack/react-query'
import { instantText } from '#ui/console/dates.ts'
import { Steps, type Step } from '#ui/console/detail.tsx'
import { roleWord } from '#modules/administration/screens/words.ts'
import type { ReviewView } from '../contract.ts'
import { chainQuery, reviewQuery } from './queries.ts'

const DECISIONS = { proposed: '提交', approved: '同意', returned: '退回' } as const

/** The signatures given and awaited, each with its opinion. */
export function stepsOf(review: ReviewView): Step[] {
  const next = review.state === 'open' ? review.steps.findIndex(({ signature }) => signature === null) : -1
  return review.steps.map(({ label, signature }, index) => {
    if (!signature) return { label, state: index === next ? 'now' : 'ahead' }
    return {
      label,
      state: signature.decision === 'returned' ? 'refused' : 'done',
      who: `${signature.staff} ${DECISIONS[signature.decision]}`,
      on: instantText(signature.signedAt),
      note: `“${signature.opinion}”`,
    }
  })
}

export interface ReviewStepsProps {
  /** The running or the last review. */
  readonly reviewId: number | null
  readonly unitId: number
  readonly state: string
  readonly drafter: string | null
}

/** The way of a record through its review: as it was signed, or as it will be once it is submitted. */
export function ReviewSteps({ reviewId, unitId, state, drafter }: ReviewStepsProps) {
  const { data: review } = useQuery({ ...reviewQuery(reviewId ?? 0), enabled: reviewId !== null })
  const ahead = state === 'draft' && review?.state !== 'returned'
  const { data: chain } = useQuery({ ...chainQuery(unitId), enabled: ahead })
  if (ahead) {
    const steps = (chain ?? []).map((role, index): Step => ({
      label: roleWord(role),
      state: index === 0 ? 'now' : 'ahead',
      who: index === 0 ? drafter : null,
    }))
    return steps.length > 0 ? <Steps steps={steps} /> : <p className="quiet">还没有提交审核</p>
  }
  if (reviewId === null) return <p className="quiet">没有审核记录</p>
  return review ? <Steps steps={stepsOf(review)} /> : null
}
