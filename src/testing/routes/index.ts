import { administrationRoutes } from './administration.ts'
import { auditorRoutes } from './auditor.ts'
import { caseworkRoutes } from './casework.ts'
import { checkingRoutes } from './checking.ts'
import { consultationRoutes } from './consultations.ts'
import { disclosureRoutes } from './disclosure.ts'
import { displayRoutes } from './displays.ts'
import { figureRoutes } from './figures.ts'
import { type RouteFixtures } from './fixture.ts'
import { gazetteRoutes } from './gazette.ts'
import { legalityRoutes } from './legality.ts'
import { messageRoutes } from './messages.ts'
import { normativeRoutes } from './normative.ts'
import { paperRoutes } from './papers.ts'
import { publishingRoutes } from './publishing.ts'
import { redactionRoutes } from './redaction.ts'
import { registerRoutes } from './registers.ts'
import { remedyRoutes } from './remedies.ts'
import { reportRoutes } from './reports.ts'
import { requestRoutes } from './requests.ts'
import { reviewRoutes } from './review.ts'
import { siteRoutes } from './sites.ts'
import { siteyearRoutes } from './siteyear.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { topicRoutes } from './topics.ts'

/** The routes of every module, for the permissions test; one line for each module. */
export const routeFixtures: readonly RouteFixtures[] = [
  administrationRoutes,
  auditorRoutes,
  caseworkRoutes,
  checkingRoutes,
  consultationRoutes,
  disclosureRoutes,
  displayRoutes,
  figureRoutes,
  gazetteRoutes,
  legalityRoutes,
  messageRoutes,
  normativeRoutes,
  paperRoutes,
  publishingRoutes,
  redactionRoutes,
  registerRoutes,
  remedyRoutes,
  reportRoutes,
  requestRoutes,
  reviewRoutes,
  siteRoutes,
  siteyearRoutes,
  subscriptionRoutes,
  topicRoutes,
]
