import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import { arrangeDisplays, mustArrange } from './actions.ts'
import { SettingBody, type SettingView } from './contract.ts'
import { permissions } from './kinds.ts'
import { readSetting } from './store.ts'

const BySite = Type.Object({ siteId: IdShape })

export function displaysApi(app: Api): void {
  const access = permissions.arrange

  app.get('/sites/:siteId/displays', { config: { access }, schema: { params: BySite } }, async (request) => {
    const site = await mustArrange(request.ctx, request.params.siteId)
    const { chosen, seconds, columns } = await readSetting(request.ctx.db, site.id)
    const view: SettingView = {
      siteId: site.id,
      slug: site.slug,
      chosen,
      seconds,
      channelIds: columns.map((one) => one.id),
    }
    return view
  })

  app.put(
    '/sites/:siteId/displays',
    { config: { access }, schema: { params: BySite, body: SettingBody } },
    async (request, reply) =>
      reply.decide(await arrangeDisplays(request.ctx, request.params.siteId, request.body), (id) => ({ id })),
  )
}
