import type { Decision } from '#platform/decision.ts'
import { issue, refuse } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { getCase } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { RequestServices } from '../actions/step.ts'
import type { AnswerBody } from '../contract/steps.ts'
import type { LetterPreview } from '../contract/steps.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { previewAnswerLetter } from '../letters.ts'
import { decideAnswer } from '../rules/answer.ts'
import { getFacts } from '../store/facts.ts'

/** The letter that an answer would become, or every problem that it has; nothing is kept. */
export async function previewAnswer(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: AnswerBody,
): Promise<Decision<LetterPreview>> {
  const row = await getCase(ctx.db, disclosureRequest, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', id)
  ctx.actor.must(permissions.handle, row.unit_id)
  if (row.received_on === null) return refuse([issue('state', 'not_registered_yet')])
  const decision = decideAnswer(await getFacts(ctx.db, row, ctx.today), asked, ctx.today)
  return decision.ok ? previewAnswerLetter(ctx, services, row, decision.value) : decision
}
