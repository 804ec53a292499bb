import { existsSync } from 'node:fs'
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { StartupError } from '#platform/errors.ts'
import { createContext, operatorActor } from '#kernel/identity/index.ts'
import { importDocuments, openSource } from '#modules/publishing/index.ts'
import type { Run } from '../cli.ts'

/** Of many bad rows, so many are shown to a person; with --json all of them. */
const SHOWN_ERRORS = 20

export function importCommand(run: Run): Command {
  const imports = new Command('import').description('bring in what was public elsewhere')
  imports
    .command('documents')
    .description('documents from a .jsonl or .jsonl.gz file, or a folder of .md files')
    .argument('<source>', 'the file or folder; each row has id, title and text')
    .requiredOption('--unit <code>', 'the unit that publishes them')
    .requiredOption('--channel <slug>', 'the channel of the portal in which they stand')
    .option('--officer <login>', 'who decides that they are public; by default the unit’s own officer')
    .action((path: string, options: { unit: string; channel: string; officer?: string }) =>
      run(async (city, output) => {
        if (!existsSync(path)) throw new StartupError(`There is no file or folder ${path}.`)
        const ctx = createContext(city.database.db, operatorActor, new Date())
        const source = openSource(path)
        const bar = process.stderr.isTTY
          ? new SingleBar({
              format: '{bar} {percentage}% · {read} read · {duration}s',
              stream: process.stderr,
            })
          : undefined
        bar?.start(Math.max(source.totalBytes, 1), 0, { read: 0 })
        const started = performance.now()
        const result = await importDocuments(ctx, {
          unitCode: options.unit,
          channel: options.channel,
          officerLogin: options.officer,
          source,
          progress: (read) => bar?.update(Math.min(source.readBytes(), source.totalBytes), { read }),
        }).finally(() => bar?.stop())
        const seconds = (performance.now() - started) / 1000
        const { errors, ...counts } = result
        const rate = { seconds: Number(seconds.toFixed(2)), perSecond: Math.round(result.read / seconds) }
        output.result({ ...counts, ...rate, errors }, (done) =>
          [
            `${done.read} read, ${done.imported} imported, ${done.unchanged} unchanged, ${done.failed} failed`,
            `${done.seconds} s, ${done.perSecond} documents/s`,
            ...errors.slice(0, SHOWN_ERRORS).map((error) => `line ${error.line}: ${error.reason}`),
            ...(errors.length > SHOWN_ERRORS
              ? [`… and ${errors.length - SHOWN_ERRORS} more (--json lists all)`]
              : []),
          ].join('\n'),
        )
        if (result.failed > 0) process.exitCode = 1
      }),
    )
  return imports
}
