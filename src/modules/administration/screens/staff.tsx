import { useState } from 'react'
import { App, Button } from 'antd'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, post, remove } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { Section } from '#ui/console/detail.tsx'
import { ChoiceField, PasswordField, SelectField, TextField } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import type { GrantBody, NewStaffBody, StaffView, UnitView } from '../contract.ts'
import { useSession } from './session.ts'
import { roleWords } from './words.ts'

const staffQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['staff', unitId],
    queryFn: ({ signal }) => get<PageOf<StaffView>>('/staff', { unitId, size: 200 }, signal),
  })

const roles = Object.entries(roleWords).map(([value, label]) => ({ value, label }))
const reach = [
  { value: 'unit', label: '仅本机构' },
  { value: 'subtree', label: '本机构和全部下级' },
]

type Opened =
  | { readonly name: 'add' }
  | { readonly name: 'grant'; readonly person: StaffView }
  | { readonly name: 'revoke'; readonly person: StaffView; readonly grant: StaffView['grants'][number] }

/** Who works for a unit, in which roles. */
export function StaffSection({ unit }: { readonly unit: UnitView }) {
  const { data: page } = useQuery(staffQuery(unit.id))
  const session = useSession()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  if (!page) return <Section title="人员">{null}</Section>
  return (
    <Section title={`人员（${page.total}）`}>
      {page.items.length === 0 ? (
        <EmptyState title="还没有人员" />
      ) : (
        <ListTable
          caption={`${unit.name}的人员`}
          rows={page.items}
          rowKey={(person) => person.id}
          columns={[
            {
              title: '姓名',
              width: 'narrow',
              cell: (person) => `${person.name}${person.disabled ? '（停用）' : ''}`,
            },
            { title: '用户名', width: 'narrow', cell: (person) => person.login },
            {
              title: '角色',
              cell: (person) =>
                person.grants.map((grant) => (
                  <span key={`${grant.role} ${grant.unit.id}`} className="picked-item">
                    {grant.roleLabel}
                    {grant.covers === 'subtree' && '（含下级）'}
                    {person.id !== session.staff.id && (
                      <button
                        type="button"
                        className="picked-drop"
                        aria-label={`收回 ${person.name} 的${grant.roleLabel}角色`}
                        onClick={() => setOpened({ name: 'revoke', person, grant })}
                      >
                        ×
                      </button>
                    )}
                  </span>
                )),
            },
            {
              title: '办理',
              width: 'narrow',
              cell: (person) =>
                person.id === session.staff.id ? (
                  <span className="quiet">本人</span>
                ) : (
                  <Button
                    size="small"
                    type="link"
                    aria-label={`给 ${person.name} 授予角色`}
                    onClick={() => setOpened({ name: 'grant', person })}
                  >
                    授予角色
                  </Button>
                ),
            },
          ]}
        />
      )}
      <p className="after-list">
        <Button onClick={() => setOpened({ name: 'add' })}>新增人员</Button>
      </p>
      {opened?.name === 'add' && <NewStaffDialog unit={unit} onClose={close} />}
      {opened?.name === 'grant' && <GrantDialog unit={unit} person={opened.person} onClose={close} />}
      {opened?.name === 'revoke' && (
        <RevokeDialog unit={unit} person={opened.person} grant={opened.grant} onClose={close} />
      )}
    </Section>
  )
}

/** Says what was done, closes the dialog, and has the list asked for again. */
function useDone(unitId: number, onClose: () => void) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (words: string) => {
    onClose()
    message.success(words)
    await client.invalidateQueries({ queryKey: staffQuery(unitId).queryKey })
  }
}

function NewStaffDialog({ unit, onClose }: { readonly unit: UnitView; readonly onClose: () => void }) {
  const done = useDone(unit.id, onClose)
  return (
    <FormDialog<Omit<NewStaffBody, 'unitId'>>
      name="staff"
      title="新增人员"
      submitLabel="新增"
      intro={<p>机构：{unit.name}</p>}
      initialValues={{ role: 'drafter' }}
      onClose={onClose}
      onSubmit={async (values) => {
        await post('/staff', { ...values, unitId: unit.id })
        await done(`已新增${values.name}`)
      }}
    >
      <TextField name="name" label="姓名" required maxLength={40} />
      <TextField
        name="login"
        label="用户名"
        required
        hint="小写字母、数字，可用点、下划线、连字符"
        maxLength={40}
      />
      <PasswordField
        name="password"
        label="初始密码"
        required
        hint="至少 12 位"
        autoComplete="new-password"
      />
      <SelectField name="role" label="角色" required options={roles} />
    </FormDialog>
  )
}

function GrantDialog({
  unit,
  person,
  onClose,
}: {
  readonly unit: UnitView
  readonly person: StaffView
  readonly onClose: () => void
}) {
  const done = useDone(unit.id, onClose)
  return (
    <FormDialog<Omit<GrantBody, 'unitId'>>
      name="grant"
      title="授予角色"
      submitLabel="授予"
      intro={
        <p>
          {person.name}在{unit.name}
        </p>
      }
      initialValues={{ role: 'drafter', covers: 'unit' }}
      onClose={onClose}
      onSubmit={async (values) => {
        await post(`/staff/${person.id}/grants`, { ...values, unitId: unit.id })
        await done(`已授予${person.name}${roleWords[values.role]}`)
      }}
    >
      <SelectField name="role" label="角色" required options={roles} />
      <ChoiceField name="covers" label="范围" required options={reach} />
    </FormDialog>
  )
}

function RevokeDialog(props: {
  readonly unit: UnitView
  readonly person: StaffView
  readonly grant: StaffView['grants'][number]
  readonly onClose: () => void
}) {
  const { unit, person, grant, onClose } = props
  const done = useDone(unit.id, onClose)
  return (
    <FormDialog
      name="revoke"
      title="收回角色"
      submitLabel="收回"
      danger
      intro={
        <p>
          收回{person.name}在{grant.unit.name}的“{grant.roleLabel}”角色，立即生效。
        </p>
      }
      onClose={onClose}
      onSubmit={async () => {
        await remove(`/staff/${person.id}/grants/${grant.role}/${grant.unit.id}`)
        await done('已收回')
      }}
    >
      {null}
    </FormDialog>
  )
}
