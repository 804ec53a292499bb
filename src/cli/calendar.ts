import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { StartupError } from '#platform/errors.ts'
import { decideNotice, loadCalendar, type Notice } from '#kernel/clock/index.ts'
import { createContext, operatorActor } from '#kernel/identity/index.ts'
import { loadHolidayNotice } from '#modules/administration/index.ts'
import type { Run } from '../cli.ts'
import { buildHouse } from '../modules.ts'

export function calendarCommand(run: Run): Command {
  const calendar = new Command('calendar').description('the holiday notices of the State Council')
  calendar
    .command('load')
    .description('take in a year’s notice; running time limits are counted anew by it')
    .argument('<file.json>', 'the notice, in the form of the data set holiday-cn: year, papers, days')
    .action((path: string) =>
      run(async (city, output) => {
        const notice = readNotice(path)
        const ctx = createContext(city.database.db, operatorActor, new Date())
        const { declared } = buildHouse({ ...city, secure: false })
        const moved = await loadHolidayNotice(ctx, declared, notice)
        output.result({ year: notice.year, days: notice.days.length, moved }, () =>
          [
            `The notice of ${notice.year} is in, with ${notice.days.length} days; ${moved.length} due days moved.`,
            ...moved.map((clock) => `${clock.subject}  ${clock.from} → ${clock.to}`),
          ].join('\n'),
        )
      }),
    )
  calendar
    .command('years')
    .description('the years whose notice is known; limits that reach beyond them are provisional')
    .action(() =>
      run(async (city, output) => {
        const { years } = await loadCalendar(city.database.db)
        output.result({ years }, () => years.join(' '))
      }),
    )
  return calendar
}

function readNotice(path: string): Notice {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartupError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : ''}`)
  }
  const decision = decideNotice(given)
  if (decision.ok) return decision.value
  const problems = decision.issues.map((one) => `  ${one.field}: ${one.code.replaceAll('_', ' ')}`)
  throw new StartupError(`${path} is no holiday notice:\n${problems.join('\n')}`)
}
