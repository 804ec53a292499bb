import { useState } from 'react'
import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dueText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import { Light } from '#ui/console/light.tsx'
import { useMay } from '#modules/administration/screens/session.ts'
import { KINDS, type RemedyKindName } from '../contract.ts'
import { OpenDialog } from './open.tsx'
import { subjectRemediesQuery } from './queries.ts'
import { kindWords } from './words.ts'

interface RemediesProps {
  /** `request:12` */
  readonly subject: string
  readonly unitId: number
}

/** 复议、诉讼、投诉举报 over one case, for its page: what there is, and what may be entered. */
export function Remedies({ subject, unitId }: RemediesProps) {
  const may = useMay()('remedies.read')
  const { data } = useQuery({ ...subjectRemediesQuery(subject), enabled: may })
  const [opening, setOpening] = useState<RemedyKindName>()
  if (!may || !data || (data.items.length === 0 && !data.mayOpen)) return null
  return (
    <Section title="复议、诉讼和投诉举报">
      {data.items.length === 0 && <p className="quiet">没有登记过。</p>}
      <ul>
        {data.items.map((one) => (
          <li key={one.id}>
            <p>
              <Link to="/remedies/$remedyId" params={{ remedyId: one.id }}>
                {one.wayLabel} {one.fileNumber || one.number}
              </Link>{' '}
              {one.due && one.due.light !== 'done' && <Light light={one.due.light} />}
            </p>
            <p className="quiet">
              {one.organ} · {one.receivedOn} 收到 · {one.stateLabel}
              {one.resultLabel !== null && ` · ${one.resultLabel}`}
              {one.due && one.due.light !== 'done' && ` · ${one.due.on} 到期（${dueText(one.due.on)}）`}
            </p>
          </li>
        ))}
      </ul>
      {data.mayOpen && (
        <div className="actions">
          {KINDS.map((kind) => (
            <Button key={kind} onClick={() => setOpening(kind)}>
              登记{kindWords[kind]}
            </Button>
          ))}
        </div>
      )}
      {opening && (
        <OpenDialog kind={opening} about={{ subject, unitId }} onClose={() => setOpening(undefined)} />
      )}
    </Section>
  )
}
