import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Section } from '#ui/console/detail.tsx'
import type { SimilarRequest } from '../contract/list.ts'
import { similarQuery } from './queries.ts'

/** How requests like this one were answered, and what else its applicant asked for. */
export function Similar({ requestId }: { readonly requestId: number }) {
  const { data } = useQuery(similarQuery(requestId))
  if (!data || data.like.length + data.sameApplicant.length === 0) return null
  return (
    <>
      <Earlier title="以前的类似申请" items={data.like} />
      <Earlier title="同一申请人的其他申请" items={data.sameApplicant} />
    </>
  )
}

function Earlier({ title, items }: { readonly title: string; readonly items: readonly SimilarRequest[] }) {
  if (items.length === 0) return null
  return (
    <Section title={title}>
      <ul className="plain">
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/requests/$requestId" params={{ requestId: one.id }}>
              {one.wanted || one.number}
            </Link>
            <p className="quiet">
              {[one.number, one.unit, one.outcomeLabel ?? one.stateLabel, one.concludedOn ?? one.receivedOn]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
