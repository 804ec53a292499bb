import { sql, type RawBuilder } from 'kysely'
import { openCase } from '#kernel/cases/index.ts'
import { startClock } from '#kernel/clock/index.ts'
import { cohandlingClock } from '../../modules/casework/kinds.ts'
import { disclosureRequest } from '../../modules/requests/kinds/procedure.ts'
import { TODAY } from '../city.ts'
import type { Base, RouteFixtures } from './fixture.ts'

/** Around a case of the unit `one`: a note, a deputy, a view, and a co-handling that the city asks of it. */
async function makeAround({ db, city }: Base, caseId: number, staffId: number | null) {
  const id = async (query: RawBuilder<{ id: number }>) => (await query.execute(db)).rows[0]?.id ?? 0
  const asker = await city.as('drafter', city.city)
  const asked = await asker.transaction((tx) =>
    openCase(tx, asker, disclosureRequest, {
      unitId: city.city.id,
      unitCode: 'city',
      state: 'submitted',
      on: asker.today,
    }),
  )
  const cohandlingId = await id(sql`
    insert into casework.cohandling (case_id, asking_unit_id, unit_id, question, working_days, asked_by, asked_on)
    values (${asked.id}, ${city.city.id}, ${city.one.id}, '问', 5, ${asker.actor.staffId}, '2026-03-10') returning id`)
  await asker.transaction((tx) =>
    startClock(tx, cohandlingClock, {
      subject: `cohandling:${cohandlingId}`,
      unitId: city.one.id,
      on: asker.today,
    }),
  )
  return {
    cohandlingId,
    noteId: await id(sql`
      insert into casework.note (case_id, staff_id, text, written_at)
      values (${caseId}, ${staffId}, '话', ${TODAY}) returning id`),
    deputyId: await id(sql`
      insert into casework.deputy (from_staff, to_staff, from_on, reason)
      values (${staffId}, ${asker.actor.staffId}, '2026-05-01', '病') returning id`),
    viewId: await id(sql`
      insert into casework.saved_view (staff_id, list, name, search, position)
      values (${staffId}, 'requests', '红', '', 1) returning id`),
  }
}

export const caseworkRoutes: RouteFixtures = {
  make: async (base) => {
    const { city, serial } = base
    const caseId = await base.requestId()
    const { staffId } = (await base.drafter()).actor
    const standIn = await city.as('inspector')
    const cases = `?kind=requests.disclosure&unitId=${city.one.id}`
    return {
      params: { caseId, position: 1, ...(await makeAround(base, caseId, staffId)) },
      bodies: {
        'POST /casework/assignments': { caseIds: [caseId], staffId, note: '' },
        'POST /casework/handovers': { fromStaffId: staffId, toStaffIds: [staffId], note: '' },
        'POST /casework/deputies': {
          fromStaffId: staffId,
          toStaffId: standIn.actor.staffId,
          fromOn: '2026-03-10',
          toOn: null,
          reason: 'x',
        },
        'POST /cases/:caseId/cohandlings': { unitIds: [city.other.id], question: 'x' },
        'POST /cohandlings/:cohandlingId/replies': { reply: 'x' },
        'PUT /units/:unitId/cohandling-limit': { from: '2026-03-10', days: 5, mostDays: 9, cites: '规定' },
        'POST /cases/:caseId/notes': { text: 'x', mentions: [] },
        'POST /saved-views': { list: 'requests', name: `v${serial}`, search: '', unitId: null },
        'PUT /saved-views/order': { list: 'requests', ids: [] },
        'PUT /saved-views/:viewId': { name: 'x', unitId: null },
      },
      queries: {
        'GET /casework/load': cases,
        'GET /casework/cases': cases,
        'GET /casework/overview': '?kind=requests.disclosure',
        'GET /casework/overview.csv': '?kind=requests.disclosure',
        'GET /saved-views': '?list=requests',
      },
    }
  },
  concernNoUnit: [
    'GET /cohandlings',
    'GET /casework/kinds',
    'GET /casework/deputies',
    'GET /casework/overview',
    'GET /casework/overview.csv',
  ],
  missing: [
    // Recalled by who asked, the city; and it holds no file.
    'POST /cohandlings/:cohandlingId/recalls',
    'GET /cohandlings/:cohandlingId/files/:position',
    // Somebody else's.
    'PUT /saved-views/:viewId',
    'DELETE /saved-views/:viewId',
  ],
  uploads: ['POST /cohandlings/:cohandlingId/files'],
}
