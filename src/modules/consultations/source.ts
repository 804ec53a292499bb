import { notFound } from '#platform/errors.ts'
import type { CasebookSource, ClosedCase } from '#kernel/declaration/index.ts'
import { withoutPersonal } from '#modules/casebook/index.ts'
import type { ConsultationServices } from './actions.ts'
import { consultation, outcomeLabel, permissions } from './kinds.ts'
import { getListed, listClosed, type ListedConsultation } from './listing.ts'
import { openPerson, privateWordsOf } from './person.ts'
import * as store from './store.ts'

/** Closed consultations, for the base of questions and the typical cases. */
export function consultationSource({ secrets }: ConsultationServices): CasebookSource {
  const privateWords: CasebookSource['privateWords'] = async (handle, id) => {
    const person = await store.findPerson(handle, id)
    return person ? privateWordsOf(openPerson(secrets, person)) : []
  }
  return {
    kind: consultation.name,
    label: consultation.label,
    privateWords,
    async list(ctx, filter, page) {
      const unitIds = filter.unitIds.filter((unitId) => ctx.actor.may(permissions.read, unitId))
      const { items, total } = await listClosed(ctx.db, { ...filter, unitIds }, page)
      return {
        total,
        items: items.map(closedCase),
      }
    },
    async draft(ctx, id) {
      const row = await getListed(ctx.db, id)
      if (row.state !== 'closed' || !ctx.actor.may(permissions.read, row.unit_id))
        throw notFound('consultation', id)
      const [asked, answers, words] = await Promise.all([
        store.getConsultation(ctx.db, id),
        store.listAnswers(ctx.db, id),
        privateWords(ctx.db, id),
      ])
      return {
        ...closedCase(row),
        title: withoutPersonal(asked.title, words),
        question: withoutPersonal(asked.question, words),
        answer: withoutPersonal(answers.at(-1)?.content ?? '', words),
      }
    },
  }
}

const closedCase = (row: ListedConsultation): ClosedCase => ({
  id: row.id,
  number: row.number,
  title: row.title,
  unitId: row.unit_id,
  unitName: row.unit_name,
  outcomeLabel: outcomeLabel(row.outcome ?? ''),
  closedOn: row.closed_on ?? row.received_on,
})
