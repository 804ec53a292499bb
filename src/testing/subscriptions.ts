import { sql } from 'kysely'
import { renderToStaticMarkup } from 'react-dom/server'
import { civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { PageContent, PageRequest, Redirect } from '#platform/http/page.ts'
import type { Mail } from '#platform/mail/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase } from '#platform/testing/database.ts'
import {
  createContext,
  operatorActor,
  publicActor,
  systemActor,
  type Context,
} from '#kernel/identity/index.ts'
import { importDocuments } from '#modules/publishing/index.ts'
import { addChannel } from '#modules/sites/index.ts'
import { ask, confirm } from '../modules/subscriptions/actions.ts'
import { deliver, invite, planDigests, type MailServices } from '../modules/subscriptions/jobs.ts'
import { subscriptionPages } from '../modules/subscriptions/pages.tsx'
import type { Target } from '../modules/subscriptions/store.ts'
import { buildCity, TODAY, type SmallCity } from './city.ts'

export const at = (day: string, time = '07:30') => new Date(`${day}T${time}:00+08:00`)

/** The key in the link to a page that a mail carries. */
export const linkIn = (mail: Mail | undefined, page: string) =>
  new RegExp(`/subscriptions/${page}\\?k=([\\w-]+)`).exec(mail?.text ?? '')?.[1] ?? ''

type Answered = PageContent | Redirect | undefined
type Asked = [
  method: 'GET' | 'POST',
  path: string,
  query: Record<string, string>,
  form?: Record<string, string>,
]

/** What people and the night do about subscriptions, in a small city of their own whose mails are kept. */
export interface Subscribing {
  readonly city: SmallCity
  readonly services: MailServices
  readonly sent: Mail[]
  /** What the mail server does before it keeps a mail. */
  answer: (mail: Mail) => void
  /** Nobody has subscribed, nothing waits, nothing was sent. */
  empty(): Promise<void>
  somebody(now?: Date): Context
  theSystem(now?: Date): Context
  publish(title: string, day: string, channel?: string): Promise<number>
  /** The jobs that wait under a name, as the worker would hand them over; they are gone then. */
  takeJobs(name: string): Promise<Record<string, string | number>[]>
  runInvitations(): Promise<void>
  /** Asked for and confirmed; the column of the city every day, unless something else is said. */
  subscribe(address: string, target?: Target, rhythm?: string, now?: Date): Promise<number>
  /** The morning's digests, planned and sent. */
  morning(day: string): Promise<{ subscriptions: number; mails: number }>
  open(...asked: Asked): Promise<Answered>
  /** The same, as the reader sees it. */
  shown(...asked: Asked): Promise<string>
  count(table: 'subscriber' | 'subscription' | 'delivery'): Promise<number | undefined>
  close(): Promise<void>
}

export async function startSubscribing(): Promise<Subscribing> {
  const held = await testDatabase()
  const { db } = held
  const city = await buildCity(db)
  await city.as('disclosure_officer')
  await db.transaction().execute(async (tx) => {
    const { site_id: siteId } = await tx
      .selectFrom('sites.channel')
      .select('site_id')
      .executeTakeFirstOrThrow()
    const column = { slug: 'below', name: '通知', kind: '', description: '', position: 2 }
    return addChannel(tx, systemActor, { ...column, siteId, parentId: city.channelId })
  })
  const secrets = createSecrets(Buffer.alloc(32, 5))
  const work: Subscribing = {
    city,
    services: {
      secrets,
      publicUrl: 'https://www.city.example',
      mailer: {
        async send(mail) {
          work.answer(mail)
          work.sent.push(mail)
        },
        close: () => undefined,
      },
    },
    sent: [],
    answer: () => undefined,
    async empty() {
      work.sent.length = 0
      work.answer = () => undefined
      await sql`truncate subscriptions.subscriber, subscriptions.subscription, subscriptions.delivery, subscriptions.tally,
                graphile_worker._private_jobs`.execute(db)
    },
    somebody: (now = TODAY) => createContext(db, publicActor, now),
    theSystem: (now = TODAY) => createContext(db, systemActor, now),
    async publish(title, day, channel = 'news') {
      const value = {
        id: title,
        title,
        kind: 'official',
        publishDate: day,
        topic: '02',
        genre: '08',
        text: '正文。',
      }
      const result = await importDocuments(createContext(db, operatorActor, at(day)), {
        unitCode: 'one',
        channel,
        officerLogin: undefined,
        source: {
          rows: (async function* rows() {
            yield { line: 1, value }
          })(),
          totalBytes: 0,
          readBytes: () => 0,
        },
        progress: () => undefined,
      })
      if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors))
      const { document_id: id } = await db
        .selectFrom('documents.version')
        .select('document_id')
        .where('title', '=', title)
        .executeTakeFirstOrThrow()
      return id
    },
    async takeJobs(name) {
      const { rows } = await sql<{ payload: Record<string, string | number> }>`
        delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and t.identifier = ${name} returning j.payload`.execute(db)
      return rows.map((row) => row.payload)
    },
    async runInvitations() {
      for (const { subscription, at: asked } of await work.takeJobs('subscriptions.invite'))
        await invite(db, work.services, Number(subscription), new Date(String(asked)))
    },
    async subscribe(
      address,
      target = { kind: 'channel', channelId: city.channelId },
      rhythm = 'daily',
      now = TODAY,
    ) {
      valueOf(await ask(work.somebody(now), secrets, target, { address, rhythm }))
      await work.runInvitations()
      const row = await confirm(work.somebody(now), linkIn(work.sent.at(-1), 'confirm'))
      work.sent.length = 0
      if (!row) throw new Error('not confirmed')
      return row.id
    },
    async morning(day) {
      work.sent.length = 0
      const planned = await planDigests(work.theSystem(at(day)))
      for (const { delivery } of await work.takeJobs('subscriptions.deliver'))
        await deliver(work.theSystem(at(day)), work.services, Number(delivery))
      return planned
    },
    async open(method, path, query, form = {}) {
      const page = subscriptionPages(secrets).find((one) => one.method === method && one.path === path)
      const request: PageRequest = {
        db,
        site: 'main',
        publicUrl: 'https://www.yunlan.example',
        now: TODAY,
        today: civilDateOf(TODAY),
        params: {},
        query,
        form,
        cookies: {},
        client: async () => 'somebody',
      }
      return page?.read(request)
    },
    async shown(...asked) {
      const page = await work.open(...asked)
      return page && 'main' in page ? renderToStaticMarkup(page.main) : JSON.stringify(page)
    },
    async count(table) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(`subscriptions.${table}`)}`.execute(db)
      return rows[0]?.n
    },
    close: () => held.close(),
  }
  return work
}
