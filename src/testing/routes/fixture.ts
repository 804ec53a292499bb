import type { Db } from '#platform/db/connect.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { Services } from '../../modules.ts'
import type { SmallCity } from '../city.ts'

/** What a module makes its fixture of. What several modules hang on is made when the first of them asks for it. */
export interface Base {
  readonly db: Db
  readonly city: SmallCity
  readonly services: Services
  /** Another number for each fixture: for names that may be there once only. */
  readonly serial: number
  /** Somebody who drafts for the unit `one`. */
  readonly drafter: () => Promise<Context>
  /** A draft of theirs. */
  readonly documentId: () => Promise<number>
  /** A request that came to the unit `one`, not registered yet. */
  readonly requestId: () => Promise<number>
}

type Param = string | number

/** One of everything that a module's routes are called with, of the unit `one`. Routes are named `POST /topics/:topicId`. */
export interface Given {
  /** By the name in the route's address. No two modules may mean different things by one name. */
  readonly params?: Readonly<Record<string, Param>>
  readonly bodies?: Readonly<Record<string, object>>
  /** Queries without which a route answers 400 before anything else. */
  readonly queries?: Readonly<Record<string, string>>
}

/** What the permissions test needs to know of a module's routes. */
export interface RouteFixtures {
  /** Made anew for each call, since a route may use it up; only by routes that need something of it. */
  readonly make?: (base: Base) => Promise<Given> | Given
  /** Routes whose answer does not hang on one unit: lists show each person their own. */
  readonly concernNoUnit?: readonly string[]
  /** Lists that show nobody anything of a foreign unit. */
  readonly ownLists?: readonly string[]
  /** Set for the whole city by who holds the permission for its government: refused to those of one unit. */
  readonly cityWide?: readonly string[]
  /** Routes that ask for something that the fixture has not: 404 for those who may. */
  readonly missing?: readonly string[]
  /** Routes that take a file. */
  readonly uploads?: readonly string[]
  /** Writes that are public on purpose, with their whole address; a page's also in traditional characters. */
  readonly publicWrites?: readonly string[]
}
