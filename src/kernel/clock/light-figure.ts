import { sql, type RawBuilder } from 'kysely'
import type { CivilDate } from '#platform/dates.ts'
import type { DimensionWords } from '#kernel/figures/index.ts'

/** The lights of what is still open, as a dimension of figures. */
export const lightWords: DimensionWords = {
  label: '红黄灯',
  values: { red: '■ 超期', yellow: '▲ 临近到期', green: '● 正常', paused: '暂停计时', none: '未计时' },
}

/**
 * As `lightOf` for what was open on that day, over `k`, its clock or null; by the due day that the clock has now, so a
 * later extension shows in earlier days too.
 */
export function lightOn(day: CivilDate): RawBuilder<unknown> {
  return sql`case when k.due_on is null then 'none'
                  when k.paused_from <= ${day} and k.paused_from <= k.due_on and coalesce(k.paused_to >= ${day}, true) then 'paused'
                  when ${day}::date > k.due_on then 'red'
                  when ${day}::date >= k.yellow_on then 'yellow' else 'green' end`
}
