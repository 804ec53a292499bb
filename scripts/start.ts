import { buildConsole } from './build.ts'

await buildConsole()
await import('../src/main.ts')
