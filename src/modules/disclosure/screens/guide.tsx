import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { post, put } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ServerForm, TextAreaField, TextField } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { Problem } from '#ui/console/states.tsx'
import { History } from '#modules/administration/screens/history.tsx'
import type { GuideText, GuideView } from '../contract.ts'
import { DisclosureHead, NoUnit, useChosenUnit } from './head.tsx'
import { guideQuery, refreshDisclosure } from './queries.ts'
import { GUIDE_WORDS, Signed } from './words.tsx'

const route = getRouteApi('/signed-in/disclosure/guide')

/** A unit's guide: read, write, confirm. */
export function GuideScreen() {
  const unitId = useChosenUnit(route.useSearch())
  return unitId === undefined ? <NoUnit /> : <Guide key={unitId} unitId={unitId} />
}

function Guide({ unitId }: { readonly unitId: number }) {
  const { data: guide } = useSuspenseQuery(guideQuery(unitId))
  const [opened, setOpened] = useState<'edit' | 'confirm'>()
  return (
    <>
      <DisclosureHead
        at="/disclosure/guide"
        title="政府信息公开指南"
        unitId={unitId}
        essentials={`${guide.unit.name} · ${guide.confirmedOn ? `更新于 ${guide.confirmedOn}` : '还没有确认过'}`}
        actions={
          <a href={`/units/${guide.unit.code}/disclosure#guide`} target="_blank" rel="noreferrer">
            打开公开页面
          </a>
        }
      />
      <DetailLayout
        sideLabel="确认情况"
        main={
          opened === 'edit' ? (
            <Editor guide={guide} onDone={() => setOpened(undefined)} />
          ) : (
            <Text guide={guide} />
          )
        }
        side={
          <>
            <State guide={guide} editing={opened === 'edit'} onOpen={setOpened} />
            <Versions guide={guide} />
            <History subject={`guide:${unitId}`} />
          </>
        }
      />
      {opened === 'confirm' && <ConfirmDialog guide={guide} onClose={() => setOpened(undefined)} />}
    </>
  )
}

const CONTACTS = [
  ['office', '工作机构名称', '负责政府信息公开工作的科室，例如：办公室（政务公开科）'],
  ['address', '办公地址', ''],
  ['hours', '办公时间', ''],
  ['phone', '联系电话', ''],
  ['fax', '传真号码', '没有传真的，写“没有传真”'],
  ['online', '互联网联系方式', ''],
] as const
const PARAGRAPHS = [
  ['arrangement', '分类编排的补充说明'],
  ['ways', '获取方式的补充说明'],
  ['supervision', '监督投诉的联系方式'],
  ['notes', '其他说明'],
] as const

function ownOf(guide: GuideView, part: (typeof CONTACTS)[number][0]): string {
  return part === 'office' ? '' : guide.own[part]
}

function Text({ guide }: { readonly guide: GuideView }) {
  return (
    <>
      <Section title="工作机构" note="指南没有另写的，用机构资料里的。">
        <Facts
          facts={CONTACTS.map(([part, label]) => [
            label,
            guide.text[part] || ownOf(guide, part) || <Unsaid key={part} />,
          ])}
        />
      </Section>
      <Section
        title="本单位写的内容"
        note="分类、获取方式、收费、救济等通用内容由系统根据条例和目录生成，不用另写。"
      >
        {PARAGRAPHS.every(([part]) => guide.text[part] === '') ? (
          <p className="quiet">还没有补充说明。</p>
        ) : (
          <Facts
            facts={PARAGRAPHS.map(([part, label]) => [
              label,
              guide.text[part] && (
                <span key={part} className="written">
                  {guide.text[part]}
                </span>
              ),
            ])}
          />
        )}
      </Section>
    </>
  )
}

function Unsaid() {
  return <span className="light light-red">■ 没有写明</span>
}

function Editor({ guide, onDone }: { readonly guide: GuideView; readonly onDone: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = async (values: GuideText) => {
    await put(`/disclosure/guides/${guide.unit.id}`, { ...values, basedOn: guide.version })
    await refreshDisclosure(client, guide.unit.id)
    onDone()
    message.success('已保存，确认以后公众看到新内容')
  }
  return (
    <ServerForm<GuideText>
      name="guide"
      submitLabel="保存"
      initialValues={guide.text}
      onSubmit={save}
      cancel={<Button onClick={onDone}>取消</Button>}
    >
      {CONTACTS.map(([part, label, hint]) => (
        <TextField
          key={part}
          name={part}
          label={label}
          maxLength={200}
          hint={ownOf(guide, part) ? `不填写就用机构资料：${ownOf(guide, part)}` : hint}
        />
      ))}
      {PARAGRAPHS.map(([part, label]) => (
        <TextAreaField key={part} name={part} label={label} rows={4} maxLength={5000} />
      ))}
    </ServerForm>
  )
}

function State(props: {
  readonly guide: GuideView
  readonly editing: boolean
  readonly onOpen: (what: 'edit' | 'confirm') => void
}) {
  const { guide, editing, onOpen } = props
  return (
    <Section title="确认" note="每年至少确认一次；机构资料或者内容有变化的，要重新确认。">
      <Facts
        facts={[
          ['情况', <Signed key="state" of={GUIDE_WORDS[guide.state]} />],
          ['上次确认', guide.confirmedOn],
          [
            '期限',
            guide.dueOn && (
              <>
                {guide.dueOn} <Light light={guide.light} />
              </>
            ),
          ],
          ['有变化', guide.changes.join('、')],
          [
            '待确认',
            guide.confirmedVersion !== null &&
              guide.version !== guide.confirmedVersion &&
              `第 ${guide.version} 稿`,
          ],
        ]}
      />
      {guide.missing.length > 0 && <Problem>条例第十二条要求写明：{guide.missing.join('、')}</Problem>}
      <div className="side-actions">
        {guide.may.edit && (
          <Button disabled={editing} onClick={() => onOpen('edit')}>
            修改内容
          </Button>
        )}
        {guide.may.confirm && (
          <Button
            type="primary"
            disabled={editing || guide.missing.length > 0}
            title={guide.missing.length > 0 ? '先补齐条例要求的内容' : ''}
            onClick={() => onOpen('confirm')}
          >
            确认指南
          </Button>
        )}
      </div>
    </Section>
  )
}

function ConfirmDialog({ guide, onClose }: { readonly guide: GuideView; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const confirm = async () => {
    await post(`/disclosure/guides/${guide.unit.id}/confirmations`, { version: guide.version })
    await refreshDisclosure(client, guide.unit.id)
    onClose()
    message.success('已确认，公开页面已更新')
  }
  return (
    <FormDialog<object>
      name="confirm-guide"
      title="确认公开指南"
      submitLabel="确认"
      wide
      intro={
        <>
          <p>确认以后，公众看到的就是下面的内容，“更新于”改为今天，一年后需要再次确认。</p>
          <Text guide={guide} />
        </>
      }
      onClose={onClose}
      onSubmit={confirm}
    >
      {null}
    </FormDialog>
  )
}

function Versions({ guide }: { readonly guide: GuideView }) {
  if (guide.versions.length === 0) return null
  return (
    <Section title="历次修改">
      <ol className="history">
        {guide.versions.map((one) => (
          <li key={one.version}>
            <time dateTime={one.editedAt}>{instantText(one.editedAt)}</time>
            <span>{one.editor ?? '系统'}</span>
            <span>
              第 {one.version} 稿{one.version === guide.confirmedVersion && '（已确认）'}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
