import { useState } from 'react'
import { App, Button, Dropdown } from 'antd'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { post, put, remove } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextField } from '#ui/console/form.tsx'
import { Chip, Chips } from '#ui/console/list.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import { MOST_VIEWS, type SavedView, type ViewBody } from '../contract.ts'
import { savedViewsQuery } from './queries.ts'

/** The query of an address without its page: a view begins at the first. */
function viewOf(query: string): string {
  const search = new URLSearchParams(query)
  search.delete('page')
  search.sort()
  return search.toString()
}

/**
 * The saved views of a list, for its head: each chip leads to the list's address with what was saved, the rest keeps
 * the address as it stands under a name.
 */
export function SavedViews({ list }: { readonly list: string }) {
  const { data: views = [] } = useQuery(savedViewsQuery(list))
  const [naming, setNaming] = useState<SavedView | 'new'>()
  const router = useRouter()
  const location = useLocation()
  const here = viewOf(location.searchStr)
  const mine = views.filter((view) => view.mine)
  const open = (view: SavedView) =>
    router.history.push(`${location.publicHref.split('?')[0]}${view.search === '' ? '' : `?${view.search}`}`)
  return (
    <div className="saved-views">
      <Chips label="常用视图">
        {views.map((view) => (
          <Chip key={view.id} on={view.search === here} onToggle={() => open(view)}>
            {view.mine ? view.name : `${view.name}（${view.by}）`}
          </Chip>
        ))}
      </Chips>
      {here !== '' && !mine.some((view) => view.search === here) && mine.length < MOST_VIEWS && (
        <Button size="small" type="link" onClick={() => setNaming('new')}>
          存为常用视图
        </Button>
      )}
      {mine.length > 0 && <Manage list={list} mine={mine} here={here} onRename={setNaming} />}
      {naming !== undefined && (
        <NameDialog list={list} view={naming} search={here} onClose={() => setNaming(undefined)} />
      )}
    </div>
  )
}

function useRefresh(list: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: savedViewsQuery(list).queryKey })
}

/** What can be done with the view that is open, or with the last of one's own. */
function Manage(props: {
  readonly list: string
  readonly mine: readonly SavedView[]
  readonly here: string
  readonly onRename: (view: SavedView) => void
}) {
  const { list, mine, here, onRename } = props
  const { message } = App.useApp()
  const refresh = useRefresh(list)
  const view = mine.find((one) => one.search === here)
  if (!view) return null
  const at = mine.indexOf(view)
  const run = (send: () => Promise<unknown>) =>
    send()
      .then(refresh)
      .catch((error: unknown) => message.error(errorWords(error)))
  const move = (by: 1 | -1) => {
    const ids = mine.map((one) => one.id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, view.id)
    void run(() => put('/saved-views/order', { list, ids }))
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'rename', label: '改名、共享', onClick: () => onRename(view) },
          { key: 'left', label: '前移', disabled: at === 0, onClick: () => move(-1) },
          { key: 'right', label: '后移', disabled: at === mine.length - 1, onClick: () => move(1) },
          {
            key: 'remove',
            label: '删除',
            danger: true,
            onClick: () => void run(() => remove(`/saved-views/${view.id}`)),
          },
        ],
      }}
    >
      <Button size="small" type="link">
        管理“{view.name}”
      </Button>
    </Dropdown>
  )
}

function NameDialog(props: {
  readonly list: string
  readonly view: SavedView | 'new'
  readonly search: string
  readonly onClose: () => void
}) {
  const { list, view, search, onClose } = props
  const units = useMyUnits()
  const refresh = useRefresh(list)
  const save = async ({ name, unitId }: ViewBody) => {
    const body = { name: name ?? '', unitId: Number(unitId) > 0 ? Number(unitId) : null }
    if (view === 'new') await post('/saved-views', { ...body, list, search })
    else await put(`/saved-views/${view.id}`, body)
    await refresh()
    onClose()
  }
  return (
    <FormDialog<ViewBody>
      name="saved-view"
      title={view === 'new' ? '存为常用视图' : '改名、共享'}
      submitLabel="保存"
      initialValues={view === 'new' ? {} : { name: view.name, unitId: view.unitId }}
      onClose={onClose}
      onSubmit={save}
    >
      <TextField name="name" label="名称" required maxLength={20} autoFocus />
      <SelectField
        name="unitId"
        label="给谁用"
        placeholder="只给自己"
        options={units.map((unit) => ({ value: unit.id, label: `${unit.shortName}的同事` }))}
      />
    </FormDialog>
  )
}
