import { civilDateOf } from '#platform/dates.ts'
import type { Db } from '#platform/db/connect.ts'
import { createContext, loadActor, publicActor, type Actor, type Context } from '#kernel/identity/index.ts'
import type { OpenCity } from '../city.ts'

/** What the parts of the demo share: units, people and channels by their codes and logins. */
export interface Demo {
  readonly city: OpenCity
  readonly now: Date
  readonly unitIds: ReadonlyMap<string, number>
  readonly staffIds: ReadonlyMap<string, number>
  readonly channelIds: ReadonlyMap<string, number>
}

/** People at work, on one handle. */
export interface Workplace {
  /** This person at this time. */
  as(login: string, at?: Date): Promise<Context>
  /** A citizen without an account at this time. */
  asPublic(at: Date): Context
}

function workplace(demo: Demo, contextOf: (actor: Actor, at: Date) => Context): Workplace {
  const actors = new Map<string, Actor>()
  return {
    async as(login, at = demo.now) {
      const actor = actors.get(login) ?? (await loadActor(demo.city.database.db, idOf(demo.staffIds, login)))
      actors.set(login, actor)
      return contextOf(actor, at)
    },
    asPublic: (at) => contextOf(publicActor, at),
  }
}

/** People whose every action is a transaction of its own, as in the running city. */
export function eachByItself(demo: Demo): Workplace {
  return workplace(demo, (actor, at) => createContext(demo.city.database.db, actor, at))
}

/**
 * People whose actions all join one transaction: hundreds of commits would take longer than the actions. Whoever calls
 * must throw on a refusal (`valueOf`), for what a refused action wrote is not taken back by itself.
 */
export function allTogether<T>(demo: Demo, run: (people: Workplace) => Promise<T>): Promise<T> {
  return demo.city.database.db.transaction().execute((tx) => {
    // An action asks its context's handle for no further transaction: that is what `transaction` is for.
    const db: Db = tx
    return run(
      workplace(demo, (actor, at) => ({
        db,
        actor,
        now: at,
        today: civilDateOf(at),
        transaction: (work) => work(tx),
      })),
    )
  })
}

export function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the demo city has no ${name}`)
  return id
}
