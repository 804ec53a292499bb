import { auditBench } from './audit.ts'
import { groupBench } from './group.ts'
import { importBench } from './import.ts'
import { pageBench } from './page.ts'
import { reportBench } from './report.ts'
import { requestsBench } from './requests.ts'
import { startBench } from './start.ts'

/** One measured figure: its name, the value, what it is measured against, and the bound where there is one. */
export interface Measured {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly reference?: string
  readonly bound?: string
  readonly met?: boolean
}

const BENCHES: Readonly<Record<string, () => Promise<Measured[]>>> = {
  audit: auditBench,
  page: pageBench,
  import: importBench,
  report: reportBench,
  requests: requestsBench,
  group: groupBench,
  start: startBench,
}

/** npm run bench [-- name …]: one JSON line for each figure. */
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(1)
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const measured of await bench()) console.log(JSON.stringify({ bench: name, ...measured }))
}
process.exit(0)
