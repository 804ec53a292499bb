import type { CivilDate } from '#platform/dates.ts'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Job } from '#platform/jobs/index.ts'
import type { PageRoute } from '#platform/http/page.ts'
import type { Api } from '#platform/http/server.ts'
import type { CaseKind } from '#kernel/cases/index.ts'
import type { ClockRule, Light } from '#kernel/clock/index.ts'
import type { DocumentKind } from '#kernel/documents/index.ts'
import type { Figure, Rate } from '#kernel/figures/index.ts'
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
    | 'consultation'
    | 'entry'
    | 'cohandling'
    | 'remedy'
    | 'annual_report'
    | 'site_report'
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

/** A closed case that may be written into the base of questions or the typical cases. */
export interface ClosedCase {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly unitId: number
  readonly unitName: string
  readonly outcomeLabel: string
  readonly closedOn: CivilDate
}

/** A closed case in words, without what a rule could take out; the rest is for the person who writes. */
export interface ClosedCaseText extends ClosedCase {
  readonly question: string
  readonly answer: string
}

/** A word of the applicant that must not appear in anything made public. */
export interface PrivateWord {
  readonly kind: 'name' | 'phone' | 'email' | 'address' | 'identity'
  readonly word: string
}

/** A kind of case whose closed cases may become public questions and typical cases, once a person has anonymised them. */
export interface CasebookSource {
  /** The name of the kind of case. */
  readonly kind: string
  readonly label: string
  /** Closed cases of these units, the last closed first. */
  readonly list: (
    ctx: Context,
    filter: {
      readonly unitIds: readonly number[]
      /** The days of closing, both included. */
      readonly from?: CivilDate
      readonly to?: CivilDate
      readonly number?: string
    },
    page: { readonly offset: number; readonly limit: number },
  ) => Promise<{ readonly items: readonly ClosedCase[]; readonly total: number }>
  /** The closed case in words, the applicant's own data already taken out by rule; not found for who may not read it. */
  readonly draft: (ctx: Context, id: number) => Promise<ClosedCaseText>
  /** For comparing on the server; never sent to anybody. Empty when they are erased or were never given. */
  readonly privateWords: (handle: Handle, id: number) => Promise<readonly PrivateWord[]>
}

/** What a module tells the house of itself, in the five words. */
export interface ModuleDeclaration {
  readonly name: string
  readonly permissions?: readonly Permission[]
  readonly documentKinds?: readonly DocumentKind[]
  readonly caseKinds?: readonly CaseKind[]
  readonly registers?: readonly Register[]
  readonly clocks?: readonly ClockRule[]
  readonly figures?: readonly Figure[]
  /** Shares of figures, of this module or of others. */
  readonly rates?: readonly Rate[]
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
  readonly casebookSource?: CasebookSource
}

/** Everything that the modules declared, by name. */
export interface Declared {
  readonly permissions: readonly Permission[]
  readonly documentKinds: readonly DocumentKind[]
  readonly caseKinds: readonly CaseKind[]
  readonly registers: readonly Register[]
  readonly clocks: readonly ClockRule[]
  readonly figures: readonly Figure[]
  readonly rates: readonly Rate[]
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
    rates: of(
      'rate',
      modules.map((module) => module.rates),
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
