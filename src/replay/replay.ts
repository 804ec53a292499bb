import type { CivilDate } from '#platform/dates.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Secrets } from '#platform/secrets.ts'
import { loadActor, type Actor } from '#kernel/identity/index.ts'
import { getUnitByCode, listUnits, type Unit } from '#kernel/organisation/index.ts'
import { departmentCode, OFFICER } from './city.ts'
import type { Plan } from './plan.ts'
import { workingYear, type Year } from './year.ts'

/** What a replay needs of the opened city. */
export interface ReplayCity {
  readonly database: { readonly db: Db }
  readonly files: FileStore
  readonly secrets: Secrets
  readonly publicUrl: string
}

/** How far one kind of record is. */
export type Progress = (what: string, done: number, of: number) => void

/** What the parts of a replay share. */
export interface Replay {
  readonly city: ReplayCity
  readonly db: Db
  readonly plan: Plan
  /** The moment of the replay itself: what is dated later than it does not exist. */
  readonly now: Date
  readonly year: Year
  readonly government: Unit
  readonly departments: readonly Unit[]
  readonly officer: Actor
  readonly progress: Progress
}

export async function openReplay(
  city: ReplayCity,
  plan: Plan,
  now: Date,
  progress: Progress,
): Promise<Replay> {
  const { db } = city.database
  const { government, departments, year, until } = plan.profile
  const byCode = new Map((await listUnits(db)).map((unit) => [unit.code, unit]))
  const { id } = await db
    .selectFrom('identity.staff')
    .select('id')
    .where('login', '=', OFFICER)
    .executeTakeFirstOrThrow()
  return {
    city,
    db,
    plan,
    now,
    progress,
    year: await workingYear(db, year, until as CivilDate),
    government: await getUnitByCode(db, government.code),
    departments: departments.map((_, place) => {
      const unit = byCode.get(departmentCode(plan, place))
      if (!unit) throw new Error(`the city has no ${departmentCode(plan, place)}`)
      return unit
    }),
    officer: await loadActor(db, id),
  }
}

/** The unit in turn, the first after the last. */
export function inTurn(replay: Replay, place: number): Unit {
  return replay.departments[place % replay.departments.length] ?? replay.government
}

/** A whole number below `below` for the place of a record: the same in every run, and wherever a run goes on. */
export function chance(place: number, salt: number, below: number): number {
  let mixed = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below
}

export function pick<T>(from: readonly T[], place: number, salt: number): T {
  const one = from[chance(place, salt, from.length)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}
