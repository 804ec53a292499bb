import { sql } from 'kysely'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { tell } from '#modules/messages/index.ts'
import { TODAY } from '../city.ts'
import type { RouteFixtures } from './fixture.ts'

export const messageRoutes: RouteFixtures = {
  make: async ({ db, city, services, requestId }) => {
    const about = `request:${await requestId()}`
    const system = createContext(db, systemActor, TODAY)
    await system.transaction((tx) =>
      tell(tx, system, services, {
        to: { email: 'a@mail.example' },
        subject: '已登记',
        text: '已登记',
        about,
        unitId: city.one.id,
      }),
    )
    const { rows } = await sql<{ id: number }>`select max(id) as id from messages.outbox`.execute(db)
    return {
      params: { messageId: rows[0]?.id ?? 0, noticeId: 1, purpose: 'requests.apply' },
      bodies: { 'PUT /messages/setting': { keptDays: 30 }, 'POST /notices/readings': { upto: 1 } },
      queries: { 'GET /messages': `?about=${about}` },
    }
  },
  // Not there for who may not read the case, and for whom a notice is not.
  missing: ['GET /messages', 'POST /notices/:noticeId/readings'],
}
