import { sql } from 'kysely'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { contentOf, getDocument, getVersion } from '#kernel/documents/index.ts'
import { createContext, operatorActor } from '#kernel/identity/index.ts'
import {
  beginCorrection,
  editDraft,
  createDraft,
  documentReview,
  end,
  importDocuments,
  submit,
} from '#modules/publishing/index.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'
import { demoDocuments, type DemoDocument } from './documents/index.ts'
import { demoDrafts, type DemoDraft } from './drafts.ts'

/** Brings the documents in as a real city would bring in those of its earlier site, then ends what has ended since. */
export async function publishDemoDocuments(demo: Demo): Promise<void> {
  const today = civilDateOf(demo.now)
  const documents = demoDocuments(today)
  const operator = createContext(demo.city.database.db, operatorActor, demo.now)
  for (const group of groupBy(documents, (one) => `${one.unit} ${one.channel}`).values()) {
    const [first] = group
    if (!first) continue
    const result = await importDocuments(operator, {
      unitCode: first.unit,
      channel: first.channel,
      officerLogin: undefined,
      source: { rows: rowsOf(group), totalBytes: 0, readBytes: () => 0 },
      progress: () => undefined,
    })
    if (result.failed > 0) throw new Error(`documents of ${first.unit}: ${JSON.stringify(result.errors)}`)
  }
  const officer = await eachByItself(demo).as('officer')
  const ids = await documentIds(demo)
  for (const { id, ended } of documents) {
    if (!ended || ended.on > today) continue
    const { state, on, reason, by } = ended
    const replacedById = by === undefined ? null : idOf(ids, by)
    valueOf(await end(officer, idOf(ids, id), { state, on: civilDate(on), reason, replacedById }))
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

async function* rowsOf(documents: readonly DemoDocument[]) {
  for (const [index, { ended: _, unit: __, channel: ___, ...value }] of documents.entries())
    yield { line: index + 1, value }
}

async function documentIds(demo: Demo): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: number; source_key: string }>`
    select id, source_key from documents.document where source_key is not null`.execute(demo.city.database.db)
  return new Map(rows.map((row) => [row.source_key, row.id]))
}

/** Takes the drafts as far through the procedure as each says, by the signatures of the people concerned. */
export async function makeDrafts(demo: Demo): Promise<void> {
  for (const draft of demoDrafts) await makeDraft(demo, draft)
}

async function makeDraft(demo: Demo, draft: DemoDraft): Promise<void> {
  const people = eachByItself(demo)
  const drafter = await people.as(draft.drafter)
  const attribute = draft.withheld ? 'withheld' : 'proactive'
  const id = valueOf(
    await createDraft(drafter, {
      unitId: idOf(demo.unitIds, draft.unit),
      kind: 'official',
      title: draft.title,
      documentNumber: null,
      writtenOn: drafter.today,
      effectiveOn: null,
      topic: draft.topic,
      genre: draft.genre,
      attribute,
      attributeGround: draft.withheld?.ground ?? null,
      attributeReason: draft.withheld?.reason ?? null,
      keywords: [...draft.keywords],
      summary: draft.summary,
      bodyHtml: draft.paragraphs.map((text) => `<p>${text}</p>`).join(''),
      channelIds: [idOf(demo.channelIds, draft.channel)],
    }),
  )
  if (!draft.submitted) return
  const publishAt =
    draft.waitsDays === undefined
      ? null
      : new Date(demo.now.getTime() + draft.waitsDays * 86_400_000).toISOString()
  const asked = { basedOn: await hashOf(demo, id), opinion: draft.submitted, publishAt }
  valueOf(await submit(drafter, demo.city.files, id, asked))
  await signAll(demo, id, draft, attribute)
  if (draft.corrected) await correct(demo, id, draft, draft.corrected)
}

async function signAll(
  demo: Demo,
  id: number,
  draft: DemoDraft,
  attribute: 'proactive' | 'withheld',
): Promise<void> {
  const people = eachByItself(demo)
  const contentHash = await hashOf(demo, id)
  for (const { login, opinion, returned } of draft.signatures) {
    const process = await findLastProcess(demo.city.database.db, `document:${id}`)
    if (!process) throw new Error(`the document ${id} is not in review`)
    const decision = returned ? 'returned' : 'approved'
    const signature = { decision, opinion, contentHash, attribute } as const
    valueOf(await sign(await people.as(login), [documentReview], process.id, signature))
  }
}

/** A further version of a public document, through the same signatures. */
async function correct(
  demo: Demo,
  id: number,
  draft: DemoDraft,
  change: NonNullable<DemoDraft['corrected']>,
): Promise<void> {
  const drafter = await eachByItself(demo).as(draft.drafter)
  valueOf(await beginCorrection(drafter, id))
  const { db } = demo.city.database
  const row = await getDocument(db, id)
  const content = contentOf(await getVersion(db, id, row.version))
  valueOf(
    await editDraft(drafter, id, {
      kind: row.kind,
      title: content.title,
      documentNumber: content.documentNumber,
      writtenOn: content.writtenOn,
      effectiveOn: content.effectiveOn,
      topic: content.topic,
      genre: content.genre,
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [...content.keywords],
      summary: content.summary,
      bodyHtml: content.bodyHtml.replace(change.from, change.to),
      channelIds: [idOf(demo.channelIds, draft.channel)],
      correctionReason: change.why,
      basedOn: await hashOf(demo, id),
    }),
  )
  const asked = { basedOn: await hashOf(demo, id), opinion: change.why }
  valueOf(await submit(drafter, demo.city.files, id, asked))
  await signAll(demo, id, draft, 'proactive')
}

/** What a signature or an edit is given to. */
export async function hashOf(demo: Demo, id: number): Promise<string> {
  const { db } = demo.city.database
  const row = await getDocument(db, id)
  return (await getVersion(db, id, row.version)).content_hash.toString('hex')
}
