import { allow, type Decision } from '#platform/decision.ts'
import { notPermitted } from '#platform/errors.ts'
import { listHolders, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getReadableCase, linkTo, type CaseworkServices } from '../cases.ts'
import type { NoteBody } from '../contract.ts'
import { permissions } from '../kinds.ts'
import { decideNote, decideStrike } from '../rules/notes.ts'
import * as store from '../store/notes.ts'

/** Says something of a case among those who may read it; whoever is mentioned is told. */
export function writeNote(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
  asked: NoteBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const known = await getReadableCase(tx, ctx, services, caseId)
    ctx.actor.must(permissions.work, known.row.unit_id)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.work.name)
    const readers = await listHolders(tx, known.kind.readBy, known.row.unit_id)
    const decision = decideNote(asked, new Set(readers.map((reader) => reader.id)))
    if (!decision.ok) return decision
    const { text, mentions } = decision.value
    const id = await store.addNote(tx, { caseId, staffId, text, at: ctx.now }, mentions)
    // That something was said stands in the ledger; what was said does not.
    await record(tx, ctx.actor, {
      verb: 'casework.noted',
      subject: known.subject,
      unitId: known.row.unit_id,
      detail: { note: id },
    })
    const told = mentions.filter((mentioned) => mentioned !== staffId)
    if (told.length > 0)
      await services.notify(tx, ctx, {
        staffIds: told,
        title: `同事在 ${known.row.number} 的内部讨论中提到您`,
        about: known.subject,
        link: linkTo(known),
      })
    return allow(id)
  })
}

/** Takes back what one has just said; that it was said stays to be seen. */
export function strikeNote(ctx: Context, services: CaseworkServices, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const note = await store.lockNote(tx, id)
    const known = await getReadableCase(tx, ctx, services, note.case_id)
    ctx.actor.must(permissions.work, known.row.unit_id)
    const decision = decideStrike(note, ctx.actor.staffId, ctx.now)
    if (!decision.ok) return decision
    await store.strikeNote(tx, id, ctx.now)
    await record(tx, ctx.actor, {
      verb: 'casework.note_struck',
      subject: known.subject,
      unitId: known.row.unit_id,
      detail: { note: id },
    })
    return allow(id)
  })
}
