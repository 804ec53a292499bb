import type { CivilDate } from '#platform/dates.ts'
import { createContext } from '#kernel/identity/index.ts'
import type { Register } from '#kernel/registers/index.ts'
import { registers as outreach } from '#modules/outreach/index.ts'
import { registers as powers } from '#modules/powers/index.ts'
import { importRegisterRows, type ImportedRow } from '#modules/registers/index.ts'
import { chance, inTurn, pick, type Replay } from './replay.ts'
import { shares } from './scale.ts'

type Data = ImportedRow['data']

const SUBJECTS = [
  '招生考试',
  '公共交通',
  '医疗服务',
  '环境质量',
  '保障性住房',
  '防汛抗旱',
  '就业政策',
  '食品安全',
  '价格收费',
  '农业生产',
] as const
const PENALTIES = ['warning', 'fine', 'fine', 'fine', 'business', 'other'] as const
const MARK = '（重演）'

const subjectOf = (place: number) => pick(SUBJECTS, place, 11)

/** What a row of each register says, for its place among those of the year. */
const ROWS: Readonly<
  Record<
    string,
    {
      readonly register: Register
      readonly data: (place: number, of: number, replay: Replay) => Data
    }
  >
> = {
  conferences: {
    register: outreach.conferences,
    data: (place) => ({
      title: `${subjectOf(place)}新闻发布会${MARK}`,
      outlet: '市政府新闻发布厅',
      presenter: '有关部门负责人',
      leader: chance(place, 12, 3) === 0 ? 'yes' : 'no',
      questions: 3 + chance(place, 13, 8),
    }),
  },
  interviews: {
    register: outreach.interviews,
    data: (place, of, { plan }) => ({
      title: `在线访谈：${subjectOf(place)}${MARK}`,
      outlet: '政府门户网站',
      guest: '有关部门负责人',
      leader: chance(place, 12, 3) === 0 ? 'yes' : 'no',
      ...shareOf(plan, place, of, 'questions'),
      ...shareOf(plan, place, of, 'audience'),
    }),
  },
  bulletins: {
    register: outreach.bulletins,
    data: (place, _, { plan }) => ({
      title: `政务信息第${place + 1}期${MARK}`,
      outlet: '政务信息',
      issue: `${plan.profile.year}年第${place + 1}期`,
    }),
  },
  boards: {
    register: outreach.boards,
    data: (place) => ({
      title: `${subjectOf(place)}公示${MARK}`,
      outlet: '政务公开栏',
      place: '政府机关大院政务公开栏',
    }),
  },
  broadcasts: {
    register: outreach.broadcasts,
    data: (place) => ({
      title: `政务新闻：${subjectOf(place)}${MARK}`,
      outlet: '广播电视台',
      programme: `政务新闻第${place + 1}期`,
    }),
  },
  penalties: {
    register: powers.penalties,
    data: (place, _, { plan }) => ({
      party: `某当事人${place + 1}${MARK}`,
      documentNumber: `重演罚〔${plan.profile.year}〕${place + 1}号`,
      kind: pick(PENALTIES, place, 14),
      content: `因违反${subjectOf(place)}管理规定作出处罚`,
    }),
  },
}

/** What the source adds up over all interviews, shared out among them. */
function shareOf(plan: Replay['plan'], place: number, of: number, field: 'questions' | 'audience'): Data {
  const all = plan.of((by) => 'interviews' in by && by.interviews === field)
  return all === 0 ? {} : { [field]: shares(all, of)[place] ?? 0 }
}

/** Registers of the house, through the import by which a city brings in what it kept elsewhere. */
export async function replayRegisters(replay: Replay): Promise<void> {
  for (const [name, { register, data }] of Object.entries(ROWS)) {
    const count = replay.plan.of((by) => 'register' in by && by.register === name)
    // What is many is kept by those who enforce, what is little by everybody in turn.
    const among = Math.min(replay.departments.length, count)
    let first = 0
    for (const [turn, share] of shares(count, among).entries()) {
      const from = first
      const result = await importRegisterRows(
        createContext(replay.db, replay.officer, replay.now),
        register,
        {
          unitId: inTurn(replay, turn).id,
          rows: rowsOf(replay, from, share, (place) => data(place, count, replay)),
          progress: (read) => replay.progress(name, from + read, count),
        },
      )
      const [error] = result.errors
      if (error) throw new Error(`the row ${error.id} of ${register.name} was refused: ${error.reason}`)
      first += share
    }
  }
}

function* rowsOf(
  { year }: Replay,
  first: number,
  share: number,
  data: (place: number) => Data,
): Generator<ImportedRow> {
  for (let place = 0; place < share; place += 1) {
    const on: CivilDate = year.spread(place, share)
    yield { id: `replay-${first + place + 1}`, occurredOn: on, data: data(first + place) }
  }
}
