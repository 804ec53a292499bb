import type { Job } from '#platform/jobs/index.ts'
import type { PageRoute } from '#platform/http/page.ts'
import type { Api } from '#platform/http/server.ts'
import type { CaseKind } from '#kernel/cases/index.ts'
import type { ClockRule, Light } from '#kernel/clock/index.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { DocumentKind } from '#kernel/documents/index.ts'
import type { Figure } from '#kernel/figures/index.ts'
import type { Context, Permission } from '#kernel/identity/index.ts'
import type { Template } from '#kernel/papers/index.ts'
import type { Register } from '#kernel/registers/index.ts'

/** Something that waits for a member of staff. */
export interface DeskItem {
  readonly kind:
    | 'review'
    | 'request'
    | 'document'
    | 'cleanup'
    | 'guide'
    | 'topic_item'
    | 'cohandling'
    | 'remedy'
  readonly id: number
  readonly title: string
  readonly why: string
  readonly dueOn: string | null
  readonly light: Light | null
}

/** A module's share of the desk: how many of what, and the most pressing of them. */
export interface DeskShare {
  readonly counts: Readonly<Record<string, number>>
  readonly items: readonly DeskItem[]
}

/** A running limit whose due day a notice moved, or of which a day has passed. */
export interface ClockChange {
  readonly name: string
  readonly subject: string
  readonly unitId: number
  readonly what: 'moved' | 'yellow' | 'overdue'
  readonly dueOn: CivilDate
}

/** Tells whom it concerns of what happened to limits, in the transaction in which it happened. */
export type ClockListener = (tx: Tx, now: Date, changes: readonly ClockChange[]) => Promise<void>

/** What a module tells the house of itself, in the five words. */
export interface ModuleDeclaration {
  readonly name: string
  readonly permissions?: readonly Permission[]
  readonly documentKinds?: readonly DocumentKind[]
  readonly caseKinds?: readonly CaseKind[]
  readonly registers?: readonly Register[]
  readonly clocks?: readonly ClockRule[]
  readonly figures?: readonly Figure[]
  readonly jobs?: readonly Job[]
  /** Kinds of letters that this module sends. */
  readonly templates?: readonly Template[]
  /** Routes of the API, below /api/v1. */
  readonly api?: (app: Api) => void
  /** Public addresses that are no pages: files, feeds. */
  readonly resources?: (app: Api) => void
  readonly pages?: readonly PageRoute[]
  /** Called with what happened to limits; picks its own by their names. */
  readonly onClocks?: ClockListener
  /** What waits for this person in this module. */
  readonly desk?: (ctx: Context) => Promise<DeskShare>
}

/** Everything that the modules declared, by name. */
export interface Declared {
  readonly permissions: readonly Permission[]
  readonly documentKinds: readonly DocumentKind[]
  readonly caseKinds: readonly CaseKind[]
  readonly registers: readonly Register[]
  readonly clocks: readonly ClockRule[]
  readonly figures: readonly Figure[]
  readonly jobs: readonly Job[]
  readonly clockListeners: readonly ClockListener[]
  readonly templates: readonly Template[]
}

/** Collects the declarations; a name declared twice stops the start. */
export function collect(modules: readonly ModuleDeclaration[]): Declared {
  const of = <T extends { readonly name: string }>(
    what: string,
    lists: readonly (readonly T[] | undefined)[],
  ) => {
    const all = lists.flatMap((list) => list ?? [])
    const names = new Set<string>()
    for (const { name } of all) {
      if (names.has(name)) throw new Error(`the ${what} ${name} is declared twice`)
      names.add(name)
    }
    return all
  }
  return {
    permissions: of(
      'permission',
      modules.map((module) => module.permissions),
    ),
    documentKinds: of(
      'kind of document',
      modules.map((module) => module.documentKinds),
    ),
    caseKinds: of(
      'kind of case',
      modules.map((module) => module.caseKinds),
    ),
    registers: of(
      'register',
      modules.map((module) => module.registers),
    ),
    clocks: of(
      'clock',
      modules.map((module) => module.clocks),
    ),
    figures: of(
      'figure',
      modules.map((module) => module.figures),
    ),
    jobs: of(
      'job',
      modules.map((module) => module.jobs),
    ),
    clockListeners: modules.flatMap((module) => module.onClocks ?? []),
    templates: of(
      'template',
      modules.map((module) => module.templates),
    ),
  }
}
