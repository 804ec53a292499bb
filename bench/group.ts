import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { createContext, loadActor, systemActor } from '#kernel/identity/index.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import { getUnitByCode } from '#kernel/organisation/index.ts'
import { createDraft, documentReview, submit } from '#modules/publishing/index.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import { addChannel, addSite, moveChannel } from '#modules/sites/index.ts'
import { createApp } from '../src/app.ts'
import { median, withDemoCity, type BenchCity } from './city.ts'
import type { Measured } from './run.ts'

/** One year of a real city: so many documents, on a site of so many columns. */
const DOCUMENTS = 1_075_703
const COLUMNS = 2_100
const ROUNDS = 5

/** A large site: publishing one document, opening its column, moving a subtree. */
export async function groupBench(): Promise<Measured[]> {
  return withDemoCity(async (city) => {
    const { db } = city.database
    const unit = await getUnitByCode(db, 'zfb')
    const columns = await growSite(city, unit.id)
    await growLibrary(city, unit.id, columns)
    const app = await createApp({
      ...city,
      now: () => new Date(),
      secure: false,
      logLevel: 'silent',
      trustProxy: false,
    })
    const open = async (address: string) => {
      const answer = await app.server.inject({ method: 'GET', url: address })
      if (answer.statusCode !== 200) throw new Error(`${address} answers ${answer.statusCode}`)
      return answer.body
    }
    try {
      const [first = 0] = columns
      const publishing: number[] = []
      const opening: number[] = []
      const moving: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const title = `第${round}次发布的通知`
        publishing.push(await timed(() => publish(city, unit.id, first, title)))
        // Read anew: the publication made the page stale.
        let body = ''
        opening.push(await timed(async () => void (body = await open('/s/large/channels/c1'))))
        if (!body.includes(title)) throw new Error('what was published is not on its page')
        const ctx = createContext(db, systemActor, new Date())
        const beforeId = columns[2 + (round % 2)] ?? null
        moving.push(
          await timed(async () => void valueOf(await moveChannel(ctx, first, { parentId: null, beforeId }))),
        )
      }
      const map = await timed(() => open('/s/large/sitemap'))
      const count = await timed(() => sql`select count(*) from publishing.placement`.execute(db))
      const bound = (name: string, value: number, limit: number): Measured => ({
        name: `${name}, ${DOCUMENTS} documents, ${COLUMNS} columns`,
        value: Math.round(value),
        unit: 'ms',
        bound: `< ${limit}`,
        met: value < limit,
      })
      return [
        bound('publish one document, from the draft over four signatures', median(publishing), 1000),
        bound('open its column anew', median(opening), 500),
        bound('move a subtree', median(moving), 500),
        bound('open the site map', map, 1000),
        { name: 'count of all placements, for comparison', value: Math.round(count), unit: 'ms' },
      ]
    } finally {
      await app.close()
    }
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** A tree of three levels: a twentieth of the columns first, the others below them and below those. */
async function growSite(city: BenchCity, unitId: number): Promise<number[]> {
  return city.database.db.transaction().execute(async (tx) => {
    const siteId = await addSite(tx, systemActor, { slug: 'large', name: '大网站', unitId })
    const tops: number[] = []
    const all: number[] = []
    for (let number = 1; number <= COLUMNS; number += 1) {
      const parentId =
        number <= 105 ? null : number <= 650 ? (tops[number % 105] ?? null) : (all[number % 600] ?? null)
      const id = await addChannel(tx, systemActor, {
        siteId,
        parentId,
        slug: `c${number}`,
        name: `第${number}栏目`,
        kind: '栏目',
        description: '',
        position: number,
      })
      if (parentId === null) tops.push(id)
      all.push(id)
    }
    return all
  })
}

/** Documents straight into the tables, each approved by one batch; half of them stand in the first column. */
async function growLibrary(city: BenchCity, unitId: number, columns: readonly number[]): Promise<void> {
  const { db } = city.database
  await db.transaction().execute(async (tx) => {
    await sql`create temporary table made on commit drop as
      select n, 1000000 + n as id, sha256(convert_to('body ' || n, 'UTF8')) as hash, date '2012-01-01' + n % 5000 as day
        from generate_series(1, ${sql.lit(DOCUMENTS)}) n`.execute(tx)
    await sql`insert into documents.document (id, kind, unit_id, index_number, originally_published_on)
      select id, 'information', ${unitId}, 'BENCH/' || n, day from made`.execute(tx)
    await sql`insert into documents.version (document_id, version, title, issuer, topic, genre, attribute, body_html, content_hash)
      select id, 1, '第' || n || '号信息', '云岚市人民政府办公室', '06', '08', 'proactive', '<p>正文</p>', hash from made`.execute(
      tx,
    )
    await sql`insert into documents.approval (document_id, version, content_hash, decided_by, steps)
      select id, 1, hash, 'batch:1', '[]' from made`.execute(tx)
    await sql`update documents.document d set state = 'published', published_version = 1 from made where made.id = d.id`.execute(
      tx,
    )
    await sql`insert into publishing.placement (channel_id, document_id, shown_on)
      select case when n % 2 = 0 then ${columns[0]}::bigint else (${[...columns]}::bigint[])[1 + n % ${sql.lit(COLUMNS)}] end, id, day
        from made`.execute(tx)
    await sql`insert into search.entry (source, source_id, unit_id, shown_on, words)
      select 'document', id, ${unitId}, day, to_tsvector('simple', '第 ' || n || ' 号 信息 正文') from made`.execute(
      tx,
    )
  })
  await sql`vacuum analyze`.execute(db)
}

async function publish(city: BenchCity, unitId: number, channelId: number, title: string): Promise<void> {
  const { db } = city.database
  const as = async (login: string) => {
    const { id } = await db
      .selectFrom('identity.staff')
      .select('id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow()
    return createContext(db, await loadActor(db, id), new Date())
  }
  const drafter = await as('drafter')
  const id = valueOf(
    await createDraft(drafter, {
      unitId,
      kind: 'information',
      title,
      documentNumber: null,
      writtenOn: drafter.today,
      effectiveOn: null,
      topic: '06',
      genre: '08',
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [],
      summary: '',
      bodyHtml: '<p>各单位应当在月底前完成。</p>',
      channelIds: [channelId],
    }),
  )
  const row = await getDocument(db, id)
  const contentHash = (await getVersion(db, id, row.version)).content_hash.toString('hex')
  valueOf(await submit(drafter, city.files, id, { basedOn: contentHash, opinion: '拟主动公开' }))
  for (const login of ['sectionhead', 'leader', 'secrecy']) {
    const process = await findLastProcess(db, `document:${id}`)
    if (!process) throw new Error('the document is not in review')
    const asked = { decision: 'approved', opinion: '同意', contentHash, attribute: 'proactive' } as const
    valueOf(await sign(await as(login), [documentReview], process.id, asked))
  }
}
