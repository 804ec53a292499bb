import { spawnSync } from 'node:child_process'
import { buildConsole } from './build.ts'

// The browser tests drive the built console.
await buildConsole()
const vitest = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(vitest.status ?? 1)
