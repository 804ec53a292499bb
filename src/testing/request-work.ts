import { randomUUID } from 'node:crypto'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { getCase, listSteps } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import type { PaperRequest, ReceiptView } from '#modules/requests/contract/intake.ts'
import * as requests from '#modules/requests/index.ts'
import { replyClock } from '../modules/requests/kinds/clocks.ts'
import { listAnswerFiles, listAnswers, listDeliveries } from '../modules/requests/store/answers.ts'
import { buildCity, TODAY, type SmallCity } from './city.ts'
import { answerIn, type Way } from './procedure.ts'
import { buildApplication, buildPaper, requestServices } from './requests.ts'

export const GIVEN: Way = { outcome: 'C1', form: 'C1.provided', details: [] }

/** A small city whose offices handle requests, and what a test looks at together of one request. */
export interface RequestWork {
  readonly city: SmallCity
  readonly services: Awaited<ReturnType<typeof requestServices>>
  asPublic(): Context
  /** Somebody new of this unit, at work on this day. */
  officer(on?: string): Promise<Context>
  head(on?: string): Promise<Context>
  submit(part?: Parameters<typeof buildApplication>[0], formKey?: string): Promise<ReceiptView>
  recorded(part?: Partial<PaperRequest>): Promise<ReceiptView>
  /** Written by one person and signed by another, not delivered yet. */
  answered(part?: Partial<PaperRequest>, way?: Way): Promise<number>
  /** Row, clock, steps and ledger. */
  stateOf(id: number): ReturnType<typeof stateOf>
  /** What a refusal must leave as it was: the request with all that hangs on it, and the length of the ledger. */
  everything(id: number): ReturnType<typeof everything>
  close(): Promise<void>
}

const morning = (day: string) => new Date(`${civilDate(day)}T02:00:00Z`)

async function stateOf({ db }: SmallCity, id: number) {
  const row = await getCase(db, requests.disclosureRequest, id)
  const clock = await findClock(db, replyClock, `request:${id}`)
  const entries = await listEntries(db, { subject: `request:${id}`, limit: 100 })
  const steps = await listSteps(db, id)
  return { row, clock, entries, steps, verbs: entries.map((entry) => entry.verb) }
}

async function everything(city: SmallCity, id: number) {
  const [state, answers, files, deliveries, entries] = await Promise.all([
    stateOf(city, id),
    listAnswers(city.db, id),
    listAnswerFiles(city.db, id),
    listDeliveries(city.db, id),
    countEntries(city.db),
  ])
  return { ...state, answers, files, deliveries, entries }
}

export async function startRequestWork(): Promise<RequestWork> {
  const database = await testDatabase()
  const city = await buildCity(database.db)
  const services = await requestServices()
  const asPublic = () => createContext(city.db, publicActor, TODAY)
  const someone = (role: 'disclosure_officer' | 'section_head') => (on?: string) =>
    city.as(role, city.one, on === undefined ? {} : { now: morning(on) })
  const officer = someone('disclosure_officer')
  const head = someone('section_head')
  const work: RequestWork = {
    city,
    services,
    asPublic,
    officer,
    head,
    submit: async (part = {}, formKey = randomUUID()) =>
      valueOf(
        await requests.submitApplication(asPublic(), services, city.one.id, buildApplication(part), formKey),
      ),
    recorded: async (part = {}) =>
      valueOf(
        await requests.recordPaperRequest(
          await officer(),
          services,
          buildPaper({ unitId: city.one.id, ...part }),
        ),
      ),
    async answered(part = {}, way = GIVEN) {
      const { id } = await work.recorded(part)
      valueOf(await requests.propose(await officer(), id, answerIn(way)))
      const { revision } = (await stateOf(city, id)).row
      return valueOf(await requests.sign(await head(), services, id, { revision }))
    },
    stateOf: (id) => stateOf(city, id),
    everything: (id) => everything(city, id),
    async close() {
      await database.close()
      await services.remove()
    },
  }
  return work
}
