import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker, type ResourceLimits } from 'node:worker_threads'

/**
 * A thread that runs a TypeScript module. Threads do not inherit the loader of the main thread, so each registers it
 * before it loads the module.
 */
export function startThread(module: URL, workerData: unknown, resourceLimits: ResourceLimits = {}): Worker {
  const loader = pathToFileURL(
    join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/esm/api/index.mjs'),
  ).href
  const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}) })`
  return new Worker(boot, { eval: true, workerData, resourceLimits })
}
