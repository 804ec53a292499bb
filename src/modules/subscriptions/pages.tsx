import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Secrets } from '#platform/secrets.ts'
import { wordsOf } from '#platform/text/words.ts'
import { topics } from '#kernel/documents/index.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { findUnitByCode } from '#kernel/organisation/index.ts'
import { findChannel, findSite, MAIN_SITE } from '#modules/sites/index.ts'
import { ErrorSummary, RadioGroup, SubmitButton, TextField, type FieldError } from '#ui/portal/index.ts'
import { ask, confirm, end } from './actions.ts'
import { RHYTHMS } from './contract.ts'
import { hashToken, readLink, signLink } from './keys.ts'
import { LINK_HOURS, rhythmLabels } from './kinds.ts'
import { titleOf } from './mails.tsx'
import { managePages } from './manage.tsx'
import { plain } from './plain.tsx'
import { listNamed, type Target } from './store.ts'

const MAX_WORDS = 100

/** Subscribing without an account: form, answer, confirmation, management, end. */
export function subscriptionPages(secrets: Secrets): PageRoute[] {
  return [
    newPage,
    askPage(secrets),
    askedPage,
    confirmPage,
    confirmedPage(secrets),
    ...managePages(secrets),
    endPage(secrets),
    endedPage(secrets),
  ]
}

interface Chosen {
  readonly target: Target
  readonly title: string
  /** The query of the form's address: what it is about stays in it. */
  readonly query: string
}

const ABOUT = ['channel', 'q', 'site', 'topic', 'unit'] as const

/** What an address asks to subscribe to, with its name; undefined where it names nothing that is there. */
async function findChosen(db: Db, query: PageRequest['query']): Promise<Chosen | undefined> {
  const named = (
    target: Target,
    row: Partial<Parameters<typeof titleOf>[0]>,
    about: Record<string, string>,
  ) => ({
    target,
    title: titleOf({ kind: target.kind, name: '', site: '', topic: null, words: null, ...row }),
    query: new URLSearchParams(about).toString(),
  })
  const { channel: slug, unit: code, topic, q } = query
  if (slug !== undefined) {
    const siteSlug = query['site'] ?? MAIN_SITE
    const [site, channel] = await Promise.all([findSite(db, siteSlug), findChannel(db, slug, siteSlug)])
    if (!site || !channel || site.state === 'closed') return undefined
    const about = { channel: slug, site: siteSlug }
    return named({ kind: 'channel', channelId: channel.id }, { name: channel.name, site: site.name }, about)
  }
  if (code !== undefined) {
    const unit = await findUnitByCode(db, code)
    if (!unit || unit.closed_on !== null) return undefined
    return named({ kind: 'unit', unitId: unit.id }, { name: unit.name }, { unit: code })
  }
  if (topic !== undefined) {
    if (!Object.hasOwn(topics, topic)) return undefined
    return named({ kind: 'topic', topic }, { topic }, { topic })
  }
  const words = (q ?? '').normalize('NFKC').trim().slice(0, MAX_WORDS)
  if (wordsOf(words).length === 0) return undefined
  return named({ kind: 'search', words }, { words }, { q: words })
}

const newPage: PageRoute = {
  method: 'GET',
  path: '/subscriptions/new',
  keep: 0,
  query: ABOUT,
  async read({ db, query }) {
    const chosen = await findChosen(db, query)
    if (chosen) return form(chosen, { address: '', rhythm: 'daily' }, [])
    // An address that names something names what is not there.
    return ABOUT.some((name) => query[name] !== undefined) ? undefined : choice()
  },
}

const WORDS: Readonly<Record<string, string>> = {
  required: '请填写邮箱地址',
  not_an_address: '邮箱地址不正确，请检查，例如：name@mail.example',
  not_a_choice: '请选择多久发送一次',
}

function askPage(secrets: Secrets): PageRoute {
  return {
    method: 'POST',
    path: '/subscriptions/new',
    keep: 0,
    perMinute: 10,
    query: ABOUT,
    async read({ db, now, query, form: typed }) {
      const chosen = await findChosen(db, query)
      if (!chosen) return undefined
      const values = { address: typed['address'] ?? '', rhythm: typed['rhythm'] ?? '' }
      const decision = await ask(createContext(db, publicActor, now), secrets, chosen.target, values)
      if (decision.ok) return { redirect: '/subscriptions/asked', status: 303 }
      const errors = decision.issues.map(({ field, code }) => ({ field, message: WORDS[code] ?? code }))
      return form(chosen, values, errors)
    },
  }
}

function form(
  chosen: Chosen,
  values: { readonly address: string; readonly rhythm: string },
  errors: readonly FieldError[],
): PageContent {
  const error = (field: string) => errors.find((one) => one.field === field)?.message
  return plain(
    '邮件订阅',
    errors.length > 0 ? 422 : 200,
    <>
      <p className="lead">{chosen.title}有新公开的信息时，用邮件告诉您。不需要注册账号。</p>
      <ErrorSummary errors={errors} />
      <form className="stacked" method="post" action={`/subscriptions/new?${chosen.query}`} noValidate>
        <TextField
          name="address"
          label="邮箱地址"
          type="email"
          value={values.address}
          hint={`我们先发一封邮件到这个邮箱，${LINK_HOURS} 小时内在邮件里确认后才生效。`}
          error={error('address')}
          autoComplete="email"
        />
        <RadioGroup
          name="rhythm"
          label="多久发送一次"
          value={values.rhythm}
          hint="没有新信息时不发送。"
          error={error('rhythm')}
          options={RHYTHMS.map((value) => ({ value, label: rhythmLabels[value] }))}
        />
        <p className="hint">
          邮箱地址加密保存，只用来发送您订阅的内容；退订后立即删除。每封邮件里都有退订链接。
        </p>
        <SubmitButton>订阅</SubmitButton>
      </form>
    </>,
  )
}

/** Reached by itself, the page says where subscriptions begin. */
function choice(): PageContent {
  return plain(
    '邮件订阅',
    200,
    <>
      <p className="lead">有新公开的信息时，用邮件告诉您。不需要注册账号。</p>
      <p>
        订阅一个栏目、一个机构或者一次搜索：打开那个栏目、<a href="/units">机构</a>
        或者搜索结果的页面，点“邮件订阅”。也可以订阅一个主题：
      </p>
      <ul className="plain-list">
        {Object.entries(topics)
          .toSorted(([one], [other]) => one.localeCompare(other))
          .map(([code, name]) => (
            <li key={code}>
              <a href={`/subscriptions/new?topic=${code}`}>{name}</a>
            </li>
          ))}
      </ul>
    </>,
  )
}

const askedPage: PageRoute = {
  method: 'GET',
  path: '/subscriptions/asked',
  keep: 0,
  read: async () =>
    plain(
      '请到邮箱里确认',
      200,
      <>
        <p className="lead">我们发出了一封邮件，请按邮件里的说明确认。</p>
        <ul>
          <li>{LINK_HOURS} 小时内没有确认，订阅不生效，邮箱地址会被删除。</li>
          <li>几分钟后仍然没有收到，请查看垃圾邮件，或者检查地址后再填写一次。</li>
        </ul>
      </>,
    ),
}

const confirmPage: PageRoute = {
  method: 'GET',
  path: '/subscriptions/confirm',
  keep: 0,
  perMinute: 60,
  query: ['k'],
  async read({ db, query }) {
    const token = query['k'] ?? ''
    const [row] = await listNamed(db, { tokenHash: hashToken(token) })
    if (!row) return stale()
    // A button, for programs that look into mails open every link in them.
    return plain(
      '确认订阅',
      200,
      <form
        className="stacked"
        method="post"
        action={`/subscriptions/confirm?${new URLSearchParams({ k: token }).toString()}`}
      >
        <p className="lead">
          订阅{titleOf(row)}，{rhythmLabels[row.rhythm === 'weekly' ? 'weekly' : 'daily']}发送。
        </p>
        <SubmitButton>确认订阅</SubmitButton>
      </form>,
    )
  },
}

function stale(): PageContent {
  return plain(
    '这个链接不能用了',
    410,
    <p className="lead">
      确认链接只能用一次，{LINK_HOURS} 小时内有效。如果还没有确认过，请重新
      <a href="/subscriptions/new">订阅</a>。
    </p>,
  )
}

function confirmedPage(secrets: Secrets): PageRoute {
  return {
    method: 'POST',
    path: '/subscriptions/confirm',
    keep: 0,
    perMinute: 20,
    query: ['k'],
    async read({ db, now, query }) {
      const done = await confirm(createContext(db, publicActor, now), query['k'] ?? '')
      if (!done) return stale()
      const manage = signLink(secrets, 'subscriptions.manage', done.subscriber_id)
      return plain(
        '订阅已经生效',
        200,
        <>
          <p className="lead">
            有新公开的信息时，您会在{done.rhythm === 'weekly' ? '周一' : '当天'}早上收到邮件。
          </p>
          <p>
            <a href={`/subscriptions/manage?k=${manage}`}>管理我的订阅</a>
          </p>
        </>,
      )
    },
  }
}

function endPage(secrets: Secrets): PageRoute {
  return {
    method: 'GET',
    path: '/subscriptions/end',
    keep: 0,
    perMinute: 60,
    query: ['k'],
    async read({ db, query }) {
      const key = query['k'] ?? ''
      const id = readLink(secrets, 'subscriptions.end', key)
      if (id === undefined) return undefined
      const [row] = await listNamed(db, { id })
      if (!row) return ended()
      return plain(
        '退订',
        200,
        <form className="stacked" method="post" action={`/subscriptions/end?k=${key}`}>
          <p className="lead">不再接收{titleOf(row)}的更新。</p>
          <SubmitButton>退订</SubmitButton>
        </form>,
      )
    },
  }
}

function ended(): PageContent {
  return plain(
    '已经退订',
    200,
    <p className="lead">不会再收到这个订阅的邮件。没有其他订阅时，您的邮箱地址也已经删除。</p>,
  )
}

/** By the button, or by a mail program's POST of RFC 8058: it has no cookie and reads no answer. */
function endedPage(secrets: Secrets): PageRoute {
  return {
    method: 'POST',
    path: '/subscriptions/end',
    keep: 0,
    // The great mail services send the clicks of all their users from a few addresses.
    perMinute: 600,
    query: ['k'],
    async read({ db, now, query }) {
      const id = readLink(secrets, 'subscriptions.end', query['k'] ?? '')
      if (id === undefined) return undefined
      await end(createContext(db, publicActor, now), id)
      return ended()
    },
  }
}
