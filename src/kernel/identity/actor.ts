import { notPermitted } from '#platform/errors.ts'
import type { LedgerActor } from '#kernel/ledger/index.ts'
import type { Permission } from './permissions.ts'
import type { Role } from './roles.ts'

/** One role and every unit it is held for; a grant that covers a subtree lists all its units. */
export interface Grant {
  readonly role: Role
  readonly unitIds: ReadonlySet<number>
}

/** Who acts, with what they may do. */
export interface Actor extends LedgerActor {
  readonly grants: readonly Grant[]
  /** For this unit, may they? A permission of any unit asks no unit. */
  may(permission: Permission, unitId: number): boolean
  /** As `may`, or the refusal `not_permitted`. */
  must(permission: Permission, unitId: number): void
  /** The units for which the permission is held, for lists. */
  unitsFor(permission: Permission): number[]
  /** Whether they hold the permission for at least one unit. */
  mayAnywhere(permission: Permission): boolean
  /** As `mayAnywhere`, or the refusal `not_permitted`. */
  mustAnywhere(permission: Permission): void
  /** Whether they hold this role for this unit. */
  holds(role: Role, unitId: number): boolean
}

function buildActor(base: LedgerActor, grants: readonly Grant[], everything: boolean): Actor {
  const granting = (permission: Permission) => grants.filter((grant) => permission.roles.includes(grant.role))
  const may = (permission: Permission, unitId: number) =>
    everything ||
    granting(permission).some((grant) => permission.scope === 'anywhere' || grant.unitIds.has(unitId))
  const mayAnywhere = (permission: Permission) => everything || granting(permission).length > 0
  return {
    ...base,
    grants,
    may,
    must(permission, unitId) {
      if (!may(permission, unitId)) throw notPermitted(permission.name)
    },
    unitsFor: (permission) => [...new Set(granting(permission).flatMap((grant) => [...grant.unitIds]))],
    mayAnywhere,
    mustAnywhere(permission) {
      if (!mayAnywhere(permission)) throw notPermitted(permission.name)
    },
    holds: (role, unitId) => grants.some((grant) => grant.role === role && grant.unitIds.has(unitId)),
  }
}

export function staffActor(staffId: number, unitId: number | null, grants: readonly Grant[]): Actor {
  return buildActor({ kind: 'staff', staffId, unitId }, grants, false)
}

/** A citizen without an account: holds no permission. */
export const publicActor: Actor = buildActor({ kind: 'public', staffId: null, unitId: null }, [], false)

/** Whoever has the server's command line has the database as well: nothing is withheld from them, all is recorded. */
export const operatorActor: Actor = buildActor({ kind: 'operator', staffId: null, unitId: null }, [], true)

/** The program itself: first set-up and background work. */
export const systemActor: Actor = buildActor({ kind: 'system', staffId: null, unitId: null }, [], true)
