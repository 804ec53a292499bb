import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { countChanged, countEverything } from './counting.ts'
import { disclosureDesk } from './desk.ts'
import { figures } from './figures.ts'
import { disclosureApi } from './http.ts'
import { guideClock, permissions } from './kinds.ts'
import { disclosurePages } from './pages/platform.tsx'

export { confirmGuide, declareNone, saveGuide } from './actions.ts'
export { countEverything } from './counting.ts'
export { Agency, listed, Newest } from './pages/parts.tsx'

export function disclosureModule(services: { readonly publicUrl: string }): ModuleDeclaration {
  return {
    name: 'disclosure',
    permissions: Object.values(permissions),
    clocks: [guideClock],
    figures,
    jobs: [
      {
        name: 'disclosure.count_changed',
        everyMinute: true,
        run: async ({ db, now }) => {
          await countChanged(createContext(db, systemActor, now))
        },
      },
      {
        name: 'disclosure.count_everything',
        daily: '00:20',
        run: ({ db, now }) => countEverything(createContext(db, systemActor, now)),
      },
    ],
    api: disclosureApi(services),
    pages: disclosurePages,
    desk: disclosureDesk,
  }
}
