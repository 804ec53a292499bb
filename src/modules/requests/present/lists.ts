import type { CsvRow } from '#platform/http/csv.ts'
import { notFound } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { handlersOf } from '#modules/casework/index.ts'
import type { RequestQuery } from '../contract/list.ts'
import type { NumbersView, QueuedRequest, SimilarRequest, SimilarView } from '../contract/list.ts'
import { permissions } from '../kinds/permissions.ts'
import { WAITING } from '../kinds/procedure.ts'
import { getRequest } from '../store/intake.ts'
import { getListed, listByIds, listRequests, type ListedRequest, type RequestFilter } from '../store/list.ts'
import { countNumbers } from '../store/numbers.ts'
import { listLike, listSameApplicant } from '../store/similar.ts'
import { stateLabel, summarise } from './summary.ts'

/** What a query asks of the units that this person reads. */
export function filterOf(ctx: Context, query: RequestQuery): RequestFilter {
  const { waits, due, handler, ...asked } = query
  return {
    ...asked,
    unitIds: ctx.actor.unitsFor(permissions.read),
    today: ctx.today,
    ...(waits === undefined ? {} : { states: WAITING[waits] }),
    ...(due === undefined ? {} : { dueToday: true }),
    ...(handler === undefined ? {} : { heldBy: handler === 'me' ? ctx.actor.staffId : null }),
  }
}

export const CSV_HEADER = [
  '登记编号',
  '机构',
  '申请内容',
  '申请人类别',
  '提交方式',
  '收到日期',
  '到期日期',
  '时限',
  '状态',
  '承办人',
  '办理结果',
  '办结日期',
]

const LIGHTS = { green: '正常', yellow: '提醒', red: '超期', paused: '暂停计时', done: '已办结' } as const

/** How many rows are read at once. */
const PART = 1000

/** A page of the queue, each line with who has it. */
export async function queued(ctx: Context, rows: readonly ListedRequest[]): Promise<QueuedRequest[]> {
  const handlers = await handlersOf(
    ctx.db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...summarise(row, ctx.today), handler: handlers.get(row.id) ?? null }))
}

/** The list as it is shown, for spreadsheets: of the applicant only the kind. */
export async function* csvLines(ctx: Context, query: RequestQuery): AsyncGenerator<CsvRow[]> {
  const filter = filterOf(ctx, query)
  for (let offset = 0; ; offset += PART) {
    const { items } = await listRequests(ctx.db, filter, { offset, limit: PART })
    yield (await queued(ctx, items)).map((one) => [
      one.number,
      one.unit.name,
      one.wanted,
      one.applicantKindLabel,
      one.receiptWayLabel,
      one.receivedOn,
      one.dueOn,
      one.light && LIGHTS[one.light],
      one.stateLabel,
      one.handler,
      one.outcomeLabel,
      one.concludedOn,
    ])
    if (items.length < PART) return
  }
}

export async function presentNumbers(ctx: Context, unitId: number | undefined): Promise<NumbersView> {
  const mine = ctx.actor.unitsFor(permissions.read)
  const unitIds = unitId === undefined ? mine : mine.filter((id) => id === unitId)
  const found = await countNumbers(ctx.db, unitIds, ctx.today)
  const { due_today: dueToday, on_time: onTime, median_days: medianDays, ...numbers } = found
  return { ...numbers, dueToday, onTime, medianDays, year: Number(ctx.today.slice(0, 4)) }
}

/** How many earlier requests are shown of each sort. */
const SHOWN = 8

/** Earlier requests like this one in the units that this person reads, and other ones of the same applicant. */
export async function presentSimilar(ctx: Context, id: number): Promise<SimilarView> {
  const row = await getListed(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', id)
  const request = await getRequest(ctx.db, id)
  const whole = ctx.actor.may(permissions.handle, row.unit_id)
  const [like, sameApplicant] = await Promise.all([
    listLike(ctx.db, {
      caseId: id,
      wanted: {
        wantedTitle: request.wanted_title,
        wantedNumber: request.wanted_number,
        description: request.description,
      },
      unitIds: ctx.actor.unitsFor(permissions.read),
      limit: SHOWN,
    }),
    whole ? listSameApplicant(ctx.db, id, SHOWN) : [],
  ])
  return {
    like: (await listByIds(ctx.db, like)).map(presentEarlier),
    sameApplicant: (await listByIds(ctx.db, sameApplicant)).map(presentEarlier),
  }

  function presentEarlier(one: ListedRequest): SimilarRequest {
    const { number, unit, wanted, outcomeLabel, receivedOn, concludedOn } = summarise(one, ctx.today)
    const { id: earlier, state } = one
    return {
      id: earlier,
      number,
      unit: unit.name,
      wanted,
      stateLabel: stateLabel(state),
      outcomeLabel,
      receivedOn,
      concludedOn,
    }
  }
}
