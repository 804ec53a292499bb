import { randomUUID } from 'node:crypto'
import { valueOf } from '#platform/decision.ts'
import { getCase, listSteps } from '#kernel/cases/index.ts'
import { findClock, type ClockRule } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { PaperRequest, ReceiptView } from '#modules/requests/contract/intake.ts'
import type { AnswerBody } from '#modules/requests/contract/steps.ts'
import * as requests from '#modules/requests/index.ts'
import { TODAY, type SmallCity } from './city.ts'
import { buildApplication, buildPaper } from './requests.ts'

/** An answer that gives what was asked for. */
export const GIVEN: AnswerBody = {
  outcome: 'C1',
  form: 'C1.provided',
  reason: '',
  content: '现予提供。',
  details: {},
  withheld: [],
  corrects: false,
}

/** What a test of requests does again and again: takes one in, brings it to its answer, looks at all of it. */
export interface RequestsDesk {
  asPublic(now?: Date): Context
  submit(part?: Parameters<typeof buildApplication>[0], formKey?: string): Promise<ReceiptView>
  recorded(part?: Partial<PaperRequest>): Promise<ReceiptView>
  /** Signed, not yet delivered. */
  answered(part?: Partial<PaperRequest>, answer?: AnswerBody, now?: Date): Promise<number>
  sign(id: number, now?: Date, unit?: Unit): Promise<void>
  stateOf(id: number): ReturnType<typeof readState>
}

async function readState(city: SmallCity, clock: ClockRule, id: number) {
  const entries = await listEntries(city.db, { subject: `request:${id}`, limit: 100 })
  return {
    row: await getCase(city.db, requests.disclosureRequest, id),
    clock: await findClock(city.db, clock, `request:${id}`),
    steps: await listSteps(city.db, id),
    entries,
    verbs: entries.map((entry) => entry.verb).filter((verb) => verb.startsWith('requests.')),
    ledger: await countEntries(city.db),
  }
}

export function requestsDesk(
  city: SmallCity,
  services: requests.RequestServices,
  clock: ClockRule,
): RequestsDesk {
  const asPublic = (now = TODAY) => createContext(city.db, publicActor, now)
  const recorded = async (part: Partial<PaperRequest> = {}, now = TODAY) => {
    const officer = await city.as('disclosure_officer', city.one, { now })
    const asked = buildPaper({ unitId: city.one.id, ...part })
    return valueOf(await requests.recordPaperRequest(officer, services, asked))
  }
  const sign = async (id: number, now = TODAY, unit = city.one) => {
    const head = await city.as('section_head', unit, { now })
    const { revision } = await getCase(city.db, requests.disclosureRequest, id)
    valueOf(await requests.sign(head, services, id, { revision }))
  }
  return {
    asPublic,
    recorded,
    sign,
    submit: async (part = {}, formKey = randomUUID()) =>
      valueOf(
        await requests.submitApplication(asPublic(), services, city.one.id, buildApplication(part), formKey),
      ),
    async answered(part = {}, answer = GIVEN, now = TODAY) {
      const { id } = await recorded(part, now)
      valueOf(await requests.propose(await city.as('drafter', city.one, { now }), id, answer))
      await sign(id, now)
      return id
    },
    stateOf: (id) => readState(city, clock, id),
  }
}
