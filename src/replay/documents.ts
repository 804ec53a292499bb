import type { CivilDate } from '#platform/dates.ts'
import { createContext, operatorActor } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { importDocuments } from '#modules/publishing/index.ts'
import type { Profile } from './profile.ts'
import { inTurn, pick, type Replay } from './replay.ts'
import { shares } from './scale.ts'

type Column = Profile['columns'][number]

/** One import takes about so many: each begins by starting its threads. */
const AT_ONCE = 20_000
/** Departments among which a column is shared out at least, where it has enough. */
const AMONG = 8

const FORMS = [
  '情况通报',
  '工作简报',
  '公告',
  '进展情况',
  '通知',
  '有关事项',
  '工作动态',
  '结果公示',
] as const
const OPENINGS = [
  '按照年度工作部署',
  '为进一步做好有关工作',
  '根据上级要求，结合本地实际',
  '经研究',
  '现将有关情况公布如下',
] as const
const MIDDLES = [
  '组织开展专项检查，对发现的问题逐项整改',
  '明确责任单位和完成时限，按月调度进展',
  '深入乡镇、街道和社区，听取群众意见',
  '加强部门协作，形成工作合力',
  '完善工作台账，做到有据可查',
  '加大宣传力度，提高群众知晓率',
] as const
const ENDS = [
  '下一步将持续跟踪落实。',
  '欢迎社会各界监督。',
  '有关情况将及时向社会公布。',
  '请各有关单位认真执行。',
] as const

/** Documents of every column, through the import by which a city brings in those of its earlier site. */
export async function replayDocuments(replay: Replay): Promise<number> {
  const { plan } = replay
  const all = [...plan.documents.values()].reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const [place, column] of plan.profile.columns.entries()) {
    const count = plan.documents.get(column.slug) ?? 0
    const among = Math.min(
      replay.departments.length,
      count,
      Math.max(AMONG, Math.ceil(count / AT_ONCE), column.documents === 'official' ? 1 : 0),
    )
    let first = 0
    for (const [turn, share] of shares(count, among).entries()) {
      const unit = inTurn(replay, turn * 5 + place * 3 + Math.floor(turn / replay.departments.length))
      await importShare(replay, column, unit, { first, share, count, done, all })
      first += share
      done += share
    }
  }
  return all
}

interface Share {
  /** Its first document among those of the column. */
  readonly first: number
  readonly share: number
  readonly count: number
  /** Documents before it in all columns. */
  readonly done: number
  readonly all: number
}

async function importShare(
  { db, now, year, progress }: Replay,
  column: Column,
  unit: Unit,
  { first, share, count, done, all }: Share,
): Promise<void> {
  // Each unit's share covers the whole year, in the order of its days.
  async function* rows() {
    for (let place = 0; place < share; place += 1)
      yield {
        line: place + 1,
        value: documentOf(column, unit, first + place, year.spread(place, share), count),
      }
  }
  const result = await importDocuments(createContext(db, operatorActor, now), {
    unitCode: unit.code,
    channel: column.slug,
    officerLogin: undefined,
    source: { rows: rows(), totalBytes: 0, readBytes: () => 0 },
    progress: (read) => progress('documents', done + read, all),
  })
  const [error] = result.errors
  if (error) throw new Error(`the document ${error.line} of ${column.slug} was refused: ${error.reason}`)
}

/** A document that reads like one of its column and says of itself that it is none. */
function documentOf(column: Column, unit: Unit, place: number, on: CivilDate, count: number) {
  const subject = pick(column.subjects, place, 1)
  const form = pick(FORMS, place, 2)
  const number = `${column.slug}-${String(place + 1).padStart(String(count).length, '0')}`
  const title = `${unit.short_name}${Number(on.slice(5, 7))}月${subject}${form}（重演${number}）`
  const text =
    `${pick(OPENINGS, place, 3)}，${unit.name}围绕${subject}，${pick(MIDDLES, place, 4)}；` +
    `${pick(MIDDLES, place, 5)}。${pick(ENDS, place, 6)}\n\n本件由城市年重演生成，编号${number}，不是真实公文。`
  return {
    id: `replay/${number}`,
    title,
    text,
    kind: column.documents,
    topic: column.topic,
    publishDate: on,
    writtenDate: on,
  }
}
