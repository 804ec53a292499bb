import type { Handle } from '#platform/db/connect.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { legalityDesk } from './desk.ts'
import { figures } from './figures.ts'
import { legalityApi } from './http.ts'
import { filing, permissions, regulationFiling } from './kinds.ts'
import { findFiling } from './store.ts'

export { askLegality, fileDocument, giveLegality, legalityGate, startFiling } from './actions.ts'
export { KINDS as NORMATIVE_KINDS } from './kinds.ts'
export { listOpinions } from './store.ts'

/** Under which number a document is filed, for its page; undefined when it is not. */
export async function filedAs(handle: Handle, documentId: number): Promise<string | undefined> {
  const found = await findFiling(handle, documentId)
  return found?.result === 'accepted' ? `${found.number}（${found.body}）` : undefined
}

export const legalityModule: ModuleDeclaration = {
  name: 'legality',
  permissions: Object.values(permissions),
  clocks: [regulationFiling, filing],
  figures,
  api: legalityApi,
  desk: legalityDesk,
}
