import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { auditFiles, type Audit } from '#modules/auditor/index.ts'
import { consistentReport, print, PRINTS } from '../src/testing/printed-report.ts'
import { median } from './city.ts'
import type { Measured } from './run.ts'

/** Published reports with the figures that people read in them; they are not part of the project. */
const REAL = new URL('../../shared/data/seed-reports/', import.meta.url)
const MADE = 40
const REPORT_MS = 200
const ROUNDS = 5

interface Wanted {
  readonly figures: readonly { readonly value: number; readonly unit: string }[]
}

const simplified = (unit: string | null) =>
  (unit ?? '').replaceAll('條', '条').replaceAll('個', '个').replaceAll('億', '亿').replaceAll('萬', '万')

/** How many figures that people read were found with the same value and unit. */
function found(audit: Audit, wanted: Wanted): number {
  const left = audit.figures.map((one) => `${one.value} ${simplified(one.unit)}`)
  return wanted.figures.filter(({ value, unit }) => {
    const at = left.indexOf(`${value} ${simplified(unit)}`)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
}

const count = (audits: readonly Audit[], verdict: string) =>
  audits.flatMap((audit) => audit.relations).filter((one) => one.verdict === verdict).length

/** Recall, false alarms and time of the auditor, on published reports where they are there, and on made ones. */
export async function auditBench(): Promise<Measured[]> {
  return [...(await made()), await crowded(), ...(existsSync(REAL) ? await published() : [])]
}

/** As long as a paragraph may be before it is read in parts. */
const PARAGRAPH = 5_000

/** The slowest that there is: one paragraph full of figures, each of which may be a part or a share of those before it. */
async function crowded(): Promise<Measured> {
  let text = '全年公开政府信息99999条，其中'
  let figures = 1
  for (let n = 1; text.length < PARAGRAPH; n += 1, figures += 2)
    text += `第${n}类信息${(n * 37) % 911}条，占${((n * 13) % 97) + 0.5}%；`
  const content = Buffer.from(text)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await auditFiles([{ name: 'crowded.txt', content }])
    times.push(performance.now() - started)
  }
  const took = median(times)
  return {
    name: `a paragraph with ${figures} figures: time`,
    value: Number(took.toFixed(1)),
    unit: 'ms',
    bound: `< ${REPORT_MS}`,
    met: took < REPORT_MS,
  }
}

/** Reports that agree with themselves, however they were copied: every relation called broken is a false alarm. */
async function made(): Promise<Measured[]> {
  const files = PRINTS.flatMap((as) =>
    Array.from({ length: MADE }, (_, seed) => ({
      name: `${as}-${seed}.txt`,
      content: Buffer.from(print(consistentReport(seed + 1, seed % 2 === 0 ? 2021 : 2019), as)),
    })),
  )
  const { audits } = await auditFiles(files)
  const all = audits.reduce((sum, audit) => sum + audit.relations.length, 0)
  const alarms = count(audits, 'broken')
  return [
    {
      name: `false alarms among ${all} relations of ${files.length} made reports`,
      value: Number(((alarms * 100) / all).toFixed(2)),
      unit: '%',
      bound: '< 5',
      met: alarms / all < 0.05,
    },
  ]
}

async function published(): Promise<Measured[]> {
  const names = readdirSync(REAL).filter((name) => name.endsWith('.txt'))
  const measured: Measured[] = []
  let [hits, wanted] = [0, 0]
  for (const name of names) {
    const content = readFileSync(new URL(name, REAL))
    const times: number[] = []
    let audits: readonly Audit[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now()
      ;({ audits } = await auditFiles([{ name, content }]))
      times.push(performance.now() - started)
    }
    const json = readFileSync(new URL(name.replace('.txt', '.json'), REAL), 'utf8')
    const read = JSON.parse(json) as Wanted
    const [audit] = audits
    hits += audit ? found(audit, read) : 0
    wanted += read.figures.length
    const milliseconds = Number(median(times).toFixed(1))
    measured.push(
      {
        name: `${name}: time`,
        value: milliseconds,
        unit: 'ms',
        bound: `< ${REPORT_MS}`,
        met: milliseconds < REPORT_MS,
      },
      { name: `${name}: relations that do not hold`, value: count(audits, 'broken'), unit: 'relations' },
    )
  }
  return [
    ...measured,
    {
      name: `figures found of ${wanted}`,
      value: Number(((hits * 100) / wanted).toFixed(1)),
      unit: '%',
      bound: '>= 95',
      met: hits / wanted >= 0.95,
    },
  ]
}
