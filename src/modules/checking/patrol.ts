import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notPermitted } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { contentOf, getVersion } from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findingsOf } from './actions.ts'
import { checkLexicon, readLexicon } from './lexicon.ts'
import { permissions } from './kinds.ts'
import * as store from './store/findings.ts'
import { listJustifications, RULES } from './store/runs.ts'
import { checkSurroundings } from './surroundings.ts'

/** How many documents one night looks at; a million take some weeks, and then it begins again. */
const A_NIGHT = 40_000
const BATCH = 100
/** An old text may cite what has ended since: that is no fault of it. */
const NO_FAULT = new Set(['ended_reference'])

export function patrolJob(files: FileStore): Job {
  return {
    name: 'checking.patrol',
    daily: '02:30',
    run: async ({ db, now }) => {
      await patrol(createContext(db, systemActor, now), files, A_NIGHT)
    },
  }
}

/**
 * Looks over what is public, from where the last night left off; other rules or other words begin anew. What it finds is
 * kept as tasks, what it no longer finds is closed. Answers how many documents it looked at.
 */
export async function patrol(ctx: Context, files: FileStore, limit: number): Promise<number> {
  await store.forgetRemoved(ctx.db)
  const lexicon = await readLexicon(ctx.db)
  let bookmark = await store.takeBookmark(ctx.db, `${RULES} ${lexicon.edition}`)
  let seen = 0
  while (seen < limit) {
    const batch = await store.listPublicAfter(ctx.db, bookmark, Math.min(BATCH, limit - seen))
    for (const { id, version } of batch) {
      const row = await getVersion(ctx.db, id, version)
      const content = contentOf(row)
      const justified = new Set((await listJustifications(ctx.db, id)).map((one) => one.key))
      const found = [
        ...(await findingsOf(ctx.db, files, row)),
        ...checkLexicon(content, lexicon),
        ...(await checkSurroundings(ctx.db, id, content)),
      ].filter((one) => !justified.has(one.key) && !NO_FAULT.has(one.kind))
      await store.keepFindings(ctx.db, id, found, ctx.today)
    }
    seen += batch.length
    // At the end it goes back to the beginning: what is public changes around a text that does not.
    bookmark = batch.at(-1)?.id ?? 0
    await store.moveBookmark(ctx.db, bookmark)
    if (batch.length === 0) break
  }
  return seen
}

/** Says that something found in a public document is no fault. */
export function dismissFinding(
  ctx: Context,
  documentId: number,
  key: string,
  asked: string,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { unit_id: unitId } = await store.lockFinding(tx, documentId, key)
    ctx.actor.must(permissions.patrol, unitId)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.patrol.name)
    const reason = asked.trim()
    if (reason === '') return refuse(issue('reason', 'required'))
    await store.dismiss(tx, documentId, key, { staffId, on: ctx.today, reason })
    await record(tx, ctx.actor, {
      verb: 'checking.dismissed',
      subject: `document:${documentId}`,
      unitId,
      detail: { key, reason },
    })
    return allow(documentId)
  })
}
