import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { contentOf, getVersion } from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findingsOf } from './actions.ts'
import type { Finding } from './check.ts'
import { checkLexicon, readLexicon } from './lexicon.ts'
import { permissions } from './kinds.ts'
import { listJustifications, RULES } from './store.ts'
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
  await sql`
    delete from checking.public_finding f using documents.document d
     where d.id = f.document_id and d.text_removed and f.dismissed_on is null`.execute(ctx.db)
  const lexicon = await readLexicon(ctx.db)
  const edition = `${RULES} ${lexicon.edition}`
  const { rows } = await sql<{ bookmark: number }>`
    insert into checking.patrol as p (edition, bookmark) values (${edition}, 0)
    on conflict (single) do update
      set bookmark = case when p.edition = excluded.edition then p.bookmark else 0 end, edition = excluded.edition
    returning bookmark`.execute(ctx.db)
  let bookmark = rows[0]?.bookmark ?? 0
  let seen = 0
  while (seen < limit) {
    const batch = await sql<{ id: number; version: number }>`
      select id, published_version as version from documents.document
       where id > ${bookmark} and published_version is not null and not text_removed
       order by id limit ${Math.min(BATCH, limit - seen)}`.execute(ctx.db)
    for (const { id, version } of batch.rows) {
      const row = await getVersion(ctx.db, id, version)
      const content = contentOf(row)
      const justified = new Set((await listJustifications(ctx.db, id)).map((one) => one.key))
      const found = [
        ...(await findingsOf(ctx.db, files, row)),
        ...checkLexicon(content, lexicon),
        ...(await checkSurroundings(ctx.db, id, content)),
      ].filter((one) => !justified.has(one.key) && !NO_FAULT.has(one.kind))
      await keep(ctx, id, found)
    }
    seen += batch.rows.length
    // At the end it goes back to the beginning: what is public changes around a text that does not.
    bookmark = batch.rows.at(-1)?.id ?? 0
    await ctx.db.updateTable('checking.patrol').set({ bookmark }).execute()
    if (batch.rows.length === 0) break
  }
  return seen
}

/** Opens a task for what is new and closes what is gone; what was said to be no fault stays as it was said. */
async function keep(ctx: Context, documentId: number, found: readonly Finding[]): Promise<void> {
  const keys = found.map((one) => one.key)
  await sql`
    delete from checking.public_finding
     where document_id = ${documentId} and not key = any(${keys}::text[])`.execute(ctx.db)
  if (found.length === 0) return
  await sql`
    insert into checking.public_finding (document_id, key, kind, severity, place, excerpt, found_on)
    select ${documentId}, f.key, f.kind, f.severity, f.place, f.excerpt::jsonb, ${ctx.today}
      from unnest(${keys}::text[], ${found.map((one) => one.kind)}::text[], ${found.map((one) => one.severity)}::text[],
        ${found.map((one) => one.where)}::text[], ${found.map((one) => JSON.stringify(one.excerpt))}::text[])
        as f (key, kind, severity, place, excerpt)
    on conflict (document_id, key) do nothing`.execute(ctx.db)
}

/** Says that something found in a public document is no fault. */
export function dismissFinding(
  ctx: Context,
  documentId: number,
  key: string,
  reason: string,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ unit_id: number; dismissed_on: string | null }>`
      select d.unit_id, f.dismissed_on from checking.public_finding f
        join documents.document d on d.id = f.document_id
       where f.document_id = ${documentId} and f.key = ${key} for update of f`.execute(tx)
    const [found] = rows
    if (!found) throw notFound('finding', key)
    ctx.actor.must(permissions.patrol, found.unit_id)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.patrol.name)
    if (reason.trim() === '') return refuse(issue('reason', 'required'))
    await tx
      .updateTable('checking.public_finding')
      .set({ dismissed_by: staffId, dismissed_on: ctx.today, reason: reason.trim() })
      .where('document_id', '=', documentId)
      .where('key', '=', key)
      .execute()
    await record(tx, ctx.actor, {
      verb: 'checking.dismissed',
      subject: `document:${documentId}`,
      unitId: found.unit_id,
      detail: { key, reason: reason.trim() },
    })
    return allow(documentId)
  })
}

export interface OpenFinding {
  readonly document_id: number
  readonly title: string
  readonly unit_name: string
  readonly key: string
  readonly kind: string
  readonly severity: 'blocking' | 'hint'
  readonly place: string
  readonly excerpt: { readonly before: string; readonly hit: string; readonly after: string }
  readonly found_on: string
}

/** Open findings in public documents of these units, personal data first. */
export async function listOpen(
  handle: Handle,
  of: { unitIds: readonly number[]; kind?: string | undefined },
  page: { offset: number; limit: number },
): Promise<{ items: OpenFinding[]; total: number }> {
  const kind = of.kind === undefined ? sql`` : sql`and f.kind = ${of.kind}`
  const from = sql`
    from checking.public_finding f
    join documents.document d on d.id = f.document_id and not d.text_removed
    join documents.version v on v.document_id = d.id and v.version = d.published_version
    join organisation.unit u on u.id = d.unit_id
   where f.dismissed_on is null and d.unit_id = any(${[...of.unitIds]}::bigint[]) ${kind}`
  const { rows } = await sql<OpenFinding>`
    select f.document_id, v.title, u.name as unit_name, f.key, f.kind, f.severity, f.place, f.excerpt, f.found_on ${from}
     order by (f.severity = 'blocking') desc, f.found_on desc, f.document_id, f.key
     limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}
