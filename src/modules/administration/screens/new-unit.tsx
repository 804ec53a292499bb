import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextField } from '#ui/console/form.tsx'
import type { NewUnitBody, UnitView } from '../contract.ts'
import { unitsQuery } from './session.ts'

const KINDS: readonly { value: NewUnitBody['kind']; label: string }[] = [
  { value: 'department', label: '部门' },
  { value: 'district', label: '县区' },
  { value: 'town', label: '乡镇街道' },
  { value: 'village', label: '村社区' },
]

interface UnitForm extends Omit<NewUnitBody, 'parentId' | 'divisionCode' | 'creditCode'> {
  readonly divisionCode?: string
  readonly creditCode?: string
}

export function NewUnitDialog({
  parent,
  onClose,
}: {
  readonly parent: UnitView
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const add = async ({ divisionCode, creditCode, ...unit }: UnitForm) => {
    const body: NewUnitBody = {
      ...unit,
      parentId: parent.id,
      divisionCode: divisionCode || null,
      creditCode: creditCode || null,
    }
    const { id } = await post<{ id: number }>('/units', body)
    await client.invalidateQueries({ queryKey: unitsQuery.queryKey })
    await client.invalidateQueries({ queryKey: ['session'] })
    onClose()
    message.success(`已新增${unit.name}`)
    await navigate({ to: '/admin', search: { unitId: id } })
  }
  return (
    <FormDialog<UnitForm>
      name="unit"
      title="新增下级机构"
      submitLabel="新增"
      intro={<p>上级机构：{parent.name}</p>}
      initialValues={{ kind: 'department' }}
      onClose={onClose}
      onSubmit={add}
    >
      <TextField name="name" label="全称" required maxLength={100} />
      <TextField name="shortName" label="简称" required maxLength={30} />
      <SelectField name="kind" label="种类" required options={KINDS} />
      <TextField name="code" label="机构代码" required hint="小写字母、数字、连字符；用于网址，不再改变" />
      <TextField
        name="creditCode"
        label="统一社会信用代码"
        hint="18 位；没有的机构不能生成索引号"
        maxLength={18}
      />
      <TextField name="divisionCode" label="行政区划代码" />
    </FormDialog>
  )
}
