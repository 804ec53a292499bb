import { spawn } from 'node:child_process'

/** One command, every check but the tests: what stands here is what CI holds a change to. */
const CHECKS: readonly (readonly [name: string, command: string])[] = [
  ['format', 'oxfmt --check .'],
  ['lint', 'oxlint --type-aware'],
  ['types: server', 'tsc -p tsconfig.json'],
  ['types: tests', 'tsc -p tsconfig.test.json'],
  ['types: console', 'tsc -p tsconfig.console.json'],
  ['dead code', 'knip'],
  ['boundaries', 'vitest run --project boundaries'],
  ['schema', 'node --import tsx scripts/db-dump.ts --check'],
]

interface Outcome {
  readonly name: string
  readonly ok: boolean
  readonly seconds: string
  readonly output: string
}

function runCheck([name, command]: (typeof CHECKS)[number]): Promise<Outcome> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH']}`, NO_COLOR: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    child.on('close', (code) => {
      resolve({ name, ok: code === 0, seconds: ((performance.now() - started) / 1000).toFixed(1), output })
    })
  })
}

const queue = [...CHECKS]
let failed = 0
async function lane(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const outcome = await runCheck(next)
    console.log(`${outcome.ok ? 'ok  ' : 'FAIL'} ${outcome.name} (${outcome.seconds} s)`)
    if (outcome.ok) continue
    failed += 1
    console.log(outcome.output)
  }
}
await Promise.all([lane(), lane()])
if (failed > 0) process.exit(1)
