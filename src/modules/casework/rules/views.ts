import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { MOST_VIEWS, type ViewBody } from '../contract.ts'

interface Kept {
  readonly id: number
  readonly name: string
}

/** A name of its own among the views of one list, and not too many of them; shared only with a unit of one's own. */
export function decideView<T extends ViewBody>(
  asked: T,
  others: readonly Kept[],
  mine: ReadonlySet<number>,
): Decision<T> {
  const name = asked.name.trim()
  const issues: Issue[] = []
  if (name === '') issues.push(issue('name', 'required'))
  if (others.some((one) => one.name === name)) issues.push(issue('name', 'taken'))
  if (others.length >= MOST_VIEWS) issues.push(issue('name', 'too_many_views', { max: MOST_VIEWS }))
  if (asked.unitId !== null && !mine.has(asked.unitId)) issues.push(issue('unitId', 'not_a_choice'))
  return decide(issues, { ...asked, name })
}

/** Every one of them, once. */
export function decideOrder(ids: readonly number[], views: readonly Kept[]): Decision<readonly number[]> {
  const same =
    ids.length === views.length &&
    new Set(ids).size === ids.length &&
    views.every((view) => ids.includes(view.id))
  return decide(same ? [] : [issue('ids', 'views_changed')], ids)
}
