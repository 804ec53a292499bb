import { useState } from 'react'
import { App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { TextAreaField } from '#ui/console/form.tsx'
import { PossibleButton } from '#ui/console/possible.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import type { EntryView, MarkView } from '../contract.ts'
import { EntryForm } from './form.tsx'
import { MarkedText } from './marked.tsx'
import { entryQuery, refreshEntries } from './queries.ts'
import { FIELDS, FIELD_WORDS } from './words.ts'

const route = getRouteApi('/signed-in/casebook/entries/$entryId')

/** Writes an entry with the case beside it; what is personal is marked on both sides. */
export function EntryScreen() {
  const { entryId } = route.useParams()
  const { data: entry } = useSuspenseQuery(entryQuery(entryId))
  return <EntryPage key={`${entryId} ${entry.version}`} entry={entry} />
}

function EntryPage({ entry }: { readonly entry: EntryView }) {
  const [dialog, setDialog] = useState<keyof typeof REASONED>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const edit = entry.next.find((one) => one.step === 'edit')
  const [editing, setEditing] = useState(entry.state === 'draft' && edit?.allowed === true)
  const act = async (path: string, done: string) => {
    try {
      await post(`/casebook/entries/${entry.id}/${path}`, { basedOn: entry.version })
      message.success(done)
    } catch (error) {
      message.error(errorWords(error))
    }
    await refreshEntries(client, entry.id)
  }
  const take = (step: EntryView['next'][number]['step']) => {
    if (step === 'edit') setEditing(true)
    else if (step === 'check') void act('checks', '已提交，由另一人发布')
    else if (step === 'publish') void act('publications', '已发布')
    else setDialog(step)
  }
  return (
    <>
      <PageHead
        above={<Link to="/casebook">问答和典型案例</Link>}
        title={entry.title}
        essentials={`${entry.kindLabel} · ${entry.unit.name} · ${entry.stateLabel} · 第${entry.version}版`}
        actions={entry.next
          .filter((next) => next.step !== 'edit' || !editing)
          .map((next) => (
            <PossibleButton
              key={next.step}
              possible={next}
              type={next.step === 'publish' || next.step === 'check' ? 'primary' : 'default'}
              danger={next.step === 'withdraw' || next.step === 'discard'}
              onClick={() => take(next.step)}
            >
              {next.label}
            </PossibleButton>
          ))}
      />
      {entry.returnedBecause !== '' && entry.state === 'draft' && (
        <Problem>退回的原因：{entry.returnedBecause}</Problem>
      )}
      {entry.withdrawnOn !== null && (
        <Problem>
          已于{entry.withdrawnOn}撤下：{entry.withdrawnBecause}
        </Problem>
      )}
      <Marks entry={entry} />
      <div className="side-by-side">
        <Source entry={entry} />
        <div>
          {editing ? (
            <EntryForm entry={entry} onDone={() => setEditing(false)} />
          ) : (
            <Section title="发布的文字" note={`编写：${entry.authors.join('、')}`}>
              {FIELDS[entry.kind].map((field) => (
                <div key={field}>
                  <h3>{FIELD_WORDS[field]}</h3>
                  <MarkedText
                    text={entry.texts[field]}
                    marks={entry.marks.filter((mark) => mark.field === field)}
                  />
                </div>
              ))}
            </Section>
          )}
          <History subject={`entry:${entry.id}`} />
        </div>
      </div>
      {dialog && <ReasonDialog entry={entry} act={dialog} onClose={() => setDialog(undefined)} />}
    </>
  )
}

function Source({ entry }: { readonly entry: EntryView }) {
  const { source } = entry
  if (source === null)
    return (
      <Section title="原来的事项">
        <p>您无权查看原来的事项，或者它已经重新办理。</p>
      </Section>
    )
  return (
    <Section title="原来的事项" note={`${source.label} ${source.number}，只在内部可见`}>
      {(['question', 'answer'] as const).map((field) => (
        <div key={field}>
          <h3>{field === 'question' ? '问' : '答'}</h3>
          <MarkedText text={source[field]} marks={source.marks.filter((mark) => mark.field === field)} />
        </div>
      ))}
      <p className="hint">
        {source.compared
          ? '提问人留下的姓名、电话、地址已经按规则隐去；文字里其他能认出他的内容，请自己改写。'
          : '提问人没有留下姓名和联系方式，或者已到期清除，无法自动比对，请仔细检查。'}
      </p>
    </Section>
  )
}

/** Every place that is still personal: take it out of the text, or say why it may stand. */
function Marks({ entry }: { readonly entry: EntryView }) {
  const [justified, setJustified] = useState<MarkView>()
  if (entry.marks.length === 0) return null
  const mayJustify = entry.next.some((one) => one.step === 'edit' && one.allowed)
  return (
    <Section
      title="个人信息"
      note={entry.open === 0 ? '都已处理' : `还有 ${entry.open} 处没有处理，处理完才能发布`}
    >
      <Facts
        facts={entry.marks.map((mark) => [
          `${FIELD_WORDS[mark.field]}：${mark.label}`,
          <span key={mark.key}>
            “{entry.texts[mark.field].slice(mark.start, mark.end)}” {mark.applicant && '必须从文字里去掉'}
            {mark.justification && `可以保留：${mark.justification.note}（${mark.justification.by}）`}
            {!mark.applicant && mayJustify && (
              <Button size="small" type="link" onClick={() => setJustified(mark)}>
                {mark.justification ? '改理由' : '说明理由'}
              </Button>
            )}
          </span>,
        ])}
      />
      {justified && <JustifyDialog entry={entry} mark={justified} onClose={() => setJustified(undefined)} />}
    </Section>
  )
}

function JustifyDialog({
  entry,
  mark,
  onClose,
}: {
  readonly entry: EntryView
  readonly mark: MarkView
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const send = async ({ note }: { note: string }) => {
    await post(`/casebook/entries/${entry.id}/justifications`, { key: mark.key, note })
    onClose()
    await refreshEntries(client, entry.id)
  }
  return (
    <FormDialog<{ note: string }>
      name="justification"
      title="为什么可以保留"
      submitLabel="保存"
      intro={
        <p>
          {mark.label}“{entry.texts[mark.field].slice(mark.start, mark.end)}”
        </p>
      }
      initialValues={{ note: mark.justification?.note ?? '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="note" label="理由" required rows={2} maxLength={300} hint="例如：窗口的办公电话" />
    </FormDialog>
  )
}

/** What is asked for with a reason. */
const REASONED = {
  return: { path: 'returns', label: '退回', intro: '退回给编写的人修改。' },
  discard: { path: 'discards', label: '作废', intro: '作废以后不能恢复；可以从原来的事项重新写。' },
  withdraw: {
    path: 'withdrawals',
    label: '撤下',
    intro: '撤下以后不能恢复。原来的网址会说明已撤下和原因。',
  },
} as const

function ReasonDialog({
  entry,
  act,
  onClose,
}: {
  readonly entry: EntryView
  readonly act: keyof typeof REASONED
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { path, label, intro } = REASONED[act]
  const send = async (values: { reason: string }) => {
    await post(`/casebook/entries/${entry.id}/${path}`, values)
    onClose()
    message.success(`已${label}`)
    await refreshEntries(client, entry.id)
  }
  return (
    <FormDialog<{ reason: string }>
      name="reason"
      title={label}
      submitLabel={label}
      danger={act !== 'return'}
      intro={<p>{intro}</p>}
      initialValues={{ reason: '' }}
      onClose={onClose}
      onSubmit={send}
    >
      <TextAreaField name="reason" label="原因" required rows={2} maxLength={300} />
    </FormDialog>
  )
}
