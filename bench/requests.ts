import { sql } from 'kysely'
import { addDays, civilDateOf, type CivilDate } from '#platform/dates.ts'
import type { Db } from '#platform/db/connect.ts'
import { createContext, loadActor, type Context } from '#kernel/identity/index.ts'
import { filterOf, presentNumbers, presentSimilar, queued } from '../src/modules/requests/present/lists.ts'
import { listRequests } from '../src/modules/requests/store/list.ts'
import { listRegister } from '../src/modules/requests/store/register.ts'
import { searchVector } from '#platform/text/words.ts'
import { median, withDemoCity } from './city.ts'
import type { Measured } from './run.ts'

const REQUESTS = 200_000
/** One in so many is open. */
const OPEN = 40
const TOPICS = [
  '老旧小区电梯加装补贴',
  '河道清淤工程招标文件',
  '学校食堂抽检结果',
  '公交线路调整论证材料',
  '征收补偿安置方案',
]

/** Requests of a large city, three years of them, with their limits and words, as the actions leave them. */
async function fill(db: Db, today: CivilDate): Promise<void> {
  const words = TOPICS.map((topic) => searchVector(topic, ''))
  await sql`
    with units as (select array_agg(id order by id) as ids from organisation.unit),
    made as (
      insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on, category)
      select 'requests.disclosure', 'BENCH-' || n, u.ids[1 + n % cardinality(u.ids)],
             case when n % ${OPEN} = 0 then 'registered' else 'closed' end, d.received, '2019-05-15',
             case when n % ${OPEN} = 0 then null else (array['C1', 'C2', 'C3.4', 'C4.1', 'C5.1'])[1 + n % 5] end,
             case when n % ${OPEN} = 0 then null else d.received + 15 end,
             (array['natural', 'enterprise', 'research', 'other'])[1 + n % 4]
        from generate_series(1, ${REQUESTS}) n, units u,
             lateral (select case when n % ${OPEN} = 0 then ${today}::date - (n / ${OPEN}) % 40
                                  else ${addDays(today, -1100)}::date + n % 1080 end as received) d
      returning id, unit_id, received_on, concluded_on, category
    ), asked as (
      insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, wanted_title,
                                    wanted_form, wanted_way, query_code_hash)
      select id, category, 'online', received_on, received_on,
             (${TOPICS}::text[])[1 + id % 5] || id, 'paper', 'post', sha256(id::text::bytea) from made
      returning case_id
    ), worded as (
      insert into requests.wanted_words (case_id, words)
      select case_id, (${words}::text[])[1 + case_id % 5]::tsvector from asked
    )
    insert into clock.clock (name, rule_from, subject, unit_id, started_on, days, day_kind, yellow_on, due_on, provisional,
                             stopped_on, result)
    select 'requests.reply', '2019-05-15', 'request:' || id, unit_id, received_on, 20, 'working', received_on + 21,
           received_on + 28, false, concluded_on, case when concluded_on is null then null else 'met' end from made`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 7; round += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return median(times)
}

const FIRST = { offset: 0, limit: 50 }

function pages(
  ctx: Context,
  similarTo: number,
): readonly (readonly [name: string, read: () => Promise<unknown>])[] {
  const list = async (query: Parameters<typeof filterOf>[1], page = FIRST) =>
    queued(ctx, (await listRequests(ctx.db, filterOf(ctx, query), page)).items)
  return [
    ['the queue', () => list({})],
    ['the queue, what is overdue', () => list({ light: 'red' })],
    ['the queue, what waits for us', () => list({ waits: 'us' })],
    ['the queue, what is due today', () => list({ due: 'today' })],
    ['the queue, what nobody has', () => list({ handler: 'nobody', waits: 'us' })],
    ['the queue, its page 100', () => list({}, { offset: 4_950, limit: 50 })],
    ['how the units stand', () => presentNumbers(ctx, undefined)],
    ['earlier requests like one', () => presentSimilar(ctx, similarTo)],
    [
      'the public register',
      () => listRegister(ctx.db, { year: undefined, unitId: undefined, outcome: undefined }, FIRST),
    ],
  ]
}

/** The pages of the desk of disclosure requests for who reads every unit, against one plain count of the same cases. */
export async function requestsBench(): Promise<Measured[]> {
  return withDemoCity(async (city) => {
    const { db } = city.database
    const now = new Date()
    await fill(db, civilDateOf(now))
    const officer = await db
      .selectFrom('identity.staff')
      .select('id')
      .where('login', '=', 'officer')
      .executeTakeFirstOrThrow()
    const ctx = createContext(db, await loadActor(db, officer.id), now)
    const newest = await db
      .selectFrom('cases.case')
      .select('id')
      .where('number', 'like', 'BENCH-%')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const count = await time(() =>
      sql`select count(*) from cases.case c join requests.request r on r.case_id = c.id`.execute(db),
    )
    const found: Measured[] = []
    for (const [name, read] of pages(ctx, newest.id)) {
      const taken = await time(read)
      found.push(
        { name: `${name}, of ${REQUESTS} requests`, value: Number(taken.toFixed(1)), unit: 'ms' },
        {
          name: `${name}, against one count of all requests`,
          value: Number((taken / count).toFixed(2)),
          unit: 'ratio',
          reference: 'same run',
        },
      )
    }
    return found
  })
}
