import { defaultPolicy } from '../../modules/requests/kinds/policy.ts'
import { answerIn } from '../procedure.ts'
import { buildPaper } from '../requests.ts'
import type { RouteFixtures } from './fixture.ts'

const DAY = '2026-03-10'
const answer = answerIn({ outcome: 'C1', form: 'C1.provided', details: [] })
const wanted = { wantedTitle: '某文件', wantedNumber: '', description: '' }

export const requestRoutes: RouteFixtures = {
  make: async ({ city, requestId }) => ({
    params: {
      requestId: await requestId(),
      // There are no letters and no papers.
      paperId: 1,
      format: 'pdf',
      round: 1,
      position: 1,
      token: 'x',
    },
    bodies: {
      'POST /requests': buildPaper({ unitId: city.one.id }),
      'PUT /requests/policy': { from: DAY, policy: defaultPolicy },
      'POST /requests/:requestId/registrations': { confirmedOn: DAY },
      'POST /requests/:requestId/transfers': { unitId: city.city.id, reason: 'x' },
      'POST /requests/:requestId/discards': { why: 'sent_twice', words: '' },
      'POST /requests/:requestId/corrections': { missing: 'x', dueOn: '2026-03-24' },
      'POST /requests/:requestId/correction-replies': { ...wanted, receivedOn: DAY, reply: 'x' },
      'POST /requests/:requestId/abandonments': {},
      'POST /requests/:requestId/reasons': { why: 'x', dueOn: '2026-03-24' },
      'POST /requests/:requestId/reasons-replies': { receivedOn: DAY, reply: 'x', reasonable: true },
      'POST /requests/:requestId/reasons-passings': {},
      'POST /requests/:requestId/delays': { days: 5, reason: 'x' },
      'POST /requests/:requestId/extensions': { days: 5, reason: 'x' },
      'POST /requests/:requestId/fees': { basis: 'pages', pages: 40, where: 'x' },
      'POST /requests/:requestId/payments': { paidOn: DAY, how: '' },
      'POST /requests/:requestId/lapses': {},
      'POST /requests/:requestId/answers': answer,
      'POST /requests/:requestId/answers/preview': answer,
      'POST /requests/:requestId/receipts': {},
      'POST /requests/:requestId/answer-files/releases': { releaseId: 999_999 },
      'POST /requests/:requestId/returns': { opinion: 'x' },
      'POST /requests/:requestId/signatures': { revision: 1 },
      'POST /requests/:requestId/spot-answers': { ...answer, proof: '' },
      'POST /requests/:requestId/deliveries': { way: 'pickup', deliveredOn: DAY, proof: '' },
      'POST /requests/:requestId/withdrawals': { words: 'x' },
      'POST /requests/:requestId/redos': { orderedBy: 'own', reason: 'x', orderedOn: DAY, days: null },
      'POST /requests/:requestId/ordered-redos': { remedyId: 999_999, reason: 'x' },
      'POST /requests/:requestId/outcome-corrections': { outcome: 'C2', reason: 'x' },
      'POST /requests/:requestId/closures': {},
      'POST /requests/:requestId/publications': { title: 'x', topic: '02', genre: '08', channelIds: [] },
      'POST /requests/:requestId/consultations': {
        kind: 'third_party',
        addressee: 'x',
        question: 'x',
        sentOn: DAY,
      },
      'POST /requests/:requestId/consultations/:opinionId/deliveries': { deliveredOn: DAY },
      'POST /requests/:requestId/consultations/:opinionId/opinions': {
        answeredOn: DAY,
        opinion: 'agrees',
        words: '',
        reasonable: null,
      },
      'POST /requests/:requestId/consultations/:opinionId/silences': {},
    },
  }),
  concernNoUnit: [
    'GET /requests/outcomes',
    'GET /requests/policy',
    'GET /requests',
    'GET /requests/list.csv',
    'GET /requests/numbers',
  ],
  ownLists: ['/requests'],
  cityWide: ['PUT /requests/policy'],
  missing: [
    'DELETE /requests/:requestId/answer-files/:position',
    'POST /requests/:requestId/answer-files/releases',
    'GET /requests/:requestId/answer-files/:round/:position',
    'GET /requests/:requestId/attachments/:position',
    'GET /requests/:requestId/identity-papers/:paperId',
    'GET /requests/:requestId/letters/:paperId/:format',
    // Nobody was asked: the number is that of an opinion of 合法性审查.
    'POST /requests/:requestId/consultations/:opinionId/deliveries',
    'POST /requests/:requestId/consultations/:opinionId/opinions',
    'POST /requests/:requestId/consultations/:opinionId/silences',
  ],
  uploads: [
    'POST /requests/:requestId/answer-files',
    'POST /requests/:requestId/attachments',
    'POST /requests/:requestId/identity-papers',
  ],
  publicWrites: [
    'POST /requests/new',
    'POST /requests/status',
    'POST /requests/status/case',
    'POST /requests/status/correction',
    'POST /requests/status/poll',
    'POST /requests/status/withdrawal',
  ],
}
