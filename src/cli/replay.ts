import { Command, InvalidArgumentError } from 'commander'
import { buildHouse } from '../modules.ts'
import { profileNames, readProfile, runReplay, verdictLabels, type ComparedFigure } from '../replay/index.ts'
import type { Run } from '../cli.ts'
import { watchMemory } from './memory.ts'

export function replayCommand(run: Run): Command {
  return new Command('replay')
    .description(
      'make a whole city-year from published figures in an empty data folder, and compare the platform’s report with them',
    )
    .argument('<profile>', `${profileNames().join(', ')}, or a .json file`)
    .option('--scale <scale>', 'from 0.01 to 1: how much of the year is made', parseScale, 1)
    .option(
      '--password <password>',
      'of the logins officer and admin; without one nobody signs in to the console',
      parsePassword,
    )
    .action((name: string, options: { scale: number; password?: string }) => {
      const profile = readProfile(name)
      return run(async (city, output) => {
        const { declared } = buildHouse({ ...city, secure: false })
        const memory = await watchMemory(city.database.db)
        const shown = progressLines((line) => output.remark(line))
        const replayed = await runReplay(city, {
          profile,
          scale: options.scale,
          password: options.password,
          now: new Date(),
          declared,
          progress: shown,
          clock: () => performance.now(),
        }).finally(() => memory.stop())
        const met = !replayed.figures.some((one) => one.verdict === 'missed')
        const { documentSeconds, ...rest } = replayed
        const documentsPerSecond = documentSeconds > 0 ? Math.round(replayed.documents / documentSeconds) : 0
        const result = {
          profile: profile.name,
          source: profile.source,
          scale: options.scale,
          ...rest,
          seconds: Number(rest.seconds.toFixed(1)),
          documentsPerSecond,
          peakMemoryMiB: memory.peakMiB(),
          met,
        }
        output.result(result, (done) =>
          [
            ...tableOf(done.figures),
            '',
            ...(done.scale === 1
              ? []
              : [
                  `At scale ${done.scale}: each count rounded, one at least; parts by largest remainder, so that sums hold; sites and columns whole.`,
                ]),
            `${done.documents} documents, ${documentsPerSecond} documents/s; ${done.seconds} s in all` +
              (done.peakMemoryMiB === null ? '' : `; peak memory of all processes ${done.peakMemoryMiB} MiB`),
            done.met
              ? 'Every figure of the source that agrees with itself and has a carrier is met.'
              : 'Figures are not met: see 不一致.',
          ].join('\n'),
        )
        if (!met) process.exitCode = 1
      })
    })
}

function parsePassword(text: string): string {
  if (text.length < 12) throw new InvalidArgumentError('write at least twelve characters.')
  return text
}

function parseScale(text: string): number {
  const scale = Number(text)
  if (!(scale >= 0.01 && scale <= 1)) throw new InvalidArgumentError('write a number from 0.01 to 1.')
  return scale
}

const MANY = 100_000

/** A line for each tenth of each kind of record, of many for each hundredth: it reads the same in a terminal and in a log. */
function progressLines(say: (line: string) => void) {
  const said = new Map<string, number>()
  return (what: string, done: number, of: number) => {
    const part = Math.floor(((of > MANY ? 100 : 10) * done) / Math.max(of, 1))
    if (said.get(what) === part) return
    said.set(what, part)
    say(`  ${what} ${done} of ${of}`)
  }
}

function tableOf(figures: readonly ComparedFigure[]): string[] {
  const rows = figures.map((one) => [
    one.label,
    `${one.published ?? ''}${one.approx ?? ''}`,
    one.platform === null ? '' : String(one.platform),
    one.difference === null ? '' : one.difference > 0 ? `+${one.difference}` : String(one.difference),
    verdictLabels[one.verdict],
    [one.section, one.shownBy, one.why].filter(Boolean).join('；'),
  ])
  const table = [['指标', '公布数', '平台数', '差', '结论', '出处、来历'], ...rows]
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => widthOf(row[column] ?? '')))) ?? []
  return table.map((row) =>
    row.map((text, column) => (column === 5 ? text : pad(text, widths[column] ?? 0))).join('  '),
  )
}

/** A Han character is as wide as two letters. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (letter > '\u00ff' ? 2 : 1), 0)
}

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))
