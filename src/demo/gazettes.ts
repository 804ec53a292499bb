import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { civilDateOf, type CivilDate } from '#platform/dates.ts'
import { beginIssue, composeIssue, gazetteJobs, putOut, sendCopies } from '#modules/gazette/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'

const NAME = '云岚市人民政府公报'
const IMPRINT = `主办：云岚市人民政府
编辑出版：云岚市人民政府办公室
地址：云岚市听澜区云岚大道1号
电话：0000-5550001
准印号：云内资准字000号（演示）
免费赠阅`
const SECTIONS: Readonly<Record<string, string>> = {
  regulation: '政府规章',
  normative: '市政府文件',
  official: '市政府办公室文件',
}
const RECIPIENTS = [
  ['云岚市档案馆', 'archive', 5],
  ['云岚市图书馆', 'library', 30],
  ['云岚市政务服务中心', 'service_hall', 60],
  ['各村（社区）公共阅览室', 'community', 420],
] as const
const ISSUES = 6
const IN_ISSUE = 4

/** Some issues of the gazette, one each two months, and one that is being composed. */
export async function printGazettes(demo: Demo): Promise<void> {
  const { db } = demo.city.database
  const { rows } = await sql<{ id: number; kind: string; written_on: CivilDate }>`
    select d.id, d.kind, v.written_on from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     where d.kind in ('regulation', 'normative', 'official') and d.state = 'published' and v.written_on is not null
     order by v.written_on desc, d.id`.execute(db)
  const printed = new Set<number>()
  const jobs = gazetteJobs(demo.city.files)
  const unitId = idOf(demo.unitIds, 'yunlan')
  const numbers = new Map<number, number>()
  for (let place = 0; place <= ISSUES; place += 1) {
    const at = new Date(demo.now.getTime() - (ISSUES - place) * 61 * 86_400_000)
    const officer = await eachByItself(demo).as('officer', at)
    // What was written last before the issue and not printed yet.
    const documents = rows
      .filter((one) => one.written_on <= officer.today && !printed.has(one.id))
      .slice(0, IN_ISSUE)
    for (const one of documents) printed.add(one.id)
    const year = Number(civilDateOf(at).slice(0, 4))
    const number = (numbers.get(year) ?? 0) + 1
    numbers.set(year, number)
    const id = valueOf(
      await beginIssue(officer, { unitId, year, number, totalNumber: 201 + place, name: NAME }),
    )
    const entries = documents
      .map((one) => ({ section: SECTIONS[one.kind] ?? '部门文件', documentId: one.id }))
      .toSorted((a, b) => a.section.localeCompare(b.section, 'zh'))
    valueOf(await composeIssue(officer, id, { revision: 1, name: NAME, imprint: IMPRINT, entries }))
    if (place === ISSUES) continue
    valueOf(await putOut(officer, jobs, id, 2))
    for (const [recipient, category, copies] of RECIPIENTS)
      valueOf(await sendCopies(officer, id, { recipient, category, copies, sentOn: officer.today }))
  }
}
