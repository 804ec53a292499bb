import type { Role } from './roles.ts'

/** Who may do what, for which units: access is denied unless a permission grants it. */
export interface Permission {
  /** The imperative: `requests.extend`. */
  readonly name: string
  readonly label: string
  readonly roles: readonly Role[]
  /** `unit`: only for units the role is held for. `anywhere`: holding the role for any unit is enough. */
  readonly scope: 'unit' | 'anywhere'
}

export function definePermission(permission: Permission): Permission {
  return permission
}
