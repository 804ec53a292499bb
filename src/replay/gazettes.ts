import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { createContext } from '#kernel/identity/index.ts'
import { beginIssue, composeIssue, gazetteJobs, putOut, sendCopies } from '#modules/gazette/index.ts'
import { findChannel } from '#modules/sites/index.ts'
import type { Replay } from './replay.ts'
import { shares } from './scale.ts'
import { morningOf } from './year.ts'

/** Documents of an issue where the source counts the issues alone. */
const IN_ISSUE = 3

/** Issues of the gazette, composed of the documents of its column and put out over the year. */
export async function replayGazettes(replay: Replay): Promise<void> {
  const { plan, db, government, year } = replay
  const { gazette } = plan.profile
  const count = plan.of((by) => 'gazette' in by && by.gazette === 'issues')
  if (!gazette || count === 0) return
  const all = plan.profile.figures.some((one) => 'gazetteDocuments' in one.by)
  const documents = await documentsOf(
    replay,
    gazette.column,
    all ? plan.documents.get(gazette.column) : IN_ISSUE * count,
  )
  const copies = shares(
    plan.of((by) => 'gazette' in by && by.gazette === 'copies'),
    count,
  )
  const jobs = gazetteJobs(replay.city.files)
  let first = 0
  for (const [place, share] of shares(documents.length, count).entries()) {
    const mine = documents.slice(first, first + share)
    first += share
    const officer = createContext(
      db,
      replay.officer,
      morningOf(year.spread(Math.max(0, 2 * place + 1), 2 * count)),
    )
    const number = place + 1
    const asked = {
      unitId: government.id,
      year: plan.profile.year,
      number,
      totalNumber: number,
      name: gazette.name,
    }
    const before = await findIssue(replay, asked.year, number)
    const id = before?.id ?? valueOf(await beginIssue(officer, asked))
    if (before === undefined || (before.state === 'composing' && before.revision === 1))
      valueOf(
        await composeIssue(officer, id, {
          revision: 1,
          name: gazette.name,
          imprint: `主办：${government.name}（重演）`,
          entries: mine.map((documentId) => ({ section: '文件', documentId })),
        }),
      )
    if (before?.state !== 'issued') valueOf(await putOut(officer, jobs, id, 2))
    const sent = copies[place] ?? 0
    if (sent > 0 && (before?.copies ?? 0) === 0)
      valueOf(
        await sendCopies(officer, id, {
          recipient: '各镇、各单位、各村（居）委员会',
          category: 'community',
          copies: sent,
          sentOn: officer.today,
        }),
      )
    replay.progress('gazette', number, count)
  }
}

/** Documents of the column, the earliest first: an issue prints what was published before it. */
async function documentsOf(
  { db }: Replay,
  column: string,
  limit: number | undefined,
): Promise<readonly number[]> {
  const channel = await findChannel(db, column)
  const { rows } = await sql<{ id: number }>`
    select document_id as id from publishing.placement where channel_id = ${channel?.id ?? 0}
     order by shown_on, document_id limit ${limit ?? 0}`.execute(db)
  return rows.map((row) => row.id)
}

/** An issue that an earlier run of this replay began. */
async function findIssue({ db, government }: Replay, year: number, number: number) {
  const { rows } = await sql<{ id: number; state: string; revision: number; copies: number }>`
    select i.id, i.state, i.revision,
           (select coalesce(sum(c.copies), 0)::int from gazette.copies c where c.issue_id = i.id) as copies
      from gazette.issue i
     where i.unit_id = ${government.id} and i.year = ${year} and i.number = ${number}`.execute(db)
  return rows[0]
}
