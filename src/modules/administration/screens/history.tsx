import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import type { LedgerEntryView } from '../contract.ts'
import { useMay } from './session.ts'
import { verbWord } from './words.ts'

const historyQuery = (subject: string) =>
  queryOptions({
    queryKey: ['ledger', subject],
    queryFn: async ({ signal }) =>
      (await get<{ entries: readonly LedgerEntryView[] }>('/ledger', { subject }, signal)).entries,
  })

/** Everything that happened to a record, from the ledger; nothing where this person may not read it. */
export function History({ subject }: { readonly subject: string }) {
  const may = useMay()('ledger.read')
  const { data: entries } = useQuery({ ...historyQuery(subject), enabled: may })
  if (!may || !entries || entries.length === 0) return null
  return (
    <Section title="经过">
      <ol className="history">
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{instantText(entry.at)}</time>
            <span>{entry.person ?? ACTORS[entry.actor]}</span>
            <span>{verbWord(entry.verb)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const ACTORS: Readonly<Record<LedgerEntryView['actor'], string>> = {
  staff: '工作人员',
  public: '申请人',
  operator: '系统',
  system: '系统',
}
