import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import type { Mail } from '#platform/mail/index.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { arrangeDisplays } from '#modules/displays/index.ts'
import { ask, confirm, invite, type MailServices } from '#modules/subscriptions/index.ts'
import { eachByItself, idOf, type Demo } from './demo.ts'

type Wanted = Parameters<typeof ask>[2]

/** What the terminals of the service halls and the boards in the city show. */
export async function openDemoDisplays(demo: Demo): Promise<void> {
  const officer = await eachByItself(demo).as('officer')
  const { rows } = await sql<{ id: number }>`select id from sites.site where slug = 'main'`.execute(
    demo.city.database.db,
  )
  const channelIds = ['notices', 'news', 'policies', 'laws'].flatMap(
    (slug) => demo.channelIds.get(slug) ?? [],
  )
  valueOf(await arrangeDisplays(officer, rows[0]?.id ?? 0, { channelIds, seconds: 15 }))
}

/** A few citizens who had the first mail and confirmed, and one who has not yet. */
export async function openDemoSubscriptions(demo: Demo): Promise<void> {
  const { database, secrets, publicUrl } = demo.city
  const channel = (slug: string): Wanted => ({ kind: 'channel', channelId: idOf(demo.channelIds, slug) })
  const wanted: readonly (readonly [address: string, target: Wanted, rhythm: string])[] = [
    ['linxiaohe@mail.example', channel('policies'), 'daily'],
    ['linxiaohe@mail.example', { kind: 'search', words: '停车' }, 'weekly'],
    ['zhougu@post.example', channel('policies'), 'weekly'],
    ['zhougu@post.example', channel('notices'), 'daily'],
    ['heqiushui@mail.example', channel('notices'), 'daily'],
    ['heqiushui@mail.example', { kind: 'unit', unitId: idOf(demo.unitIds, 'swj') }, 'daily'],
    ['tinglan-reading@club.example', { kind: 'topic', topic: '12' }, 'weekly'],
  ]
  const asked = new Date(demo.now.getTime() - 2 * 3_600_000)
  for (const [index, [address, target, rhythm]] of wanted.entries()) {
    const citizen = createContext(database.db, publicActor, asked)
    valueOf(await ask(citizen, secrets, target, { address, rhythm }))
    // The last of them has not opened his mail.
    if (index === wanted.length - 1) continue
    const mails: Mail[] = []
    const services: MailServices = {
      secrets,
      publicUrl,
      mailer: { send: async (mail) => void mails.push(mail), close: () => undefined },
    }
    const { rows } = await sql<{ id: number }>`
      select max(id) as id from subscriptions.subscription where confirmed_at is null`.execute(database.db)
    await invite(database.db, services, rows[0]?.id ?? 0, asked)
    const token = /confirm\?k=([\w-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
    const confirmed = await confirm(createContext(database.db, publicActor, demo.now), token)
    if (!confirmed) throw new Error(`the subscription of ${address} was not confirmed`)
  }
}
