import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  useRouter,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { ApiError, get } from '#ui/console/api.ts'
import { Pending, ProblemPage } from '#ui/console/states.tsx'
import { sessionQuery, unitsQuery } from '#modules/administration/screens/session.ts'
import { SetUpScreen, SignInScreen } from '#modules/administration/screens/sign-in.tsx'
import { AdminScreen, readAdminSearch } from '#modules/administration/screens/units.tsx'
import { EntryScreen } from '#modules/casebook/screens/entry.tsx'
import { CasebookScreen, readCasebookSearch } from '#modules/casebook/screens/list.tsx'
import { casebookWordsQuery, entryQuery } from '#modules/casebook/screens/queries.ts'
import { CohandlingsScreen } from '#modules/casework/screens/cohandling-list.tsx'
import { LoadScreen } from '#modules/casework/screens/load.tsx'
import { OverviewScreen } from '#modules/casework/screens/overview.tsx'
import {
  cohandlingsQuery,
  kindsQuery,
  readCohandlingsSearch,
  readLoadSearch,
  readOverviewSearch,
} from '#modules/casework/screens/queries.ts'
import { CheckingScreen, readCheckingSearch } from '#modules/checking/screens/list.tsx'
import { ConsultationScreen } from '#modules/consultations/screens/consultation.tsx'
import { ConsultationsScreen, readConsultationsSearch } from '#modules/consultations/screens/list.tsx'
import { NewConsultationScreen } from '#modules/consultations/screens/new.tsx'
import { consultationQuery, consultationsQuery } from '#modules/consultations/screens/queries.ts'
import { DisplaysScreen, displaysQuery } from '#modules/displays/screens/setting.tsx'
import { DeskScreen, deskQuery } from '#modules/desk/screens/desk.tsx'
import { IssueScreen } from '#modules/gazette/screens/issue.tsx'
import { GazetteScreen, readGazetteSearch } from '#modules/gazette/screens/list.tsx'
import { issueQuery, issuesQuery } from '#modules/gazette/screens/queries.ts'
import { NoticesScreen, readNoticesSearch } from '#modules/messages/screens/notices.tsx'
import { OutboxScreen, readOutboxSearch } from '#modules/messages/screens/outbox.tsx'
import { noticesQuery, outboxQuery } from '#modules/messages/screens/queries.ts'
import { CleanupScreen } from '#modules/normative/screens/cleanup.tsx'
import { NormativeScreen, readNormativeSearch } from '#modules/normative/screens/list.tsx'
import { cleanupQuery } from '#modules/normative/screens/queries.ts'
import { GuideScreen } from '#modules/disclosure/screens/guide.tsx'
import { readUnitSearch } from '#modules/disclosure/screens/head.tsx'
import { MatrixScreen, readMatrixSearch } from '#modules/disclosure/screens/matrix.tsx'
import { itemsQuery, matrixQuery } from '#modules/disclosure/screens/queries.ts'
import { StandingScreen } from '#modules/disclosure/screens/standing.tsx'
import { readPapersSearch, TemplatesScreen } from '#modules/papers/screens/list.tsx'
import { TemplateScreen } from '#modules/papers/screens/template.tsx'
import { DocumentScreen } from '#modules/publishing/screens/document.tsx'
import { DocumentsScreen, readDocumentsSearch } from '#modules/publishing/screens/list.tsx'
import { NewDocumentScreen } from '#modules/publishing/screens/new.tsx'
import { documentQuery, documentsQuery, vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { originalQuery } from '#modules/redaction/screens/queries.ts'
import { RedactScreen } from '#modules/redaction/screens/redact.tsx'
import { readRowsSearch, RegistersScreen, RowsScreen } from '#modules/registers/screens/list.tsx'
import { NewRowScreen } from '#modules/registers/screens/new.tsx'
import { registersQuery, rowsQuery } from '#modules/registers/screens/queries.ts'
import { AnswerScreen, readAnswerSearch } from '#modules/requests/screens/answer.tsx'
import { readRequestsSearch, RequestsScreen } from '#modules/requests/screens/list.tsx'
import { NewRequestScreen } from '#modules/requests/screens/new.tsx'
import { outcomesQuery, requestQuery, requestsQuery } from '#modules/requests/screens/queries.ts'
import { RequestScreen } from '#modules/requests/screens/request.tsx'
import { readReviewsSearch, reviewsOf, ReviewsScreen } from '#modules/review/screens/list.tsx'
import { reviewQuery } from '#modules/review/screens/queries.ts'
import { documentIdOf, ReviewScreen } from '#modules/review/screens/review.tsx'
import { SitesScreen } from '#modules/sites/screens/list.tsx'
import { channelsQuery, siteQuery, sitesQuery } from '#modules/sites/screens/queries.ts'
import { SiteScreen } from '#modules/sites/screens/site.tsx'
import {
  readSubscriptionsSearch,
  SubscriptionsScreen,
  subscriptionsQuery,
} from '#modules/subscriptions/screens/counts.tsx'
import { TopicsScreen } from '#modules/topics/screens/list.tsx'
import {
  itemsQuery as topicItemsQuery,
  readItemsSearch,
  readTopicsSearch,
  topicQuery,
  topicsQuery,
} from '#modules/topics/screens/queries.ts'
import { TopicScreen } from '#modules/topics/screens/topic.tsx'
import { Shell } from './shell.tsx'

interface Surroundings {
  readonly client: QueryClient
}

const root = createRootRouteWithContext<Surroundings>()({ component: Outlet })

/** Where a sign-in leads back to: only within the console. */
function readFrom({ from }: Record<string, unknown>): { from?: string } {
  return typeof from === 'string' && from.startsWith('/console/') ? { from } : {}
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: readFrom,
  loader: async () => ({ setUpOpen: (await get<{ open: boolean }>('/setup')).open }),
  component: SignInScreen,
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  loader: () => get<{ open: boolean }>('/setup'),
  component: SetUpScreen,
})

/** Everything behind the sign-in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery)
    if (session === null) redirect({ to: '/signin', search: { from: location.publicHref }, throw: true })
  },
  component: Shell,
})

const number = (text: string) => {
  const value = Number(text)
  // No record has such a number: answered like one that is not there.
  if (!Number.isSafeInteger(value) || value < 1) throw new ApiError(404, { code: 'not_found' })
  return value
}

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  loader: ({ context }) => context.client.ensureQueryData({ ...deskQuery, revalidateIfStale: true }),
  component: DeskScreen,
})

const documents = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents',
  validateSearch: readDocumentsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...documentsQuery({ ...deps }), revalidateIfStale: true }),
  component: DocumentsScreen,
})

const newDocument = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/new',
  loader: ({ context }) => context.client.ensureQueryData(vocabularyQuery),
  component: NewDocumentScreen,
})

const document = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/$documentId',
  params: {
    parse: ({ documentId }) => ({ documentId: number(documentId) }),
    stringify: ({ documentId }) => ({ documentId: String(documentId) }),
  },
  // A form begins with what is there now, not with what was seen before.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.fetchQuery({ ...documentQuery(params.documentId), staleTime: 0 }),
      context.client.ensureQueryData(vocabularyQuery),
    ]),
  component: DocumentScreen,
})

const reviews = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews',
  validateSearch: readReviewsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...reviewsOf(deps), revalidateIfStale: true }),
  component: ReviewsScreen,
})

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews/$reviewId',
  params: {
    parse: ({ reviewId }) => ({ reviewId: number(reviewId) }),
    stringify: ({ reviewId }) => ({ reviewId: String(reviewId) }),
  },
  // What is signed is fetched anew: an old copy would be refused.
  loader: async ({ context: { client }, params }) => {
    const found = await client.fetchQuery({ ...reviewQuery(params.reviewId), staleTime: 0 })
    const documentId = documentIdOf(found.subject)
    await Promise.all([
      documentId === undefined
        ? undefined
        : client.fetchQuery({ ...documentQuery(documentId), staleTime: 0 }),
      client.ensureQueryData(vocabularyQuery),
    ])
  },
  component: ReviewScreen,
})

const requests = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests',
  validateSearch: readRequestsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...requestsQuery({ ...deps }), revalidateIfStale: true }),
  component: RequestsScreen,
})

const newRequest = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/new',
  component: NewRequestScreen,
})

const requestNumber = {
  parse: ({ requestId }: { requestId: string }) => ({ requestId: number(requestId) }),
  stringify: ({ requestId }: { requestId: number }) => ({ requestId: String(requestId) }),
}

const request = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId',
  params: requestNumber,
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...requestQuery(params.requestId), revalidateIfStale: true }),
  component: RequestScreen,
})

const answer = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId/answer',
  params: requestNumber,
  validateSearch: readAnswerSearch,
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData(requestQuery(params.requestId)),
      context.client.ensureQueryData(outcomesQuery),
    ]),
  component: AnswerScreen,
})

const redact = createRoute({
  getParentRoute: () => signedIn,
  path: '/redaction/$originalId',
  params: {
    parse: ({ originalId }) => ({ originalId: number(originalId) }),
    stringify: ({ originalId }) => ({ originalId: String(originalId) }),
  },
  // What is marked begins with what is kept now.
  loader: ({ context, params }) =>
    context.client.fetchQuery({ ...originalQuery(params.originalId), staleTime: 0 }),
  component: RedactScreen,
})

const registers = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers',
  loader: ({ context }) => context.client.ensureQueryData(registersQuery),
  component: RegistersScreen,
})

const rows = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers/$register',
  validateSearch: readRowsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([
      context.client.ensureQueryData(registersQuery),
      context.client.ensureQueryData({ ...rowsQuery(params.register, { ...deps }), revalidateIfStale: true }),
    ]),
  component: RowsScreen,
})

const newRow = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers/$register/new',
  loader: ({ context }) => context.client.ensureQueryData(registersQuery),
  component: NewRowScreen,
})

const disclosure = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure',
  validateSearch: readUnitSearch,
  loader: ({ context }) => context.client.ensureQueryData(itemsQuery),
  component: StandingScreen,
})

const guide = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure/guide',
  validateSearch: readUnitSearch,
  component: GuideScreen,
})

const disclosureUnits = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure/units',
  validateSearch: readMatrixSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    Promise.all([
      context.client.ensureQueryData(itemsQuery),
      context.client.ensureQueryData({ ...matrixQuery({ ...deps }), revalidateIfStale: true }),
    ]),
  component: MatrixScreen,
})

const sites = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites',
  loader: ({ context }) => context.client.ensureQueryData({ ...sitesQuery, revalidateIfStale: true }),
  component: SitesScreen,
})

const site = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites/$siteId',
  params: {
    parse: ({ siteId }) => ({ siteId: number(siteId) }),
    stringify: ({ siteId }) => ({ siteId: String(siteId) }),
  },
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData({ ...siteQuery(params.siteId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...channelsQuery(params.siteId), revalidateIfStale: true }),
    ]),
  component: SiteScreen,
})

const checking = createRoute({
  getParentRoute: () => signedIn,
  path: '/checking',
  validateSearch: readCheckingSearch,
  component: CheckingScreen,
})

const normative = createRoute({
  getParentRoute: () => signedIn,
  path: '/normative',
  validateSearch: readNormativeSearch,
  component: NormativeScreen,
})

const cleanup = createRoute({
  getParentRoute: () => signedIn,
  path: '/normative/cleanups/$cleanupId',
  params: {
    parse: ({ cleanupId }) => ({ cleanupId: number(cleanupId) }),
    stringify: ({ cleanupId }) => ({ cleanupId: String(cleanupId) }),
  },
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...cleanupQuery(params.cleanupId), revalidateIfStale: true }),
  component: CleanupScreen,
})

const papers = createRoute({
  getParentRoute: () => signedIn,
  path: '/papers',
  validateSearch: readPapersSearch,
  component: TemplatesScreen,
})

const template = createRoute({
  getParentRoute: () => signedIn,
  path: '/papers/$unitId/$template',
  params: {
    parse: ({ unitId, template }) => ({ unitId: number(unitId), template }),
    stringify: ({ unitId, template }) => ({ unitId: String(unitId), template }),
  },
  component: TemplateScreen,
})

const gazette = createRoute({
  getParentRoute: () => signedIn,
  path: '/gazette',
  validateSearch: readGazetteSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...issuesQuery({ ...deps }), revalidateIfStale: true }),
  component: GazetteScreen,
})

const issue = createRoute({
  getParentRoute: () => signedIn,
  path: '/gazette/$issueId',
  params: {
    parse: ({ issueId }) => ({ issueId: number(issueId) }),
    stringify: ({ issueId }) => ({ issueId: String(issueId) }),
  },
  // A composition begins with what is there now.
  loader: ({ context, params }) => context.client.fetchQuery({ ...issueQuery(params.issueId), staleTime: 0 }),
  component: IssueScreen,
})

const displays = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites/$siteId/displays',
  params: {
    parse: ({ siteId }) => ({ siteId: number(siteId) }),
    stringify: ({ siteId }) => ({ siteId: String(siteId) }),
  },
  // The form begins with what is kept now.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData({ ...siteQuery(params.siteId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...channelsQuery(params.siteId), revalidateIfStale: true }),
      context.client.fetchQuery({ ...displaysQuery(params.siteId), staleTime: 0 }),
    ]),
  component: DisplaysScreen,
})

const subscriptions = createRoute({
  getParentRoute: () => signedIn,
  path: '/subscriptions',
  validateSearch: readSubscriptionsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...subscriptionsQuery(deps), revalidateIfStale: true }),
  component: SubscriptionsScreen,
})

const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices',
  validateSearch: readNoticesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...noticesQuery({ ...deps }), revalidateIfStale: true }),
  component: NoticesScreen,
})

const outbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  validateSearch: readOutboxSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...outboxQuery({ ...deps }), revalidateIfStale: true }),
  component: OutboxScreen,
})

const topics = createRoute({
  getParentRoute: () => signedIn,
  path: '/topics',
  validateSearch: readTopicsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...topicsQuery(deps), revalidateIfStale: true }),
  component: TopicsScreen,
})

const topic = createRoute({
  getParentRoute: () => signedIn,
  path: '/topics/$topicId',
  params: {
    parse: ({ topicId }) => ({ topicId: number(topicId) }),
    stringify: ({ topicId }) => ({ topicId: String(topicId) }),
  },
  validateSearch: readItemsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([
      context.client.ensureQueryData({ ...topicQuery(params.topicId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...topicItemsQuery(params.topicId, deps), revalidateIfStale: true }),
      context.client.ensureQueryData(unitsQuery),
      context.client.ensureQueryData(vocabularyQuery),
    ]),
  component: TopicScreen,
})

const consultations = createRoute({
  getParentRoute: () => signedIn,
  path: '/consultations',
  validateSearch: readConsultationsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...consultationsQuery({ ...deps }), revalidateIfStale: true }),
  component: ConsultationsScreen,
})

const newConsultation = createRoute({
  getParentRoute: () => signedIn,
  path: '/consultations/new',
  component: NewConsultationScreen,
})

const consultation = createRoute({
  getParentRoute: () => signedIn,
  path: '/consultations/$consultationId',
  params: {
    parse: ({ consultationId }) => ({ consultationId: number(consultationId) }),
    stringify: ({ consultationId }) => ({ consultationId: String(consultationId) }),
  },
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...consultationQuery(params.consultationId), revalidateIfStale: true }),
  component: ConsultationScreen,
})

const casebook = createRoute({
  getParentRoute: () => signedIn,
  path: '/casebook',
  validateSearch: readCasebookSearch,
  loader: ({ context }) => context.client.ensureQueryData(casebookWordsQuery),
  component: CasebookScreen,
})

const entry = createRoute({
  getParentRoute: () => signedIn,
  path: '/casebook/entries/$entryId',
  params: {
    parse: ({ entryId }) => ({ entryId: number(entryId) }),
    stringify: ({ entryId }) => ({ entryId: String(entryId) }),
  },
  // An edit begins with what is kept now.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData(casebookWordsQuery),
      context.client.fetchQuery({ ...entryQuery(params.entryId), staleTime: 0 }),
    ]),
  component: EntryScreen,
})

const cohandlings = createRoute({
  getParentRoute: () => signedIn,
  path: '/cohandlings',
  validateSearch: readCohandlingsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...cohandlingsQuery(deps), revalidateIfStale: true }),
  component: CohandlingsScreen,
})

const load = createRoute({
  getParentRoute: () => signedIn,
  path: '/casework/load',
  validateSearch: readLoadSearch,
  loader: ({ context }) => context.client.ensureQueryData(kindsQuery),
  component: LoadScreen,
})

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/casework/overview',
  validateSearch: readOverviewSearch,
  loader: ({ context }) => context.client.ensureQueryData(kindsQuery),
  component: OverviewScreen,
})

const admin = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin',
  validateSearch: readAdminSearch,
  loader: ({ context }) => context.client.ensureQueryData(unitsQuery),
  component: AdminScreen,
})

const tree = root.addChildren([
  signIn,
  setUp,
  signedIn.addChildren([
    desk,
    documents,
    newDocument,
    document,
    reviews,
    review,
    requests,
    newRequest,
    request,
    answer,
    redact,
    registers,
    rows,
    newRow,
    disclosure,
    guide,
    disclosureUnits,
    sites,
    site,
    checking,
    normative,
    cleanup,
    papers,
    template,
    gazette,
    issue,
    displays,
    subscriptions,
    notices,
    outbox,
    topics,
    cohandlings,
    load,
    overview,
    topic,
    consultations,
    newConsultation,
    consultation,
    casebook,
    entry,
    admin,
  ]),
])

/** The list of screens, each with its address and what it loads before it is shown. */
export function buildRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: () => <ProblemPage error={new ApiError(404, { code: 'not_found' })} />,
    scrollRestoration: true,
  })
}

function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ProblemPage error={error} onRetry={retry} />
}
