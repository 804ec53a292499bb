import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'vite'

/** Watch mode for both: the server restarts when its files change, the console reloads in the browser by itself. */
const port = process.env['PORT'] ?? '8080'
const server: ChildProcess = spawn(
  process.execPath,
  [
    '--watch-path=src',
    '--watch-path=migrations',
    '--watch-preserve-output',
    '--import',
    'tsx',
    'src/main.ts',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, PORT: port } },
)
const vite = await createServer({
  configFile: 'src/sites/console/vite.config.ts',
  server: { proxy: { '/api': `http://localhost:${port}` } },
})
await vite.listen()
console.log(`  Console, reloading by itself: http://localhost:${vite.config.server.port}/console/`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.kill(signal)
    void vite.close()
  })
}
server.on('exit', (code) => process.exit(code ?? 0))
