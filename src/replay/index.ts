import { sql } from 'kysely'
import { civilDateOf } from '#platform/dates.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { finishReplay, openReplayCity } from './city.ts'
import { compare, type ComparedFigure } from './compare.ts'
import { replayConsultations } from './consultations.ts'
import { replayDocuments } from './documents.ts'
import { replayGazettes } from './gazettes.ts'
import { makePlan } from './plan.ts'
import type { Profile } from './profile.ts'
import { replayRegisters } from './registers.ts'
import { openReplay, type Progress, type ReplayCity } from './replay.ts'
import { replayRequests } from './requests.ts'

export { profileNames, readProfile } from './profile.ts'
export { verdictLabels, type ComparedFigure } from './compare.ts'

export interface Replayed {
  readonly begun: 'begun' | 'resumed'
  /** Documents that the records hold, and the time in which they came. */
  readonly documents: number
  readonly documentSeconds: number
  readonly seconds: number
  readonly figures: readonly ComparedFigure[]
}

export interface ReplayOptions {
  readonly profile: Profile
  readonly scale: number
  /** Of the city's two logins; undefined: nobody knows it. */
  readonly password: string | undefined
  readonly now: Date
  readonly declared: Declared
  readonly progress: Progress
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number
}

/** Makes a whole city-year from a profile and holds the platform's own report against what was published. */
export async function runReplay(city: ReplayCity, options: ReplayOptions): Promise<Replayed> {
  const { profile, now, declared, progress, clock } = options
  const { db } = city.database
  const started = clock()
  const plan = makePlan(profile, options.scale)
  const begun = await openReplayCity(db, plan, { now, password: options.password })
  const replay = await openReplay(city, plan, now, progress)
  const beforeDocuments = clock()
  const documents = await replayDocuments(replay)
  const documentSeconds = (clock() - beforeDocuments) / 1000
  await replayRegisters(replay)
  await replayRequests(replay)
  await replayConsultations(replay, declared.figures)
  await replayGazettes(replay)
  // Queries are planned by what is there now, not by the empty city.
  await sql`vacuum analyze`.execute(db)
  const figures = await compare(db, declared, plan, civilDateOf(now))
  await finishReplay(db, plan, now)
  return { begun, documents, documentSeconds, seconds: (clock() - started) / 1000, figures }
}
