import { addDays, civilDate, civilDateOf, daysBetween, type CivilDate } from '#platform/dates.ts'
import { makeCreditCode } from '#kernel/organisation/index.ts'
import { answer, close, deliver, recordPaperRequest, register, submitApplication } from '#modules/requests/index.ts'
import type { Application } from '#modules/requests/contract.ts'
import { idOf, type Demo } from './index.ts'
import { valueOf } from './publish.ts'
import { seeded, type Random } from './random.ts'

/** Units that are asked, and what they are asked for. */
const WANTED: readonly (readonly [unit: string, title: string, description: string])[] = [
  ['yunlan', '2024年市政府常务会议议题目录', '希望获得全年会议议题的目录。'],
  ['zfb', '政务公开第三方评估报告', '上一年度政务公开第三方评估报告全文。'],
  ['zrj', '望岫区竹坞镇集体土地征收批复', '征收土地的批复文件和补偿安置方案。'],
  ['zjj', '老旧小区改造项目清单和资金安排', '柳堤街道范围内改造项目的清单和资金来源。'],
  ['czj', '公务用车运行费支出明细', '市本级公务用车运行费分部门支出情况。'],
  ['sthj', '听澜区工业园区废气监测数据', '近两年监督性监测结果。'],
  ['gaj', '道路交通违法抓拍设备设置地点', '市区固定抓拍设备的位置和检定证书。'],
  ['rsj', '用人单位欠薪处理情况统计', '上一年度欠薪案件数量和办结情况。'],
  ['fgw', '青棠路大桥维修工程立项批复', '项目建议书、可行性研究报告的批复。'],
  ['jtj', '12路公交线路调整论证材料', '调整依据和客流调查结果。'],
  ['scj', '校园周边食品经营单位检查记录', '上学期的检查结果。'],
  ['wjw', '社区卫生服务中心人员配备情况', '各中心医护人员编制和在岗人数。'],
  ['tinglan', '云渡街道网格员招聘结果', '招聘公告、成绩和录用名单。'],
  ['spj', '政务服务大厅窗口办件量', '按月统计的办件数量。'],
]

const ORGANISATIONS = {
  enterprise: ['云岚青禾建材有限公司', '云岚听潮物流有限公司'],
  research: ['云岚水环境研究所'],
  welfare: ['云岚绿洲环保公益中心'],
  legal_service: ['望岫律师事务所', '石渡律师事务所'],
  other: ['云渡花园业主委员会'],
} as const

const GIVEN = ['闻溪', '柏舟', '采薇', '子衿', '静女', '维桢', '伯兮', '木瓜', '芄兰', '河广']
const FAMILY = ['乐', '盛', '卜', '家', '钮', '宰', '郗', '束', '养', '亓']

/** Mostly given, and some of every group that a real year has. */
const OUTCOMES: readonly (readonly [code: string, weight: number])[] = [
  ['C1', 46], ['C2', 12], ['C3.4', 5], ['C3.5', 3], ['C3.6', 5], ['C3.7', 3], ['C3.8', 4], ['C4.1', 12], ['C4.2', 3], ['C5.1', 4], ['C5.2', 2], ['C6.3', 1],
]

const REASONS: Readonly<Record<string, string>> = {
  C2: '其中涉及第三方联系方式的部分作了区分处理。',
  'C3.4': '经书面征求意见，第三方不同意公开且有合理理由。',
  'C3.5': '所申请的内容为本机关内部工作流程信息。',
  'C3.6': '所申请的内容为讨论过程中的文稿。',
  'C3.7': '所申请的内容属于行政执法案卷信息。',
  'C3.8': '所申请的内容可以通过不动产登记查询窗口查询。',
  'C4.1': '经检索，本机关没有制作或者保存所申请的信息。',
  'C4.2': '现有信息需要另行汇总、加工。',
  'C5.1': '所反映的事项属于信访，已经转送信访部门。',
  'C5.2': '本机关已经就相同内容作过答复。',
  'C6.3': '申请人书面撤回申请。',
}

function pickOutcome(random: Random): string {
  let place = random.next(OUTCOMES.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [code, weight] of OUTCOMES) {
    place -= weight
    if (place < 0) return code
  }
  return 'C1'
}

/** An identity number with the right check digit of a division that does not exist. */
function citizenId(random: Random): string {
  const first = `980102${1955 + random.next(50)}${String(1 + random.next(12)).padStart(2, '0')}${String(1 + random.next(28)).padStart(2, '0')}${String(random.next(1000)).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0)
  return `${first}${'10X98765432'[sum % 11]}`
}

function applicationOf(random: Random, title: string, description: string): Application {
  const organised = random.next(100) < 22
  const kind = organised ? random.pick(Object.keys(ORGANISATIONS) as (keyof typeof ORGANISATIONS)[]) : 'natural'
  const person = `${random.pick(FAMILY)}${random.pick(GIVEN)}`
  return {
    applicantKind: kind,
    name: kind === 'natural' ? person : random.pick(ORGANISATIONS[kind]),
    representative: kind === 'natural' ? '' : person,
    identityKind: kind === 'natural' ? 'citizen_id' : 'credit_code',
    identityNumber: kind === 'natural' ? citizenId(random) : makeCreditCode('91980100', String(20_000_000 + random.next(70_000_000))),
    phone: `0980-557${String(1000 + random.next(9000))}`,
    email: `applicant${random.next(9999)}@yunlan.example`,
    address: '',
    wantedTitle: title,
    wantedNumber: '',
    description,
    wantedForm: 'electronic',
    wantedWay: random.pick(['online', 'email'] as const),
  }
}

/** Ten in the morning of a day in China. */
const morning = (day: CivilDate) => new Date(`${day}T02:00:00Z`)

/** Requests of three years: most answered in time, a few late, and some open at every light. */
export async function fileRequests(demo: Demo): Promise<void> {
  const random = seeded(711)
  const today = civilDateOf(demo.now)
  const first = civilDate('2024-01-08')
  const span = daysBetween(first, today)
  const days = [
    ...Array.from({ length: 96 }, () => addDays(first, random.next(span - 60))),
    ...Array.from({ length: 30 }, () => addDays(today, -random.next(34))),
  ].toSorted()
  for (const [index, day] of days.entries()) await fileOne(demo, random, day, today, index)
}

async function fileOne(demo: Demo, random: Random, day: CivilDate, today: CivilDate, index: number): Promise<void> {
  const [unit, title, description] = random.pick(WANTED)
  const unitId = idOf(demo.unitIds, unit)
  const application = applicationOf(random, title, description)
  const services = demo.city
  const officer = (at: CivilDate) => demo.as('officer', morning(at))
  let id: number
  if (random.next(10) < 7) {
    const citizen = demo.asPublic(morning(day))
    id = valueOf(await submitApplication(citizen, services, unitId, application, `demo-${index}`)).id
    const confirmed = addDays(day, 1 + random.next(2))
    if (confirmed > today) return
    valueOf(await register(await officer(confirmed), id, { confirmedOn: confirmed }))
  } else {
    const way = random.pick(['in_person', 'post_signed'] as const)
    const asked = { ...application, unitId, receiptWay: way, arrivedOn: day, confirmedOn: null }
    id = valueOf(await recordPaperRequest(await officer(day), services, asked)).id
  }
  // A few are answered late; about one in twelve of the recent ones is still waiting although it is due.
  const late = random.next(100) < 5
  const answeredOn = addDays(day, late ? 36 + random.next(8) : 6 + random.next(17))
  const recent = daysBetween(day, today) < 45
  if (answeredOn > today || (recent && random.next(12) === 0)) return
  const outcome = pickOutcome(random)
  const content = outcome === 'C1' || outcome === 'C2' ? `您申请的“${title}”，现予提供，见附后内容。` : `您申请的“${title}”，经审查，现答复如上。`
  valueOf(await answer(await officer(answeredOn), id, { outcome, reason: REASONS[outcome] ?? '', content, answeredOn }))
  const deliveredOn = addDays(answeredOn, 1)
  if (deliveredOn > today) return
  valueOf(await deliver(await officer(deliveredOn), id, { way: application.wantedWay, deliveredOn, proof: '' }))
  if (random.next(10) < 8) valueOf(await close(await officer(deliveredOn), id))
}
