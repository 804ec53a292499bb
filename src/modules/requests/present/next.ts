import type { Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { stepsFrom } from '#kernel/cases/index.ts'
import type { Calendar } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { NextStep } from '../contract/views.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import { correctionClosed, decideAbandonment } from '../rules/correction.ts'
import { decideReasonsPassed, delayClosed, reasonsClosed } from '../rules/excessive.ts'
import { extensionClosed } from '../rules/extension.ts'
import type { CaseFacts } from '../rules/facts.ts'
import { decideLapse, feeClosed } from '../rules/fees.ts'
import { consultationClosed } from '../rules/opinions.ts'

type Ask = (facts: CaseFacts, today: CivilDate, calendar: Calendar) => readonly Issue[]

const refused = (decision: { readonly ok: boolean; readonly issues?: readonly Issue[] }) =>
  decision.issues ?? []

/** Why a step that the table allows cannot be taken now, for those where it hangs on more than the state. */
const CLOSED: Readonly<Record<string, Ask>> = {
  ask_correction: (facts, today, calendar) => correctionClosed(facts, calendar, today),
  abandon: (facts, today) => refused(decideAbandonment(facts, today)),
  ask_reasons: (facts) => reasonsClosed(facts),
  pass_reasons: (facts, today) => refused(decideReasonsPassed(facts, today)),
  delay: (facts, today) => delayClosed(facts, today),
  consult: (facts, today) => consultationClosed(facts, today),
  extend: (facts, today) => extensionClosed(facts, today),
  extend_consulting: (facts, today) => extensionClosed(facts, today),
  charge: (facts, today) => feeClosed(facts, today),
  lapse: (facts, today) => refused(decideLapse(facts, today)),
}

/** Steps that are taken with another's form, not by a button of their own. */
const NOT_ASKED_FOR = new Set(['record_opinion', 'end_consultation'])

/** The steps that the table allows now and this person may take, each with what keeps them from it at the moment. */
export function nextSteps(
  ctx: Context,
  unitId: number,
  facts: CaseFacts,
  calendar: Calendar,
  writtenBy: number | null,
): NextStep[] {
  return stepsFrom(disclosureRequest, facts.state)
    .filter((step) => !NOT_ASKED_FOR.has(step.name))
    .filter((step) => ctx.actor.may(step.permission ?? permissions.handle, unitId))
    .map((step) => {
      const reasons = (CLOSED[step.name]?.(facts, ctx.today, calendar) ?? []).map((one) => one.code)
      const own = writtenBy !== null && writtenBy === ctx.actor.staffId
      if (own && (step.name === 'sign' || step.name === 'sign_redo')) reasons.push('own_answer')
      return {
        step: step.name,
        label: step.label,
        cites: step.cites,
        allowed: reasons.length === 0,
        reasons,
      }
    })
}
