import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from './run.ts'

/** From the command to the first page: the first start makes the demo city, the second only opens it. */
export async function startBench(): Promise<Measured[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingjing-start-'))
  await chmod(dataDir, 0o755)
  try {
    const port = await freePort()
    const first = await startOnce(dataDir, port)
    const second = await startOnce(dataDir, port)
    return [
      { name: 'first start to first page, demo city made', value: Number(first.toFixed(1)), unit: 's' },
      {
        name: 'second start to first page',
        value: Number(second.toFixed(1)),
        unit: 's',
        bound: '< 10',
        met: second < 10,
      },
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function startOnce(dataDir: string, port: number): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      const answered = await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (answered) return (performance.now() - started) / 1000
      if (child.exitCode !== null) throw new Error(`the start failed with ${child.exitCode}`)
      await pause(50)
    }
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
