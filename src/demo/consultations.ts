import { randomUUID } from 'node:crypto'
import { addDays, civilDateOf, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { checkEntry, createEntry, editEntry, nominateCase, publishEntry } from '#modules/casebook/index.ts'
import type { EntryBody } from '#modules/casebook/contract.ts'
import {
  answerQuestion,
  closeQuestion,
  consultationSource,
  givePoll,
  recordQuestion,
  referQuestion,
  submitQuestion,
  transferQuestion,
} from '#modules/consultations/index.ts'
import { CASES, QUESTIONS, type DemoQuestion } from './questions.ts'
import { eachByItself, idOf, type Demo, type Workplace } from './demo.ts'
import { drafterOf } from './staff.ts'

const KIND = 'consultations.consultation'
const PUBLISHER = 'officer'

/** Consultations at every stage, and what was made of the closed ones for everybody. */
export async function askQuestions(demo: Demo): Promise<void> {
  const people = eachByItself(demo)
  const today = civilDateOf(demo.now)
  for (const [index, one] of QUESTIONS.entries()) {
    const asked = addDays(today, -70 + index * 4)
    const id = await closedQuestion(demo, people, one, asked)
    // What a person does after the rule: greetings and names have no place in an answer for everybody.
    await publish(demo, people, { ...one, asked }, id, 'question', {
      question: one.question.replace(`我叫${one.name}，`, ''),
      answer: one.answer.replace(`${one.name}您好。`, ''),
    })
  }
  for (const [index, one] of CASES.entries()) {
    const asked = addDays(today, -60 + index * 9)
    const id = await closedQuestion(demo, people, one, asked)
    const drafter = await people.as(drafterOf(one.unit), morningOf(addDays(asked, 6)))
    const source = { sourceKind: KIND, sourceId: id }
    valueOf(await nominateCase(drafter, sourcesOf(demo), { ...source, month: asked, note: one.why }))
    const { facts, dispute, points, insight } = one
    const texts = { facts, dispute, points, insight, month: asked }
    await publish(demo, people, { ...one, asked }, id, 'case', texts)
  }
  await askOpen(demo, people, today)
}

const sourcesOf = (demo: Demo) => () => [consultationSource(demo.city)]

const morningOf = (day: CivilDate) => new Date(`${day}T01:30:00Z`)

/** Asked, answered three days later, said to be good, closed. */
async function closedQuestion(
  demo: Demo,
  people: Workplace,
  one: DemoQuestion,
  asked: CivilDate,
): Promise<number> {
  const { id } = valueOf(
    await submitQuestion(
      people.asPublic(morningOf(asked)),
      demo.city,
      idOf(demo.unitIds, one.unit),
      { title: one.title, question: one.question, name: one.name, phone: '', email: '' },
      randomUUID(),
    ),
  )
  const answeredOn = addDays(asked, 3)
  const drafter = await people.as(drafterOf(one.unit), morningOf(answeredOn))
  valueOf(await answerQuestion(drafter, demo.city, id, { content: one.answer, answeredOn }))
  valueOf(
    await givePoll(people.asPublic(morningOf(addDays(asked, 4))), id, { verdict: one.verdict, words: '' }),
  )
  valueOf(await closeQuestion(await people.as(drafterOf(one.unit), morningOf(addDays(asked, 5))), id))
  return id
}

/** Written by the unit's drafter a week after, published by the city's disclosure officer the day after that. */
async function publish(
  demo: Demo,
  people: Workplace,
  one: DemoQuestion & { readonly asked: CivilDate },
  sourceId: number,
  kind: 'question' | 'case',
  texts: Partial<EntryBody>,
): Promise<void> {
  const sources = sourcesOf(demo)
  const drafter = await people.as(drafterOf(one.unit), morningOf(addDays(one.asked, 7)))
  const id = valueOf(await createEntry(drafter, sources, { kind, sourceKind: KIND, sourceId }))
  const body: EntryBody = {
    title: one.title,
    topic: one.topic,
    basis: one.basis,
    question: '',
    answer: '',
    facts: '',
    dispute: '',
    points: '',
    insight: '',
    month: null,
    ...texts,
    basedOn: 1,
  }
  valueOf(await editEntry(drafter, id, body))
  valueOf(await checkEntry(drafter, sources, id, { basedOn: 2 }))
  const publisher = await people.as(PUBLISHER, morningOf(addDays(one.asked, 8)))
  valueOf(await publishEntry(publisher, sources, id, { basedOn: 2 }))
}

/** What is still open, or was not what it seemed. */
async function askOpen(demo: Demo, people: Workplace, today: CivilDate): Promise<void> {
  const ask = async (unit: string | null, title: string, question: string, daysAgo: number, name = '') =>
    valueOf(
      await submitQuestion(
        people.asPublic(morningOf(addDays(today, -daysAgo))),
        demo.city,
        unit === null ? null : idOf(demo.unitIds, unit),
        { title, question, name, phone: '', email: '' },
        randomUUID(),
      ),
    ).id
  const office = await people.as('drafter')
  await ask(
    'zfb',
    '政府会议纪要在哪里看',
    '市政府常务会议讨论了哪些事项，网站上哪个栏目能看到？',
    1,
    '路遥知',
  )
  await ask('zfb', '公报怎样订阅', '想订阅纸质的市政府公报，需要什么手续？', 6, '孟晚舟（化名）')
  await ask('zfb', '信箱没有回音', '上个月给部门写了信，一直没有回复，该找谁？', 12)
  const wanted = await ask(
    'zfb',
    '想要一份规划图',
    '请把石渡片区控制性详细规划的图件发给我一份。',
    4,
    '管小园',
  )
  valueOf(await referQuestion(office, demo.city, wanted, { to: 'request', words: '' }))
  const complaint = await ask('zfb', '反映工地夜间施工', '楼下工地每天施工到凌晨，没有人管。', 3)
  valueOf(await referQuestion(office, demo.city, complaint, { to: 'letter', words: '' }))
  const misplaced = await ask('zfb', '怎样查学区', '东坝片区今年划到哪所小学？', 2)
  valueOf(
    await transferQuestion(office, misplaced, {
      unitId: idOf(demo.unitIds, 'jyj'),
      reason: '学区划分由市教育局负责',
    }),
  )
  await ask(null, '不知道该问谁', '家里老人的高龄津贴停发了，不知道归哪个部门管。', 1)
  for (const [way, title] of [
    ['phone', '办公地点和时间'],
    ['counter', '怎样复印公开的文件'],
  ] as const) {
    valueOf(
      await recordQuestion(office, demo.city, {
        unitId: idOf(demo.unitIds, 'zfb'),
        way,
        title,
        question: '询问办理地点、时间和收费。',
        name: '',
        phone: '',
        email: '',
        receivedOn: today,
        answer: { content: '已当场答复地点、时间；查阅不收费。', answeredOn: today },
      }),
    )
  }
}
