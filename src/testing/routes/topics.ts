import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { addItem, openTopic } from '#modules/topics/index.ts'
import type { RouteFixtures } from './fixture.ts'

export const topicRoutes: RouteFixtures = {
  make: async ({ city, serial }) => {
    const topic = { slug: 'new', title: '专题', introduction: '', position: 0, rhythmDays: 30 }
    const item = {
      heading: '板块',
      goal: '任务',
      unitId: city.one.id,
      furtherUnitIds: [],
      dueOn: civilDate('2026-12-31'),
      source: '',
      sourceDocumentId: null,
    }
    const officer = await city.as('disclosure_officer')
    const topicSlug = `t${serial}`
    const topicId = valueOf(await openTopic(officer, { ...topic, unitId: city.one.id, slug: topicSlug }))
    return {
      params: { topicId, itemId: valueOf(await addItem(officer, topicId, item)), topicSlug },
      bodies: {
        'POST /topics': { ...topic, unitId: city.one.id, slug: `n${serial}` },
        'PUT /topics/:topicId': { ...topic, slug: `u${serial}`, basedOn: 1 },
        'PUT /topics/:topicId/sections': { sections: [] },
        'POST /topics/:topicId/items': item,
        'POST /topics/:topicId/imports': { csv: 'x' },
        'PUT /topic-items/:itemId': { ...item, basedOn: 1 },
        'POST /topic-items/:itemId/reports': {
          stage: 'under_way',
          percent: 10,
          done: 'x',
          reason: '',
          basedOn: 1,
        },
      },
    }
  },
}
