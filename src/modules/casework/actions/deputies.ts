import type { Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { addDays } from '#platform/dates.ts'
import { lockAnyCases } from '#kernel/cases/index.ts'
import type { Actor, Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getColleague, knownCase, type CaseworkServices } from '../cases.ts'
import type { DeputyBody } from '../contract.ts'
import { permissions } from '../kinds.ts'
import { decideDeputy } from '../rules/deputy.ts'
import * as assignments from '../store/assignments.ts'
import * as store from '../store/deputies.ts'
import { readGivable } from './assign.ts'

/** Has somebody stand in for who is absent: while it runs, the cases of the one appear with the other. */
export function arrangeDeputy(
  ctx: Context,
  services: CaseworkServices,
  asked: DeputyBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await store.lockDeputies(tx)
    const absent = await getColleague(tx, ctx, asked.fromStaffId)
    const period = { from: asked.fromOn, to: asked.toOn }
    const days = asked.toOn !== null && asked.toOn < asked.fromOn ? { ...period, to: asked.fromOn } : period
    const away = await store.listAbsences(tx, [asked.fromStaffId, asked.toStaffId], days)
    const decision = decideDeputy(asked, {
      today: ctx.today,
      mayArrange: mayArrange(ctx, services, asked.fromStaffId, absent),
      handles: workplaces(services, absent).length > 0,
      awayAlready: away.some((one) => one.from_staff === asked.fromStaffId),
      deputyAway: away.some((one) => one.from_staff === asked.toStaffId),
      beyond: await beyond(tx, ctx, services, asked),
    })
    if (!decision.ok) return decision
    const id = await store.addDeputy(tx, decision.value, ctx.actor.staffId)
    await record(tx, ctx.actor, {
      verb: 'casework.deputy_arranged',
      subject: `staff:${asked.fromStaffId}`,
      ...(absent.unitId === null ? {} : { unitId: absent.unitId }),
      detail: { to: asked.toStaffId, from: asked.fromOn, until: asked.toOn },
    })
    if (asked.toStaffId !== ctx.actor.staffId)
      await services.notify(tx, ctx, {
        staffIds: [asked.toStaffId],
        title: `自 ${asked.fromOn} 起，由您代办一位同事的办件`,
        about: `staff:${asked.fromStaffId}`,
        link: '/casework/load',
      })
    return allow(id)
  })
}

/** They are back: from today on each answers for their own again. */
export function endDeputy(ctx: Context, services: CaseworkServices, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await store.lockDeputies(tx)
    const deputy = await store.getDeputy(tx, id)
    const absent = await getColleague(tx, ctx, deputy.from_staff)
    if (!mayArrange(ctx, services, deputy.from_staff, absent))
      return refuse(issue('deputy', 'not_yours_to_arrange'))
    if (deputy.to_on !== null && deputy.to_on < ctx.today) return refuse(issue('deputy', 'deputy_ended'))
    await store.endDeputy(tx, deputy, addDays(ctx.today, -1))
    await record(tx, ctx.actor, {
      verb: 'casework.deputy_ended',
      subject: `staff:${deputy.from_staff}`,
      ...(absent.unitId === null ? {} : { unitId: absent.unitId }),
      detail: { to: deputy.to_staff },
    })
    return allow(id)
  })
}

/** The units in which somebody handles cases of any kind. */
function workplaces(services: CaseworkServices, person: Actor): number[] {
  return [...new Set(services.kinds().flatMap((kind) => person.unitsFor(kind.handledBy)))]
}

function mayArrange(ctx: Context, services: CaseworkServices, staffId: number, absent: Actor): boolean {
  if (staffId === ctx.actor.staffId) return true
  const units = workplaces(services, absent)
  return units.length > 0 && units.every((unitId) => ctx.actor.may(permissions.distribute, unitId))
}

/** Numbers of the absent person's open cases that the deputy may not handle. */
async function beyond(
  tx: Tx,
  ctx: Context,
  services: CaseworkServices,
  asked: DeputyBody,
): Promise<string[]> {
  const rows = await lockAnyCases(tx, await assignments.listCasesHeldBy(tx, asked.fromStaffId))
  const open = rows.map((row) => knownCase(services, row)).filter((one) => one.open)
  const givable = await readGivable(tx, ctx, open)
  return givable.filter((one) => !one.handlers.has(asked.toStaffId)).map((one) => one.number)
}
