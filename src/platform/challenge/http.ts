import { Type } from 'typebox'
import type { Db } from '../db/connect.ts'
import type { Api } from '../http/server.ts'
import type { Secrets } from '../secrets.ts'
import { offerChallenge } from './decide.ts'

const ByPurpose = Type.Object({ purpose: Type.String({ pattern: '^[a-z_]+(\\.[a-z_]+)*$', maxLength: 60 }) })
/** Each costs this machine a few milliseconds, as little as a page that is not kept. */
const PER_MINUTE = 30

/** Where a form's script gets its challenge. */
export function challengeAddress(purpose: string): string {
  return `/challenges/${purpose}`
}

export function serveChallenges(app: Api, options: { db: Db; secrets: Secrets; now: () => Date }): void {
  app.get(
    challengeAddress(':purpose'),
    {
      config: { access: 'public', rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } },
      schema: { params: ByPurpose, hide: true },
    },
    async (request, reply) => {
      const offered = await offerChallenge(options.db, options.secrets, request.params.purpose, options.now())
      return reply.header('cache-control', 'no-store').send(offered)
    },
  )
}
