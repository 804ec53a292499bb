import { Command, InvalidArgumentError } from 'commander'
import { parseCivilDate, type CivilDate } from '#platform/dates.ts'
import { presentWorkdays } from '#modules/administration/index.ts'
import type { Run } from '../cli.ts'

export function workdaysCommand(run: Run): Command {
  return new Command('workdays')
    .description('the due date some working days after a day, with the days that count')
    .argument('<start>', 'the day that starts the period, YYYY-MM-DD; it does not count itself', parseStart)
    .argument('<+days>', 'how many working days, for example +20', parseDays)
    .action((start: CivilDate, days: number) =>
      run(async (city, output) => {
        const result = await presentWorkdays({ db: city.database.db }, start, days)
        if (result.provisional)
          output.remark('Provisional: the holiday notice of a year counted here is not known yet.')
        const { explained: _, ...shown } = result
        output.result(shown, () => {
          const counts = new Map(result.counted.map((date, index) => [date, index + 1]))
          const lines = result.explained.map((day) => {
            const count = counts.get(day.date)
            const note = day.kind === 'working' ? '' : ` ${day.kind}${day.name ? ` ${day.name}` : ''}`
            return `${count === undefined ? '    ' : String(count).padStart(4)}  ${day.date}${note}`
          })
          return [...lines, `due ${result.due}${result.provisional ? ' (provisional)' : ''}`].join('\n')
        })
      }),
    )
}

function parseStart(text: string): CivilDate {
  const date = parseCivilDate(text)
  if (date === undefined)
    throw new InvalidArgumentError('write the day as YYYY-MM-DD, for example 2024-02-05.')
  return date
}

function parseDays(text: string): number {
  const days = /^\+?(\d{1,4})$/.exec(text)?.[1]
  const number = Number(days)
  if (days === undefined || number < 1 || number > 1000) throw new InvalidArgumentError('write +1 to +1000.')
  return number
}
