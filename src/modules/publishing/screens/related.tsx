import { useState } from 'react'
import { Button, Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { publicQuery } from './queries.ts'

interface Named {
  readonly id: number
  readonly title: string
}

/** Names public documents, of whichever unit: found by words, shown as chips. */
export function RelatedPicker(props: {
  readonly id?: string
  readonly noun: string
  /** Titles of what was chosen before. */
  readonly named: readonly Named[]
  readonly without?: number
  /** One at most. */
  readonly single?: boolean
  readonly value?: readonly number[]
  readonly onChange?: (ids: number[]) => void
  readonly onPick?: (picked: Named) => void
}) {
  const { noun, value = [], single = false } = props
  const [words, setWords] = useState('')
  const [met, setMet] = useState<readonly Named[]>(props.named)
  const wanted = words.trim()
  const { data } = useQuery({ ...publicQuery(wanted), enabled: wanted.length > 1 })
  const found = (data?.items ?? []).filter(({ id }) => id !== props.without && !value.includes(id))
  const titleOf = (id: number) => met.find((one) => one.id === id)?.title ?? `第 ${id} 号文档`
  const choose = (one: Named) => {
    setMet((before) => [...before.filter(({ id }) => id !== one.id), one])
    props.onPick?.(one)
    props.onChange?.(single ? [one.id] : [...value, one.id])
    setWords('')
  }
  return (
    <div className="picked" tabIndex={-1} id={props.id}>
      {value.map((id) => (
        <span key={id} className="picked-item">
          {titleOf(id)}
          <button
            type="button"
            className="picked-drop"
            aria-label={`移除${noun} ${titleOf(id)}`}
            onClick={() => props.onChange?.(value.filter((one) => one !== id))}
          >
            ×
          </button>
        </span>
      ))}
      <Input
        type="search"
        className="picked-search"
        aria-label={`查找${noun}`}
        placeholder="输入标题或文号中的词"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {wanted.length > 1 && data && (
        <ul className="picked-found">
          {found.map((one) => (
            <li key={one.id}>
              <Button type="link" size="small" onClick={() => choose(one)}>
                {[one.title, one.documentNumber, one.issuer].filter(Boolean).join(' ')}
              </Button>
            </li>
          ))}
          {found.length === 0 && <li className="reason">没有找到已公开的文档</li>}
        </ul>
      )}
    </div>
  )
}
