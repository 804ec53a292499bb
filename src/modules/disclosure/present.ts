import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { lightOf } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit, type Unit } from '#kernel/organisation/index.ts'
import type { GuideState, GuideView, ItemView, StandingView } from './contract.ts'
import { itemsFor } from './items.ts'
import { permissions } from './kinds.ts'
import {
  agencyCount,
  changesOf,
  contactLabels,
  emptyText,
  factLabels,
  guideStateOf,
  missingOf,
  stateOf,
} from './rules.ts'
import { readCounts } from './store/catalogue.ts'
import * as guides from './store/guides.ts'
import { loadItems } from './store/items.ts'
import { listDeclarations } from './store/standing.ts'

export const unitRef = (unit: Pick<Unit, 'id' | 'code' | 'name'>) => ({
  id: unit.id,
  code: unit.code,
  name: unit.name,
})

/** A guide's standing with what changed in the unit's data since it was confirmed. */
export function judgeGuide(
  row: guides.GuideStandingRow,
  today: CivilDate,
): { state: GuideState; changes: string[] } {
  const changes = changesOf(row.confirmed_facts, row).map((fact) => factLabels[fact])
  return { state: guideStateOf(row, changes.length > 0, today), changes }
}

export async function presentGuide(ctx: Context, unitId: number): Promise<GuideView> {
  ctx.actor.must(permissions.read, unitId)
  const unit = await getUnit(ctx.db, unitId)
  const [guide, [standing], versions] = await Promise.all([
    guides.findGuide(ctx.db, unitId),
    guides.listGuides(ctx.db, [unitId]),
    guides.listVersions(ctx.db, unitId),
  ])
  if (!standing) throw new Error(`unit ${unitId} went away while it was read`)
  const text = await guides.findText(ctx.db, unitId, guide?.version)
  const { due_on, yellow_on } = standing
  return {
    unit: unitRef(unit),
    version: guide?.version ?? 0,
    text,
    own: {
      address: unit.address,
      hours: unit.office_hours,
      phone: unit.phone,
      fax: unit.fax,
      online: unit.email,
    },
    missing: missingOf(text, unit).map((part) => contactLabels[part]),
    ...judgeGuide(standing, ctx.today),
    confirmedOn: standing.confirmed_on,
    confirmedVersion: standing.confirmed_version,
    dueOn: due_on,
    light:
      due_on && yellow_on ? lightOf({ due_on, yellow_on, stopped_on: null, result: null }, ctx.today) : null,
    versions: versions.map((one) => ({
      version: one.version,
      editedAt: one.edited_at.toISOString(),
      editor: one.editor,
    })),
    may: {
      edit: ctx.actor.may(permissions.edit, unitId) && guides.isAgency(unit),
      confirm: ctx.actor.may(permissions.confirm, unitId) && guides.isAgency(unit),
    },
  }
}

/** Every item of a unit as it stands at this moment, not as it was last counted. */
export async function readStanding(handle: Handle, unit: Unit, today: CivilDate): Promise<ItemView[]> {
  const [items, counts, declarations, [guide]] = await Promise.all([
    loadItems(handle),
    readCounts(handle, unit.id),
    listDeclarations(handle, [unit.id]),
    guides.listGuides(handle, [unit.id]),
  ])
  const own = new Set(itemsFor(unit.kind).map((item) => item.code))
  return items
    .filter((item) => own.has(item.code))
    .map((item) => {
      const found = agencyCount(unit, item.code, guide) ?? counts.get(item.code) ?? { count: 0, newest: null }
      const declaration = declarations.find(
        (one) => one.item === item.code && found.count === 0 && today <= one.expires_on,
      )
      return {
        code: item.code,
        list: item.list,
        paragraph: item.paragraph,
        label: item.label,
        cites: item.cites,
        count: found.count,
        newestOn: found.newest,
        state: stateOf(found, declaration !== undefined, item.renewDays, today),
        renewDays: item.renewDays,
        declaration: declaration
          ? {
              id: declaration.id,
              reason: declaration.reason,
              declaredOn: declaration.declared_on,
              expiresOn: declaration.expires_on,
            }
          : null,
      }
    })
}

export async function presentStanding(ctx: Context, unitId: number): Promise<StandingView> {
  ctx.actor.must(permissions.read, unitId)
  const unit = await getUnit(ctx.db, unitId)
  return {
    unit: unitRef(unit),
    items: await readStanding(ctx.db, unit, ctx.today),
    may: { declare: ctx.actor.may(permissions.declare, unitId) && guides.isAgency(unit) },
  }
}

export interface PublicGuide {
  readonly text: typeof emptyText
  readonly state: GuideState
  readonly confirmedOn: CivilDate | null
}

/** What the public reads of a guide: the text that the unit has confirmed, with the unit's data of this moment. */
export async function readPublicGuide(handle: Handle, unit: Unit, today: CivilDate): Promise<PublicGuide> {
  const [row] = await guides.listGuides(handle, [unit.id])
  if (!row) return { text: emptyText, state: 'unconfirmed', confirmedOn: null }
  return {
    text: await guides.findText(handle, unit.id, row.confirmed_version),
    state: judgeGuide(row, today).state,
    confirmedOn: row.confirmed_on,
  }
}
