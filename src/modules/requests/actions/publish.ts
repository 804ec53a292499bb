import { buffer } from 'node:stream/consumers'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { lockCase } from '#kernel/cases/index.ts'
import { within, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { withoutPersonal } from '#modules/casebook/index.ts'
import { attach, createDraft } from '#modules/publishing/index.ts'
import type { PublicationBody } from '../contract/steps.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { requestSource } from '../casebook-source.ts'
import { findAnswer, listAnswerFiles } from '../store/answers.ts'
import { getRequest } from '../store/intake.ts'
import { addPublication } from '../store/publications.ts'
import { staffOf, type RequestServices } from './step.ts'

/** Outcomes by which something was given. */
const GIVEN = new Set(['C1', 'C2'])

/**
 * 第四十四条: what many ask for is published: makes a draft of what was given, without the words that tell who asked. It
 * goes through the same check and review as every document. Answers the draft's number.
 */
export function publishAnswer(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: PublicationBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const answer = await findAnswer(tx, id)
    if (row.concluded_on === null || !answer || !GIVEN.has(answer.outcome))
      return refuse([issue('state', 'nothing_given')])
    const words = await requestSource(services).privateWords(tx, id)
    const request = await getRequest(tx, id)
    const inside = within(ctx, tx)
    const draft = await createDraft(inside, {
      kind: 'information',
      title: withoutPersonal(request.wanted_title || asked.title, words),
      documentNumber: null,
      writtenOn: row.concluded_on,
      effectiveOn: null,
      topic: asked.topic,
      genre: asked.genre,
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [],
      summary: '',
      bodyHtml: paragraphs(withoutPersonal(answer.content, words)),
      channelIds: [...asked.channelIds],
      unitId: row.unit_id,
    })
    if (!draft.ok) return draft
    for (const file of await listAnswerFiles(tx, id)) {
      if (file.round !== answer.round) continue
      const content = await buffer(services.files.read(file.file_hash.toString('hex')))
      const attached = await attach(inside, services.files, draft.value, {
        name: withoutPersonal(file.name, words),
        content,
      })
      if (!attached.ok) return attached
    }
    await addPublication(tx, id, { documentId: draft.value, by: staffOf(ctx), on: ctx.today })
    await record(tx, ctx.actor, {
      verb: 'requests.publication_drafted',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { document: draft.value },
    })
    return allow(draft.value)
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function paragraphs(text: string): string {
  return text
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)}</p>`)
    .join('')
}
