import { valueOf } from '#platform/decision.ts'
import { countFigure, figureNamed, yearPeriod, type Figure } from '#kernel/figures/index.ts'
import { createContext, within } from '#kernel/identity/index.ts'
import { recordQuestion } from '#modules/consultations/index.ts'
import { pick, type Replay } from './replay.ts'
import { morningOf } from './year.ts'

/** Consultations of one transaction. */
const BATCH = 200
const ASKED = [
  '公开指南在哪里可以查到',
  '如何提出公开申请',
  '某份文件是否已经公开',
  '查阅点的开放时间',
  '申请的答复期限',
  '公报在哪里领取',
] as const

/** Consultations at the counter and by telephone, recorded and answered on the spot as an office does it. */
export async function replayConsultations(replay: Replay, figures: readonly Figure[]): Promise<void> {
  const { db, plan, year, government } = replay
  const count = plan.of((by) => 'consultations' in by)
  if (count === 0) return
  // They carry no key of a source: a run that goes on counts what is here.
  const scope = { period: yearPeriod(plan.profile.year), unitIds: [government.id] }
  let done = await countFigure(db, figureNamed(figures, 'consultations.received'), scope)
  while (done < count) {
    const upTo = Math.min(count, done + BATCH)
    await createContext(db, replay.officer, replay.now).transaction(async (tx) => {
      for (let place = done; place < upTo; place += 1) {
        const on = year.spread(place, count)
        const officer = within(createContext(db, replay.officer, morningOf(on)), tx)
        const title = pick(ASKED, place, 31)
        valueOf(
          await recordQuestion(officer, replay.city, {
            title: `${title}（重演第${place + 1}件）`,
            question: `咨询：${title}？`,
            name: '',
            phone: '',
            email: '',
            unitId: government.id,
            way: pick(['phone', 'counter'] as const, place, 32),
            receivedOn: on,
            answer: { content: '已当场解答。', answeredOn: on },
          }),
        )
      }
    })
    done = upTo
    replay.progress('consultations', done, count)
  }
}
