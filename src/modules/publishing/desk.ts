import { sql } from 'kysely'
import type { DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'

/** This person's own drafts, those that a reviewer sent back first. */
export async function publishingDesk(ctx: Context): Promise<DeskShare> {
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
