import { useEffect, useRef, useState } from 'react'
import { App, Button, Form, Input } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { Field, ServerForm, TextField } from '#ui/console/form.tsx'
import type { TemplateView, WordingBody } from '../contract.ts'
import { Preview } from './preview.tsx'
import { refreshTemplate } from './queries.ts'

interface Place {
  readonly from: number
  readonly to: number
}

/** Writes the unit's words: fields are put in where the cursor stands, the letter is shown below as it would read. */
export function Editor({
  template,
  onDone,
}: {
  readonly template: TemplateView
  readonly onDone: () => void
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<WordingBody>()
  // What this person began from: the page may hear of a newer version while they write.
  const [begun] = useState(template)
  const [draft, setDraft] = useState(template.wording)
  const saved = useRef(false)
  const area = useRef<HTMLDivElement>(null)
  // What is put in before anything was typed comes to the end.
  useEffect(() => {
    const text = area.current?.querySelector('textarea')
    text?.setSelectionRange(text.value.length, text.value.length)
  }, [])
  const changed = draft.title !== begun.wording.title || draft.body !== begun.wording.body
  const mayLose = () => changed && !saved.current
  useBlocker({
    shouldBlockFn: () => mayLose() && !window.confirm('修改的内容还没有保存，确定离开？'),
    enableBeforeUnload: mayLose,
  })
  const write = (next: WordingBody, cursor?: Place) => {
    form.setFieldsValue(next)
    setDraft(next)
    requestAnimationFrame(() => {
      const text = area.current?.querySelector('textarea')
      text?.focus()
      if (cursor) text?.setSelectionRange(cursor.from, cursor.to)
    })
  }
  const insert = (before: string, after = '') => {
    const text = area.current?.querySelector('textarea')
    const body = draft.body
    const [from, to] = [text?.selectionStart ?? body.length, text?.selectionEnd ?? body.length]
    const chosen = body.slice(from, to)
    write(
      { ...draft, body: `${body.slice(0, from)}${before}${chosen}${after}${body.slice(to)}` },
      { from: from + before.length, to: from + before.length + chosen.length },
    )
  }
  const save = async (values: WordingBody) => {
    await post(`/papers/units/${template.unit.id}/templates/${template.name}/versions`, {
      ...values,
      basedOn: begun.last,
    })
    saved.current = true
    await refreshTemplate(client, template)
    message.success('已保存，下一份文书起使用')
    onDone()
  }
  const cancel = () => {
    if (!mayLose() || window.confirm('放弃没有保存的修改？')) onDone()
  }
  return (
    <>
      <ServerForm<WordingBody>
        name="template"
        form={form}
        submitLabel="保存为新版本"
        initialValues={begun.wording}
        onValuesChange={setDraft}
        onSubmit={save}
        cancel={
          <>
            <Button onClick={cancel}>取消</Button>
            <Button onClick={() => write(template.inherited)}>填入默认文本</Button>
          </>
        }
      >
        <TextField name="title" label="标题" required maxLength={100} />
        <div ref={area}>
          <Field
            name="body"
            label="正文"
            required
            hint="一行一段，不用空格缩进；称谓、落款、日期和页码自动生成。"
          >
            <Input.TextArea rows={14} maxLength={20_000} />
          </Field>
        </div>
        <Fields template={template} onInsert={insert} />
      </ServerForm>
      <Section title="预览" note="字段用示例内容代替。">
        <Preview template={template} draft={draft} />
      </Section>
    </>
  )
}

/** The fields of the letter, to be put in; one that may be empty can bring its own words along. */
function Fields(props: {
  readonly template: TemplateView
  readonly onInsert: (before: string, after?: string) => void
}) {
  const { template, onInsert } = props
  return (
    <div role="group" aria-labelledby="insert-fields" className="insert-fields">
      <p id="insert-fields">插入字段</p>
      <ul>
        {template.fields.map(({ name, label, needed }) => (
          <li key={name}>
            <Button size="small" onClick={() => onInsert(`{{${name}}}`)}>
              {label}
            </Button>
            <code className="quiet">{`{{${name}}}`}</code>
            {needed ? (
              <span className="light light-yellow">必须写明</span>
            ) : (
              <Button
                size="small"
                type="link"
                aria-label={`${label}有内容时才显示的一段`}
                onClick={() => onInsert(`{{#${name}}}`, `{{${name}}}{{/${name}}}`)}
              >
                有内容才显示
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
