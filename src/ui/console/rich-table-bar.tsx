import { Button } from 'antd'
import { TableOutlined } from '@ant-design/icons'
import { useEditorState, type Editor } from '@tiptap/react'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from '@tiptap/pm/tables'

const ROWS = 3
const COLUMNS = 3

const STEPS = [
  ['标题行', toggleHeaderRow],
  ['加行', addRowAfter],
  ['删行', deleteRow],
  ['加列', addColumnAfter],
  ['删列', deleteColumn],
  ['合并', mergeCells],
  ['拆分', splitCell],
  ['删除表格', deleteTable],
] as const

/** Inserting a table; inside of one, what can be done to it. */
export function TableButtons({ editor }: { readonly editor: Editor }) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      inside: now.isActive('table'),
      possible: STEPS.map(([, step]) => step(now.state)),
    }),
  })
  if (!state.inside)
    return (
      <Button
        type="text"
        size="small"
        aria-label="插入表格"
        title="插入表格"
        icon={<TableOutlined />}
        onClick={() => insertTable(editor)}
      />
    )
  return (
    <span role="group" aria-label="表格">
      {STEPS.map(([label, step], at) => (
        <Button
          key={label}
          type="text"
          size="small"
          disabled={state.possible[at] !== true}
          onClick={() => {
            editor.commands.command(({ state: now, dispatch }) => step(now, dispatch))
            editor.commands.focus()
          }}
        >
          {label}
        </Button>
      ))}
    </span>
  )
}

function insertTable(editor: Editor): void {
  const row = (type: string) => ({
    type: 'tableRow',
    content: Array.from({ length: COLUMNS }, () => ({ type, content: [{ type: 'paragraph' }] })),
  })
  const from = editor.state.selection.from
  editor
    .chain()
    .focus()
    .insertContent({
      type: 'table',
      content: [row('tableHeader'), ...Array.from({ length: ROWS - 1 }, () => row('tableCell'))],
    })
    // Into the first cell, wherever the table came to stand.
    .command(({ tr, commands }) => {
      let first: number | undefined
      tr.doc.nodesBetween(Math.max(0, from - 1), tr.doc.content.size, (node, position) => {
        if (first === undefined && node.type.name === 'tableHeader') first = position + 2
        return first === undefined
      })
      return first === undefined || commands.setTextSelection(first)
    })
    .run()
}
