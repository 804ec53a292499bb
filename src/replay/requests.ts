import type { CivilDate } from '#platform/dates.ts'
import { countWorkingDays, loadCalendar, type Calendar } from '#kernel/clock/index.ts'
import { createContext } from '#kernel/identity/index.ts'
import { importRequests, type ImportedRequest } from '#modules/requests/index.ts'
import { chance, inTurn, pick, type Replay } from './replay.ts'
import { shares } from './scale.ts'
import { yearOf } from './year.ts'

const KINDS = [
  'natural',
  'natural',
  'natural',
  'natural',
  'enterprise',
  'legal_service',
  'research',
  'welfare',
  'other',
]
const WAYS = ['online', 'online', 'online', 'post_signed', 'in_person', 'email', 'fax', 'post_ordinary']
/** Answers of any request that the source says nothing more of. */
const ANSWERS = [
  'C1.provided',
  'C1.provided',
  'C1.public',
  'C1.fetch',
  'C2',
  'C4.1.absent',
  'C4.1.elsewhere',
  'C4.2',
]
const REFUSED = 'C3.6.discussion'
const WANTED = [
  '征地补偿安置方案',
  '年度部门预算',
  '规划许可文件',
  '环境影响评价批复',
  '行政收费依据',
  '招标结果',
  '安全事故调查报告',
  '拆迁补偿标准',
]

/** The last working days of the year in which nothing new is received: everything is concluded within the year. */
const LAST_DAYS = 32

/** Requests of the year, through the import of earlier registers; each is concluded within the year. */
export async function replayRequests(replay: Replay): Promise<void> {
  const { plan, departments } = replay
  const count = plan.of((by) => 'requests' in by && by.requests === 'received')
  const late = plan.of((by) => 'requests' in by && by.requests === 'answered_late')
  const refused = plan.of((by) => 'requests' in by && by.requests === 'refused')
  const calendar = await loadCalendar(replay.db)
  const year = yearOf(replay.year.days.slice(0, Math.max(1, replay.year.days.length - LAST_DAYS)))
  const among = Math.min(departments.length, count)
  let first = 0
  for (const [turn, share] of shares(count, among).entries()) {
    const from = first
    const rows = Array.from({ length: share }, (_, place) =>
      requestOf(calendar, from + place, year.spread(place, share), { late, refused }),
    )
    const result = await importRequests(createContext(replay.db, replay.officer, replay.now), {
      unitId: inTurn(replay, turn).id,
      rows,
      progress: (read) => replay.progress('requests', from + read, count),
    })
    const [error] = result.errors
    if (error) throw new Error(`the request ${error.id} was refused: ${error.reason}`)
    first += share
  }
}

/** The first ones are late, the last ones refused, as many as the source says. */
function requestOf(
  calendar: Calendar,
  place: number,
  on: CivilDate,
  { late, refused }: { late: number; refused: number },
): ImportedRequest {
  // Both versions of the Regulation leave more than fifteen working days; nobody is later than thirty.
  const days = place < late ? 22 + chance(place, 21, 8) : 3 + chance(place, 21, 12)
  const concludedOn = countWorkingDays(calendar, on, days).due
  const answer = place < refused ? REFUSED : pick(ANSWERS, place, 22)
  return {
    id: `replay-${place + 1}`,
    applicantKind: pick(KINDS, place, 23),
    receiptWay: pick(WAYS, place, 24),
    arrivedOn: on,
    receivedOn: on,
    wanted: `${pick(WANTED, place, 25)}（重演第${place + 1}件）`,
    answer,
    concludedOn,
    content: `关于${pick(WANTED, place, 25)}的申请收悉，现按规定答复。（重演，不是真实答复）`,
  }
}
