import { useId, useState } from 'react'
import { Button, Checkbox, Input } from 'antd'
import { Dialog } from './dialog.tsx'

export interface TreeItem {
  readonly id: number
  readonly parentId: number | null
  readonly label: string
  /** Trees of one group stand together under its name. */
  readonly group: string
}

export interface TreePickerProps {
  readonly id?: string
  /** What is chosen here: 栏目. */
  readonly noun: string
  readonly items: readonly TreeItem[]
  readonly value?: readonly number[]
  readonly onChange?: (value: number[]) => void
}

/** Several places of a tree: the chosen ones as chips with their paths, the tree of checkboxes in a dialog. */
export function TreePicker({ id, noun, items, value = [], onChange }: TreePickerProps) {
  const [open, setOpen] = useState(false)
  const byId = new Map(items.map((item) => [item.id, item]))
  const pathOf = (item: TreeItem): string => {
    const parent = item.parentId === null ? undefined : byId.get(item.parentId)
    return parent ? `${pathOf(parent)} › ${item.label}` : item.label
  }
  const drop = (gone: number) => onChange?.(value.filter((one) => one !== gone))
  return (
    <div className="picked" id={id} tabIndex={-1}>
      {value.map((one) => {
        const item = byId.get(one)
        const path = item ? pathOf(item) : String(one)
        return (
          <span key={one} className="picked-item">
            {path}
            <button
              type="button"
              className="picked-drop"
              aria-label={`移除${noun} ${path}`}
              onClick={() => drop(one)}
            >
              ×
            </button>
          </span>
        )
      })}
      <Button size="small" onClick={() => setOpen(true)}>
        选择{noun}
      </Button>
      {open && (
        <Dialog title={`选择${noun}`} onClose={() => setOpen(false)}>
          <TreeBoxes
            noun={noun}
            items={items}
            value={value}
            onChange={(next) => onChange?.(next)}
            pathOf={pathOf}
          />
          <div className="form-actions">
            <Button type="primary" onClick={() => setOpen(false)}>
              完成
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function TreeBoxes(props: {
  readonly noun: string
  readonly items: readonly TreeItem[]
  readonly value: readonly number[]
  readonly onChange: (value: number[]) => void
  readonly pathOf: (item: TreeItem) => string
}) {
  const { noun, items, value, onChange, pathOf } = props
  const [text, setText] = useState('')
  const headingId = useId()
  const toggle = (id: number, on: boolean) =>
    onChange(on ? [...value, id] : value.filter((one) => one !== id))
  const box = (item: TreeItem, label: string) => (
    <Checkbox checked={value.includes(item.id)} onChange={(event) => toggle(item.id, event.target.checked)}>
      {label}
    </Checkbox>
  )
  const branch = (parentId: number | null, group: string) => {
    const here = items.filter((item) => item.parentId === parentId && item.group === group)
    if (here.length === 0) return null
    return (
      <ul className="tree">
        {here.map((item) => (
          <li key={item.id}>
            {box(item, item.label)}
            {branch(item.id, group)}
          </li>
        ))}
      </ul>
    )
  }
  const wanted = text.trim()
  const found = items.filter((item) => pathOf(item).includes(wanted))
  return (
    <>
      <Input
        type="search"
        aria-label={`查找${noun}`}
        placeholder={`查找${noun}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="tree-box">
        {wanted === '' ? (
          [...new Set(items.map((item) => item.group))].map((group, index) => (
            <div key={group} role="group" aria-labelledby={`${headingId}-${index}`}>
              <p id={`${headingId}-${index}`} className="tree-group">
                {group}
              </p>
              {branch(null, group)}
            </div>
          ))
        ) : (
          <ul className="tree">
            {found.map((item) => (
              <li key={item.id}>{box(item, pathOf(item))}</li>
            ))}
            {found.length === 0 && <li>没有找到“{wanted}”</li>}
          </ul>
        )}
      </div>
    </>
  )
}
