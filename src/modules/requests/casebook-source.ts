import { notFound } from '#platform/errors.ts'
import type { CasebookSource, ClosedCase, PrivateWord } from '#kernel/declaration/index.ts'
import { withoutPersonal } from '#modules/casebook/index.ts'
import type { RequestServices } from './actions/step.ts'
import { findOutcome } from './kinds/outcomes.ts'
import { permissions } from './kinds/permissions.ts'
import { disclosureRequest } from './kinds/procedure.ts'
import { findAnswer } from './store/answers.ts'
import { getApplicant, getRequest } from './store/intake.ts'
import { getListed, listConcluded, type ListedRequest } from './store/list.ts'
import { listOpinions } from './store/steps.ts'

/** Concluded requests, for the base of questions and the typical cases. */
export function requestSource({ secrets }: RequestServices): CasebookSource {
  const privateWords: CasebookSource['privateWords'] = async (handle, id) => {
    const [applicant, opinions] = [await getApplicant(handle, id), await listOpinions(handle, id)]
    const { identity_sealed: sealed } = applicant
    const words: PrivateWord[] = [
      { kind: 'name', word: applicant.name },
      { kind: 'name', word: applicant.representative },
      { kind: 'identity', word: sealed === null ? '' : secrets.open('requests.identity', sealed) },
      { kind: 'phone', word: applicant.phone },
      { kind: 'email', word: applicant.email },
      { kind: 'address', word: applicant.address },
      ...opinions.map((one): PrivateWord => ({
        kind: 'name',
        word: secrets.open('requests.addressee', one.addressee_sealed),
      })),
    ]
    // A single character is no name and would be found everywhere.
    return words.filter(({ word }) => word.trim().length > 1)
  }
  return {
    kind: disclosureRequest.name,
    label: disclosureRequest.label,
    privateWords,
    async list(ctx, filter, page) {
      const unitIds = filter.unitIds.filter((unitId) => ctx.actor.may(permissions.read, unitId))
      const { items, total } = await listConcluded(ctx.db, { ...filter, unitIds }, page)
      return { total, items: items.map(closedCase) }
    },
    async draft(ctx, id) {
      const row = await getListed(ctx.db, id)
      if (row.concluded_on === null || !ctx.actor.may(permissions.read, row.unit_id))
        throw notFound('request', id)
      const [asked, answer, words] = await Promise.all([
        getRequest(ctx.db, id),
        findAnswer(ctx.db, id),
        privateWords(ctx.db, id),
      ])
      const question = [asked.wanted_title, asked.wanted_number, asked.description]
      const said = answer ? [answer.content, answer.reason, answer.ground] : []
      const lines = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n')
      return {
        ...closedCase(row),
        title: withoutPersonal(row.wanted, words),
        question: withoutPersonal(lines(question), words),
        answer: withoutPersonal(lines(said), words),
      }
    },
  }
}

const closedCase = (row: ListedRequest): ClosedCase => ({
  id: row.id,
  number: row.number,
  title: row.wanted,
  unitId: row.unit_id,
  unitName: row.unit_name,
  outcomeLabel: findOutcome(row.outcome ?? '')?.label ?? '',
  closedOn: row.concluded_on ?? row.arrived_on,
})
