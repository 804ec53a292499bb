import { createContext, operatorActor } from '#kernel/identity/index.ts'
import { importDocuments } from '#modules/publishing/index.ts'
import { withDemoCity } from './city.ts'
import type { Measured } from './run.ts'

const DOCUMENTS = 10_000
const BODY = 500
const WORDS =
  '为了加强城市管理改善人居环境保障公民权益根据有关法律法规结合本市实际制定办法各级人民政府应当建立健全工作机制落实责任加大投入统筹推进信息公开政务服务教育医疗交通住房就业养老安全生产监督检查'

/** Documents of 500 characters through the whole import: review decision, versions, search words, ledger. */
export async function importBench(): Promise<Measured[]> {
  return withDemoCity(async (city) => {
    const started = performance.now()
    const result = await importDocuments(createContext(city.database.db, operatorActor, new Date()), {
      unitCode: 'zfb',
      channel: 'laws',
      officerLogin: undefined,
      source: { rows: rows(), totalBytes: 0, readBytes: () => 0 },
      progress: () => undefined,
    })
    const perSecond = result.imported / ((performance.now() - started) / 1000)
    return [
      {
        name: `import of ${DOCUMENTS} documents of ${BODY} characters`,
        value: Math.round(perSecond),
        unit: 'documents/s',
        bound: '>= 800',
        met: perSecond >= 800,
      },
    ]
  })
}

async function* rows() {
  let state = 1
  const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
  for (let line = 1; line <= DOCUMENTS; line += 1) {
    let text = ''
    while (text.length < BODY) {
      const start = next(WORDS.length - 4)
      text += WORDS.slice(start, start + 2 + next(3)) + (next(5) === 0 ? '，' : '')
    }
    const publishDate = `20${String(10 + next(15))}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`
    yield {
      line,
      value: {
        id: `bench-${line}`,
        title: `关于${text.slice(0, 12)}的通知`,
        text: text.slice(0, BODY),
        publishDate,
      },
    }
  }
}
