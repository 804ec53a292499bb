import { createRoute } from '@tanstack/react-router'
import { unitsQuery } from '#modules/administration/screens/session.ts'
import { vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { TopicsScreen } from '#modules/topics/screens/list.tsx'
import {
  itemsQuery as topicItemsQuery,
  readItemsSearch,
  readTopicsSearch,
  topicQuery,
  topicsQuery,
} from '#modules/topics/screens/queries.ts'
import { TopicScreen } from '#modules/topics/screens/topic.tsx'
import { numberParam, signedIn } from './root.tsx'

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
  params: numberParam('topicId'),
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

export const topicRoutes = [topics, topic] as const
