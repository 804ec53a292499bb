import { createRoute } from '@tanstack/react-router'
import { documentQuery, vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { readReviewsSearch, reviewsOf, ReviewsScreen } from '#modules/review/screens/list.tsx'
import { reviewQuery } from '#modules/review/screens/queries.ts'
import { documentIdOf, ReviewScreen } from '#modules/review/screens/review.tsx'
import { numberParam, signedIn } from './root.tsx'

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
  params: numberParam('reviewId'),
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

export const reviewRoutes = [reviews, review] as const
