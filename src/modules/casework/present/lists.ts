import type { Static } from 'typebox'
import { civilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { listHolders, namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { findKind, type CaseworkServices } from '../cases.ts'
import type {
  CaseQuery,
  DeputyView,
  LoadRow,
  LoadView,
  OpenCaseView,
  OverviewQuery,
  OverviewView,
} from '../contract.ts'
import { permissions } from '../kinds.ts'
import { sortOverview } from '../rules/overview.ts'
import { listDeputies } from '../store/deputies.ts'
import * as load from '../store/load.ts'

/** Everybody who may handle cases of the kind in the unit, with what they answer for today; first what nobody has. */
export async function presentLoad(
  ctx: Context,
  services: CaseworkServices,
  asked: { readonly kind: string; readonly unitId: number },
): Promise<LoadView> {
  const kind = findKind(services, asked.kind)
  if (!ctx.actor.may(permissions.distribute, asked.unitId)) throw notFound('unit', asked.unitId)
  const [counts, handlers, absent] = await Promise.all([
    load.countByPerson(ctx.db, kind, asked.unitId, ctx.today),
    listHolders(ctx.db, kind.handledBy, asked.unitId),
    load.listAbsent(ctx.db, ctx.today),
  ])
  const may = new Set(handlers.map((handler) => handler.id))
  const withCases = counts.flatMap((row) => row.staff_id ?? [])
  const people = [...new Set([...handlers.map((handler) => handler.id), ...withCases])]
  const deputies = new Map(absent.map((one) => [one.from_staff, one.to_staff]))
  const names = await namesOfStaff(ctx.db, [...people, ...deputies.values()])
  const rowOf = (id: number | null): LoadRow => {
    const found = counts.find((row) => row.staff_id === id)
    const deputy = id === null ? undefined : deputies.get(id)
    return {
      person: id === null ? null : { id, name: names.get(id) ?? '' },
      open: found?.open ?? 0,
      yellow: found?.yellow ?? 0,
      red: found?.red ?? 0,
      dueToday: found?.due_today ?? 0,
      deputising: found?.deputising ?? 0,
      mayHandle: id !== null && may.has(id),
      deputy: deputy === undefined ? null : { id: deputy, name: names.get(deputy) ?? '' },
    }
  }
  const nobody = counts.some((row) => row.staff_id === null) ? [rowOf(null)] : []
  return { kindLabel: kind.label, page: kind.page ?? null, rows: [...nobody, ...people.map(rowOf)] }
}

/** Every unit whose cases of the kind this person reads. */
export async function presentOverview(
  ctx: Context,
  services: CaseworkServices,
  query: OverviewQuery,
): Promise<OverviewView> {
  const kind = findKind(services, query.kind)
  const year = Number(ctx.today.slice(0, 4))
  const counts = await load.countByUnit(ctx.db, kind, ctx.actor.unitsFor(kind.readBy), {
    yearStart: civilDate(`${year}-01-01`),
    today: ctx.today,
  })
  const rows = counts.map((row) => ({
    unit: { id: row.unit_id, name: row.unit_name },
    open: row.open,
    yellow: row.yellow,
    red: row.red,
    paused: row.paused,
    oldestDue: row.oldest_due,
    closed: row.closed,
    judged: row.judged,
    onTime: row.on_time,
  }))
  return {
    kindLabel: kind.label,
    page: kind.page ?? null,
    year,
    rows: sortOverview(rows, query.sort, query.descending),
  }
}

/** Who stands in for whom, now and to come: one's own, and those of the people whose cases one distributes. */
export async function presentDeputies(
  ctx: Context,
  services: CaseworkServices,
  unitId: number | undefined,
): Promise<DeputyView[]> {
  const mine = ctx.actor.unitsFor(permissions.distribute)
  const units = unitId === undefined ? mine : mine.filter((id) => id === unitId)
  const handlers = await Promise.all(
    services.kinds().flatMap((kind) => units.map((unit) => listHolders(ctx.db, kind.handledBy, unit))),
  )
  const people = new Set(handlers.flat().map((handler) => handler.id))
  if (ctx.actor.staffId !== null) people.add(ctx.actor.staffId)
  const rows = await listDeputies(ctx.db, [...people], ctx.today)
  return rows.map((row) => ({
    id: row.id,
    from: { id: row.from_staff, name: row.from_name },
    to: { id: row.to_staff, name: row.to_name },
    fromOn: row.from_on,
    toOn: row.to_on,
    reason: row.reason,
    running: row.from_on <= ctx.today,
  }))
}

/** What there is to distribute in a unit. */
export async function presentOpenCases(
  ctx: Context,
  services: CaseworkServices,
  query: Static<typeof CaseQuery>,
): Promise<PageOf<OpenCaseView>> {
  const kind = findKind(services, query.kind)
  if (!ctx.actor.may(permissions.distribute, query.unitId)) throw notFound('unit', query.unitId)
  const window = pageWindow(query)
  const { unitId, staffId } = query
  const list = await load.listOpenCases(ctx.db, kind, { unitId, staffId, today: ctx.today }, window)
  const person = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
  return {
    items: list.items.map((row) => ({
      id: row.id,
      number: row.number,
      stateLabel: kind.states[row.state]?.label ?? row.state,
      receivedOn: row.received_on,
      dueOn: row.due_on,
      light: row.light,
      holder: person(row.assigned_id, row.assigned_name),
      deputy: row.staff_id === row.assigned_id ? null : person(row.staff_id, row.staff_name),
    })),
    total: list.total,
    page: window.page,
    size: window.size,
  }
}
