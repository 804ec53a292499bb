import { useQuery } from '@tanstack/react-query'
import { instantText } from '#ui/console/dates.ts'
import { Section } from '#ui/console/detail.tsx'
import type { SentItem } from '../contract.ts'
import { sentQuery } from './queries.ts'
import { channelWords, stateWords } from './words.ts'

/** What was sent about a record, for its page; nothing where this person may not read it. */
export function Sent({ subject }: { readonly subject: string }) {
  const { data: items } = useQuery(sentQuery(subject))
  if (!items) return null
  return (
    <Section title="发给申请人的消息">
      {items.length === 0 ? (
        <p className="note">还没有发送过邮件或者短信。</p>
      ) : (
        <ol className="history">
          {items.map((item) => (
            <li key={item.id}>
              <time dateTime={whenOf(item)}>{instantText(whenOf(item))}</time>
              <span>
                {channelWords[item.channel]}
                {stateWords[item.state]}
              </span>
              <span>{item.subject}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

const whenOf = (item: SentItem) => item.sentAt ?? item.failedAt ?? item.createdAt
