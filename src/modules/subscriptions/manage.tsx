import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { Refusal } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { changeRhythm, end, endAll } from './actions.ts'
import { RHYTHMS } from './contract.ts'
import { readLink } from './keys.ts'
import { rhythmLabels } from './kinds.ts'
import { titleOf } from './mails.tsx'
import { plain } from './plain.tsx'
import { listNamed, type NamedSubscription } from './store.ts'

/** All subscriptions of one address, by a signed link that stands in every mail. */
export function managePages(secrets: Secrets): PageRoute[] {
  return [
    {
      method: 'GET',
      path: '/subscriptions/manage',
      keep: 0,
      perMinute: 60,
      query: ['k'],
      async read({ db, query }) {
        const key = query['k'] ?? ''
        const subscriberId = readLink(secrets, 'subscriptions.manage', key)
        if (subscriberId === undefined) return undefined
        return list(key, await listNamed(db, { subscriberId }))
      },
    },
    {
      method: 'POST',
      path: '/subscriptions/manage',
      keep: 0,
      perMinute: 60,
      query: ['k'],
      async read({ db, now, query, form }) {
        const key = query['k'] ?? ''
        const subscriberId = readLink(secrets, 'subscriptions.manage', key)
        if (subscriberId === undefined) return undefined
        const ctx = createContext(db, publicActor, now)
        const wish = form['wish'] ?? ''
        const rhythm = RHYTHMS.find((one) => one === wish)
        const id = Number(form['subscription'])
        if (wish === 'end_all') await endAll(ctx, subscriberId)
        // In another tab it may have ended already: then the list says so.
        else if ((await listNamed(db, { subscriberId })).some((one) => one.id === id)) {
          if (rhythm) await changeRhythm(ctx, { subscriberId, id }, rhythm)
          else if (wish === 'end') await end(ctx, id)
          else throw new Refusal('invalid', 400)
        }
        return { redirect: `/subscriptions/manage?k=${key}`, status: 303 }
      },
    },
  ]
}

function list(key: string, rows: readonly NamedSubscription[]): PageContent {
  if (rows.length === 0)
    return plain(
      '我的订阅',
      200,
      <p className="lead">
        这里没有订阅了，您的邮箱地址已经删除。需要时可以重新<a href="/subscriptions/new">订阅</a>。
      </p>,
    )
  const action = `/subscriptions/manage?k=${key}`
  return plain(
    '我的订阅',
    200,
    <>
      <ul className="subscriptions">
        {rows.map((row) => {
          const other = row.rhythm === 'daily' ? 'weekly' : 'daily'
          const title = titleOf(row)
          return (
            <li key={row.id}>
              <h2>{title}</h2>
              <p>{rhythmLabels[row.rhythm === 'weekly' ? 'weekly' : 'daily']}发送</p>
              <form method="post" action={action}>
                <input type="hidden" name="subscription" value={row.id} />
                <button
                  type="submit"
                  name="wish"
                  value={other}
                  aria-label={`${title}改为${rhythmLabels[other]}`}
                >
                  改为{rhythmLabels[other]}
                </button>
                <button type="submit" name="wish" value="end" aria-label={`退订${title}`}>
                  退订
                </button>
              </form>
            </li>
          )
        })}
      </ul>
      <form method="post" action={action} className="stacked">
        <button type="submit" name="wish" value="end_all">
          全部退订，删除我的邮箱地址
        </button>
      </form>
    </>,
  )
}
