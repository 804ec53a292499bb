import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { closeDueSites, type ChannelUse } from './actions.ts'
import { figures } from './figures.ts'
import { sitesApi } from './http.ts'
import { permissions } from './kinds.ts'

export { addChannel, addSite } from './add.ts'
export { arrangeHome, createChannel, editSite, moveChannel, openSite } from './actions.ts'
export { addStandardColumns } from './columns.ts'
export {
  findChannel,
  findChannelSite,
  findMoved,
  findSite,
  getSite,
  listAncestors,
  listBlocks,
  listChannels,
  listHosts,
  listSubchannels,
  MAIN_SITE,
  type ChannelName,
  type SiteRow,
} from './store.ts'

export function sitesModule(services: { readonly channelInUse: ChannelUse }): ModuleDeclaration {
  return {
    name: 'sites',
    permissions: Object.values(permissions),
    figures,
    api: sitesApi(services),
    jobs: [
      {
        name: 'sites.close_due',
        daily: '00:05',
        run: async ({ db, now }) => {
          await closeDueSites(createContext(db, systemActor, now))
        },
      },
    ],
  }
}
