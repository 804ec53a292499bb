import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { placePublished } from '#modules/publishing/index.ts'
import { arrangeHome, createChannel, editSite, openSite } from '#modules/sites/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'

interface DemoSite {
  readonly unit: string
  readonly name: string
  readonly tagline: string
  readonly theme: 'blue' | 'green' | 'ink'
  readonly welcome: string
}

const SITES: readonly DemoSite[] = [
  {
    unit: 'fgw',
    name: '云岚市发展和改革委员会',
    tagline: '规划、价格、项目',
    theme: 'blue',
    welcome: '办公时间为工作日上午 8:30 至 12:00，下午 14:00 至 17:30。来访请先电话预约。',
  },
  {
    unit: 'swj',
    name: '云岚市生态水务局',
    tagline: '护好一江清水',
    theme: 'green',
    welcome: '供水、排水问题请先拨打供水服务热线；河湖举报请注明地点和时间。',
  },
  {
    unit: 'tinglan',
    name: '听澜区人民政府',
    tagline: '',
    theme: 'ink',
    welcome: '区政府公报可在区档案馆和各街道服务大厅免费取阅。',
  },
]

const COLUMNS = [
  { slug: 'documents', name: '本单位文件', description: '本单位制发和牵头起草的文件。' },
  { slug: 'notices', name: '通知公告', description: '需要社会知晓的通知和公告。' },
  { slug: 'plans', name: '规划和统计', description: '规划、计划和统计信息。' },
]

/** Sites of three units beside the portal: the same documents, in columns of their own. */
export async function openDemoSites(demo: Demo): Promise<void> {
  const people = eachByItself(demo)
  const [admin, officer] = [await people.as('admin'), await people.as('officer')]
  const { db } = demo.city.database
  for (const one of SITES) {
    const unitId = idOf(demo.unitIds, one.unit)
    const siteId = valueOf(
      await openSite(admin, { unitId, slug: one.unit, name: one.name, withColumns: false }),
    )
    valueOf(
      await editSite(officer, siteId, {
        name: one.name,
        theme: one.theme,
        tagline: one.tagline,
        phone: '',
        idCode: '',
        icpNumber: '',
        policeNumber: '',
        hosts: [`${one.unit}.yunlan.example`],
      }),
    )
    const { rows } = await sql<{ id: number; kind: string }>`
      select id, kind from documents.document
       where unit_id = ${unitId} and published_version is not null and state <> 'withdrawn' order by id`.execute(
      db,
    )
    const columns = new Map<string, number>()
    for (const [index, row] of rows.entries()) {
      const slug = row.kind !== 'information' ? 'documents' : index % 2 === 0 ? 'plans' : 'notices'
      const known = columns.get(slug)
      const column = COLUMNS.find((candidate) => candidate.slug === slug)
      if (!column) throw new Error(`no column ${slug}`)
      const body = { ...column, kind: '', keywords: '', parentId: null }
      const channelId = known ?? valueOf(await createChannel(officer, siteId, body))
      columns.set(slug, channelId)
      valueOf(await placePublished(officer, row.id, channelId, true))
    }
    const block = { body: '', size: 6 }
    const shown = COLUMNS.flatMap(({ slug, name }) => {
      const channelId = columns.get(slug)
      return channelId === undefined ? [] : [{ ...block, kind: 'column' as const, title: name, channelId }]
    })
    valueOf(
      await arrangeHome(officer, siteId, [
        ...shown,
        { ...block, kind: 'newest', title: '最新公开', channelId: null },
        { ...block, kind: 'text', title: '办事提示', channelId: null, body: one.welcome },
      ]),
    )
  }
}
