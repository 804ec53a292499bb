import { createRoute } from '@tanstack/react-router'
import { ConsultationScreen } from '#modules/consultations/screens/consultation.tsx'
import { ConsultationsScreen, readConsultationsSearch } from '#modules/consultations/screens/list.tsx'
import { NewConsultationScreen } from '#modules/consultations/screens/new.tsx'
import { consultationQuery, consultationsQuery } from '#modules/consultations/screens/queries.ts'
import { numberParam, signedIn } from './root.tsx'

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
  params: numberParam('consultationId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...consultationQuery(params.consultationId), revalidateIfStale: true }),
  component: ConsultationScreen,
})

export const consultationRoutes = [consultations, newConsultation, consultation] as const
