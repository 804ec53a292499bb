import { systemActor } from '#kernel/identity/index.ts'
import { addChannel, addSite } from '#modules/sites/index.ts'
import type { RouteFixtures } from './fixture.ts'

export const siteRoutes: RouteFixtures = {
  make: async ({ db, city, serial }) => {
    const { siteId, channelId } = await db.transaction().execute(async (tx) => {
      const site = { slug: `s${serial}`, name: '一局网站', unitId: city.one.id }
      const made = await addSite(tx, systemActor, site)
      const column = { slug: 'x', name: '栏目', kind: '栏目', description: '', parentId: null, position: 0 }
      return { siteId: made, channelId: await addChannel(tx, systemActor, { ...column, siteId: made }) }
    })
    const column = { slug: 'y', name: '栏目', kind: '', description: '', keywords: '' }
    return {
      params: { siteId, channelId, site: 'main', slug: 'news' },
      bodies: {
        'POST /sites': { unitId: city.one.id, slug: `n${serial}`, name: '新', withColumns: false },
        'PUT /sites/:siteId': {
          name: '一局',
          theme: 'blue',
          tagline: '',
          phone: '',
          idCode: '',
          icpNumber: '',
          policeNumber: '',
          hosts: [],
        },
        'PUT /sites/:siteId/blocks': { blocks: [] },
        'POST /sites/:siteId/closings': { on: '2026-05-01', notice: '并入' },
        'POST /sites/:siteId/moved': { path: '/a', target: '/b' },
        'POST /sites/:siteId/channels': { ...column, parentId: null },
        'PUT /channels/:channelId': column,
        'POST /channels/:channelId/moves': { parentId: null, beforeId: null },
      },
      queries: { 'DELETE /sites/:siteId/moved': '?path=/a' },
    }
  },
  concernNoUnit: ['GET /sites'],
  missing: ['DELETE /sites/:siteId/moved'],
}
