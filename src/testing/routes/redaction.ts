import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const redactionRoutes: RouteFixtures = {
  /** A text found for a request, of which another one was released. */
  make: async ({ db, city, services, requestId }) => {
    const subject = `request:${await requestId()}`
    const hash = createHash('sha256').update('一').digest()
    await services.files.put(hash.toString('hex'), Buffer.from('一'))
    await sql`insert into media.file (hash, size, media_type) values (${hash}, 3, 'text/plain') on conflict do nothing`.execute(
      db,
    )
    const { rows } = await sql<{ id: number }>`
      insert into redaction.original (subject, unit_id, name, file_hash, format, pages, body, added_at)
      select ${subject}, ${city.one.id}, 'a.txt', ${hash}, 'text', '[]', '一', now() from generate_series(1, 2)
      returning id`.execute(db)
    const released = await sql<{ id: number }>`
      insert into redaction.release (original_id, revision, name, file_hash, marks, marks_digest, verification, released_at)
      values (${rows[1]?.id}, 1, 'a.pdf', ${hash}, '{"areas":[],"ranges":[]}', ${hash}, '{}', now()) returning id`.execute(
      db,
    )
    return {
      params: { originalId: rows[0]?.id ?? 0, releaseId: released.rows[0]?.id ?? 0, page: 1 },
      bodies: {
        'PUT /redaction/originals/:originalId/marks': { revision: 0, areas: [], ranges: [], words: [] },
        'POST /redaction/originals/:originalId/searches': { words: ['一'] },
        'POST /redaction/originals/:originalId/releases': { revision: 0 },
      },
      queries: {
        'GET /redaction/originals': `?subject=${subject}`,
        'POST /redaction/originals': `?subject=${subject}`,
      },
    }
  },
  // A text has no pages.
  missing: [
    'GET /redaction/originals/:originalId/pages/:page/image',
    'GET /redaction/originals/:originalId/pages/:page/words',
  ],
  uploads: ['POST /redaction/originals'],
}
