import { sql } from 'kysely'
import { civilDateOf, daysBetween } from '#platform/dates.ts'
import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { documentKinds, permissions } from './kinds.ts'

/** A day after which a policy without an explanation is pressing. */
const EXPLAIN_DAYS = 7

/** What was published in an emergency and awaits this person's signature, policies without an explanation, own drafts. */
export async function publishingDesk(ctx: Context): Promise<DeskShare> {
  const [confirm, explain, drafts] = [await unconfirmed(ctx), await unexplained(ctx), await ownDrafts(ctx)]
  return {
    counts: { ...drafts.counts, unconfirmed: confirm.length, unexplained: explain.length },
    items: [...confirm, ...explain, ...drafts.items],
  }
}

async function unconfirmed(ctx: Context): Promise<DeskItem[]> {
  const unitIds = ctx.actor.unitsFor(permissions.emergency)
  if (unitIds.length === 0) return []
  const { rows } = await sql<{ id: number; title: string }>`
    select d.id, v.title from documents.approval a
      join documents.document d on d.id = a.document_id and d.published_version = a.version
      join documents.version v on v.document_id = a.document_id and v.version = a.version
     where a.emergency_reason is not null and a.confirmed_at is null and d.state = 'published'
       and a.decided_by <> ${`emergency:${ctx.actor.staffId}`}
       and d.unit_id = any(${[...unitIds]}::bigint[])
     order by d.id limit 20`.execute(ctx.db)
  return rows.map((row) => ({
    kind: 'document',
    id: row.id,
    title: row.title,
    why: '应急发布，待补签',
    dueOn: null,
    light: 'yellow',
  }))
}

/** Not what was brought in: that was explained, or not, where it came from. */
async function unexplained(ctx: Context): Promise<DeskItem[]> {
  const unitIds = ctx.actor.unitsFor(permissions.end)
  if (unitIds.length === 0) return []
  const kinds = documentKinds.filter((kind) => kind.explained).map((kind) => kind.name)
  const { rows } = await sql<{ id: number; title: string; published_at: Date }>`
    select d.id, v.title, d.published_at from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join documents.approval a on a.document_id = d.id and a.version = 1 and a.decided_by not like 'batch:%'
     where d.kind = any(${kinds}::text[]) and d.unit_id = any(${[...unitIds]}::bigint[])
       and d.published_version is not null and d.state = 'published' and d.interpretation_waived is null
       and not exists (
         select 1 from documents.version i
           join documents.document e on e.id = i.document_id and e.published_version = i.version
            and e.state not in ('withdrawn', 'redirected')
          where i.interprets @> array[d.id] and i.interprets <> '{}')
     order by d.published_at limit 20`.execute(ctx.db)
  return rows.map((row) => ({
    kind: 'document',
    id: row.id,
    title: row.title,
    why: '已公开，还没有解读',
    dueOn: null,
    light: daysBetween(civilDateOf(row.published_at), ctx.today) > EXPLAIN_DAYS ? 'yellow' : null,
  }))
}

/** This person's own drafts, those that a reviewer sent back first. */
async function ownDrafts(ctx: Context): Promise<DeskShare> {
  const { rows } = await sql<{
    id: number
    title: string
    returned: boolean
    drafts: number
    returned_count: number
  }>`
    with mine as (
      select d.id, v.title, coalesce(p.state = 'returned', false) as returned
        from documents.document d
        join documents.version v on v.document_id = d.id and v.version = d.version
        left join lateral (
          select r.state from review.process r where r.subject = 'document:' || d.id order by r.id desc limit 1
        ) p on true
       where d.drafter_id = ${ctx.actor.staffId} and d.state = 'draft'
    )
    select mine.*, count(*) over ()::int as drafts, count(*) filter (where returned) over ()::int as returned_count
      from mine order by returned desc, id desc limit 20`.execute(ctx.db)
  return {
    counts: { drafts: rows[0]?.drafts ?? 0, returned: rows[0]?.returned_count ?? 0 },
    items: rows.map((row) => ({
      kind: 'document',
      id: row.id,
      title: row.title,
      why: row.returned ? '审核退回，请修改后重新提交' : '草稿，尚未提交',
      dueOn: null,
      light: row.returned ? 'yellow' : null,
    })),
  }
}
