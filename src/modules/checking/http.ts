import { Type } from 'typebox'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import { justify, readCheck } from './actions.ts'
import { JustificationBody } from './contract.ts'
import { permissions } from './kinds.ts'

const ById = Type.Object({ documentId: IdShape })
const ByFinding = Type.Object({ documentId: IdShape, findingKey: Type.String({ pattern: '^[0-9a-f]{24}$' }) })

export function checkingApi(files: FileStore) {
  return (app: Api): void => {
    app.get(
      '/documents/:documentId/check',
      { config: { access: permissions.read }, schema: { params: ById } },
      (request) => readCheck(request.ctx, files, request.params.documentId),
    )

    app.put(
      '/documents/:documentId/findings/:findingKey',
      { config: { access: permissions.justify }, schema: { params: ByFinding, body: JustificationBody } },
      async (request, reply) => {
        const { documentId, findingKey } = request.params
        const decision = await justify(request.ctx, files, documentId, findingKey, request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        return readCheck(request.ctx, files, documentId)
      },
    )
  }
}
