import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '#platform/config.ts'
import { openCity, type OpenCity } from '../src/city.ts'
import { makeDemoCity } from '../src/demo/index.ts'

export interface BenchCity extends OpenCity {
  readonly config: Config
}

/** A demo city in a folder of its own, gone when the work is done. */
export async function withDemoCity<T>(work: (city: BenchCity) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingjing-bench-'))
  await chmod(dataDir, 0o755)
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', PUBLIC_URL: 'http://localhost:8080' })
  const city = await openCity(config, () => undefined)
  try {
    await makeDemoCity(city, new Date(), () => undefined)
    return await work({ ...city, config })
  } finally {
    await city.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
