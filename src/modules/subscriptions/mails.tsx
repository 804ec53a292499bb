import { formatChinese, type CivilDate } from '#platform/dates.ts'
import { mailDocument } from '#platform/mail/document.tsx'
import type { Mail } from '#platform/mail/index.ts'
import { topics } from '#kernel/documents/index.ts'
import { LINK_HOURS, kindLabels, rhythmLabels } from './kinds.ts'
import type { NamedSubscription } from './store.ts'
import type { Kind, Rhythm } from './contract.ts'

/** What a subscription is of, in one phrase: 栏目“规范性文件”（云岚市人民政府门户网站）. */
export function titleOf(row: Pick<NamedSubscription, 'kind' | 'name' | 'site' | 'topic' | 'words'>): string {
  const label = kindLabels[row.kind as Kind]
  if (row.kind === 'topic') return `${label}“${topics[row.topic as keyof typeof topics] ?? row.topic}”`
  if (row.kind === 'search') return `${label}“${row.words}”`
  return `${label}“${row.name}”${row.site === '' ? '' : `（${row.site}）`}`
}

export interface Letterhead {
  readonly siteName: string
  readonly publicUrl: string
}

type Written = Pick<Mail, 'subject' | 'text' | 'html'>

export function invitation(head: Letterhead, row: NamedSubscription, token: string): Written {
  const link = `${head.publicUrl}/subscriptions/confirm?k=${token}`
  const rhythm = rhythmLabels[row.rhythm as Rhythm]
  const what = titleOf(row)
  const lines = [
    `有人用这个邮箱在${head.siteName}订阅了${what}的更新（${rhythm}发送）。`,
    `如果是您本人，请在 ${LINK_HOURS} 小时内打开下面的网址，并在网页上点“确认订阅”：`,
  ]
  const last = `如果不是您本人，不用理会，不会再收到邮件；${LINK_HOURS} 小时后这个邮箱地址会被删除。`
  return {
    subject: `请确认订阅：${what}`,
    text: [...lines, link, last, head.siteName].join('\n\n'),
    html: mailDocument(
      <>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          <a href={link}>{link}</a>
        </p>
        <p>{last}</p>
        <p>{head.siteName}</p>
      </>,
    ),
  }
}

/** To who asks for what he has: the page answered as to everybody. */
export function alreadySubscribed(head: Letterhead, row: NamedSubscription, manage: string): Written {
  const line = `这个邮箱已经订阅了${head.siteName}${titleOf(row)}的更新，不需要再订阅。`
  const rest = '改变发送时间或者退订，请打开：'
  const link = `${head.publicUrl}/subscriptions/manage?k=${manage}`
  return {
    subject: `您已订阅：${titleOf(row)}`,
    text: [line, rest, link, head.siteName].join('\n\n'),
    html: mailDocument(
      <>
        <p>{line}</p>
        <p>
          {rest}
          <a href={link}>管理我的订阅</a>
        </p>
        <p>{head.siteName}</p>
      </>,
    ),
  }
}

export interface Told {
  readonly id: number
  readonly title: string
  readonly issuer: string
  readonly shown_on: CivilDate
}

export function digest(
  head: Letterhead,
  row: NamedSubscription,
  told: { readonly documents: readonly Told[]; readonly found: number },
  links: { readonly manage: string; readonly end: string },
): Written & { readonly unsubscribe: string } {
  const what = titleOf(row)
  const address = (one: Told) => `${head.publicUrl}/documents/${one.id}`
  const more =
    told.found > told.documents.length
      ? `另有 ${told.found - told.documents.length} 条没有列出，请到网站查看。`
      : ''
  const manage = `${head.publicUrl}/subscriptions/manage?k=${links.manage}`
  const unsubscribe = `${head.publicUrl}/subscriptions/end?k=${links.end}`
  const why = `您收到这封邮件，是因为您订阅了${head.siteName}${what}的更新。`
  return {
    subject: `${what}新公开 ${told.found} 条信息`,
    unsubscribe,
    text: [
      `${what}新公开 ${told.found} 条信息：`,
      ...told.documents.map(
        (one, index) =>
          `${index + 1}. ${one.title}\n${one.issuer}  ${formatChinese(one.shown_on)}\n${address(one)}`,
      ),
      ...(more === '' ? [] : [more]),
      `${why}\n管理我的订阅：${manage}\n退订：${unsubscribe}`,
      head.siteName,
    ].join('\n\n'),
    html: mailDocument(
      <>
        <p>
          {what}新公开 {told.found} 条信息：
        </p>
        <ol>
          {told.documents.map((one) => (
            <li key={one.id}>
              <a href={address(one)}>{one.title}</a>
              <br />
              {one.issuer} {formatChinese(one.shown_on)}
            </li>
          ))}
        </ol>
        {more === '' ? null : <p>{more}</p>}
        <p>{why}</p>
        <p>
          <a href={manage}>管理我的订阅</a> · <a href={unsubscribe}>退订</a>
        </p>
        <p>{head.siteName}</p>
      </>,
    ),
  }
}
