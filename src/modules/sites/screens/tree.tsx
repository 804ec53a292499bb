import { useMemo, useState, type DragEvent } from 'react'
import { App, Button } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DownOutlined, RightOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#ui/console/api.ts'
import { errorWords } from '#ui/console/words.ts'
import type { ChannelView, Move } from '../contract.ts'
import { refreshSite } from './queries.ts'

/** The columns below each column; the first columns stand under null. */
export type Below = ReadonlyMap<number | null, readonly ChannelView[]>

export function belowOf(channels: readonly ChannelView[]): Below {
  const below = new Map<number | null, ChannelView[]>()
  for (const channel of channels) {
    const siblings = below.get(channel.parentId)
    if (siblings) siblings.push(channel)
    else below.set(channel.parentId, [channel])
  }
  return below
}

/** Sends a column to another place and shows it there once the server agrees. */
export function useMoveChannel(siteId: number) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (channel: ChannelView, to: Move) => {
    try {
      await post(`/channels/${channel.id}/moves`, to)
      await refreshSite(client, siteId)
      message.success(`已移动“${channel.name}”`)
    } catch (error) {
      message.error(errorWords(error))
    }
  }
}

interface TreeProps {
  readonly siteId: number
  readonly channels: readonly ChannelView[]
  readonly chosenId: number | undefined
  readonly onChoose: (id: number) => void
}

/** The tree of a site's columns: opened branch by branch, so that thousands are no burden; moved by mouse or by buttons. */
export function ChannelTree({ siteId, channels, chosenId, onChoose }: TreeProps) {
  const below = useMemo(() => belowOf(channels), [channels])
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [dragged, setDragged] = useState<ChannelView>()
  const move = useMoveChannel(siteId)
  const toggle = (id: number) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  const drop = (target: ChannelView, inside: boolean) => {
    if (!dragged || dragged.id === target.id) return
    void move(
      dragged,
      inside ? { parentId: target.id, beforeId: null } : { parentId: target.parentId, beforeId: target.id },
    )
    if (inside) setOpen(new Set(open).add(target.id))
    setDragged(undefined)
  }
  return (
    <Branch
      {...{ below, open, toggle, dragged, setDragged, drop, move, chosenId, onChoose }}
      parentId={null}
    />
  )
}

interface BranchProps {
  readonly below: Below
  readonly parentId: number | null
  readonly open: ReadonlySet<number>
  readonly toggle: (id: number) => void
  readonly dragged: ChannelView | undefined
  readonly setDragged: (channel: ChannelView | undefined) => void
  readonly drop: (target: ChannelView, inside: boolean) => void
  readonly move: (channel: ChannelView, to: Move) => Promise<void>
  readonly chosenId: number | undefined
  readonly onChoose: (id: number) => void
}

function Branch(props: BranchProps) {
  const siblings = props.below.get(props.parentId) ?? []
  return (
    <ul className="channels">
      {siblings.map((channel, index) => (
        <li key={channel.id}>
          <Row {...props} channel={channel} siblings={siblings} index={index} />
          {props.open.has(channel.id) && <Branch {...props} parentId={channel.id} />}
        </li>
      ))}
    </ul>
  )
}

function Row(
  props: BranchProps & {
    readonly channel: ChannelView
    readonly siblings: readonly ChannelView[]
    readonly index: number
  },
) {
  const { channel, siblings, index, below, open, toggle, dragged, setDragged, drop, move } = props
  const [over, setOver] = useState<'before' | 'inside'>()
  const children = below.get(channel.id)?.length ?? 0
  const chosen = props.chosenId === channel.id
  const where = (event: DragEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return event.clientY - box.top < box.height / 3 ? 'before' : 'inside'
  }
  return (
    <div
      className={`channel${over ? ` drop-${over}` : ''}`}
      draggable
      onDragStart={() => setDragged(channel)}
      onDragEnd={() => setDragged(undefined)}
      onDragOver={(event) => {
        if (!dragged || dragged.id === channel.id) return
        event.preventDefault()
        setOver(where(event))
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(undefined)
        drop(channel, where(event) === 'inside')
      }}
    >
      {children > 0 ? (
        <Button
          type="text"
          size="small"
          icon={open.has(channel.id) ? <DownOutlined /> : <RightOutlined />}
          aria-expanded={open.has(channel.id)}
          aria-label={`${channel.name}的下级栏目`}
          onClick={() => toggle(channel.id)}
        />
      ) : (
        <span className="channel-leaf" />
      )}
      <button
        type="button"
        className="channel-name"
        {...(chosen ? { 'aria-current': 'true' as const } : {})}
        onClick={() => props.onChoose(channel.id)}
      >
        {channel.name}
        {children > 0 && <span className="channel-count">{children}</span>}
      </button>
      {chosen && (
        <>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={`上移 ${channel.name}`}
            disabled={index === 0}
            onClick={() =>
              void move(channel, { parentId: channel.parentId, beforeId: siblings[index - 1]?.id ?? null })
            }
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label={`下移 ${channel.name}`}
            disabled={index === siblings.length - 1}
            onClick={() =>
              void move(channel, { parentId: channel.parentId, beforeId: siblings[index + 2]?.id ?? null })
            }
          />
        </>
      )}
    </div>
  )
}
