import { Type } from 'typebox'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import { sendCsv } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, PageQuery, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { Context } from '#kernel/identity/index.ts'
import {
  countRows,
  listRows,
  presentValue,
  readRows,
  registerPermissions,
  type Register,
  type RegisterRow,
} from '#kernel/registers/index.ts'
import { addRegisterRow, revokeRegisterRow } from './actions.ts'
import { NewRow, Revocation, RowQuery, type RowView } from './contract.ts'
import { dataOf, presentRegister, presentRow } from './present.ts'
import { namesOf } from './store.ts'

const ByRegister = Type.Object({ register: Type.String({ maxLength: 80 }) })
const ByRow = Type.Object({ register: Type.String({ maxLength: 80 }), rowId: IdShape })
const { read, enter } = registerPermissions

export function findRegister(registers: readonly Register[], name: string | undefined): Register | undefined {
  return registers.find((register) => register.name === name)
}

export function registersApi(registers: () => readonly Register[]) {
  const get = (name: string): Register => {
    const register = findRegister(registers(), name)
    if (!register) throw notFound('register', name)
    return register
  }

  return (app: Api): void => {
    app.get('/registers', { config: { access: read } }, () => ({
      registers: registers().map(presentRegister),
    }))

    app.get(
      '/registers/:register/rows',
      { config: { access: read }, schema: { params: ByRegister, querystring: RowQuery } },
      (request) =>
        listPage(
          request.ctx.db,
          get(request.params.register),
          readableUnits(request.ctx, request.query.unitId),
          request.query,
        ),
    )

    app.post(
      '/registers/:register/rows',
      { config: { access: enter }, schema: { params: ByRegister, body: NewRow } },
      async (request, reply) => {
        const decision = await addRegisterRow(request.ctx, get(request.params.register), request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        const names = await namesOf(request.ctx.db, [decision.value.unit_id])
        return reply.decide(decision, (row) => presentRow(row, names.get(row.unit_id)?.name ?? ''), 201)
      },
    )

    app.post(
      '/registers/:register/rows/:rowId/revocations',
      { config: { access: enter }, schema: { params: ByRow, body: Revocation } },
      async (request, reply) => {
        await revokeRegisterRow(request.ctx, get(request.params.register), request.params.rowId, request.body)
        return reply.code(201).send({ revoked: request.params.rowId })
      },
    )

    app.get(
      '/registers/:register/rows.json',
      { config: { access: 'public' }, schema: { params: ByRegister, querystring: PageQuery } },
      (request) => listPage(request.ctx.db, get(request.params.register), undefined, request.query),
    )

    app.get(
      '/registers/:register/rows.csv',
      { config: { access: 'public' }, schema: { params: ByRegister } },
      (request, reply) => {
        const register = get(request.params.register)
        const header = ['编号', '单位', register.dateLabel, ...register.fields.map((field) => field.label)]
        return sendCsv(reply, register.name, header, linesOf(request.ctx.db, register))
      },
    )
  }
}

/** The units asked for, or all that this person reads. */
function readableUnits(ctx: Context, unitId: number | undefined): readonly number[] {
  if (unitId === undefined) return ctx.actor.unitsFor(read)
  ctx.actor.must(read, unitId)
  return [unitId]
}

async function listPage(
  handle: Handle,
  register: Register,
  unitIds: readonly number[] | undefined,
  query: PageQuery,
): Promise<PageOf<RowView>> {
  const window = pageWindow(query)
  const rows = await listRows(handle, register, { unitIds, offset: window.offset, limit: window.limit })
  const names = await namesOf(
    handle,
    rows.map((row) => row.unit_id),
  )
  return {
    items: rows.map((row) => presentRow(row, names.get(row.unit_id)?.name ?? '')),
    total: await countRows(handle, register, { unitIds }),
    page: window.page,
    size: window.size,
  }
}

/** The whole register, a thousand rows at a time. */
async function* linesOf(handle: Handle, register: Register): AsyncGenerator<string[][]> {
  for await (const rows of readRows(handle, register)) {
    const names = await namesOf(
      handle,
      rows.map((row) => row.unit_id),
    )
    yield rows.map((row) => lineOf(register, row, names.get(row.unit_id)?.name ?? ''))
  }
}

function lineOf(register: Register, row: RegisterRow, unitName: string): string[] {
  const data = dataOf(row)
  return [
    String(row.id),
    unitName,
    row.occurred_on,
    ...register.fields.map((field) => presentValue(field, data[field.name])),
  ]
}
