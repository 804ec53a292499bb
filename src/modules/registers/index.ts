import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { registerPermissions, type Register } from '#kernel/registers/index.ts'
import { registersApi } from './http.ts'
import { registersPages } from './pages.tsx'

/** Pages, routes and files for every register, whichever module declares it. */
export { addRegisterRow } from './actions.ts'
export { importRegisterRows, type ImportedRow } from './import.ts'

export function registersModule(registers: () => readonly Register[]): ModuleDeclaration {
  return {
    name: 'registers',
    permissions: Object.values(registerPermissions),
    api: registersApi(registers),
    pages: registersPages(registers),
  }
}
