import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

/** Consultations, and the casebook that is written from them. */
export const consultationRoutes: RouteFixtures = {
  /** One open and two closed consultations of the unit `one`, and a draft made from the first of these, straight into the tables. */
  make: async ({ db, city, serial, drafter }) => {
    const authorId = (await drafter()).actor.staffId
    const { rows } = await sql<{ id: number }>`
    insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on)
    select 'consultations.consultation', 'ZX-' || ${serial}::int || '-' || n, ${city.one.id}, case n when 1 then 'open' else 'closed' end,
           '2026-03-09', '2008-05-01', case when n > 1 then 'answered' end, case when n > 1 then date '2026-03-09' end
      from generate_series(1, 3) n returning id`.execute(db)
    const ids = rows.map((row) => row.id).toSorted((one, other) => one - other)
    const [open = 0, used = 0, unused = 0] = ids
    await sql`
    insert into consultations.consultation (case_id, way, submitted_at, title, question, query_code_hash, answered_on, closed_on)
    select id, 'online', now(), '怎样落户', '怎样落户？', decode(repeat('00', 32), 'hex'),
           case when id <> ${open} then date '2026-03-09' end, case when id <> ${open} then date '2026-03-09' end
      from unnest(${ids}::bigint[]) as c (id)`.execute(db)
    await sql`
    insert into clock.clock (name, rule_from, subject, unit_id, started_on, days, day_kind, yellow_on, due_on, provisional)
    values ('consultations.reply', '2008-05-01', ${`consultation:${open}`}, ${city.one.id}, '2026-03-09', 5, 'working', '2026-03-12', '2026-03-16', false)`.execute(
      db,
    )
    const entry = await sql<{ id: number }>`
    insert into casebook.entry (kind, unit_id, source_kind, source_id, state, version)
    values ('question', ${city.one.id}, 'consultations.consultation', ${used}, 'draft', 1) returning id`.execute(
      db,
    )
    const entryId = entry.rows[0]?.id ?? 0
    await sql`
    insert into casebook.version (entry_id, version, title, topic, question, answer, authors)
    values (${entryId}, 1, '怎样落户', '16', '怎样落户？', '凭证件办理。', array[${authorId}::bigint])`.execute(
      db,
    )
    const source = { sourceKind: 'consultations.consultation', sourceId: unused }
    const answer = { content: '答', answeredOn: '2026-03-10' }
    const texts = {
      title: '落户',
      question: '问',
      answer: '答',
      facts: '',
      dispute: '',
      points: '',
      basis: '',
      insight: '',
    }
    const question = { title: '怎样落户', question: '怎样落户？', name: '', phone: '', email: '' }
    return {
      params: { consultationId: open, entryId, month: '2026-03' },
      bodies: {
        'POST /consultations': {
          ...question,
          unitId: city.one.id,
          way: 'phone',
          receivedOn: '2026-03-09',
          answer: null,
        },
        'POST /consultations/:consultationId/answers': answer,
        'POST /consultations/:consultationId/amendments': answer,
        'POST /consultations/:consultationId/referrals': { to: 'request', words: '' },
        'POST /consultations/:consultationId/transfers': { unitId: city.city.id, reason: '职责' },
        'PUT /units/:unitId/consultation-setting': {
          from: '2026-03-10',
          replyDays: 5,
          dayKind: 'working',
          closeDays: 30,
          keepDays: 180,
          unsureUnitId: null,
          letterWay: '',
          cites: '规定',
        },
        'POST /casebook/entries': { ...source, kind: 'question' },
        'POST /casebook/nominations': { ...source, month: '2026-03-10', note: '说理充分' },
        'PUT /casebook/entries/:entryId': { ...texts, topic: '16', month: null, basedOn: 1 },
        'POST /casebook/entries/:entryId/justifications': { key: 'x', note: '办公电话' },
        'POST /casebook/entries/:entryId/checks': { basedOn: 1 },
        'POST /casebook/entries/:entryId/publications': { basedOn: 1 },
        'POST /casebook/entries/:entryId/returns': { reason: '补充' },
        'POST /casebook/entries/:entryId/discards': { reason: '重复' },
        'POST /casebook/entries/:entryId/withdrawals': { reason: '过时' },
      },
      queries: {
        'GET /casebook/cases': '?kind=consultations.consultation',
        'GET /casebook/month': `?month=2026-03-01&unitId=${city.one.id}`,
      },
    }
  },
  concernNoUnit: [
    'GET /consultations',
    'GET /consultations/settings',
    'GET /casebook/entries',
    'GET /casebook/cases',
    'GET /casebook/vocabulary',
  ],
  ownLists: ['/consultations', '/casebook/entries'],
  publicWrites: ['POST /consultations/new', 'POST /consultations/poll', 'POST /consultations/status'],
}
