export { operatorActor, publicActor, systemActor, type Actor, type Grant } from './actor.ts'
export { onOneView } from './one-view.ts'
export { createContext, within, type Context } from './context.ts'
export { listHolders, listUnitsHeld, type Holder } from './holders.ts'
export { definePermission, type Permission } from './permissions.ts'
export { isRole, roleLabels, roles, type Role } from './roles.ts'
export {
  addStaff,
  csrfMatches,
  findSession,
  grantRole,
  hashPassword,
  loadActor,
  namesOfStaff,
  revokeRole,
  signIn,
  signOut,
  type NewStaff,
  type Session,
} from './sessions.ts'
export {
  clearSessionCookie,
  guard,
  SESSION_COOKIE,
  setSessionCookie,
  type Access,
  type GuardedRoute,
} from './guard.ts'
