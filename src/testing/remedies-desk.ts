import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { openCase } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import type { OpeningBody } from '#modules/remedies/contract.ts'
import { openRemedy, type RemedyServices } from '#modules/remedies/index.ts'
import { disclosureRequest } from '../modules/requests/kinds/procedure.ts'
import { buildCity, type SmallCity } from './city.ts'
import { buildOpening } from './remedies.ts'

/** Somebody of the unit `one` who handles its remedies, in a small city of their own. */
export interface RemediesDesk {
  readonly city: SmallCity
  readonly officer: Context
  readonly services: RemedyServices
  /** A remedy entered by the officer, or by somebody else. */
  open(part?: Partial<OpeningBody>, who?: Context): Promise<number>
  /** A disclosure request as remedies see one: a case of the other module. */
  openRequest(on?: string): Promise<string>
  /** What the ledger says of a case, of this module's words. */
  verbs(subject: string): Promise<string[]>
  close(): Promise<void>
}

export async function startRemedies(): Promise<RemediesDesk> {
  const database = await testDatabase()
  const city = await buildCity(database.db)
  const officer = await city.as('disclosure_officer')
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-remedies-'))
  const services = { files: folderStore(folder), secrets: createSecrets(Buffer.alloc(32, 7)) }
  return {
    city,
    officer,
    services,
    open: async (part = {}, who = officer) =>
      valueOf(await openRemedy(who, services, buildOpening({ unitId: city.one.id, ...part }))),
    openRequest: (on = '2025-12-01') =>
      city.db.transaction().execute(async (tx) => {
        const row = await openCase(tx, officer, disclosureRequest, {
          unitId: city.one.id,
          unitCode: 'one',
          state: 'registered',
          on: civilDate(on),
          received: { on: civilDate(on), lawFrom: civilDate('2019-05-15') },
        })
        return `request:${row.id}`
      }),
    verbs: async (subject) =>
      (await listEntries(city.db, { subject, limit: 50 }))
        .map((entry) => entry.verb)
        .filter((verb) => verb.startsWith('remedies.')),
    async close() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
