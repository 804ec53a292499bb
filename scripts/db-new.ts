import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** npm run db:new -- requests extension → migrations/202611230940_requests_extension.sql */
const words = process.argv.slice(2).map((word) => word.toLowerCase())
if (words.length < 2 || words.some((word) => !/^[a-z]+$/.test(word))) {
  console.error('Say the schema and what changes, for example: npm run db:new -- requests extension')
  process.exit(1)
}
const stamp = new Date().toISOString().replace(/[-T:]/g, '').slice(0, 12)
const name = `${stamp}_${words.join('_')}.sql`
writeFileSync(
  join(import.meta.dirname, '../migrations', name),
  '-- Why this change, in one or two sentences.\n',
  { flag: 'wx' },
)
console.log(`migrations/${name}`)
