import type { CivilDate } from '#platform/dates.ts'
import type { DemoDocument } from './document.ts'
import { lawDocuments } from './laws.ts'
import { livelihoodDocuments } from './livelihood.ts'
import { newsDocuments } from './news.ts'
import { normativeDocuments } from './normative.ts'
import { planDocuments } from './plans-and-money.ts'
import { policyDocuments } from './policies.ts'
import { postDocuments } from './posts.ts'
import { regulationDocuments } from './regulations.ts'
import { seriesDocuments } from './series.ts'

export type { DemoDocument } from './document.ts'

/** Everything that the demo city has published by this day. */
export function demoDocuments(today: CivilDate): DemoDocument[] {
  return [
    ...regulationDocuments,
    ...normativeDocuments,
    ...policyDocuments,
    ...planDocuments,
    ...livelihoodDocuments,
    ...postDocuments,
    ...newsDocuments,
    ...lawDocuments,
    ...seriesDocuments(today),
  ].filter((document) => document.publishDate <= today)
}
