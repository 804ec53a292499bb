import { useState } from 'react'
import { Button } from 'antd'
import { LogoutOutlined, MenuOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { deskQuery } from '#modules/desk/screens/desk.tsx'
import { Bell } from '#modules/messages/screens/bell.tsx'
import { signOut, useSession } from '#modules/administration/screens/session.ts'
import { places } from './navigation.tsx'

/** The frame of every screen: places left, the person on top, the work in the middle. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  // On a phone the places lie over the work until one is chosen: open is where they were opened.
  const [openedAt, setOpenedAt] = useState<string>()
  const open = openedAt === path
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="shell-top">
        <Button
          className="shell-menu"
          icon={<MenuOutlined />}
          aria-expanded={open}
          aria-controls="places"
          onClick={() => setOpenedAt(open ? undefined : path)}
        >
          菜单
        </Button>
        <Bell />
        <Person />
      </header>
      <div className="shell-brand">
        <span className="seal" aria-hidden="true">
          镜
        </span>
        明镜
      </div>
      <Places open={open} />
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

function Places({ open }: { readonly open: boolean }) {
  const session = useSession()
  const { data: desk } = useQuery({ ...deskQuery, refetchInterval: 60_000 })
  const shown = places.filter(
    ({ permissions }) =>
      permissions.length === 0 || permissions.some((name) => session.permissions.includes(name)),
  )
  return (
    <nav id="places" className={open ? 'shell-nav' : 'shell-nav closed'} aria-label="工作">
      <ul>
        {shown.map(({ to, label, icon, count, pressing }) => {
          const waiting = desk && count ? count(desk) : 0
          return (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                <span aria-hidden="true">{icon}</span>
                {label}
                {waiting > 0 && (
                  <span className={desk && pressing?.(desk) ? 'count count-red' : 'count'}>{waiting}</span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Person() {
  const session = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const roles = session.grants.map(({ roleLabel, units }) => {
    const [first] = units
    return first ? `${first.shortName} ${roleLabel}` : roleLabel
  })
  const leave = async () => {
    await signOut(client)
    await navigate({ to: '/signin', search: {} })
  }
  return (
    <>
      <span className="shell-person">
        <strong>{session.staff.name}</strong>
        <span className="shell-role">{roles.join('、')}</span>
      </span>
      <Button type="text" icon={<LogoutOutlined />} onClick={() => void leave()}>
        退出
      </Button>
    </>
  )
}
