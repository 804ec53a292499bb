import { renderToStaticMarkup } from 'react-dom/server'
import { expect } from 'vitest'
import { civilDateOf } from '#platform/dates.ts'
import type { PageContent, PageRequest, Redirect } from '#platform/http/page.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { requestsModule, type RequestServices } from '#modules/requests/index.ts'
import { TODAY, type SmallCity } from './city.ts'

export interface ShownPage extends PageContent {
  readonly html: string
}

export interface RequestPages {
  readonly house: ModuleDeclaration
  ask(
    method: 'GET' | 'POST',
    path: string,
    asked?: Partial<PageRequest>,
  ): Promise<PageContent | Redirect | undefined>
  show(method: 'GET' | 'POST', path: string, asked?: Partial<PageRequest>): Promise<ShownPage>
}

/** The public pages of disclosure requests, read without a server. */
export function requestPages(city: SmallCity, services: RequestServices): RequestPages {
  const house = requestsModule(services)
  const ask: RequestPages['ask'] = async (method, path, asked = {}) => {
    const route = house.pages?.find((one) => one.method === method && one.path === path)
    if (!route) throw new Error(`no page ${method} ${path}`)
    expect(method === 'GET' || (route.perMinute ?? 0) > 0).toBe(true)
    const now = asked.now ?? TODAY
    return route.read({
      db: city.db,
      site: 'main',
      publicUrl: 'https://www.yunlan.example',
      now,
      today: civilDateOf(now),
      params: {},
      query: {},
      form: {},
      cookies: {},
      client: async () => 'somebody',
      ...asked,
    })
  }
  return {
    house,
    ask,
    async show(...asked) {
      const content = await ask(...asked)
      if (!content || 'redirect' in content) throw new Error('no page')
      return { ...content, html: renderToStaticMarkup(content.main) }
    },
  }
}

/** The text of a hidden field of a page. */
export function hiddenField(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
  if (value === undefined) throw new Error(`no field ${name}`)
  return value
}
