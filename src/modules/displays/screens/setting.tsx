import { useState } from 'react'
import { Alert, App, Button, InputNumber } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { get, put } from '#ui/console/api.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import { channelsQuery, siteQuery } from '#modules/sites/screens/queries.ts'
import { MAX_COLUMNS, MAX_SECONDS, MIN_SECONDS, type SettingView } from '../contract.ts'

export const displaysQuery = (siteId: number) =>
  queryOptions({
    queryKey: ['displays', siteId],
    queryFn: ({ signal }) => get<SettingView>(`/sites/${siteId}/displays`, {}, signal),
  })

const route = getRouteApi('/signed-in/sites/$siteId/displays')

/** What the touch terminals and boards of a site show. */
export function DisplaysScreen() {
  const { siteId } = route.useParams()
  const { data: site } = useSuspenseQuery(siteQuery(siteId))
  const { data: channels } = useSuspenseQuery(channelsQuery(siteId))
  const { data: setting } = useSuspenseQuery(displaysQuery(siteId))
  const client = useQueryClient()
  const { message } = App.useApp()
  const [ids, setIds] = useState<readonly number[]>(setting.channelIds)
  const [seconds, setSeconds] = useState(setting.seconds)
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const base = site.slug === 'main' ? '' : `/s/${site.slug}`
  const nameOf = (id: number) => channels.find((one) => one.id === id)?.name ?? ''

  const swap = (at: number, by: number) => {
    const order = [...ids]
    const [moved] = order.splice(at, 1)
    if (moved !== undefined) order.splice(at + by, 0, moved)
    setIds(order)
  }
  const save = async () => {
    setSaving(true)
    setProblem(undefined)
    try {
      await put(`/sites/${siteId}/displays`, { channelIds: ids, seconds })
      await client.invalidateQueries({ queryKey: displaysQuery(siteId).queryKey })
      message.success('已保存，一分钟内在屏幕上生效')
    } catch (error) {
      setProblem(errorWords(error))
    } finally {
      setSaving(false)
    }
  }
  return (
    <>
      <PageHead
        above={
          <Link to="/sites/$siteId" params={{ siteId }}>
            {site.name}
          </Link>
        }
        title="触摸屏和大屏"
        essentials={
          setting.chosen ? `已选 ${setting.channelIds.length} 个栏目` : '还没有选栏目，自动显示各一级栏目'
        }
        actions={
          <>
            <a href={`${base}/kiosk`} target="_blank" rel="noreferrer">
              打开触摸屏
            </a>
            <a href={`${base}/screen`} target="_blank" rel="noreferrer">
              打开大屏
            </a>
          </>
        }
      />
      <Section title="显示的栏目" note="两种屏幕都按这个次序；下级栏目的内容一起显示。">
        <ol className="plain display-columns">
          {ids.map((id, index) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={`${nameOf(id)}上移`}
                disabled={index === 0}
                onClick={() => swap(index, -1)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={`${nameOf(id)}下移`}
                disabled={index === ids.length - 1}
                onClick={() => swap(index, 1)}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`不显示${nameOf(id)}`}
                onClick={() => setIds(ids.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ol>
        <Select
          aria-label="加上一个栏目"
          placeholder={ids.length >= MAX_COLUMNS ? `最多 ${MAX_COLUMNS} 个栏目` : '加上一个栏目'}
          disabled={ids.length >= MAX_COLUMNS}
          value={null}
          options={channels
            .filter((one) => !ids.includes(one.id))
            .map((one) => ({ value: String(one.id), label: one.name }))}
          onChange={(id) => setIds([...ids, Number(id)])}
        />
      </Section>
      <Section title="大屏每条至少停留" note="文字多的自动停留更久，最长一分钟。">
        <InputNumber
          aria-label="每条至少停留的秒数"
          min={MIN_SECONDS}
          max={MAX_SECONDS}
          value={seconds}
          suffix="秒"
          onChange={(value) => setSeconds(value ?? MIN_SECONDS)}
        />
      </Section>
      {problem !== undefined && <Alert type="error" showIcon title={problem} />}
      <p className="display-save">
        <Button type="primary" loading={saving} onClick={() => void save()}>
          保存
        </Button>
      </p>
    </>
  )
}
