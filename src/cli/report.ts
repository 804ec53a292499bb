import { Command, InvalidArgumentError, Option } from 'commander'
import { civilDateOf } from '#platform/dates.ts'
import { getUnitByCode } from '#kernel/organisation/index.ts'
import { computeReport, reportHtml, viewReport } from '#modules/reports/index.ts'
import type { Run } from '../cli.ts'
import { buildHouse } from '../modules.ts'

export function reportCommand(run: Run): Command {
  return new Command('report')
    .description('a unit’s statutory annual report, computed from the records')
    .argument('<unit>', 'the unit’s code (see: mingjing units)')
    .argument('<year>', 'the report year', parseYear)
    .addOption(new Option('--format <format>', 'how it is written').choices(['json', 'html']).default('json'))
    .addOption(
      new Option(
        '--scope <scope>',
        'the unit alone, or with all below it; by default as the law has it for its kind',
      ).choices(['own', 'consolidated']),
    )
    .action(
      (code: string, year: number, options: { format: 'json' | 'html'; scope?: 'own' | 'consolidated' }) =>
        run(async (city, output) => {
          const db = city.database.db
          const { declared } = buildHouse({ ...city, secure: false })
          const unit = await getUnitByCode(db, code)
          const report = await computeReport(db, declared, unit, year, options.scope, civilDateOf(new Date()))
          if (options.format === 'html' && !output.json) output.say(reportHtml(report))
          else output.result(viewReport(report), (value) => JSON.stringify(value))
        }),
    )
}

function parseYear(text: string): number {
  if (!/^\d{4}$/.test(text))
    throw new InvalidArgumentError('write the year with four digits, for example 2025.')
  return Number(text)
}
