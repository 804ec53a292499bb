import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { createDraft } from '#modules/publishing/index.ts'
import { submitApplication } from '#modules/requests/index.ts'
import type { Services } from '../../modules.ts'
import { TODAY, type SmallCity } from '../city.ts'
import { buildApplication } from '../requests.ts'
import type { Base } from './fixture.ts'

/** A valid draft of the unit `one`. */
export function buildDraft(city: SmallCity) {
  return {
    kind: 'official',
    title: '权限试验',
    documentNumber: null,
    writtenOn: civilDate('2026-03-01'),
    effectiveOn: null,
    topic: '02',
    genre: '08',
    attribute: 'proactive' as const,
    attributeGround: null,
    attributeReason: null,
    keywords: [],
    summary: '',
    bodyHtml: '<p>正文</p>',
    channelIds: [city.channelId],
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** Makes the base of one fixture after another. */
export function baseMaker(city: SmallCity, services: Services): () => Base {
  const { db } = city
  let serial = 0
  return () => {
    serial += 1
    const drafter = once(() => city.as('drafter'))
    return {
      db,
      city,
      services,
      serial,
      drafter,
      documentId: once(async () =>
        valueOf(await createDraft(await drafter(), { ...buildDraft(city), unitId: city.one.id })),
      ),
      requestId: once(async () => {
        const anybody = createContext(db, publicActor, TODAY)
        const key = crypto.randomUUID()
        return valueOf(await submitApplication(anybody, services, city.one.id, buildApplication(), key)).id
      }),
    }
  }
}
