import { createRoute } from '@tanstack/react-router'
import { readPapersSearch, TemplatesScreen } from '#modules/papers/screens/list.tsx'
import { TemplateScreen } from '#modules/papers/screens/template.tsx'
import { number, signedIn } from './root.tsx'

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

export const paperRoutes = [papers, template] as const
