import { civilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { listHolders, namesOfStaff, type Context, type Holder } from '#kernel/identity/index.ts'
import { findKind, getReadableCase, type CaseworkServices } from '../cases.ts'
import type {
  AssignmentView,
  DeputyView,
  DiscussionView,
  LoadRow,
  LoadView,
  OverviewQuery,
  OverviewView,
  Person,
} from '../contract.ts'
import { permissions } from '../kinds.ts'
import { strikeUntil } from '../rules/notes.ts'
import { sortOverview } from '../rules/overview.ts'
import { answeredFor, findResponsible } from '../store/assignments.ts'
import { listDeputies } from '../store/deputies.ts'
import * as load from '../store/load.ts'
import { listMentions, listNotes } from '../store/notes.ts'

const person = ({ id, name }: Holder): Person => ({ id, name })

export async function presentAssignment(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
): Promise<AssignmentView> {
  const { row, kind, open } = await getReadableCase(ctx.db, ctx, services, caseId)
  const [found, choices] = await Promise.all([
    findResponsible(ctx.db, caseId, ctx.today),
    listHolders(ctx.db, kind.handledBy, row.unit_id),
  ])
  const { staffId } = ctx.actor
  const theirs =
    found !== undefined &&
    staffId !== null &&
    [staffId, ...(await answeredFor(ctx.db, staffId, ctx.today))].includes(found.assigned_id)
  const distributes = ctx.actor.may(permissions.distribute, row.unit_id)
  const mayGive = open && (distributes || theirs)
  return {
    holder: found
      ? { id: found.assigned_id, name: found.assigned_name, sinceOn: found.since_on, note: found.note }
      : null,
    deputy: found?.deputising ? { id: found.staff_id, name: found.staff_name } : null,
    choices: mayGive ? choices.map(person) : [],
    mayGive,
    mayTake:
      open &&
      found?.assigned_id !== staffId &&
      (found === undefined || mayGive) &&
      choices.some((choice) => choice.id === staffId),
  }
}

export async function presentDiscussion(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
): Promise<DiscussionView> {
  const { row, kind } = await getReadableCase(ctx.db, ctx, services, caseId)
  const [rows, mentions, readers] = await Promise.all([
    listNotes(ctx.db, caseId),
    listMentions(ctx.db, caseId),
    listHolders(ctx.db, kind.readBy, row.unit_id),
  ])
  const names = await namesOfStaff(ctx.db, [
    ...rows.map((note) => note.staff_id),
    ...mentions.map((mention) => mention.staff_id),
  ])
  const named = (id: number): Person => ({ id, name: names.get(id) ?? '' })
  return {
    notes: rows.map((note) => {
      const until = strikeUntil(note)
      const mine = note.staff_id === ctx.actor.staffId && note.struck_at === null && ctx.now <= until
      return {
        id: note.id,
        by: named(note.staff_id),
        at: note.written_at.toISOString(),
        text: note.struck_at === null ? note.text : null,
        mentions: mentions
          .filter((mention) => mention.note_id === note.id && note.struck_at === null)
          .map((mention) => named(mention.staff_id)),
        strikeUntil: mine ? until.toISOString() : null,
      }
    }),
    people: readers.filter((reader) => reader.id !== ctx.actor.staffId).map(person),
    mayWrite: ctx.actor.may(permissions.work, row.unit_id),
  }
}

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
