import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import type { LedgerEntryView } from '../contract.ts'
import { useMay, useSession } from './session.ts'
import { verbWord } from './words.ts'

const historyQuery = (subject: string) =>
  queryOptions({
    queryKey: ['ledger', subject],
    queryFn: async ({ signal }) =>
      (await get<{ entries: readonly LedgerEntryView[] }>('/ledger', { subject }, signal)).entries,
  })

/** Everything that happened to a record, from the ledger; nothing where this person may not read it. */
export function History({
  subject,
  people = [],
}: {
  readonly subject: string
  readonly people?: readonly Person[]
}) {
  const may = useMay()('ledger.read')
  const session = useSession()
  const { data: entries } = useQuery({ ...historyQuery(subject), enabled: may })
  if (!may || !entries || entries.length === 0) return null
  const names = new Map([...people, session.staff].map(({ id, name }) => [`staff:${id}`, name]))
  return (
    <Section title="经过">
      <ol className="history">
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{instantText(entry.at)}</time>
            <span>{names.get(entry.actor) ?? actorWord(entry.actor)}</span>
            <span>{verbWord(entry.verb)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

export interface Person {
  readonly id: number
  readonly name: string
}

/** An actor is a person by number, or what acted without one. */
function actorWord(actor: string): string {
  const number = /^staff:(\d+)$/.exec(actor)?.[1]
  if (number !== undefined) return `工作人员 ${number}`
  if (actor === 'public') return '申请人'
  return actor === 'system' || actor === 'operator' ? '系统' : actor
}
