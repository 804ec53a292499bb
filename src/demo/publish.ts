import { sql } from 'kysely'
import type { Decision } from '#platform/decision.ts'
import { civilDate } from '#platform/dates.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { createDraft, documentReview, end, importDocuments, submit } from '#modules/publishing/index.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import { idOf, type Demo } from './index.ts'
import { demoDocuments, type DemoDocument } from './documents.ts'

export function valueOf<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(`the demo city was refused: ${JSON.stringify(decision.issues)}`)
  return decision.value
}

/** Brings the documents in as a real city would bring in those of its earlier site, then ends what has ended since. */
export async function publishDemoDocuments(demo: Demo, operator: Context): Promise<void> {
  const groups = groupBy(demoDocuments, (one) => `${one.unit} ${one.channel}`)
  for (const documents of groups.values()) {
    const [first] = documents
    if (!first) continue
    const result = await importDocuments(operator, {
      unitCode: first.unit,
      channel: first.channel,
      officerLogin: undefined,
      source: { rows: rowsOf(documents), totalBytes: 0, readBytes: () => 0 },
      progress: () => undefined,
    })
    if (result.failed > 0) throw new Error(`demo documents of ${first.unit}: ${JSON.stringify(result.errors)}`)
  }
  const officer = await demo.as('officer')
  const ids = await documentIds(demo)
  for (const document of demoDocuments) {
    if (!document.ended) continue
    const { state, on, reason, by } = document.ended
    const replacedById = by === undefined ? null : idOf(ids, by)
    valueOf(await end(officer, idOf(ids, document.id), { state, on: civilDate(on), reason, replacedById }))
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

async function* rowsOf(documents: readonly DemoDocument[]) {
  for (const [index, { ended: _, unit: __, channel: ___, ...value }] of documents.entries()) yield { line: index + 1, value }
}

async function documentIds(demo: Demo): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: number; source_key: string }>`
    select id, source_key from documents.document where source_key is not null`.execute(demo.city.database.db)
  return new Map(rows.map((row) => [row.source_key, row.id]))
}

const CHAIN = ['sectionhead', 'leader', 'secrecy'] as const

/** Drafts of the city office in every state of the procedure. `signatures` of the chain are given; `returned` sends it back. */
const DRAFTS: readonly { title: string; text: string; channel: string; signatures: number; returned?: boolean; submitted: boolean }[] = [
  { title: '关于做好2026年冬季供暖保障工作的通知', text: '各县区人民政府，市政府各部门：为做好冬季供暖保障，各供热单位应当在11月25日前完成设备检修，公布服务电话，供热期间每日公布平均室温合格率。', channel: 'official', submitted: true, signatures: 3 },
  { title: '关于公布第三批市级非遗保护名录的通知', text: '经专家评审和公示，现公布第三批市级非物质文化遗产保护名录，共24项。各县区应当制定保护方案，落实保护责任。', channel: 'official', submitted: true, signatures: 1 },
  { title: '云岚市2027年民生实事项目征集公告', text: '市政府面向社会公开征集2027年民生实事项目建议。征集时间为即日起至12月15日，可以通过门户网站、信函和12345热线提出。', channel: 'announcements', submitted: true, signatures: 0 },
  { title: '关于调整市政府领导接访日安排的通知', text: '自12月起，市政府领导接访日调整为每月第二周星期三，接访地点为市群众来访接待中心。', channel: 'official', submitted: true, signatures: 0, returned: true },
  { title: '云岚市政务数据开放计划（草稿）', text: '本计划所称政务数据开放，是指向社会提供可以机器读取的政务数据。', channel: 'official', submitted: false, signatures: 0 },
]

export async function makeDrafts(demo: Demo): Promise<void> {
  const drafter = await demo.as('drafter')
  for (const draft of DRAFTS) {
    const id = valueOf(
      await createDraft(drafter, {
        unitId: idOf(demo.unitIds, 'zfb'), kind: 'official', title: draft.title, documentNumber: null, writtenOn: drafter.today,
        effectiveOn: null, topic: '02', genre: '08', attribute: 'proactive', attributeGround: null, attributeReason: null,
        keywords: [], summary: '', bodyHtml: `<p>${draft.text}</p>`, channelIds: [idOf(demo.channelIds, draft.channel)],
      }),
    )
    if (!draft.submitted) continue
    const contentHash = await hashOf(demo, id)
    valueOf(await submit(drafter, id, { basedOn: contentHash, opinion: '内容属于主动公开范围，建议主动公开。' }))
    const steps = draft.returned ? 1 : draft.signatures
    for (const login of CHAIN.slice(0, steps)) {
      const process = await findLastProcess(demo.city.database.db, `document:${id}`)
      if (!process) throw new Error('the draft is not in review')
      const decision = draft.returned ? 'returned' : 'approved'
      const opinion = draft.returned ? '接访地点的联系电话没有写，请补充后重报。' : '同意。'
      valueOf(await sign(await demo.as(login), [documentReview], process.id, { decision, opinion, contentHash, attribute: 'proactive' }))
    }
  }
}

async function hashOf(demo: Demo, id: number): Promise<string> {
  const { db } = demo.city.database
  const row = await getDocument(db, id)
  return (await getVersion(db, id, row.version)).content_hash.toString('hex')
}
