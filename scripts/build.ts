import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..')
const CONSOLE = join(ROOT, 'src/sites/console')
const STAMP = join(ROOT, 'dist/console/.inputs')

/** Everything the console is made of: its own files, the screens, the contracts, the locked packages. */
async function hashInputs(): Promise<string> {
  const names = (await readdir(join(ROOT, 'src'), { recursive: true }))
    .filter((name) =>
      /(^|\/)(sites\/console|ui\/console|screens)\/.|(^|\/)contract\.ts$|shapes\.ts$/.test(name),
    )
    .filter((name) => /\.(ts|tsx|css|html|svg)$/.test(name))
    .toSorted()
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'package-lock.json')))
  for (const name of names) hash.update(`\n${name}\n`).update(await readFile(join(ROOT, 'src', name)))
  return hash.digest('hex')
}

/** Builds the console when something it is made of has changed since it was last built. */
export async function buildConsole(): Promise<void> {
  const inputs = await hashInputs()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return
  console.log('Building the console …')
  const started = performance.now()
  await build({ configFile: join(CONSOLE, 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(STAMP, inputs)
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

if (process.argv[1] === import.meta.filename) await buildConsole()
