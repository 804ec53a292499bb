import { Command, CommanderError } from 'commander'
import { readConfig } from '#platform/config.ts'
import { Refusal, StartupError } from '#platform/errors.ts'
import { ClusterError } from '#platform/postgres/index.ts'
import { version } from './version.ts'
import { archiveCommand } from './cli/archive.ts'
import { auditCommand } from './cli/audit.ts'
import { calendarCommand } from './cli/calendar.ts'
import { importCommand } from './cli/import.ts'
import { ledgerCommand } from './cli/ledger.ts'
import { createOutput } from './cli/output.ts'
import { replayCommand } from './cli/replay.ts'
import { reportCommand } from './cli/report.ts'
import { unitsCommand } from './cli/units.ts'
import { workdaysCommand } from './cli/workdays.ts'
import { joinCity, type OpenCity } from './city.ts'
import type { Output } from './cli/output.ts'

/** What a command runs with: the city, opened for it and closed after it. */
export type Run = (work: (city: OpenCity, output: Output) => Promise<void>) => Promise<void>

const program = new Command('mingjing')
  .description(
    'The operator’s command of Mingjing: it shares the database of a running city, or opens it for itself.',
  )
  .version(version)
  .option('--json', 'print the result as one JSON object on the last line')
  .option('--data-dir <folder>', 'the data folder (DATA_DIR)')
  .exitOverride()
  .showHelpAfterError('(see --help)')

const speak = () => createOutput(program.opts<{ json?: boolean }>().json === true)

const run: Run = async (work) => {
  const options = program.opts<{ dataDir?: string }>()
  const output = speak()
  const config = readConfig({
    ...process.env,
    ...(options.dataDir === undefined ? {} : { DATA_DIR: options.dataDir }),
  })
  const city = await joinCity(config, (line) => output.remark(line))
  try {
    await work(city, output)
  } finally {
    await city.close()
  }
}

for (const command of [
  archiveCommand,
  auditCommand,
  calendarCommand,
  importCommand,
  ledgerCommand,
  replayCommand,
  reportCommand,
  unitsCommand,
  workdaysCommand,
]) {
  const built = command(run, speak)
  // --json may stand before or after the command's own words.
  for (const one of [built, ...built.commands]) {
    one.option('--json', 'print the result as one JSON object on the last line', () =>
      program.setOptionValue('json', true),
    )
    one.exitOverride().showHelpAfterError('(see --help)')
  }
  program.addCommand(built)
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  if (error instanceof StartupError || error instanceof ClusterError) console.error(error.message)
  else if (error instanceof Refusal) console.error(refusalText(error))
  else console.error(error)
  process.exit(1)
})

function refusalText(error: Refusal): string {
  const what = Object.entries(error.params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  const texts: Readonly<Record<string, string>> = {
    not_found: `There is no such thing: ${what}.`,
    unit_without_credit_code: `The unit has no unified social credit code, so no index number can be made (${what}).`,
    no_officer: `Nobody may decide for this unit (${what}): name a disclosure officer or secrecy reviewer with --officer.`,
    source_broken: `The source breaks off (${what}): what was read before is in; mend the file and run the same command again.`,
    year_in_future: `That year has not begun (${what}).`,
    year_not_supported: `This year's report is of another format (${what}).`,
  }
  return texts[error.code] ?? `Refused: ${error.code} (${what}).`
}
