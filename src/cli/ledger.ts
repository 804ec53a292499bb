import { Command } from 'commander'
import { countEntries, listEntries, type RecordedEntry } from '#kernel/ledger/index.ts'
import type { Run } from '../cli.ts'

const PAGE = 1000

export function ledgerCommand(run: Run): Command {
  const ledger = new Command('ledger').description('the append-only record of every state change')
  ledger
    .command('list')
    .description('a subject’s history, or everything, oldest first')
    .option('--subject <subject>', 'for example document:12, request:5, unit:3')
    .option('--limit <count>', 'at most so many entries', (text) => Math.max(1, Number(text) || PAGE), PAGE)
    .action((options: { subject?: string; limit: number }) =>
      run(async (city, output) => {
        const filter = options.subject === undefined ? {} : { subject: options.subject }
        const entries: RecordedEntry[] = []
        while (entries.length < options.limit) {
          const after = entries.at(-1)?.id
          const limit = Math.min(PAGE, options.limit - entries.length)
          const page = await listEntries(city.database.db, {
            ...filter,
            ...(after === undefined ? {} : { after }),
            limit,
          })
          entries.push(...page)
          if (page.length < limit) break
        }
        output.result({ entries }, () => entries.map(lineOf).join('\n') || 'No entries.')
      }),
    )
  ledger
    .command('count')
    .description('how many entries there are')
    .option('--subject <subject>', 'of one subject only')
    .action((options: { subject?: string }) =>
      run(async (city, output) => {
        const filter = options.subject === undefined ? {} : { subject: options.subject }
        output.result({ count: await countEntries(city.database.db, filter) }, ({ count }) => String(count))
      }),
    )
  return ledger
}

function lineOf(entry: RecordedEntry): string {
  const who = entry.staffId === null ? entry.actorKind : `staff:${entry.staffId}`
  return `${entry.at.toISOString()}  ${entry.verb.padEnd(28)} ${entry.subject.padEnd(18)} ${who.padEnd(12)} ${JSON.stringify(entry.detail)}`
}
