import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { cleanText } from '#kernel/papers/index.ts'
import type { FILE_KINDS, LimitBody } from '../contract.ts'
import { permissions } from '../kinds.ts'
import { decideLimit } from '../rules/steps.ts'
import * as store from '../store/remedies.ts'
import { lockRemedy, mustTakePart } from './locked.ts'

/** The name of a file without the folders that some browsers send with it. */
const fileName = (name: string) =>
  cleanText(name.split(/[/\\]/).at(-1) ?? '')
    .replaceAll('\n', ' ')
    .trim()

/** Keeps a paper of the case: a notice, a reply, the decision. Nothing is taken away again. */
export function addFile(
  ctx: Context,
  files: FileStore,
  id: number,
  asked: { kind: (typeof FILE_KINDS)[number]; name: string; content: Buffer },
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, remedy, subject } = await lockRemedy(tx, id)
    mustTakePart(ctx, [row.unit_id, remedy.organ_unit_id])
    const name = fileName(asked.name)
    if (name === '') return refuse(issue('name', 'required'))
    if (row.state === 'annulled') return refuse(issue('state', 'not_in_this_state', { state: row.state }))
    const { hash } = await storeFile(tx, files, name, asked.content)
    const position = await store.addFile(tx, {
      caseId: id,
      kind: asked.kind,
      name,
      hash,
      by: ctx.actor.staffId,
      on: ctx.today,
    })
    await record(tx, ctx.actor, {
      verb: 'remedies.file_added',
      subject,
      unitId: row.unit_id,
      detail: { position, kind: asked.kind, sha256: hash.toString('hex') },
    })
    return allow(id)
  })
}

/** Sets the city's own limit from a day on; limits that run are not changed by it. */
export function setLimit(ctx: Context, unitId: number, asked: LimitBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.limit, unitId)
    const decision = decideLimit(await getUnit(tx, unitId), asked, ctx.today)
    if (!decision.ok) return decision
    await store.setSetting(tx, decision.value)
    await record(tx, ctx.actor, {
      verb: 'remedies.limit_set',
      subject: `unit:${unitId}`,
      unitId,
      detail: { ...decision.value },
    })
    return allow(unitId)
  })
}
