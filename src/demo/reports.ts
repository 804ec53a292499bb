import { addDays, civilDate, civilDateOf, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { registers } from '#modules/powers/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import {
  approveReport,
  findReportId,
  freezeReport,
  openCollection,
  publishReport,
  restateReport,
  returnReport,
  submitReport,
  writeSection,
} from '#modules/reports/index.ts'
import { eachByItself, idOf, type Demo, type Workplace } from './demo.ts'
import { drafterOf, officerOf } from './staff.ts'
import { demoUnits } from './units/index.ts'

/** Who checks and signs for the city, and who does where the first wrote it. */
const OFFICE = { first: 'officer', second: 'second' } as const
const CHECKED = '已逐项核对，数字与记录一致，变化属实。'

/** Not everybody is done: one was told to put something right, one waits, one has not begun, one corrects what is public. */
const RETURNED = 'zfb'
const WAITING = 'scj'
const LATE = 'tjj'
const RESTATED = 'jyj'
/** The one district whose office uses the platform for it already. */
const DISTRICT = 'tinglan'

const FEES = '按照《政府信息公开信息处理费管理办法》，本年度没有收取信息处理费。'

const DEPARTMENT_TEXTS = {
  overview: [
    '（一）主动公开情况',
    '本年度制发行政规范性文件{{2.normative.1}}件，现行有效{{2.normative.3}}件，均已在市政府门户网站公开。',
    '（二）依申请公开情况',
    '新收政府信息公开申请{{3.A.7}}件（与上年相比{{3.A.7 show=change}}），办结{{3.C7.7}}件，结转下年度{{3.D.7}}件。',
    '（三）监督保障情况',
    '因政府信息公开引起的行政复议{{4.reconsideration.5}}件，其中结果纠正{{4.reconsideration.2}}件。',
  ].join('\n'),
  problems: '主要问题是政策解读形式比较单一。本年度增加了图解和问答，下一步继续改进。',
  others: `${FEES}没有其他需要报告的事项。`,
}

const GOVERNMENT_TEXTS = {
  overview: [
    '（一）主动公开情况',
    '本级政府及所属部门、下级机关制发行政规范性文件{{2.normative.1}}件，现行有效{{2.normative.3}}件；公开行政许可决定{{2.permits.1}}件、行政处罚决定{{2.penalties.1}}件。',
    '（二）依申请公开情况',
    '新收政府信息公开申请{{3.A.7}}件（与上年相比{{3.A.7 show=change}}），其中自然人{{requests.received applicant=natural}}件。',
    '办结{{3.C7.7}}件，结转下年度{{3.D.7}}件。',
    '（三）监督保障情况',
    '因政府信息公开引起的行政复议{{4.reconsideration.5}}件，结果纠正{{4.reconsideration.2}}件。',
  ].join('\n'),
  problems: '主要问题是部分单位答复文书说理不够充分。本年度组织了案例学习，下一步推行统一文书。',
  others: '没有其他需要报告的事项。',
}

/** Who does what for a unit; people of the city's office where it has none of its own. */
function handsOf(unit: string) {
  const officer = officerOf(unit)
  const own = officer !== OFFICE.first
  return {
    writer: own || unit === 'zfb' ? drafterOf(unit) : OFFICE.first,
    checker: own ? OFFICE.first : OFFICE.second,
    publisher: officer,
  }
}

interface Year {
  readonly demo: Demo
  readonly people: Workplace
  readonly declared: Declared
  readonly year: number
}

/** The reports of the last whole year, as far as its days have passed; those of this year are not begun. */
export async function fillReports(demo: Demo, declared: Declared): Promise<void> {
  const today = civilDateOf(demo.now)
  const year = Number(today.slice(0, 4)) - 1
  const on = (day: string) => civilDate(`${year + 1}-${day}`)
  if (today < on('04-01')) return
  const shared: Year = { demo, people: eachByItself(demo), declared, year }
  const governments = ['yunlan', DISTRICT]
  for (const code of governments) {
    const ctx = await shared.people.as(OFFICE.first, at(on('01-05')))
    valueOf(await openCollection(ctx, { unitId: idOf(demo.unitIds, code), year }))
  }
  const units = demoUnits().filter(
    ({ kind, parentCode }) => kind === 'department' || (kind === 'town' && parentCode === DISTRICT),
  )
  for (const [index, { code }] of units.entries()) {
    if (code === LATE) continue
    await giveIn(shared, code, addDays(on('01-12'), index % 16))
    if (code === WAITING) continue
    if (code === RETURNED) {
      const ctx = await shared.people.as(OFFICE.first, at(on('02-03')))
      const id = await idOfReport(shared, code)
      valueOf(await returnReport(ctx, id, '“存在的主要问题”没有写上年度问题的改进情况，请补充'))
      continue
    }
    await putOut(shared, code, on('01-29'))
  }
  for (const code of governments.toReversed()) {
    await giveIn(shared, code, on('03-16'), GOVERNMENT_TEXTS)
    await putOut(shared, code, on('03-26'))
  }
  await restate(shared, on('05-18'))
}

const at = (day: CivilDate) => new Date(`${day}T02:00:00Z`)

async function idOfReport({ demo, year }: Year, code: string): Promise<number> {
  const id = await findReportId(demo.city.database.db, idOf(demo.unitIds, code), year)
  if (id === undefined) throw new Error(`the demo city has no report of ${code}`)
  return id
}

async function giveIn(shared: Year, code: string, on: CivilDate, texts = DEPARTMENT_TEXTS): Promise<void> {
  const { people, declared } = shared
  const id = await idOfReport(shared, code)
  const ctx = await people.as(handsOf(code).writer, at(on))
  for (const [section, body] of Object.entries(texts))
    valueOf(await writeSection(ctx, id, section, { body, basedOn: 0 }))
  valueOf(await submitReport(ctx, declared, id, CHECKED))
}

async function putOut(shared: Year, code: string, on: CivilDate): Promise<void> {
  const { people, declared } = shared
  const id = await idOfReport(shared, code)
  const { checker, publisher } = handsOf(code)
  valueOf(await approveReport(await people.as(checker, at(on)), declared, id))
  const ctx = await people.as(publisher, at(on))
  valueOf(await freezeReport(ctx, declared, id, '个别单位仍在修改，数字由记录直接统计，不受影响。'))
  valueOf(await publishReport(ctx, id))
}

/** A decision of that year was entered late: the public edition stays, and a second one says what changed and why. */
async function restate(shared: Year, on: CivilDate): Promise<void> {
  const { demo, people, declared, year } = shared
  const officer = await people.as(officerOf(RESTATED), at(on))
  valueOf(
    await addRegisterRow(officer, registers.permits, {
      unitId: idOf(demo.unitIds, RESTATED),
      occurredOn: civilDate(`${year}-12-24`),
      data: {
        documentNumber: `云教许〔${year}〕31号`,
        party: '云岚市听澜区小树苗培训学校有限公司（演示）',
        content: '准予设立民办教育培训机构',
      },
    }),
  )
  const id = await idOfReport(shared, RESTATED)
  valueOf(await restateReport(officer, id, `漏录一件${year}年12月作出的行政许可决定，补录后更正`))
  const writer = await people.as(handsOf(RESTATED).writer, at(addDays(on, 1)))
  const others = `${FEES}本报告公布后更正一次，原因见更正说明。`
  valueOf(await writeSection(writer, id, 'others', { body: others, basedOn: 1 }))
  valueOf(await submitReport(writer, declared, id, CHECKED))
  await putOut(shared, RESTATED, addDays(on, 3))
}
