import { join } from 'node:path'
import { connect } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { loadSecrets } from '#platform/secrets.ts'
import { createApp } from '../src/app.ts'

/** The web process on an open database, for the load to be pointed at; prints its port. */
const url = process.env['BENCH_DATABASE_URL'] ?? ''
const dataDir = process.env['DATA_DIR'] ?? ''
const app = await createApp({
  database: connect(url),
  databaseUrl: url,
  files: folderStore(join(dataDir, 'files')),
  secrets: loadSecrets({ dataDir, secretKey: undefined }),
  mailer: folderMailer(join(dataDir, 'mail'), 'bench@localhost'),
  texter: folderTexter(join(dataDir, 'sms')),
  now: () => new Date(),
  secure: false,
  publicUrl: 'http://localhost:8080',
  logLevel: 'error',
  trustProxy: false,
})
await app.server.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.server.address()
console.log(typeof address === 'object' && address !== null ? address.port : '')
