import { sql } from 'kysely'
import { addDays, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import {
  arrangeDeputy,
  askUnits,
  assign,
  handOver,
  replyToUnit,
  saveView,
  writeNote,
  type CaseworkServices,
} from '#modules/casework/index.ts'
import { notifyStaff } from '#modules/messages/index.ts'
import { disclosureRequest } from '#modules/requests/index.ts'
import { allTogether, idOf, type Demo, type Workplace } from './demo.ts'

const HOUR = 3_600_000

/** Who has which open request: given out, handed over when somebody fell ill, helped by other units, talked about. */
export function shareWork(demo: Demo): Promise<void> {
  const services: CaseworkServices = {
    kinds: () => [disclosureRequest],
    notify: notifyStaff,
    files: demo.city.files,
  }
  return allTogether(demo, async (people) => {
    const office = await openRequests(demo, 'zfb')
    await giveOut(demo, people, services, office)
    await askForHelp(demo, people, services, office)
    await talk(demo, people, services, office)
    await keepViews(people)
  })
}

async function openRequests(demo: Demo, unit: string): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from cases.case where kind = ${disclosureRequest.name} and unit_id = ${idOf(demo.unitIds, unit)}
       and state not in ('submitted', 'discarded') and concluded_on is null order by id`.execute(
    demo.city.database.db,
  )
  return rows.map((row) => row.id)
}

/** The second officer took three, fell ill, and passed them to the drafter; some wait for whoever takes them. */
async function giveOut(
  demo: Demo,
  people: Workplace,
  services: CaseworkServices,
  office: readonly number[],
): Promise<void> {
  const staff = (login: string) => idOf(demo.staffIds, login)
  const before = new Date(demo.now.getTime() - 50 * HOUR)
  const head = await people.as('sectionhead', before)
  const give = async (login: string, caseIds: readonly number[], note: string) => {
    if (caseIds.length > 0)
      valueOf(await assign(head, services, { caseIds: [...caseIds], staffId: staff(login), note }))
  }
  await give('drafter', office.slice(0, 3), '按分工承办')
  await give('second', office.slice(3, 6), '按分工承办')
  await give('officer', office.slice(6, 7), '涉及多个部门，由信息公开机构承办')
  const later = await people.as('sectionhead')
  if (office.length > 5)
    valueOf(
      await handOver(later, services, {
        fromStaffId: staff('second'),
        toStaffIds: [staff('drafter')],
        note: '邴怀瑾住院，移交承办',
      }),
    )
  const today = civilDateOf(demo.now)
  valueOf(
    await arrangeDeputy(await people.as('second'), services, {
      fromStaffId: staff('second'),
      toStaffId: staff('officer'),
      fromOn: today,
      toOn: addDays(today, 14),
      reason: '住院治疗',
    }),
  )
}

/** Two units are asked about one case: one has answered, the other has not yet. */
async function askForHelp(
  demo: Demo,
  people: Workplace,
  services: CaseworkServices,
  [first]: readonly number[],
): Promise<void> {
  if (first === undefined) return
  const drafter = await people.as('drafter', new Date(demo.now.getTime() - 26 * HOUR))
  const asked = valueOf(
    await askUnits(drafter, services, first, {
      unitIds: [idOf(demo.unitIds, 'czj'), idOf(demo.unitIds, 'mzj')],
      question: '申请内容涉及你单位制作的信息，请说明是否制作或者保存、可否公开。',
      workingDays: 5,
    }),
  )
  const [answered] = asked
  if (answered !== undefined)
    valueOf(
      await replyToUnit(await people.as('czj-officer'), services, answered, {
        reply: '经检索，我局保存有相关资金拨付明细，可以公开；其中个人账户信息应当作区分处理。',
      }),
    )
}

async function talk(
  demo: Demo,
  people: Workplace,
  services: CaseworkServices,
  [first]: readonly number[],
): Promise<void> {
  if (first === undefined) return
  const at = (hours: number) => new Date(demo.now.getTime() - hours * HOUR)
  const say = async (login: string, hours: number, text: string, mentions: readonly string[] = []) =>
    valueOf(
      await writeNote(await people.as(login, at(hours)), services, first, {
        text,
        mentions: mentions.map((one) => idOf(demo.staffIds, one)),
      }),
    )
  await say('drafter', 24, '这件和去年的一件内容相近，当时是部分公开。请科长看看能否沿用。', ['sectionhead'])
  await say('sectionhead', 22, '可以沿用。财政局回复以后，账户信息遮盖再提供。')
  await say('drafter', 2, '财政局已回复，今天拟答复。')
}

async function keepViews(people: Workplace): Promise<void> {
  const officer = await people.as('officer')
  const views = [
    ['超期等我们', 'light=red&waits=us'],
    ['尚未分派', 'handler=nobody&waits=us'],
  ] as const
  for (const [name, search] of views)
    valueOf(await saveView(officer, { list: 'requests', name, search, unitId: null }))
}
