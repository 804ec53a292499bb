import type { Base, Given, RouteFixtures } from './fixture.ts'

export type Fixture = Required<Given>

/** Puts what the modules give into one; throws where two of them mean different things by one name. */
export function merge(given: readonly Given[]): Fixture {
  const params: Record<string, string | number> = {}
  const bodies: Record<string, object> = {}
  const queries: Record<string, string> = {}
  for (const one of given) {
    for (const [name, value] of Object.entries(one.params ?? {})) {
      if (name in params && params[name] !== value) throw new Error(`two modules give the parameter ${name}`)
      params[name] = value
    }
    for (const [name, body] of Object.entries(one.bodies ?? {})) {
      if (name in bodies) throw new Error(`two modules give the body of ${name}`)
      bodies[name] = body
    }
    for (const [name, query] of Object.entries(one.queries ?? {})) {
      if (name in queries) throw new Error(`two modules give the query of ${name}`)
      queries[name] = query
    }
  }
  return { params, bodies, queries }
}

export interface FixtureMaker {
  /** One of everything. */
  makeAll(): Promise<Fixture>
  /** Only what this route asks for: making everything for each call would take minutes. */
  makeFor(route: string): Promise<Fixture>
}

/** What a route asks for: the parameters in its address, its body and its query. */
const wants = (route: string, given: Given) =>
  route in (given.bodies ?? {}) ||
  route in (given.queries ?? {}) ||
  [...route.matchAll(/:(\w+)/g)].some(([, name = '']) => name in (given.params ?? {}))

/** Makes everything once, to see which module gives what. */
export async function fixtureMaker(
  newBase: () => Base,
  modules: readonly RouteFixtures[],
): Promise<FixtureMaker> {
  const makers = modules.flatMap((module) => (module.make ? [module.make] : []))
  // One after the other: some look for what they made as the newest there is.
  const makeBy = async (chosen: typeof makers): Promise<Given[]> => {
    const base = newBase()
    const given: Given[] = []
    for (const make of chosen) given.push(await make(base))
    return given
  }
  const samples = await makeBy(makers)
  return {
    makeAll: async () => merge(await makeBy(makers)),
    makeFor: async (route) => merge(await makeBy(makers.filter((_, at) => wants(route, samples[at] ?? {})))),
  }
}
