import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import {
  BlocksBody,
  ChannelBody,
  ClosingBody,
  Move,
  MovedBody,
  NewChannelBody,
  NewSiteBody,
  SiteBody,
  type ChannelView,
  type SiteSummary,
  type SiteView,
} from './contract.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

const BySite = Type.Object({ siteId: IdShape })
const ByChannel = Type.Object({ channelId: IdShape })
const ByPath = Type.Object({ path: Type.String({ minLength: 1, maxLength: 300 }) })

export function sitesApi(services: { readonly channelInUse: actions.ChannelUse }) {
  return (app: Api): void => {
    const { manage, open } = permissions
    const id = (value: number) => ({ id: value })

    app.get('/sites', { config: { access: manage } }, async ({ ctx }) => ({
      sites: (await store.listSites(ctx.db))
        .filter((site) => ctx.actor.may(manage, site.unit_id))
        .map((site) => presentSummary(ctx, site)),
    }))

    app.post('/sites', { config: { access: open }, schema: { body: NewSiteBody } }, async (request, reply) =>
      reply.decide(await actions.openSite(request.ctx, request.body), id, 201),
    )

    app.get('/sites/:siteId', { config: { access: manage }, schema: { params: BySite } }, (request) =>
      presentSite(request.ctx, request.params.siteId),
    )

    app.put(
      '/sites/:siteId',
      { config: { access: manage }, schema: { params: BySite, body: SiteBody } },
      async (request, reply) =>
        reply.decide(await actions.editSite(request.ctx, request.params.siteId, request.body), id),
    )

    app.put(
      '/sites/:siteId/blocks',
      { config: { access: manage }, schema: { params: BySite, body: BlocksBody } },
      async (request, reply) =>
        reply.decide(await actions.arrangeHome(request.ctx, request.params.siteId, request.body.blocks), id),
    )

    app.post(
      '/sites/:siteId/closings',
      { config: { access: open }, schema: { params: BySite, body: ClosingBody } },
      async (request, reply) =>
        reply.decide(
          await actions.announceClosing(request.ctx, request.params.siteId, request.body),
          id,
          201,
        ),
    )

    app.delete(
      '/sites/:siteId/closings',
      { config: { access: open }, schema: { params: BySite } },
      async (request, reply) =>
        reply.decide(await actions.callOffClosing(request.ctx, request.params.siteId), id),
    )

    app.post(
      '/sites/:siteId/moved',
      { config: { access: manage }, schema: { params: BySite, body: MovedBody } },
      async (request, reply) =>
        reply.decide(await actions.moveAddress(request.ctx, request.params.siteId, request.body), id, 201),
    )

    app.delete(
      '/sites/:siteId/moved',
      { config: { access: manage }, schema: { params: BySite, querystring: ByPath } },
      async (request, reply) =>
        reply.decide(await actions.forgetMoved(request.ctx, request.params.siteId, request.query.path), id),
    )

    app.get(
      '/sites/:siteId/channels',
      { config: { access: manage }, schema: { params: BySite } },
      async (request) => {
        const site = await actions.mustManage(request.ctx, request.params.siteId)
        const channels: ChannelView[] = (await store.listTree(request.ctx.db, site.id)).map((row) => ({
          id: row.id,
          parentId: row.parent_id,
          slug: row.slug,
          name: row.name,
          kind: row.kind,
          description: row.description,
          keywords: row.keywords,
        }))
        return { channels }
      },
    )

    app.post(
      '/sites/:siteId/channels',
      { config: { access: manage }, schema: { params: BySite, body: NewChannelBody } },
      async (request, reply) =>
        reply.decide(await actions.createChannel(request.ctx, request.params.siteId, request.body), id, 201),
    )

    app.put(
      '/channels/:channelId',
      { config: { access: manage }, schema: { params: ByChannel, body: ChannelBody } },
      async (request, reply) =>
        reply.decide(await actions.editChannel(request.ctx, request.params.channelId, request.body), id),
    )

    app.post(
      '/channels/:channelId/moves',
      { config: { access: manage }, schema: { params: ByChannel, body: Move } },
      async (request, reply) =>
        reply.decide(await actions.moveChannel(request.ctx, request.params.channelId, request.body), id),
    )

    app.delete(
      '/channels/:channelId',
      { config: { access: manage }, schema: { params: ByChannel } },
      async (request, reply) =>
        reply.decide(
          await actions.removeChannel(request.ctx, request.params.channelId, services.channelInUse),
          id,
        ),
    )
  }
}

function presentSummary(ctx: Context, site: store.ListedSite): SiteSummary {
  return {
    id: site.id,
    slug: site.slug,
    name: site.name,
    unit: { id: site.unit_id, name: site.unit_name },
    state: site.state as SiteSummary['state'],
    channels: site.channels,
    may: {
      manage: ctx.actor.may(permissions.manage, site.unit_id),
      open: ctx.actor.may(permissions.open, site.unit_id),
    },
  }
}

async function presentSite(ctx: Context, id: number): Promise<SiteView> {
  await actions.mustManage(ctx, id)
  const [sites, hosts, blocks, moved] = await Promise.all([
    store.listSites(ctx.db),
    store.listHosts(ctx.db),
    store.listBlocks(ctx.db, id),
    store.listMoved(ctx.db, id),
  ])
  const site = sites.find((one) => one.id === id)
  if (!site) throw new Error(`site ${id} went away while it was read`)
  return {
    ...presentSummary(ctx, site),
    theme: site.theme as SiteView['theme'],
    tagline: site.tagline,
    phone: site.phone,
    idCode: site.id_code,
    icpNumber: site.icp_number,
    policeNumber: site.police_number,
    hosts: hosts.filter((one) => one.site_id === id).map((one) => one.host),
    closingOn: site.closing_on,
    closingNotice: site.closing_notice,
    blocks,
    moved: moved.map((one) => ({ path: one.path, target: one.target, movedOn: one.moved_on })),
  }
}
