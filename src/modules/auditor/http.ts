import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { LONGEST_TEXT } from './limits.ts'
import { auditText } from './reports.ts'

const Body = Type.Object({
  text: Type.String({ minLength: 1, maxLength: LONGEST_TEXT }),
  /** What the report is called, for the answer. */
  name: Type.Optional(Type.String({ maxLength: 200 })),
})

/** Judges words that somebody sends; nothing of them is kept. */
export function auditorApi(app: Api): void {
  app.post(
    '/audits',
    {
      config: { access: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { body: Body },
    },
    ({ body }) => auditText(body.text, body.name),
  )
}
