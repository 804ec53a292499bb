import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { unreadQuery } from './queries.ts'

/** How many notices this person has not read, on every screen. */
export function Bell() {
  const { data } = useQuery({ ...unreadQuery, refetchInterval: 60_000 })
  const unread = data?.unread ?? 0
  return (
    <Link
      to="/notices"
      className="bell"
      aria-label={unread > 0 ? `通知，${unread} 条未读` : '通知'}
      activeOptions={{ includeSearch: false }}
    >
      <BellOutlined aria-hidden="true" />
      {unread > 0 && (
        <span className="count count-red" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
