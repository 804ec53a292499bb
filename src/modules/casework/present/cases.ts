import { listHolders, namesOfStaff, type Context, type Holder } from '#kernel/identity/index.ts'
import { getReadableCase, type CaseworkServices } from '../cases.ts'
import type { AssignmentView, DiscussionView, Person } from '../contract.ts'
import { permissions } from '../kinds.ts'
import { strikeUntil } from '../rules/notes.ts'
import { answeredFor, findResponsible } from '../store/assignments.ts'
import { listMentions, listNotes } from '../store/notes.ts'

const person = ({ id, name }: Holder): Person => ({ id, name })

export async function presentAssignment(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
): Promise<AssignmentView> {
  const { row, kind, open } = await getReadableCase(ctx.db, ctx, services, caseId)
  const [found, choices] = await Promise.all([
    findResponsible(ctx.db, caseId, ctx.today),
    listHolders(ctx.db, kind.handledBy, row.unit_id),
  ])
  const { staffId } = ctx.actor
  const theirs =
    found !== undefined &&
    staffId !== null &&
    [staffId, ...(await answeredFor(ctx.db, staffId, ctx.today))].includes(found.assigned_id)
  const distributes = ctx.actor.may(permissions.distribute, row.unit_id)
  const mayGive = open && (distributes || theirs)
  return {
    holder: found
      ? { id: found.assigned_id, name: found.assigned_name, sinceOn: found.since_on, note: found.note }
      : null,
    deputy: found?.deputising ? { id: found.staff_id, name: found.staff_name } : null,
    choices: mayGive ? choices.map(person) : [],
    mayGive,
    mayTake:
      open &&
      found?.assigned_id !== staffId &&
      (found === undefined || mayGive) &&
      choices.some((choice) => choice.id === staffId),
  }
}

export async function presentDiscussion(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
): Promise<DiscussionView> {
  const { row, kind } = await getReadableCase(ctx.db, ctx, services, caseId)
  const [rows, mentions, readers] = await Promise.all([
    listNotes(ctx.db, caseId),
    listMentions(ctx.db, caseId),
    listHolders(ctx.db, kind.readBy, row.unit_id),
  ])
  const names = await namesOfStaff(ctx.db, [
    ...rows.map((note) => note.staff_id),
    ...mentions.map((mention) => mention.staff_id),
  ])
  const named = (id: number): Person => ({ id, name: names.get(id) ?? '' })
  return {
    notes: rows.map((note) => {
      const until = strikeUntil(note)
      const mine = note.staff_id === ctx.actor.staffId && note.struck_at === null && ctx.now <= until
      return {
        id: note.id,
        by: named(note.staff_id),
        at: note.written_at.toISOString(),
        text: note.struck_at === null ? note.text : null,
        mentions: mentions
          .filter((mention) => mention.note_id === note.id && note.struck_at === null)
          .map((mention) => named(mention.staff_id)),
        strikeUntil: mine ? until.toISOString() : null,
      }
    }),
    people: readers.filter((reader) => reader.id !== ctx.actor.staffId).map(person),
    mayWrite: ctx.actor.may(permissions.work, row.unit_id),
  }
}
