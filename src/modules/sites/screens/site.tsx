import { useState } from 'react'
import { App, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { remove } from '#ui/console/api.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import type { SiteView } from '../contract.ts'
import { AddChannelDialog, ChannelPanel } from './channel.tsx'
import { ClosingDialog, HomeDialog, MovedDialog, SettingsDialog, THEME_WORDS } from './dialogs.tsx'
import { SITE_STATES } from './list.tsx'
import { channelsQuery, refreshSite, siteQuery } from './queries.ts'
import { ChannelTree } from './tree.tsx'

const route = getRouteApi('/signed-in/sites/$siteId')
type Opened = 'settings' | 'home' | 'moved' | 'closing' | 'channel'

export function SiteScreen() {
  const { siteId } = route.useParams()
  const { data: site } = useSuspenseQuery(siteQuery(siteId))
  const { data: channels } = useSuspenseQuery(channelsQuery(siteId))
  const [chosenId, setChosenId] = useState<number>()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  const chosen = channels.find((one) => one.id === chosenId)
  const address = site.slug === 'main' ? '/' : `/s/${site.slug}`
  return (
    <>
      <PageHead
        above={<Link to="/sites">网站和栏目</Link>}
        title={site.name}
        essentials={`${site.unit.name} · ${SITE_STATES[site.state]} · ${channels.length.toLocaleString('zh-CN')} 个栏目`}
        actions={
          <a href={address} target="_blank" rel="noreferrer">
            打开网站
          </a>
        }
      />
      <DetailLayout
        sideLabel="网站设置"
        main={
          <div className="admin">
            <nav className="admin-tree" aria-label="栏目" tabIndex={0}>
              <Button icon={<PlusOutlined />} onClick={() => setOpened('channel')}>
                新增一级栏目
              </Button>
              <ChannelTree siteId={siteId} channels={channels} chosenId={chosenId} onChoose={setChosenId} />
            </nav>
            {chosen ? (
              <ChannelPanel
                siteId={siteId}
                channel={chosen}
                channels={channels}
                onGone={() => setChosenId(undefined)}
              />
            ) : (
              <EmptyState title={channels.length > 0 ? '请选择一个栏目' : '还没有栏目'}>
                <p>可以用鼠标拖动栏目，也可以选中后用箭头或者“移到别处”。</p>
              </EmptyState>
            )}
          </div>
        }
        side={
          <>
            <Settings site={site} onOpen={setOpened} />
            <MovedList site={site} onOpen={setOpened} />
            <History subject={`site:${site.id}`} />
          </>
        }
      />
      {opened === 'channel' && <AddChannelDialog siteId={siteId} onClose={close} />}
      {opened === 'settings' && <SettingsDialog site={site} onClose={close} />}
      {opened === 'home' && <HomeDialog site={site} channels={channels} onClose={close} />}
      {opened === 'moved' && <MovedDialog site={site} onClose={close} />}
      {opened === 'closing' && <ClosingDialog site={site} onClose={close} />}
    </>
  )
}

function Settings({ site, onOpen }: { readonly site: SiteView; readonly onOpen: (what: Opened) => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const callOff = async () => {
    try {
      await remove(`/sites/${site.id}/closings`)
      await refreshSite(client, site.id)
      message.success('已取消关闭')
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <Section title="设置">
      <Facts
        facts={[
          ['颜色', THEME_WORDS[site.theme]],
          ['副标题', site.tagline],
          ['域名', site.hosts.join('、')],
          ['网站标识码', site.idCode],
          ['ICP备案', site.icpNumber],
          ['公安备案', site.policeNumber],
          ['联系电话', site.phone],
          ['首页', site.blocks.length > 0 ? `${site.blocks.length} 个板块` : '按一级栏目自动排列'],
          ['关闭日期', site.closingOn],
          ['关闭公告', site.closingNotice],
        ]}
      />
      <div className="side-actions">
        <Button onClick={() => onOpen('settings')}>修改设置</Button>
        <Link to="/sites/$siteId/displays" params={{ siteId: site.id }}>
          触摸屏和大屏
        </Link>
        {site.slug !== 'main' && <Button onClick={() => onOpen('home')}>安排首页</Button>}
        {site.may.open && site.slug !== 'main' && site.state === 'open' && (
          <Button onClick={() => onOpen('closing')}>公告关闭</Button>
        )}
        {site.may.open && site.state === 'closing' && (
          <Button onClick={() => void callOff()}>取消关闭</Button>
        )}
      </div>
    </Section>
  )
}

function MovedList({ site, onOpen }: { readonly site: SiteView; readonly onOpen: (what: Opened) => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const forget = async (path: string) => {
    try {
      await remove(`/sites/${site.id}/moved?${new URLSearchParams({ path }).toString()}`)
      await refreshSite(client, site.id)
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <Section title={`网址变更（${site.moved.length}）`} note="打开旧网址的人自动转到新网址。">
      <ul className="plain moved">
        {site.moved.map((one) => (
          <li key={one.path}>
            <code>{one.path}</code> → <code>{one.target}</code>
            <Button
              type="text"
              size="small"
              aria-label={`删除 ${one.path} 的变更`}
              onClick={() => void forget(one.path)}
            >
              删除
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => onOpen('moved')}>登记网址变更</Button>
    </Section>
  )
}
