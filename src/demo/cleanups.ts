import { addDays, civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { fileDocument } from '#modules/legality/index.ts'
import { closeCleanup, confirmUnit, decideItems, openCleanup } from '#modules/normative/index.ts'
import { sql } from 'kysely'
import { eachByItself, idOf, type Demo } from './demo.ts'

/** A clean-up of last year that is finished, one of the whole city that runs, and filings with some still to be done. */
export async function cleanUpRules(demo: Demo): Promise<void> {
  const people = eachByItself(demo)
  const { db } = demo.city.database
  const office = idOf(demo.unitIds, 'zfb')
  const lastYear = Number((await people.as('officer')).today.slice(0, 4)) - 1
  const at = (day: string) => new Date(`${day}T02:00:00Z`)
  const opened = await people.as('officer', at(`${lastYear}-03-01`))
  const done = valueOf(
    await openCleanup(opened, {
      unitId: office,
      title: `${lastYear}年市政府办公室规范性文件清理`,
      basis: '按照市政府关于定期清理行政规范性文件的要求',
      dueOn: civilDate(`${lastYear}-05-31`),
      writtenUntil: civilDate(`${lastYear}-02-28`),
    }),
  )
  const { rows: items } = await sql<{ id: number }>`
    select document_id as id from normative.cleanup_item where cleanup_id = ${done} order by 1`.execute(db)
  const drafter = await people.as('drafter', at(`${lastYear}-04-10`))
  for (const [place, { id }] of items.entries()) {
    const change = place === 0 && items.length > 1
    const word = change
      ? ({ decision: 'amend', reason: '引用的上位法已修订' } as const)
      : ({ decision: 'keep', reason: '' } as const)
    valueOf(await decideItems(drafter, done, office, { documentIds: [id], ...word }))
  }
  if (items.length > 0)
    valueOf(await confirmUnit(await people.as('leader', at(`${lastYear}-05-06`)), done, office))
  valueOf(await closeCleanup(await people.as('officer', at(`${lastYear}-05-20`)), done, ''))

  const officer = await people.as('officer')
  valueOf(
    await openCleanup(officer, {
      unitId: idOf(demo.unitIds, 'yunlan'),
      title: `${lastYear + 1}年全市行政规范性文件清理`,
      basis: '按照市政府关于定期清理行政规范性文件的要求',
      dueOn: addDays(officer.today, 30),
      writtenUntil: addDays(officer.today, -30),
    }),
  )
  await file(demo)
}

/** Of the rules made this year every second one is filed. */
async function file(demo: Demo): Promise<void> {
  const drafter = await eachByItself(demo).as('drafter')
  const { rows } = await sql<{ id: number }>`
    select d.id from clock.clock c join documents.document d on c.subject = 'document:' || d.id
     where c.name = 'legality.filing' and (d.published_at at time zone 'Asia/Shanghai')::date <= ${drafter.today}
     order by d.id`.execute(demo.city.database.db)
  for (const [place, { id }] of rows.entries()) {
    if (place % 2 === 1) continue
    valueOf(
      await fileDocument(drafter, id, {
        body: '云岚市司法局',
        number: `云备〔${drafter.today.slice(0, 4)}〕${place + 31}号`,
        filedOn: drafter.today,
        result: 'accepted',
        remarks: '',
      }),
    )
  }
}
